"""Pauses: no new chats for a while, while a case is looked at."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import pauses


async def pause(
    connection: AsyncConnection,
    community: int,
    person: int,
    *,
    case: int,
    by: int | None,
    now: datetime,
    until: datetime,
) -> None:
    """Give a person no new chats until then; `by` is None for the pause the bot may make on an urgent finding."""
    values = {
        "community": community,
        "person": person,
        "case_id": case,
        "by": by,
        "since": now,
        "until": until,
    }
    await connection.execute(insert(pauses).values(**values))


async def paused_until(
    connection: AsyncConnection, community: int, person: int, now: datetime
) -> datetime | None:
    """The end of the longest pause in force; None when there is none."""
    wanted = select(func.max(pauses.c.until)).where(
        pauses.c.community == community, pauses.c.person == person, pause_runs(now)
    )
    until: datetime | None = (await connection.execute(wanted)).scalar_one()
    return until


async def lift_pauses(connection: AsyncConnection, case: int, now: datetime) -> None:
    """End the pauses that belong to a case."""
    await connection.execute(
        update(pauses).where(pauses.c.case_id == case, pauses.c.lifted_at.is_(None)).values(lifted_at=now)
    )


async def is_bots_pause(connection: AsyncConnection, case: int) -> bool:
    """Whether the latest pause of a case that nobody has lifted was given by the bot, not by a person."""
    wanted = select(pauses.c.by).where(pauses.c.case_id == case, pauses.c.lifted_at.is_(None))
    row = (await connection.execute(wanted.order_by(pauses.c.id.desc()).limit(1))).one_or_none()
    return row is not None and row.by is None


async def take_back_pause(
    connection: AsyncConnection, case: int, by: int, given_at: datetime, now: datetime
) -> bool:
    """Lift the pause that a person gave at that moment, and let the one it replaced go on; False when it is over."""
    mine = (pauses.c.case_id == case, pauses.c.by == by, pauses.c.since == given_at)
    lift = update(pauses).where(*mine, pauses.c.lifted_at.is_(None), pauses.c.until > now)
    lifted = (await connection.execute(lift.values(lifted_at=now).returning(pauses.c.id))).scalars().all()
    if len(lifted) != 1:
        return False
    replaced = (pauses.c.case_id == case, pauses.c.lifted_at == given_at, pauses.c.until > now)
    again = update(pauses).where(*replaced, pauses.c.id != lifted[0])
    await connection.execute(again.values(lifted_at=None))
    return True


def pause_runs(now: datetime) -> ColumnElement[bool]:
    """The pauses that hold now."""
    return and_(pauses.c.until > now, pauses.c.lifted_at.is_(None))
