"""The first chat of the story: a listener goes on shift, two people talk, and both are asked kindly afterwards."""

from datetime import timedelta

from bot.demo.lines import Line
from bot.demo.opening import accept, ask, newest_chat
from bot.demo.stage import Chat, Stage

MINUTE = timedelta(minutes=1)


async def good_chat(stage: Stage) -> None:
    """Two people talk, and the bot says nothing."""
    await stage.telling.scene("A good chat", "how little the bot says, and what it asks afterwards")
    await on_shift(stage)
    chat = await _opened(stage)
    pinned = stage.simulation.pinned(chat.place)
    await stage.telling.shows("both, pinned in the chat", pinned[0].text if pinned else "")
    await stage.telling.saw(
        "the safety panel is pinned before anybody writes",
        yes=len(pinned) == 1 and {"Something feels wrong", "Urgent help"} <= set(pinned[0].labels),
    )
    talk = (Line.HELLO, Line.WORK, Line.TIRING, Line.WRONG, Line.COME_BACK, Line.LIGHTER)
    for number, line in enumerate(talk):
        await stage.says(chat.member if number % 2 else chat.listener, chat.place, line)
        await stage.simulation.skip(MINUTE)
    said = len(stage.bot_lines(chat.member, chat.place)) - chat.lines_at_start
    await stage.telling.saw("in a good chat the bot says nothing", yes=said == 0)
    await afterwards(stage, chat)
    await off_shift(stage)


async def on_shift(stage: Stage) -> None:
    """A listener goes on shift by button."""
    kit, place = stage.harbour.kit, stage.harbour.listeners
    await stage.telling.does(kit.name, "uses /shift in #listeners")
    shift = await stage.simulation.command(kit, place, "shift")
    answer = await stage.presses(kit, shift, "Go on shift")
    answer = await stage.presses(kit, answer, "Yes, write to me")
    await stage.is_shown(kit, answer, "You are on shift", "the listener goes on shift by button")


async def off_shift(stage: Stage) -> None:
    """And off shift again: what is asked now is seen by all listeners at once."""
    kit, place = stage.harbour.kit, stage.harbour.listeners
    shift = await stage.simulation.command(kit, place, "shift")
    answer = await stage.presses(kit, shift, "Go off shift", where="/shift")
    await stage.telling.saw("and off shift again, in one tap", yes="You are off shift" in answer.text)


async def afterwards(stage: Stage, chat: Chat) -> None:
    """The member ends the chat; each side gets one private card, and the answers go to nobody in it."""
    wren = chat.member
    await stage.telling.passes("Afterwards, in private messages.")
    panel = stage.simulation.pinned(chat.place)[0]
    answer = await stage.presses(wren, panel, "End chat", where="the pinned panel")
    await stage.presses(wren, answer, "Yes, end it")
    await stage.sees_privately(wren, "How was it?", "the member alone is asked how it was, without stars")
    card = await stage.finds(wren, stage.simulation.private_messages(wren), "How was it?")
    await stage.telling.does(wren.name, "chooses [It helped]")
    await stage.simulation.choose(wren, card, "sl:rate_chat", "yes")
    await stage.presses(wren, card, "Say I felt safe")
    saved = await stage.presses(wren, card, "Meet them again")
    answers = ("It helped.", "You felt safe.", "You would like to meet again.")
    await stage.is_shown(wren, saved, "Saved.", "three taps, and each can be changed or left out")
    await stage.telling.saw("all three are kept", yes=all(words in saved.text for words in answers))
    thanks = stage.found(chat.listener, stage.simulation.private_messages(chat.listener), "for listening")
    yes = thanks is not None and "Never meet them again" in thanks.labels
    await stage.telling.saw("the listener is thanked, and may say never again too", yes=yes)


async def _opened(stage: Stage) -> Chat:
    """A member asks; the listener on shift has a minute to accept before the next is asked."""
    harbour = stage.harbour
    wren, kit = harbour.wren, harbour.kit
    await ask(stage, wren, "work")
    request = await stage.finds(kit, harbour.listeners, "You have one minute")
    await stage.telling.saw("one listener is asked first, for one minute", yes="@Kit" in request.text)
    await accept(stage, wren, kit)
    return await newest_chat(stage, wren, kit)
