"""A chat goes quiet, or somebody leaves without a word: kindly met, and held against nobody without reason."""

from datetime import timedelta

import pytest

from bot.casework.authority import Person
from bot.chats import Ending, State
from bot.guide import Action, Card
from bot.guide.cards_member import ended_suddenly_card, sudden_heard_card, sudden_thanks
from bot.guide.cards_shared import not_allowed_card
from bot.guide.cards_time import closed_quiet_card, listener_gone_card
from bot.screening import Severity
from bot.store import tables
from tests.flows.talking import said, talk
from tests.flows.world import (
    HOME,
    LISTENER,
    MEMBER,
    MEMBERS,
    NAME,
    PLAIN,
    SEXUAL,
    OpenChat,
    World,
    has,
)

GOODBYE = "I have to go now. Take care!"


async def waiting(world: World, member: int = MEMBER) -> OpenChat:
    """A chat in which the member waits for an answer."""
    chat = await world.open_chat(member)
    await world.say(LISTENER, chat.place, PLAIN)
    await world.say(member, chat.place, PLAIN)
    return chat


def question(world: World, chat: OpenChat) -> Card:
    return ended_suddenly_card(world.wording, str(chat.id), NAME)


def was_asked(world: World, chat: OpenChat) -> bool:
    return question(world, chat) in world.private_cards(chat.member)


async def says_yes(world: World, chat: OpenChat) -> Card | None:
    return (await world.press(chat.member, Action.SUDDEN_YES, chat.id, community=None)).card


async def ending(world: World, chat: OpenChat) -> Ending | None:
    return (await world.chat(chat.id)).ending


# -- silence -----------------------------------------------------------------------------------------------


async def test_a_silent_listener_another_one_is_offered_and_only_the_member_is_asked(world: World) -> None:
    chat = await waiting(world)
    await world.pass_time(minutes=9)
    assert said(world, chat, "dropped") == 0
    await world.pass_time(minutes=1)
    assert said(world, chat, "dropped") == 1
    assert has(world.cards(chat.place)[-1], Action.ANOTHER_LISTENER)
    assert not was_asked(world, chat)
    await world.pass_time(minutes=20)
    assert await ending(world, chat) is Ending.WENT_QUIET
    assert was_asked(world, chat)
    assert not any(has(card, Action.SUDDEN_YES) for card in world.private_cards(LISTENER))
    assert await world.flags_about(LISTENER) == ()
    assert await says_yes(world, chat) == sudden_thanks(world.wording, str(chat.id))
    assert len(await world.flags_about(LISTENER)) == 1
    # What is kept for the question is forgotten with the end.
    (clock,) = await world.rows(tables.chat_times)
    assert (clock["last_side"], clock["last_at"], clock["goodbye_at"]) == (None, None, None)


async def test_who_does_not_want_to_wait_meets_another_and_is_asked(world: World) -> None:
    chat = await waiting(world)
    await world.pass_time(minutes=12)
    await world.press(MEMBER, Action.ANOTHER_LISTENER, chat.id, place=chat.place)
    assert await ending(world, chat) is Ending.ANOTHER_LISTENER
    assert was_asked(world, chat)
    assert await world.live_chat(MEMBER) is not None


async def test_a_listener_who_comes_back_is_welcome(world: World) -> None:
    chat = await waiting(world)
    await world.pass_time(minutes=12)
    await world.say(LISTENER, chat.place, "sorry, my train was in a tunnel")
    await world.pass_time(minutes=9)
    assert (await world.chat(chat.id)).state is State.OPEN
    await world.say(MEMBER, chat.place, PLAIN)
    await world.press(MEMBER, Action.END_YES, chat.id, place=chat.place)
    assert not was_asked(world, chat)


async def test_a_silent_member_is_given_time_and_asked_nothing(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, PLAIN)
    await world.pass_time(minutes=10)
    assert (said(world, chat, "quiet"), said(world, chat, "dropped")) == (1, 0)
    await world.pass_time(minutes=20)
    assert await ending(world, chat) is Ending.WENT_QUIET
    assert closed_quiet_card(world.wording, str(chat.id), NAME) in world.private_cards(MEMBER)
    assert not was_asked(world, chat)


async def test_after_a_goodbye_quiet_is_just_the_end(world: World) -> None:
    chat = await waiting(world)
    await world.say(LISTENER, chat.place, GOODBYE)
    await world.say(MEMBER, chat.place, PLAIN)
    await world.pass_time(minutes=11)
    assert await ending(world, chat) is Ending.SAID_GOODBYE
    assert said(world, chat, "dropped") == 0
    assert not was_asked(world, chat)


# -- leaving -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["thread", "server"])
async def test_a_listener_who_leaves_is_missed_kindly(world: World, how: str) -> None:
    chat = await waiting(world)
    if how == "thread":
        await world.stories.thread_left(HOME, chat.place, LISTENER)
    else:
        await world.stories.person_gone(HOME, Person(LISTENER))
    await world.settle()
    assert await ending(world, chat) is Ending.LISTENER_LEFT
    assert listener_gone_card(world.wording) in world.cards(chat.place)
    assert world.says_ended(chat.place)
    assert was_asked(world, chat)


