"""Breaks that end by themselves, and the roles that were taken for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, and_, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import breaks
from bot.store.words import BreakKind


@dataclass(frozen=True, slots=True)
class RecordedBreak:
    """One break on record. `until` None: until people end it. `roles` are those that were really taken or given.

    `kept_at` is when what it takes or gives was last known to be so in Discord; None while it never was.
    """

    id: int
    community: int
    person: int
    kind: BreakKind
    decision: int | None
    by: int
    since: datetime
    until: datetime | None
    roles: tuple[int, ...]
    kept_at: datetime | None
    ended_at: datetime | None
    ended_by: int | None


async def add_break(
    connection: AsyncConnection,
    community: int,
    person: int,
    kind: BreakKind,
    *,
    decision: int | None,
    by: int,
    now: datetime,
    until: datetime | None,
) -> RecordedBreak:
    """Record a break that begins now; no role is taken for it yet."""
    values = {
        "community": community,
        "person": person,
        "kind": kind,
        "decision_id": decision,
        "by": by,
        "since": now,
        "until": until,
    }
    row = await connection.execute(insert(breaks).values(**values).returning(breaks))
    return _as_break(row.one())


async def find_break(connection: AsyncConnection, number: int) -> RecordedBreak | None:
    """Read a break by its id."""
    row = (await connection.execute(select(breaks).where(breaks.c.id == number))).one_or_none()
    return None if row is None else _as_break(row)


async def breaks_of_decision(connection: AsyncConnection, decision: int) -> tuple[RecordedBreak, ...]:
    """Read what followed from a decision, oldest first."""
    return await _read(connection, breaks.c.decision_id == decision)


async def breaks_about(connection: AsyncConnection, community: int, person: int) -> tuple[RecordedBreak, ...]:
    """Read every break of a person, oldest first."""
    return await _read(connection, breaks.c.community == community, breaks.c.person == person)


async def running_breaks(
    connection: AsyncConnection, community: int, person: int, now: datetime
) -> tuple[RecordedBreak, ...]:
    """Read the breaks of a person that hold now, oldest first."""
    return await _read(connection, *_runs(community, person, now))


async def breaks_running_in(
    connection: AsyncConnection, community: int, now: datetime
) -> tuple[RecordedBreak, ...]:
    """Read every break of a community that holds now, oldest first."""
    return await _read(connection, breaks.c.community == community, break_runs(now))


async def communities_with_breaks(connection: AsyncConnection, now: datetime) -> frozenset[int]:
    """The communities in which somebody is on a break now."""
    wanted = select(breaks.c.community).where(break_runs(now)).distinct()
    return frozenset((await connection.execute(wanted)).scalars())


async def break_until(
    connection: AsyncConnection, community: int, person: int, now: datetime
) -> datetime | None:
    """The end of the break somebody is on, the latest if there are several; None when they are on none."""
    wanted = select(func.max(breaks.c.until)).where(
        *_runs(community, person, now), breaks.c.kind == BreakKind.BREAK
    )
    until: datetime | None = (await connection.execute(wanted)).scalar_one()
    return until


async def keep_roles(connection: AsyncConnection, number: int, roles: Iterable[int]) -> None:
    """Remember roles that were taken (or, for a mute, given) for a break, beside those known already."""
    held = await find_break(connection, number)
    if held is None:
        return
    text = ",".join(str(role) for role in sorted({*held.roles, *roles}))
    await connection.execute(update(breaks).where(breaks.c.id == number).values(roles=text))


async def note_kept(connection: AsyncConnection, number: int, now: datetime) -> None:
    """Remember that what a break takes or gives is so in Discord now."""
    await connection.execute(update(breaks).where(breaks.c.id == number).values(kept_at=now))


async def forget_roles(connection: AsyncConnection, number: int) -> None:
    """Forget the roles of a break: they are not there any more, so nothing changes back in the end."""
    await connection.execute(update(breaks).where(breaks.c.id == number).values(roles=""))


async def end_break(connection: AsyncConnection, number: int, by: int | None, now: datetime) -> bool:
    """End a break, once; False when it was over already. `by` is 0 for the bot, None for somebody by hand."""
    done = await connection.execute(
        update(breaks)
        .where(breaks.c.id == number, breaks.c.ended_at.is_(None))
        .values(ended_at=now, ended_by=by)
    )
    return done.rowcount == 1


def break_runs(now: datetime) -> ColumnElement[bool]:
    """The breaks that hold now."""
    return and_(breaks.c.ended_at.is_(None), or_(breaks.c.until.is_(None), breaks.c.until > now))


def _runs(community: int, person: int, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (breaks.c.community == community, breaks.c.person == person, break_runs(now))


async def _read(connection: AsyncConnection, *wanted: ColumnElement[bool]) -> tuple[RecordedBreak, ...]:
    rows = (await connection.execute(select(breaks).where(*wanted).order_by(breaks.c.id))).all()
    return tuple(_as_break(row) for row in rows)


def _as_break(row: Row[tuple[object, ...]]) -> RecordedBreak:
    return RecordedBreak(
        id=row.id,
        community=row.community,
        person=row.person,
        kind=row.kind,
        decision=row.decision_id,
        by=row.by,
        since=row.since,
        until=row.until,
        roles=tuple(int(role) for role in row.roles.split(",") if role),
        kept_at=row.kept_at,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
    )
