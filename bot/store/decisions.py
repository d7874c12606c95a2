"""Decisions of people: which rule, when, what it counts, and whether it stands."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.keys import Keys
from bot.store.tables import decisions


class DecisionState(StrEnum):
    """Whether a decision counts: it waits for a second person, stands, or was corrected."""

    WAITING = "waiting"
    STANDS = "stands"
    REFUSED = "refused"
    REVERSED = "reversed"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision about to be recorded; points as `bot.casework.points` means them."""

    community: int
    case: int
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
    break_days: int = 0
    refresher_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class RecordedDecision:
    """One decision on record. `case` is None once the case has come to its end."""

    id: int
    community: int
    case: int | None
    person: int
    points_table: str
    rule: str
    acted_at: datetime
    decided_at: datetime
    points: Decimal
    proposed: Decimal | None
    reason: str
    by: int
    needs_second: bool
    second_by: int | None
    state: DecisionState
    leaves: bool
    break_days: int
    refresher_until: datetime | None
    refresher_at: datetime | None
    corrected_at: datetime | None
    corrected_by: int | None


async def add_decision(
    connection: AsyncConnection, keys: Keys, decision: NewDecision, now: datetime
) -> RecordedDecision:
    """Record a decision; it stands at once unless a second person is needed."""
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
        "state": state.value,
        "leaves": decision.leaves,
        "break_days": decision.break_days,
        "refresher_until": decision.refresher_until,
    }
    row = await connection.execute(insert(decisions).values(**values).returning(decisions))
    return _as_decision(row.one(), keys)


async def find_decision(connection: AsyncConnection, keys: Keys, decision: int) -> RecordedDecision | None:
    """Read a decision by its id."""
    row = (await connection.execute(select(decisions).where(decisions.c.id == decision))).one_or_none()
    return None if row is None else _as_decision(row, keys)


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
    values: dict[str, object] = {"state": state.value}
    if state is DecisionState.STANDS:
        values |= {"second_by": by, "decided_at": now}
    else:
        values |= {"corrected_by": by, "corrected_at": now}
    unchanged = (decisions.c.id == decision, decisions.c.state.in_([one.value for one in before]))
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
        points=row.points,
        proposed=row.proposed,
        reason=keys.unseal_or(row.reason, ""),
        by=row.by,
        needs_second=row.needs_second,
        second_by=row.second_by,
        state=DecisionState(row.state),
        leaves=row.leaves,
        break_days=row.break_days,
        refresher_until=row.refresher_until,
        refresher_at=row.refresher_at,
        corrected_at=row.corrected_at,
        corrected_by=row.corrected_by,
    )
