"""Timers are rows: one for each kind and key, taken exactly once when due."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.timers import cancel_timer, due_timers, next_due, remove_timer, set_timer

MINUTE = timedelta(minutes=1)


async def test_the_sleeper_learns_the_earliest_and_later_whom_to_wake(
    connection: AsyncConnection, now: datetime
) -> None:
    assert await next_due(connection) is None
    await set_timer(connection, 1, "digest", "1", now + 2 * MINUTE)
    await set_timer(connection, 1, "lonely", "12", now + MINUTE)
    assert await next_due(connection) == now + MINUTE
    assert await due_timers(connection, now) == ()
    due = await due_timers(connection, now + 2 * MINUTE)
    assert [(timer.kind, timer.key, timer.community, timer.due) for timer in due] == [
        ("lonely", "12", 1, now + MINUTE),
        ("digest", "1", 1, now + 2 * MINUTE),
    ]


async def test_setting_a_timer_again_moves_it(connection: AsyncConnection, now: datetime) -> None:
    await set_timer(connection, 1, "digest", "1", now)
    await set_timer(connection, 1, "digest", "1", now + MINUTE)
    assert await due_timers(connection, now) == ()
    assert len(await due_timers(connection, now + MINUTE)) == 1


async def test_a_cancelled_timer_never_comes_due(connection: AsyncConnection, now: datetime) -> None:
    await set_timer(connection, 1, "digest", "1", now)
    await cancel_timer(connection, "digest", "1")
    await cancel_timer(connection, "digest", "never set")
    assert await due_timers(connection, now + MINUTE) == ()


async def test_a_due_timer_is_taken_once(connection: AsyncConnection, now: datetime) -> None:
    await set_timer(connection, 1, "digest", "1", now)
    (timer,) = await due_timers(connection, now)
    assert [await remove_timer(connection, timer) for _ in range(2)] == [True, False]
    assert await next_due(connection) is None


async def test_a_timer_that_was_moved_meanwhile_is_not_taken(
    connection: AsyncConnection, now: datetime
) -> None:
    await set_timer(connection, 1, "digest", "1", now)
    (timer,) = await due_timers(connection, now)
    await set_timer(connection, 1, "digest", "1", now + MINUTE)
    assert not await remove_timer(connection, timer)
    assert await next_due(connection) == now + MINUTE


async def test_the_number_of_a_timer_that_is_gone_never_comes_back(
    connection: AsyncConnection, now: datetime
) -> None:
    await set_timer(connection, 1, "digest", "1", now)
    (old,) = await due_timers(connection, now)
    await remove_timer(connection, old)
    await set_timer(connection, 1, "digest", "1", now)
    assert not await remove_timer(connection, old)
