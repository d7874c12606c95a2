"""What is owed is done once: across crashes, refusals and requests for time, in order, and never too late."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.chats import State
from bot.flows.surface import TryLater
from bot.guide import Action
from bot.store import tables, timers
from bot.store.acts import SendCard
from tests.flows.recording import PowerCut, Slow, Trouble
from tests.flows.world import (
    ASKS,
    CRISIS,
    DESK,
    LISTENER,
    MEMBER,
    NAME,
    REQUESTS,
    SECOND_LISTENER,
    SECOND_MEMBER,
    THIRD_MEMBER,
    WANTS_SECRECY_AND_HOME,
    World,
)

# What a full or locked disk does to one kind of row.
REFUSE_DONE = """
CREATE TRIGGER full BEFORE UPDATE ON outbox WHEN NEW.state = 'done' AND OLD.about LIKE 'notice:%'
BEGIN SELECT RAISE(ABORT, 'disk is full'); END
"""


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("kind", ["send_card", "send_privately"])
async def test_power_lost_around_a_notice(world: World, kind: str, after: bool) -> None:
    chat = await world.open_chat()
    world.surface.lose_power(kind, after=after)
    with pytest.raises(PowerCut):
        await world.say(LISTENER, chat.place, ASKS)
    await world.restart()
    assert len(world.notices(chat.place)) == 1
    assert len(world.reminders(LISTENER)) == 1


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("kind", ["open_thread", "send_card", "pin", "add_person", "delete_message"])
async def test_power_lost_while_a_chat_opens(world: World, kind: str, after: bool) -> None:
    chat = await world.ask(MEMBER)
    world.surface.lose_power(kind, after=after)
    with pytest.raises(PowerCut):
        await world.press(LISTENER, Action.ACCEPT_REQUEST, chat.id)
    await world.restart()
    stored = await world.chat(chat.id)
    assert stored.state is State.OPEN
    (thread,) = world.surface.threads.values()
    assert thread.people == {MEMBER, LISTENER}
    assert len(world.messages_with(thread.id, Action.END_CHAT)) == 1
    assert stored.panel_message in world.surface.pins
    assert world.cards(REQUESTS) == []


@pytest.mark.parametrize("after", [False, True])
async def test_power_lost_around_an_escalation(world: World, after: bool) -> None:
    opened = [await world.open_chat(member) for member in (MEMBER, SECOND_MEMBER, THIRD_MEMBER)]
    for chat in opened[:2]:
        await world.say(LISTENER, chat.place, ASKS)
    at_the_desk = Trouble(
        lambda one: isinstance(one.act, SendCard) and one.act.place == DESK, PowerCut(), after=after
    )
    world.surface.troubles.append(at_the_desk)
    with pytest.raises(PowerCut):
        await world.say(LISTENER, opened[2].place, ASKS)
    await world.restart()
    (message,) = world.case_messages()
    assert (await world.only_case()).message == message.id


async def test_a_crash_before_anything_was_delivered_loses_nothing(world: World) -> None:
    chat = await world.open_chat()
    await world.stories.message_seen(world.wrote(LISTENER, chat.place, ASKS))
    await world.restart()
    assert len(world.notices(chat.place)) == 1


async def test_what_cannot_be_looked_up_is_not_repeated_until_it_can(world: World) -> None:
    chat = await world.open_chat()
    world.surface.lose_power("send_card", after=True)
    with pytest.raises(PowerCut):
        await world.say(LISTENER, chat.place, ASKS)
    world.surface.blind = 2
    await world.restart()
    for _ in range(3):
        await world.pass_time(minutes=1)
    assert len(world.notices(chat.place)) == 1
    assert await open_rows(world) == []


async def test_what_was_done_and_could_not_be_written_down_is_settled_and_its_place_goes_on(
    world: World,
) -> None:
    chat = await world.open_chat()
    async with world.database.writing() as connection:
        await connection.execute(text(REFUSE_DONE))
    await world.say(LISTENER, chat.place, ASKS)
    async with world.database.writing() as connection:
        await connection.execute(text("DROP TRIGGER full"))
    await world.pass_time(minutes=1)
    assert len(world.notices(chat.place)) == 1
    assert await open_rows(world) == []
    await world.end_chat(chat)
    assert world.surface.threads[chat.place].locked


async def test_asked_for_time_it_waits_as_long_and_no_longer(world: World) -> None:
    chat = await world.open_chat()
    world.surface.ask_for_time("send_card", 90)
    await world.say(LISTENER, chat.place, ASKS)
    assert world.notices(chat.place) == []
    await world.pass_time(seconds=89)
    assert world.notices(chat.place) == []
    await world.pass_time(seconds=1)
    assert len(world.notices(chat.place)) == 1


async def test_a_try_whose_answer_was_lost_is_looked_up_before_it_is_repeated(world: World) -> None:
    chat = await world.open_chat()
    world.surface.troubles.append(
        Trouble(lambda one: one.about.startswith("notice"), RuntimeError("connection lost"), after=True)
    )
    await world.say(LISTENER, chat.place, ASKS)
    await world.pass_time(minutes=1)
    assert len(world.notices(chat.place)) == 1
    assert await open_rows(world) == []


async def test_what_came_too_late_is_not_said(world: World) -> None:
    chat = await world.open_chat()
    world.surface.ask_for_time("send_card", 660)
    await world.say(LISTENER, chat.place, ASKS)
    await world.pass_time(minutes=12)
    assert world.notices(chat.place) == []
    assert await open_rows(world) == []


async def test_an_outcome_is_still_worth_saying_a_day_later(world: World) -> None:
    chat = await world.open_chat()
    await world.report(chat, "judged")
    world.surface.ask_for_time("send_privately", 3600)
    await world.press(41, Action.CASE_FINE_YES, 1, place=DESK)
    await world.pass_time(hours=1, seconds=1)
    assert any("report 1" in card.text for card in world.private_cards(MEMBER))


async def test_what_always_fails_is_given_up_and_takes_the_fallback(world: World) -> None:
    chat = await world.open_chat()
    world.surface.ask_for_time("send_privately", 1, times=99)
    await world.say(LISTENER, chat.place, ASKS)
    for _ in range(12):
        await world.pass_time(hours=13)
    assert len(world.messages_with(chat.place, Action.SEE_NOTE)) == 1
    assert [row for row in await open_rows(world) if row["kind"] == "send_privately"] == []


async def test_each_place_keeps_its_order_and_none_waits_for_another(world: World) -> None:
    first, second = await world.open_chat(), await world.open_chat(SECOND_MEMBER, SECOND_LISTENER)
    held = Trouble(lambda one: isinstance(one.act, SendCard) and one.act.place == first.place, TryLater(30))
    world.surface.troubles.append(held)
    await world.say(LISTENER, first.place, ASKS)
    await world.end_chat(first)
    await world.say(SECOND_LISTENER, second.place, ASKS)
    assert len(world.notices(second.place)) == 1
    assert not world.surface.threads[first.place].locked
    await world.pass_time(minutes=1)
    kinds = [one.act.kind for one in world.surface.acts_in(first.place)][-4:]
    assert kinds == ["send_card", "send_card", "remove_person", "lock_thread"]


async def test_urgent_words_overtake_what_waits(world: World) -> None:
    chat = await world.open_chat()
    held = Trouble(lambda one: one.about.startswith("notice"), TryLater(120))
    world.surface.troubles.append(held)
    await world.say(LISTENER, chat.place, ASKS)
    await world.say(MEMBER, chat.place, CRISIS)
    assert len(world.messages_with(chat.place, Action.OKAY_FOR_NOW)) == 1
    assert world.notices(chat.place) == []


async def test_an_urgent_call_does_not_wait_for_what_is_slow_elsewhere(world: World) -> None:
    chat = await world.open_chat()
    slow = Slow("send_privately", lambda: bool(world.case_messages()))
    world.surface.slow = slow
    await world.stories.message_seen(world.wrote(LISTENER, chat.place, ASKS))
    await world.stories.message_seen(world.wrote(LISTENER, chat.place, WANTS_SECRECY_AND_HOME))
    await world.settle()
    assert slow.ended
    assert len(world.case_messages()) == 1
    assert len(world.reminders(LISTENER)) == 1


async def test_many_places_at_once(world: World) -> None:
    opened = [
        await world.open_chat(member, listener)
        for member, listener in [(MEMBER, LISTENER), (SECOND_MEMBER, SECOND_LISTENER), (THIRD_MEMBER, 53)]
    ]
    await asyncio.gather(*(world.say(chat.listener, chat.place, ASKS) for chat in opened))
    assert [len(world.notices(chat.place)) for chat in opened] == [1, 1, 1]
    assert [len(world.reminders(chat.listener)) for chat in opened] == [1, 1, 1]


async def test_two_messages_of_one_place_at_once_say_one_notice(world: World) -> None:
    chat = await world.open_chat()
    await asyncio.gather(
        world.say(LISTENER, chat.place, ASKS), world.say(LISTENER, chat.place, "text me your number")
    )
    assert len(world.notices(chat.place)) == 1
    assert len(await world.flagged_messages(LISTENER)) == 2


async def test_words_are_forgotten_once_they_were_delivered(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    assert all(row["body"] is None for row in await world.rows(tables.outbox))


async def test_the_retention_job_ends_what_is_over(world: World) -> None:
    await world.stories.start()
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    await world.end_chat(chat)
    await world.pass_time(days=20)
    assert (await world.flags_about(LISTENER))[0].excerpt == ASKS
    await world.pass_time(days=2)
    assert (await world.flags_about(LISTENER))[0].excerpt == ""
    for _ in range(75):
        await world.pass_time(days=1)
    assert await world.flags_about(LISTENER) == ()
    assert await world.rows(tables.letters) == []
    assert (await world.community()).name == NAME


async def test_one_timer_that_fails_does_not_hold_up_the_others(world: World) -> None:
    async with world.database.writing() as connection:
        await timers.set_timer(connection, 9001, "delete_thread", "not a number", world.now)
        await timers.set_timer(connection, 9001, "digest", "9001", world.now + timedelta(seconds=1))
    await world.pass_time(seconds=2)
    assert len(world.cards(DESK)) == 1
    (left,) = [row for row in await world.rows(tables.timers) if row["kind"] == "delete_thread"]
    assert left["due"] == world.now + timedelta(hours=1)


async def open_rows(world: World) -> list[Mapping[str, object]]:
    return [row for row in await world.rows(tables.outbox) if row["state"] in ("owed", "trying")]