async def test_a_member_may_leave_at_any_time(world: World) -> None:
    chat = await waiting(world)
    await world.stories.thread_left(HOME, chat.place, 12345)
    assert (await world.chat(chat.id)).state is State.OPEN
    await world.stories.thread_left(HOME, chat.place, MEMBER)
    await world.settle()
    assert await ending(world, chat) is Ending.MEMBER_LEFT
    assert listener_gone_card(world.wording) not in world.cards(chat.place)
    assert not was_asked(world, chat)


# -- what never counts -------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", [Action.END_NOW, Action.REFER_NOW])
async def test_never_after_end_now_or_refer(world: World, action: Action) -> None:
    chat = await waiting(world)
    await world.pass_time(minutes=12)
    await world.press(LISTENER, action, chat.id, place=chat.place)
    assert await ending(world, chat) in (Ending.END_NOW, Ending.REFERRED)
    assert not was_asked(world, chat)
    assert await says_yes(world, chat) == not_allowed_card(world.wording)
    assert await world.flags_about(LISTENER) == ()


async def test_never_after_a_goodbye(world: World) -> None:
    chat = await waiting(world)
    await world.say(LISTENER, chat.place, GOODBYE)
    await world.say(MEMBER, chat.place, "wait, please")
    await world.end_chat(chat, LISTENER)
    assert not was_asked(world, chat)


async def test_never_after_an_advance_by_the_member(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, PLAIN)
    await world.say(MEMBER, chat.place, SEXUAL)
    assert await world.flags_about(MEMBER) != ()
    await world.end_chat(chat, LISTENER)
    assert await says_yes(world, chat) == sudden_heard_card(world.wording, str(chat.id))
    assert await world.flags_about(LISTENER) == ()


async def test_a_restart_in_the_silence_is_asked_about_and_does_not_count(world: World) -> None:
    chat = await waiting(world)
    await world.pass_time(minutes=5)
    await world.restart()
    await world.pass_time(minutes=9)
    assert said(world, chat, "dropped") == 0
    await world.pass_time(minutes=1)
    assert said(world, chat, "dropped") == 1
    await world.end_chat(chat, LISTENER)
    assert was_asked(world, chat)
    assert await says_yes(world, chat) == sudden_heard_card(world.wording, str(chat.id))
    assert await world.flags_about(LISTENER) == ()


async def test_a_lost_connection_is_not_silence(world: World) -> None:
    chat = await waiting(world)
    world.stories.connection_lost(0)
    await world.pass_time(minutes=24)
    assert said(world, chat, "dropped") == 0
    world.stories.connection_back(0)
    await world.say(MEMBER, chat.place, PLAIN)
    await world.end_chat(chat, LISTENER)
    # What was written after the connection was back was seen as it happened.
    assert await says_yes(world, chat) == sudden_thanks(world.wording, str(chat.id))


async def test_what_was_written_while_the_bot_was_away_is_known_when_it_is_back(world: World) -> None:
    chat = await waiting(world)
    await world.stories.stop()
    world.clock.move(timedelta(minutes=3))
    world.wrote(LISTENER, chat.place, GOODBYE)
    await world.restart()
    await world.say(MEMBER, chat.place, PLAIN)
    await world.end_chat(chat, LISTENER)
    assert not was_asked(world, chat)


async def test_words_that_nobody_could_read_may_have_been_a_goodbye(world: World) -> None:
    chat = await waiting(world)
    await world.say(LISTENER, chat.place, "", unread=("content",))
    await world.say(MEMBER, chat.place, "", unread=("content",))
    await world.end_chat(chat, LISTENER)
    assert was_asked(world, chat)
    assert await says_yes(world, chat) == sudden_heard_card(world.wording, str(chat.id))


async def test_who_stays_to_the_agreed_end_left_nobody(world: World) -> None:
    chat = await world.open_chat()
    await talk(world, chat, 31, last=MEMBER)
    await world.end_chat(chat, LISTENER)
    assert not was_asked(world, chat)


# -- reports and the threshold -----------------------------------------------------------------------------


async def test_a_report_of_it_counts_only_where_the_bot_saw_it_too(world: World) -> None:
    for number, member in enumerate(MEMBERS):
        chat = await world.open_chat(member)
        await world.say(LISTENER, chat.place, GOODBYE)
        await world.end_chat(chat, LISTENER)
        await world.report(chat, "ended_suddenly")
        assert len(await world.flags_about(LISTENER)) == number + 1
    assert await world.cases() == ()
    assert {flag.severity for flag in await world.flags_about(LISTENER)} == {Severity.TIP}


async def test_five_of_any_kind_with_different_members_are_shown_to_people(world: World) -> None:
    for number, member in enumerate(MEMBERS, 1):
        chat = await waiting(world, member)
        if number % 2:
            await world.pass_time(minutes=10)
            await world.pass_time(minutes=20)
        else:
            await world.stories.thread_left(HOME, chat.place, LISTENER)
        await says_yes(world, chat)
        assert len(await world.cases()) == (1 if number == 5 else 0)


async def test_what_is_older_than_the_window_counts_no_more(world: World) -> None:
    for number, member in enumerate(MEMBERS, 1):
        chat = await waiting(world, member)
        await world.end_chat(chat, LISTENER)
        await says_yes(world, chat)
        if number == 1:
            await world.pass_time(days=91)
    assert await world.cases() == ()
