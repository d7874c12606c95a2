"""Timers: what is to happen later, as rows, so that one sleeper can wait for the earliest."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import timers
from bot.store.upserting import upsert


@dataclass(frozen=True, slots=True)
class Timer:
    """One thing to happen: `kind` names the story, `key` what it is about (there is one timer for both)."""

    id: int
    community: int
    kind: str
    key: str
    due: datetime


async def set_timer(connection: AsyncConnection, community: int, kind: str, key: str, due: datetime) -> None:
    """Set the timer of this kind and key, or move it."""
    await upsert(connection, timers, {"kind": kind, "key": key}, {"community": community, "due": due})


async def cancel_timer(connection: AsyncConnection, kind: str, key: str) -> None:
    """Forget the timer of this kind and key, if there is one."""
    await connection.execute(delete(timers).where(timers.c.kind == kind, timers.c.key == key))


async def due_timers(connection: AsyncConnection, now: datetime) -> tuple[Timer, ...]:
    """Read the timers that are due, the longest overdue first."""
    wanted = select(timers).where(timers.c.due <= now).order_by(timers.c.due, timers.c.id)
    rows = (await connection.execute(wanted)).all()
    return tuple(Timer(row.id, row.community, row.kind, row.key, row.due) for row in rows)


async def timers_of(connection: AsyncConnection, kind: str, key_start: str) -> tuple[Timer, ...]:
    """Read the timers of a kind whose key begins so."""
    wanted = select(timers).where(timers.c.kind == kind, timers.c.key.startswith(key_start, autoescape=True))
    rows = (await connection.execute(wanted.order_by(timers.c.id))).all()
    return tuple(Timer(row.id, row.community, row.kind, row.key, row.due) for row in rows)


async def remove_timer(connection: AsyncConnection, timer: Timer) -> bool:
    """Take a due timer away, in the transaction of what it causes.

    False when it was moved, cancelled or taken meanwhile: then nothing may happen because of it.
    """
    done = await connection.execute(delete(timers).where(timers.c.id == timer.id, timers.c.due == timer.due))
    return done.rowcount == 1


async def next_due(connection: AsyncConnection) -> datetime | None:
    """Return when the earliest timer is due; None when there is none."""
    due: datetime | None = (await connection.execute(select(func.min(timers.c.due)))).scalar_one()
    return due
