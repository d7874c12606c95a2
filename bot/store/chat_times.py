"""The clock of an open chat: how long it is for, what was said about that, and whose turn it is."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.chats import Asked, Times, Turns
from bot.screening import Side
from bot.store.tables import chat_times
from bot.store.upserting import upsert


@dataclass(frozen=True, slots=True)
class Clock:
    """The times of one chat, which side alone wants more time, and what the member was asked at the end."""

    chat: int
    times: Times
    more_wanted_by: Side | None = None
    asked: Asked = Asked.NOT


async def find_clock(connection: AsyncConnection, chat: int) -> Clock | None:
    """Read the clock of a chat; None when it never opened."""
    row = (await connection.execute(select(chat_times).where(chat_times.c.chat_id == chat))).one_or_none()
    if row is None:
        return None
    turns = Turns(row.last_side, row.last_at, row.goodbye_at, row.unclear)
    times = Times(row.opened_at, row.ends_at, turns, row.told, row.quiet_told_at)
    return Clock(chat, times, row.more_wanted_by, row.asked)


async def save_clock(connection: AsyncConnection, clock: Clock) -> None:
    """Write the clock of a chat, without its turns: those come with every message."""
    values = {
        "opened_at": clock.times.opened_at,
        "ends_at": clock.times.ends_at,
        "told": clock.times.told,
        "quiet_told_at": clock.times.quiet_told_at,
        "more_wanted_by": clock.more_wanted_by,
        "asked": clock.asked,
    }
    await upsert(connection, chat_times, {"chat_id": clock.chat}, values)


async def save_turns(connection: AsyncConnection, chat: int, turns: Turns) -> None:
    """Write whose turn it is, and whether a goodbye stands."""
    values = {
        "last_side": turns.last_side,
        "last_at": turns.last_at,
        "goodbye_at": turns.goodbye_at,
        "unclear": turns.unclear,
    }
    await connection.execute(update(chat_times).where(chat_times.c.chat_id == chat).values(values))
