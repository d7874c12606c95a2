"""The story of the demo: a good chat, three that go astray, a report, made-up names, and the desk."""

from bot.demo.desk import desk
from bot.demo.good_chat import good_chat
from bot.demo.lines import Line
from bot.demo.made_up_names import made_up_names, stopped_message, sudden_ending
from bot.demo.opening import ask, open_chat
from bot.demo.stage import Chat, Stage

TYPING_LINE = "Slow replies are fine here."
BATTERY_LINE = "You can stop and come back, or meet another listener."
NOTICE = "That message may be about contact details or another app."


async def play(stage: Stage) -> None:
    """Play all scenes. What somebody should have seen and did not is kept by the stage's telling."""
    await set_up(stage)
    await good_chat(stage)
    typing = await slow_typing(stage)
    juno = await battery(stage)
    await spaced_number(stage)
    await moderators(stage)
    await paused(stage, juno)
    await report(stage, typing)
    await made_up_names(stage)
    relayed = await stopped_message(stage)
    await sudden_ending(stage, relayed)
    await desk(stage)


async def set_up(stage: Stage) -> None:
    """Tell what the owner did before the story began."""
    harbour = stage.harbour
    await stage.telling.scene("Harbour gets a safety light", "the lobby")
    await stage.telling.does(
        harbour.owner.name,
        "runs /setup: the moderators' channel and role, the listeners', a lobby, one room.",
    )
    await stage.sees(
        harbour.wren, harbour.lobby, "Talk to a listener", "the panel stands in the lobby for every member"
    )


async def slow_typing(stage: Stage) -> Chat:
    """A listener types too slowly and wants a call."""
    harbour = stage.harbour
    await stage.telling.scene(
        "A listener types too slowly and wants a call", "the line to both, and the private one"
    )
    chat = await open_chat(stage, harbour.ash, harbour.sol, "worry")
    await stage.says(chat.member, chat.place, Line.EXAMS)
    await stage.says(chat.listener, chat.place, Line.TYPING)
    await _is_noticed(stage, chat, TYPING_LINE, Line.TYPING)
    await stage.says(chat.member, chat.place, Line.RATHER_NOT)
    return chat


async def battery(stage: Stage) -> Chat:
    """The same listener, another member, another reason."""
    harbour = stage.harbour
    await stage.telling.scene(
        "The same listener, another chat: the battery", "who is told, and who is not yet"
    )
    await stage.later("Three days later.", days=3)
    chat = await open_chat(stage, harbour.juno, harbour.sol, "lonely")
    await stage.says(chat.member, chat.place, Line.ALONE)
    await stage.says(chat.listener, chat.place, Line.BATTERY)
    await _is_noticed(stage, chat, BATTERY_LINE, Line.BATTERY)
    nothing = stage.found(harbour.moderator, harbour.moderators, "Case")
    await stage.telling.saw("moderators are not called yet: twice may be a habit", yes=nothing is None)
    return chat


async def spaced_number(stage: Stage) -> None:
    """A number in spaced digits, in a third chat: now people have to look."""
    harbour = stage.harbour
    await stage.telling.scene("A third chat: a number in spaced digits", "what the bot reads as a number")
    await stage.later("A day later.", days=1)
    chat = await open_chat(stage, harbour.pip, harbour.sol, "loss")
    await stage.says(chat.member, chat.place, Line.DOG)
    await stage.says(chat.listener, chat.place, Line.NUMBER)
    await _is_noticed(stage, chat, NOTICE, Line.NUMBER)


