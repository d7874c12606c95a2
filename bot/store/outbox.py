"""The outbox: every act is a row before it is done, and stays one until its end is known."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.acts import Act, Delivery, dump_act, read_act
from bot.store.keys import Keys, Unreadable
from bot.store.lanes import NEVER, Waiting, by_lane, earliest, first_ready, is_late, rank
from bot.store.tables import outbox
from bot.store.words import ActState

MOST_TRIES = 10
LONGEST = timedelta(hours=24)
# A bot that was away for days still tries a few times before the 24 hours end an act.
LEAST_TRIES = 3
WAITS = tuple(timedelta(seconds=n) for n in (5, 20, 60, 300, 900, 3_600, 10_800, 21_600, 43_200))
LONGEST_REASON = 80


OPEN = (ActState.OWED, ActState.TRYING)


@dataclass(frozen=True, slots=True)
class Lapsed:
    """An act that will not be tried (again): it came too late, or its sealed body cannot be read."""

    row: int
    about: str
    kind: str
    state: ActState


async def owe(
    connection: AsyncConnection,
    keys: Keys,
    community: int,
    act: Act,
    *,
    now: datetime,
    delivery: str,
    about: str = "",
    urgent: bool = False,
    latest: datetime | None = None,
) -> int:
    """Record an act that we owe Discord, in the transaction of what caused it; returns its row.

    `delivery` (at most 16 characters) must be new; it is what can be found again at the destination. `latest`
    is the last moment at which the act is of use.
    """
    values = {
        "community": community,
        "delivery": delivery,
        "lane": act.lane,
        "kind": act.kind,
        "about": about,
        "urgent": urgent,
        "body": keys.seal(dump_act(act)),
        "state": ActState.OWED,
        "not_before": now,
        "latest": latest,
        "made_at": now,
    }
    done = await connection.execute(insert(outbox).values(values).returning(outbox.c.id))
    return int(done.scalar_one())


async def next_owed(
    connection: AsyncConnection, keys: Keys, lane: str, now: datetime
) -> Delivery | Lapsed | None:
    """Return what this lane is to do now: an act to try, a lapsed one to settle, or nothing yet."""
    ready = first_ready(await _open_rows(connection, outbox.c.lane == lane), now)
    if ready is None:
        return None
    row = (await connection.execute(select(outbox).where(outbox.c.id == ready.row))).one()
    if is_late(ready, now):
        return Lapsed(row.id, row.about, row.kind, ActState.TOO_LATE)
    return _read(row, keys)


async def lanes_due(connection: AsyncConnection, now: datetime) -> tuple[str, ...]:
    """Return the lanes that have something to do now: urgent first, then the one that waits longest."""
    found = []
    for rows in by_lane(await _open_rows(connection)):
        ready = first_ready(rows, now)
        if ready is not None:
            found.append(ready)
    return tuple(ready.lane for ready in sorted(found, key=rank))


async def urgent_lanes(connection: AsyncConnection) -> frozenset[str]:
    """Return the lanes that have something urgent to do."""
    wanted = select(outbox.c.lane).where(_is_open(), outbox.c.urgent.is_(True))
    return frozenset((await connection.execute(wanted)).scalars())


async def next_due(connection: AsyncConnection) -> datetime | None:
    """Return the moment at which a lane next has something to do; past ones mean now, None means never."""
    moments = [earliest(rows) for rows in by_lane(await _open_rows(connection))]
    return min((moment for moment in moments if moment is not None), default=None)


async def unsettled(connection: AsyncConnection, keys: Keys) -> tuple[Delivery | Lapsed, ...]:
    """Return the acts that were being tried when the program ended: look each up before repeating it."""
    wanted = select(outbox).where(outbox.c.state == ActState.TRYING).order_by(outbox.c.id)
    return tuple(_read(row, keys) for row in (await connection.execute(wanted)).all())


async def mark_trying(connection: AsyncConnection, row: int) -> bool:
    """Record, before the call, that an act is being tried; False when it was not owed any more."""
    done = await connection.execute(
        update(outbox)
        .where(outbox.c.id == row, outbox.c.state == ActState.OWED)
        .values(state=ActState.TRYING)
    )
    return done.rowcount == 1


async def mark_done(connection: AsyncConnection, row: int, result: int | None, now: datetime) -> None:
    """Record that an act is done; `result` is the id of what it made, if anything."""
    await _settle(connection, row, ActState.DONE, now, result=result)


async def mark_refused(connection: AsyncConnection, row: int, reason: str, now: datetime) -> None:
    """Record that Discord will never do this (403, 404); the fallback is for the caller."""
    await _settle(connection, row, ActState.GIVEN_UP, now, refusal=reason[:LONGEST_REASON])


async def mark_lapsed(connection: AsyncConnection, lapsed: Lapsed, now: datetime) -> None:
    """Settle what `next_owed` or `unsettled` called lapsed."""
    refusal = "unreadable" if lapsed.state is ActState.GIVEN_UP else None
    await _settle(connection, lapsed.row, lapsed.state, now, refusal=refusal)


async def mark_later(
    connection: AsyncConnection, row: int, not_before: datetime, now: datetime, reason: str = "no answer"
) -> ActState:
    """Owe an act again after a failed try, not before then; returns OWED, or GIVEN_UP when that was the last.

    The last is the tenth try, or the third and any later one that would come 24 hours after the act was made.
    """
    found = (await connection.execute(select(outbox).where(outbox.c.id == row))).one()
    if found.state not in OPEN:
        held: ActState = found.state
        return held
    tries = found.tries + 1
    too_old = tries >= LEAST_TRIES and not_before > found.made_at + LONGEST
    if tries >= MOST_TRIES or too_old:
        await _settle(connection, row, ActState.GIVEN_UP, now, refusal=reason[:LONGEST_REASON], tries=tries)
        return ActState.GIVEN_UP
    values = {"state": ActState.OWED, "tries": tries, "not_before": not_before}
    await connection.execute(update(outbox).where(outbox.c.id == row, _is_open()).values(values))
    return ActState.OWED


async def mark_owed_again(connection: AsyncConnection, row: int) -> None:
    """Owe an act again that was looked up and had not arrived; this does not count as a failed try."""
    await connection.execute(
        update(outbox)
        .where(outbox.c.id == row, outbox.c.state == ActState.TRYING)
        .values(state=ActState.OWED)
    )


def wait_before(tries: int) -> timedelta:
    """How long to wait after this many failed tries; ten tries span about a day."""
    return WAITS[min(max(tries, 1), len(WAITS)) - 1]


def _is_open() -> ColumnElement[bool]:
    return outbox.c.state.in_(OPEN)


async def _open_rows(connection: AsyncConnection, *only: ColumnElement[bool]) -> tuple[Waiting, ...]:
    columns = (
        outbox.c.id,
        outbox.c.lane,
        outbox.c.urgent,
        outbox.c.not_before,
        outbox.c.latest,
        outbox.c.state,
    )
    rows = (await connection.execute(select(*columns).where(_is_open(), *only).order_by(outbox.c.id))).all()
    return tuple(
        Waiting(
            row.id,
            row.lane,
            row.urgent,
            NEVER if row.state is ActState.TRYING else row.not_before,
            row.latest,
        )
        for row in rows
    )


def _read(row: Row[tuple[object, ...]], keys: Keys) -> Delivery | Lapsed:
    try:
        act = read_act(keys.unseal(row.body))
    except (Unreadable, ValidationError):
        return Lapsed(row.id, row.about, row.kind, ActState.GIVEN_UP)
    return Delivery(row=row.id, delivery=row.delivery, act=act, about=row.about, tries=row.tries)


async def _settle(
    connection: AsyncConnection,
    row: int,
    state: ActState,
    now: datetime,
    *,
    result: int | None = None,
    refusal: str | None = None,
    tries: int | None = None,
) -> None:
    """End an open row: what it said is forgotten, what became of it is kept for a while."""
    values = {"state": state, "body": None, "done_at": now, "result": result, "refusal": refusal}
    if tries is not None:
        values["tries"] = tries
    await connection.execute(update(outbox).where(outbox.c.id == row, _is_open()).values(values))
