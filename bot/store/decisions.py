"""Decisions of people: which rule, when, what it counts, and whether it stands."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Row, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.keys import Keys
from bot.store.tables import case_notes, decisions
from bot.store.words import DecisionState


class AlreadyWaiting(Exception):  # noqa: N818 - an answer of the database
    """Another decision of this case waits for a second person."""


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision about to be recorded; points as `bot.casework.points` means them."""

    community: int
    case: int | None
    person: int
    points_table: str
    rule: str
    acted_at: datetime
    points: Decimal
    proposed: Decimal | None
    by: int
    reason: str = ""
    needs_second: bool = False
    leaves: bool = False
    altogether: bool = False
    break_days: int = 0
    mute_days: int = 0
    circumstances: frozenset[str] = frozenset()
    named: str = ""
    refresher_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class RecordedDecision:
    """One decision on record. `case` is None once the case has come to its end; `told_at` until it reached them."""

    id: int
    community: int
    case: int | None
    person: int
    points_table: str
    rule: str
    acted_at: datetime
    decided_at: datetime
    told_at: datetime | None
    points: Decimal
    proposed: Decimal | None
    reason: str
    by: int
    needs_second: bool
    second_by: int | None
    state: DecisionState
    leaves: bool
    altogether: bool
    break_days: int
    mute_days: int
    circumstances: frozenset[str]
    named: str
    refresher_until: datetime | None
    refresher_at: datetime | None
    corrected_at: datetime | None
    corrected_by: int | None


async def add_decision(
    connection: AsyncConnection, keys: Keys, decision: NewDecision, now: datetime
) -> RecordedDecision:
    """Record a decision; it stands at once unless a second person is needed.

    Only one at a time waits for a second person in a case. Raises AlreadyWaiting when another does.
    """
    state = DecisionState.WAITING if decision.needs_second else DecisionState.STANDS
    values = {
        "community": decision.community,
        "case_id": decision.case,
        "person": decision.person,
        "points_table": decision.points_table,
        "rule": decision.rule,
        "acted_at": decision.acted_at,
        "decided_at": now,
        "points": decision.points,
        "proposed": decision.proposed,
        "reason": keys.seal(decision.reason) if decision.reason else None,
        "by": decision.by,
        "needs_second": decision.needs_second,
        "state": state,
        "leaves": decision.leaves,
        "altogether": decision.altogether,
        "break_days": decision.break_days,
        "mute_days": decision.mute_days,
        "circumstances": ",".join(sorted(decision.circumstances)),
        "named": keys.seal(decision.named) if decision.named else None,
        "waits_in": decision.case if decision.needs_second else None,
        "refresher_until": decision.refresher_until,
    }
    try:
        async with connection.begin_nested():
            row = (await connection.execute(insert(decisions).values(**values).returning(decisions))).one()
    except IntegrityError as error:
        if decision.needs_second:
            raise AlreadyWaiting from error
        raise
    return _as_decision(row, keys)


def as_recorded(decision: NewDecision, now: datetime) -> RecordedDecision:
    """Show a decision as it would be on record, without recording it: its id is 0."""
    return RecordedDecision(
        id=0,
        community=decision.community,
        case=decision.case,
        person=decision.person,
        points_table=decision.points_table,
        rule=decision.rule,
        acted_at=decision.acted_at,
        decided_at=now,
        told_at=None,
        points=decision.points,
        proposed=decision.proposed,
        reason=decision.reason,
        by=decision.by,
        needs_second=decision.needs_second,
        second_by=None,
        state=DecisionState.STANDS,
        leaves=decision.leaves,
        altogether=decision.altogether,
        break_days=decision.break_days,
        mute_days=decision.mute_days,
        circumstances=decision.circumstances,
        named=decision.named,
        refresher_until=decision.refresher_until,
        refresher_at=None,
        corrected_at=None,
        corrected_by=None,
    )