async def moderators(stage: Stage) -> None:
    """One case for people to look at, and what a moderator does with it."""
    harbour, moss = stage.harbour, stage.harbour.moderator
    await stage.telling.scene("Moderators look, and decide", "the first line of the case")
    case = await stage.finds(moss, harbour.moderators, "Case 1")
    first = case.text.splitlines()[0]
    await stage.telling.shows("#moderators", case.text)
    complete = all(words in first for words in ("@Sol", "3 chats", "3 members", "Next:"))
    await stage.telling.saw("the first line says who, how many, and the next step", yes=complete)
    await stage.telling.saw("each message is listed once", yes=case.text.count("go to message") == 3)
    answer = await stage.presses(moss, case, "I'm on it")
    await stage.presses(moss, answer, "Yes, I'm on it")
    answer = await stage.presses(moss, case, "Pause new chats")
    answer = await stage.presses(moss, answer, "Yes, pause new chats")
    await stage.is_shown(moss, answer, "paused", "the moderator is told that the pause stands")
    await stage.sees(moss, harbour.moderators, "is on it", "the case says who is on it", to="#moderators")
    await stage.sees_privately(
        harbour.sol, "This is not a decision", "Sol is told, and that nothing is decided"
    )
    await _one_case(stage)


async def paused(stage: Stage, chat: Chat) -> None:
    """Who is paused gets no new chats; who needs a listener gets one."""
    harbour = stage.harbour
    await stage.telling.scene("The pause works, and nobody is left alone", "who can accept")
    await stage.later("An hour later.", hours=1)
    await ask(stage, chat.member, "lonely")
    request = await stage.finds(harbour.sol, harbour.listeners, "Someone would like to talk")
    answer = await stage.presses(harbour.sol, request, "Accept")
    await stage.is_shown(harbour.sol, answer, "You are off shift", "the paused listener cannot accept")
    before = len(stage.simulation.chats(harbour.lobby))
    await stage.presses(harbour.kit, request, "Accept")
    after = len(stage.simulation.chats(harbour.lobby))
    await stage.telling.saw("another listener is there for Juno", yes=after == before + 1)


async def report(stage: Stage, chat: Chat) -> None:
    """A member tells what felt wrong, and gets a receipt."""
    await stage.telling.scene("Something feels wrong", "the receipt, and the case")
    panel = stage.simulation.pinned(chat.place)[0]
    ash = chat.member
    choices = await stage.presses(ash, panel, "Something feels wrong", where="the pinned panel")
    await stage.telling.does(ash.name, "chooses: To talk elsewhere: they can't type well")
    form = await stage.simulation.choose_for_form(ash, choices, "sl:choose_situation", "move_typing")
    await stage.telling.says(ash.name, Line.REPORT)
    receipt = await stage.simulation.send_form(ash, form, {"words": Line.REPORT})
    await stage.is_shown(ash, receipt, "Your report is number 1", "the member holds a numbered receipt")
    await stage.telling.saw(
        "first of all: you did nothing wrong", yes="You did nothing wrong" in receipt.text
    )
    harbour = stage.harbour
    case = await stage.finds(harbour.moderator, harbour.moderators, "Case 1")
    await stage.telling.shows("#moderators, the same message", case.text)
    first = case.text.splitlines()[0]
    await stage.telling.saw(
        "the case now counts who said that it felt wrong", yes="1 said it felt wrong" in first
    )
    await _one_case(stage)


async def _is_noticed(stage: Stage, chat: Chat, line: str, written: Line) -> None:
    """Both see one notice with this line in it; the listener alone is reminded of what they wrote."""
    await stage.sees(chat.member, chat.place, line, "both see a notice, and nobody is blamed", to="both")
    both = all(stage.found(one, chat.place, NOTICE) for one in (chat.member, chat.listener))
    said = len(stage.bot_lines(chat.member, chat.place)) - chat.lines_at_start
    await stage.telling.saw("one line by the bot, the same for both", yes=both and said == 1)
    reminder = stage.found(chat.listener, stage.simulation.private_messages(chat.listener), "You wrote:")
    words = reminder.text.partition('You wrote: "')[2].partition('"')[0] if reminder else ""
    reminded = bool(words) and words in written
    about = f'You wrote: "{words}' if reminded else written
    await stage.sees_privately(chat.listener, about, "the listener alone gets a reminder, with their words")


async def _one_case(stage: Stage) -> None:
    harbour = stage.harbour
    cards = stage.bot_lines(harbour.moderator, harbour.moderators)
    cases = [card for card in cards if "Case" in card.text and "Next:" in card.text]
    await stage.telling.saw("still one case message, edited in place", yes=len(cases) == 1)
