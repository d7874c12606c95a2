"""After a gap: what was written meanwhile counts, is read once, and is too late to speak about after ten minutes."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.store import chats, watermarks
from tests.flows.world import (
    ASKS,
    HOME,
    LISTENER,
    MEMBER,
    MEMBER_ASKS,
    MEMBER_PUSHES,
    ROOM,
    SAYS_NO,
    SECOND_MEMBER,
    THIRD_MEMBER,
    World,
)

# What a full or locked disk does to one kind of row.
REFUSE_FLAGS = """
CREATE TRIGGER full BEFORE INSERT ON flags BEGIN SELECT RAISE(ABORT, 'disk is full'); END
"""


async def test_what_was_written_during_a_long_gap_is_flagged_and_not_spoken_about(world: World) -> None:
    chat = await world.open_chat()
    await world.stories.stop()
    seen = world.wrote(LISTENER, chat.place, ASKS)
    world.clock.move(timedelta(minutes=11))
    await world.restart()
    assert await world.flagged_messages(LISTENER) == {seen.id}
    assert world.notices(chat.place) == []
    assert world.reminders(LISTENER) == []


async def test_after_a_short_gap_it_speaks(world: World) -> None:
    chat = await world.open_chat()
    await world.stories.stop()
    world.wrote(LISTENER, chat.place, ASKS)
    world.clock.move(timedelta(minutes=5))
    await world.restart()
    assert len(world.notices(chat.place)) == 1
    assert len(world.reminders(LISTENER)) == 1


async def test_the_third_chat_during_a_gap_makes_a_case(world: World) -> None:
    opened = [await world.open_chat(member) for member in (MEMBER, SECOND_MEMBER, THIRD_MEMBER)]
    await world.stories.stop()
    for chat in opened:
        world.wrote(LISTENER, chat.place, ASKS)
    world.clock.move(timedelta(hours=5))
    await world.restart()
    assert len(world.case_messages()) == 1


async def test_nothing_is_read_twice(world: World) -> None:
    chat = await world.open_chat()
    message = await world.say(LISTENER, chat.place, ASKS)
    for _ in range(3):
        await world.restart()
    assert (chat.place, message) in world.surface.read_from
    assert len(world.notices(chat.place)) == 1
    assert len(await world.flagged_messages(LISTENER)) == 1


async def test_long_gaps_are_read_page_by_page(world: World) -> None:
    await world.stories.stop()
    for number in range(230):
        world.wrote(MEMBER, ROOM, f"line {number}")
    last = world.wrote(LISTENER, ROOM, ASKS)
    world.clock.move(timedelta(hours=1))
    await world.restart()
    assert await world.flagged_messages(LISTENER) == {last.id}
    async with world.database.reading() as connection:
        assert await watermarks.watermark(connection, ROOM) == last.id


async def test_threads_of_rooms_are_caught_up_too(world: World) -> None:
    await world.say(MEMBER, 777, "hello there", parent=ROOM)
    await world.stories.stop()
    seen = world.wrote(MEMBER, 777, ASKS, parent=ROOM)
    world.clock.move(timedelta(hours=1))
    await world.restart()
    assert await world.flagged_messages(MEMBER) == {seen.id}


async def test_threads_that_were_silent_for_long_are_left_alone(world: World) -> None:
    await world.say(MEMBER, 777, "hello there", parent=ROOM)
    await world.stories.stop()
    world.clock.move(timedelta(days=8))
    world.surface.read_from.clear()
    await world.restart()
    assert all(place != 777 for place, _ in world.surface.read_from)


async def test_what_is_written_while_catching_up_is_not_lost(world: World) -> None:
    chat = await world.open_chat()
    await world.stories.stop()
    missed = world.wrote(LISTENER, chat.place, ASKS)
    world.stories = world.new_stories()
    world.stories.reconnected()
    # A message that arrives before its place was read: it is in the history as well.
    early = world.wrote(LISTENER, chat.place, "or text me your number later")
    await world.stories.message_seen(early)
    assert await world.flags_about(LISTENER) == ()
    await world.stories.start()
    late = world.wrote(LISTENER, ROOM, ASKS)
    await asyncio.gather(
        world.stories.catch_up(frozenset({HOME})), world.stories.message_seen(late), return_exceptions=False
    )
    await world.settle()
    assert await world.flagged_messages(LISTENER) == {missed.id, early.id, late.id}
    after = world.wrote(LISTENER, ROOM, "send me your email then")
    await world.stories.message_seen(after)
    assert after.id in await world.flagged_messages(LISTENER)


async def test_a_place_that_cannot_be_read_does_not_stop_the_others(world: World) -> None:
    chat = await world.open_chat()
    world.surface.unreadable.add(ROOM)
    await world.stories.stop()
    seen = world.wrote(LISTENER, chat.place, ASKS)
    await world.restart()
    assert await world.flagged_messages(LISTENER) == {seen.id}
    await world.say(MEMBER, ROOM, ASKS)
    assert len(await world.flagged_messages(MEMBER)) == 1


async def test_communities_that_are_not_there_are_not_read(world: World) -> None:
    world.surface.read_from.clear()
    await world.stories.catch_up(frozenset({4711}))
    assert world.surface.read_from == []


async def test_after_a_restart_the_memory_is_filled_again(world: World) -> None:
    chat = await world.open_chat()
    await world.say(MEMBER, chat.place, MEMBER_ASKS)
    await world.say(LISTENER, chat.place, SAYS_NO)
    await world.restart()
    message = await world.say(MEMBER, chat.place, MEMBER_PUSHES)
    assert await world.flagged_messages(MEMBER) == {message}


async def test_a_new_room_is_read_from_now_on(world: World) -> None:
    world.wrote(MEMBER, 888, ASKS)
    await world.pass_time(minutes=1)
    await world.press(44, "setup_pick", "rooms", values=(str(ROOM), "888"))
    await world.restart()
    assert await world.flags_about(MEMBER) == ()
    await world.stories.stop()
    seen = world.wrote(MEMBER, 888, ASKS)
    await world.restart()
    assert await world.flagged_messages(MEMBER) == {seen.id}


async def test_a_thread_is_read_from_its_beginning_across_a_crash(world: World) -> None:
    chat = await world.open_chat()
    seen = world.wrote(LISTENER, chat.place, ASKS)
    await world.restart()
    assert await world.flagged_messages(LISTENER) == {seen.id}
    async with world.database.reading() as connection:
        assert await chats.chat_at(connection, world.database.keys, chat.place) is not None


async def test_a_thread_below_a_room_that_was_never_seen_before_is_read(world: World) -> None:
    await world.say(MEMBER, ROOM, "hello there")
    await world.stories.stop()
    seen = world.wrote(MEMBER, 778, ASKS, parent=ROOM)
    world.wrote(SECOND_MEMBER, 779, ASKS, parent=555)
    world.clock.move(timedelta(hours=1))
    await world.restart()
    assert await world.flagged_messages(MEMBER) == {seen.id}
    assert await world.flags_about(SECOND_MEMBER) == ()


async def test_what_comes_to_a_place_on_no_list_before_catching_up_is_not_lost(world: World) -> None:
    await world.say(MEMBER, 777, "hello there", parent=ROOM)
    world.clock.move(timedelta(days=8))
    world.stories.reconnected()
    early = world.wrote(MEMBER, 777, ASKS, parent=ROOM)
    await world.stories.message_seen(early)
    assert await world.flags_about(MEMBER) == ()
    await world.stories.catch_up(frozenset({HOME}))
    await world.settle()
    assert await world.flagged_messages(MEMBER) == {early.id}


async def test_a_place_that_asks_for_time_stays_behind_until_it_can_be_read(world: World) -> None:
    chat = await world.open_chat()
    await world.stories.stop()
    missed = world.wrote(LISTENER, chat.place, ASKS)
    world.surface.busy = 6
    await world.restart()
    late = await world.say(LISTENER, chat.place, "or text me your number later")
    assert await world.flags_about(LISTENER) == ()
    for _ in range(6):
        await world.pass_time(seconds=31)
    assert await world.flagged_messages(LISTENER) == {missed.id, late}


async def test_what_could_not_be_written_down_is_read_again_before_what_follows(world: World) -> None:
    chat = await world.open_chat()
    async with world.database.writing() as connection:
        await connection.execute(text(REFUSE_FLAGS))
    with pytest.raises(SQLAlchemyError):
        await world.say(LISTENER, chat.place, ASKS)
    async with world.database.writing() as connection:
        await connection.execute(text("DROP TRIGGER full"))
    await world.say(MEMBER, chat.place, "oh")
    await world.pass_time(minutes=1)
    assert len(await world.flagged_messages(LISTENER)) == 1
    assert len(world.notices(chat.place)) == 1


async def test_what_can_never_be_written_down_does_not_silence_a_place(world: World) -> None:
    chat = await world.open_chat()
    async with world.database.writing() as connection:
        await connection.execute(text(REFUSE_FLAGS))
    with pytest.raises(SQLAlchemyError):
        await world.say(LISTENER, chat.place, ASKS)
    for _ in range(5):
        await world.pass_time(minutes=1)
    async with world.database.writing() as connection:
        await connection.execute(text("DROP TRIGGER full"))
    await world.say(LISTENER, chat.place, "or text me your number later")
    assert len(await world.flagged_messages(LISTENER)) >= 1