async def find_decision(connection: AsyncConnection, keys: Keys, decision: int) -> RecordedDecision | None:
    """Read a decision by its id."""
    row = (await connection.execute(select(decisions).where(decisions.c.id == decision))).one_or_none()
    return None if row is None else _as_decision(row, keys)


async def mark_told(connection: AsyncConnection, decision: int, now: datetime) -> bool:
    """Record that a decision reached the person, once; False when it did before."""
    untold = (decisions.c.id == decision, decisions.c.told_at.is_(None))
    return (await connection.execute(update(decisions).where(*untold).values(told_at=now))).rowcount == 1


async def note_reason(
    connection: AsyncConnection, keys: Keys, case: int, by: int, reason: str, now: datetime
) -> None:
    """Keep why something that was decided was changed, beside the notes of the case."""
    values = {"case_id": case, "by": by, "at": now, "words": keys.seal(reason)}
    await connection.execute(insert(case_notes).values(**values))


async def refresh(connection: AsyncConnection, decision: int, now: datetime) -> bool:
    """Record that a refresher was done in time, once; False when it was done, is over, or was not offered."""
    done = await connection.execute(
        update(decisions)
        .where(
            decisions.c.id == decision,
            decisions.c.state == DecisionState.STANDS,
            decisions.c.refresher_at.is_(None),
            decisions.c.refresher_until >= now,
        )
        .values(refresher_at=now)
    )
    return done.rowcount == 1


async def decisions_of_case(
    connection: AsyncConnection, keys: Keys, case: int
) -> tuple[RecordedDecision, ...]:
    """Read the decisions of a case, oldest first."""
    wanted = select(decisions).where(decisions.c.case_id == case).order_by(decisions.c.id)
    return tuple(_as_decision(row, keys) for row in (await connection.execute(wanted)).all())


async def decisions_about(
    connection: AsyncConnection, keys: Keys, community: int, person: int
) -> tuple[RecordedDecision, ...]:
    """Read every decision about a person, oldest first."""
    wanted = select(decisions).where(decisions.c.community == community, decisions.c.person == person)
    rows = (await connection.execute(wanted.order_by(decisions.c.id))).all()
    return tuple(_as_decision(row, keys) for row in rows)


async def change_state(
    connection: AsyncConnection,
    decision: int,
    before: Collection[DecisionState],
    state: DecisionState,
    *,
    by: int,
    now: datetime,
) -> bool:
    """Let a decision stand, or correct it, once; False when it is not in one of the states before.

    The second person's agreement is when the decision is issued (G2): its points count from then on.
    """
    values: dict[str, object] = {"state": state, "waits_in": None}
    if state is DecisionState.STANDS:
        values |= {"second_by": by, "decided_at": now}
    else:
        values |= {"corrected_by": by, "corrected_at": now}
    unchanged = (decisions.c.id == decision, decisions.c.state.in_(before))
    return (await connection.execute(update(decisions).where(*unchanged).values(values))).rowcount == 1


def _as_decision(row: Row[tuple[object, ...]], keys: Keys) -> RecordedDecision:
    return RecordedDecision(
        id=row.id,
        community=row.community,
        case=row.case_id,
        person=row.person,
        points_table=row.points_table,
        rule=row.rule,
        acted_at=row.acted_at,
        decided_at=row.decided_at,
        told_at=row.told_at,
        points=row.points,
        proposed=row.proposed,
        reason=keys.unseal_or(row.reason, ""),
        by=row.by,
        needs_second=row.needs_second,
        second_by=row.second_by,
        state=row.state,
        leaves=row.leaves,
        altogether=row.altogether,
        break_days=row.break_days,
        mute_days=row.mute_days,
        circumstances=frozenset(filter(None, row.circumstances.split(","))),
        named=keys.unseal_or(row.named, ""),
        refresher_until=row.refresher_until,
        refresher_at=row.refresher_at,
        corrected_at=row.corrected_at,
        corrected_by=row.corrected_by,
    )
