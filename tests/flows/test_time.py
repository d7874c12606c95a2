"""The time of a chat: agreed at the start, told five minutes before the end, longer only when both want it."""

from datetime import timedelta

import pytest

from bot.chats import Ending, State
from bot.flows.surface import Answer
from bot.guide import Action
from bot.guide.cards_listener import could_not_open_card
from bot.guide.cards_shared import too_late_card
from bot.guide.cards_time import (
    length_card,
    length_not_now_card,
    length_saved_card,
    listener_chooses_card,
    more_time_card,
    more_wanted_card,
    time_left_card,
)
from bot.store import tables
from tests.flows.talking import said, talk
from tests.flows.world import (
    LISTENER,
    MEMBER,
    PLAIN,
    REQUESTS,
    SECOND_LISTENER,
    OpenChat,
    World,
)

MINUTE = timedelta(minutes=1)


async def open_for(world: World, minutes: str) -> OpenChat:
    chat = await world.ask(MEMBER, minutes=minutes)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, chat.id, place=REQUESTS)
    opened = await world.chat(chat.id)
    assert opened.place is not None
    return OpenChat(chat.id, opened.place, MEMBER, LISTENER)


async def choose(world: World, chat: OpenChat, person: int, minutes: str) -> Answer:
    return await world.press(person, Action.CHOOSE_LENGTH, chat.id, place=chat.place, values=(minutes,))


async def more(world: World, chat: OpenChat, person: int) -> Answer:
    return await world.press(person, Action.MORE_TIME, chat.id, place=chat.place)


@pytest.mark.parametrize(("asked", "minutes"), [("15", 15), ("60", 60), ("", 45)])
async def test_the_length_is_said_at_the_start(world: World, asked: str, minutes: int) -> None:
    chat = await open_for(world, asked)
    until = world.now + minutes * MINUTE
    card = length_card(world.wording, str(chat.id), minutes, until, named=bool(asked))
    assert world.cards(chat.place)[1] == card


async def test_the_listener_says_how_long_they_have(world: World) -> None:
    chat = await open_for(world, "60")
    until = world.now + 15 * MINUTE
    answer = await choose(world, chat, LISTENER, "15")
    assert answer.card == length_saved_card(world.wording, until)
    card = length_card(world.wording, str(chat.id), 15, until, named=True)
    assert world.cards(chat.place)[1] == card
    await talk(world, chat, 10)
    assert said(world, chat, "five") == 1


async def test_only_the_listener_chooses_and_only_at_the_start(world: World) -> None:
    chat = await open_for(world, "30")
    answer = await choose(world, chat, MEMBER, "60")
    assert answer.card == listener_chooses_card(world.wording)
    assert (await choose(world, chat, SECOND_LISTENER, "60")).card == too_late_card(world.wording)
    assert (await choose(world, chat, LISTENER, "500")).card == too_late_card(world.wording)
    await talk(world, chat, 11)
    answer = await choose(world, chat, LISTENER, "15")
    assert answer.card == length_not_now_card(world.wording)


async def test_both_are_told_five_minutes_before_and_at_the_end_once(world: World) -> None:
    chat = await open_for(world, "30")
    await talk(world, chat, 24)
    assert said(world, chat, "five") == 0
    await talk(world, chat, 1)
    assert (said(world, chat, "five"), said(world, chat, "up")) == (1, 0)
    await talk(world, chat, 5)
    assert (said(world, chat, "five"), said(world, chat, "up")) == (1, 1)
    await world.restart()
    await talk(world, chat, 15)
    assert (said(world, chat, "five"), said(world, chat, "up")) == (1, 1)
    # Nobody is cut off in the middle of a word.
    assert (await world.chat(chat.id)).state is State.OPEN


async def test_once_it_is_quiet_after_its_time_the_chat_ends_as_every_chat_does(world: World) -> None:
    chat = await open_for(world, "15")
    await talk(world, chat, 16)
    await world.pass_time(minutes=11)
    stored = await world.chat(chat.id)
    assert (stored.state, stored.ending) == (State.ENDED, Ending.TIME_OVER)
    assert world.says_ended(chat.place)
    assert LISTENER not in world.surface.threads[chat.place].people
    assert not any(row["kind"] == "chat_time" for row in await world.rows(tables.timers))


async def test_more_time_takes_both(world: World) -> None:
    chat = await open_for(world, "30")
    end = world.now + 30 * MINUTE
    early = await more(world, chat, MEMBER)
    assert early.card == time_left_card(world.wording, end)
    await talk(world, chat, 26)
    for _ in range(2):
        alone = await more(world, chat, MEMBER)
        assert alone.card == more_wanted_card(world.wording, 15 * MINUTE)
    assert said(world, chat, "more") == 0
    both = await more(world, chat, LISTENER)
    assert both.card == more_time_card(world.wording, end + 15 * MINUTE)
    assert said(world, chat, "more") == 1
    await talk(world, chat, 13)
    assert (said(world, chat, "five"), said(world, chat, "up")) == (1, 0)
    await talk(world, chat, 6)
    assert (said(world, chat, "five"), said(world, chat, "up")) == (2, 1)


async def test_more_time_is_for_the_two_alone_and_while_they_talk(world: World) -> None:
    chat = await open_for(world, "15")
    late = too_late_card(world.wording)
    assert (await more(world, chat, SECOND_LISTENER)).card == late
    await world.end_chat(chat)
    assert (await more(world, chat, MEMBER)).card == late


async def test_after_a_week_away_nothing_is_said_too_late_and_the_chat_ends(world: World) -> None:
    chat = await open_for(world, "30")
    await world.say(LISTENER, chat.place, PLAIN)
    await world.say(MEMBER, chat.place, PLAIN)
    await world.stories.stop()
    world.clock.move(timedelta(days=7))
    await world.restart()
    await world.pass_time(minutes=1)
    assert (said(world, chat, "five"), said(world, chat, "up"), said(world, chat, "dropped")) == (0, 0, 0)
    assert (await world.chat(chat.id)).state is State.OPEN
    await world.pass_time(minutes=10)
    stored = await world.chat(chat.id)
    assert (stored.state, stored.ending) == (State.ENDED, Ending.TIME_OVER)
    assert world.says_ended(chat.place)


async def test_a_panel_that_is_refused_leaves_no_chat_without_one(world: World) -> None:
    chat = await world.ask(MEMBER)
    world.surface.refuse("send_card")
    await world.press(LISTENER, Action.ACCEPT_REQUEST, chat.id, place=REQUESTS)
    stored = await world.chat(chat.id)
    assert (stored.state, stored.place, stored.listener) == (State.ASKED, None, None)
    assert world.surface.threads == {}
    assert world.surface.acts("add_person") == []
    assert could_not_open_card(world.wording, "Harbour") in world.private_cards(LISTENER)
    await world.press(SECOND_LISTENER, Action.ACCEPT_REQUEST, chat.id, place=REQUESTS)
    assert (await world.chat(chat.id)).state is State.OPEN


async def test_a_chat_whose_thread_is_deleted_has_a_reason_too(world: World) -> None:
    chat = await open_for(world, "30")
    await world.stories.place_gone(chat.place)
    assert (await world.chat(chat.id)).ending is Ending.PLACE_GONE
    assert (await world.live_chat(MEMBER)) is None
