"""How a case goes on: who holds it, its state and its promises. Each changes once, for whoever was first."""

from datetime import datetime

from sqlalchemy import exists, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.case_life import CaseState, CaseStep, Promises, after, due_at
from bot.store.cases import Case
from bot.store.tables import cases


async def assign(connection: AsyncConnection, case: int, moderator: int, now: datetime) -> bool:
    """Give a case that nobody holds to a moderator; False when somebody has it."""
    changed = await connection.execute(
        update(cases)
        .where(cases.c.id == case, cases.c.taken_by.is_(None), cases.c.state != CaseState.CLOSED)
        .values(taken_by=moderator, taken_at=now)
    )
    return changed.rowcount == 1


async def let_go(connection: AsyncConnection, case: int, moderator: int) -> bool:
    """Let nobody hold a case that this moderator holds."""
    changed = await connection.execute(
        update(cases)
        .where(cases.c.id == case, cases.c.taken_by == moderator)
        .values(taken_by=None, taken_at=None)
    )
    return changed.rowcount == 1


async def pass_on(connection: AsyncConnection, case: int, holder: int, moderator: int, now: datetime) -> bool:
    """Give a case from the one who holds it to another moderator; False when they hold it no more."""
    changed = await connection.execute(
        update(cases)
        .where(cases.c.id == case, cases.c.taken_by == holder, cases.c.open_subject.is_not(None))
        .values(taken_by=moderator, taken_at=now)
    )
    return changed.rowcount == 1


async def reopen(
    connection: AsyncConnection, case: Case, outcome: str, state: CaseState, due: datetime | None
) -> bool:
    """Take back that a case was closed; False when it is not closed so, or another about the person is open."""
    others = cases.alias()
    taken = exists().where(others.c.community == case.community, others.c.open_subject == case.subject)
    unchanged = (
        cases.c.id == case.id,
        cases.c.state == CaseState.CLOSED,
        cases.c.outcome == outcome,
        cases.c.closed_at == case.closed_at,
        ~taken,
    )
    values = {
        "state": state,
        "open_subject": case.subject,
        "closed_at": None,
        "outcome": None,
        "due_at": due,
    }
    return (await connection.execute(update(cases).where(*unchanged).values(values))).rowcount == 1


async def move_due(connection: AsyncConnection, case: Case, due: datetime) -> bool:
    """Promise the next step by a later time; False when the case has changed meanwhile."""
    unchanged = (
        cases.c.id == case.id,
        cases.c.state == case.state,
        cases.c.due_at == case.due_at,
    )
    return (await connection.execute(update(cases).where(*unchanged).values(due_at=due))).rowcount == 1


async def move(
    connection: AsyncConnection,
    case: Case,
    step: CaseStep,
    now: datetime,
    promises: Promises,
    *,
    by: int | None = None,
    outcome: str | None = None,
) -> bool:
    """Take a case one step on, once: False when it has left the state in which it was read.

    Raises WrongStep when the step does not follow from that state.
    """
    state = after(case.state, step)
    due = due_at(state, now, promises)
    if state is case.state is CaseState.WAITING:
        # Who holds the case does not change how long somebody was promised to answer.
        due = case.due_at
    values: dict[str, object] = {"state": state, "due_at": due, "late_told_at": None}
    if not state.under_review:
        values["open_subject"] = None
    if state is CaseState.DECIDED:
        values |= {"decided_at": now, "decided_by": by}
    if state is CaseState.CLOSED:
        values["closed_at"] = now
    if outcome is not None:
        values["outcome"] = outcome
    unchanged = (cases.c.id == case.id, cases.c.state == case.state)
    return (await connection.execute(update(cases).where(*unchanged).values(values))).rowcount == 1


async def promise(connection: AsyncConnection, case: int, due: datetime, *, told_late_at: datetime) -> None:
    """Promise the next step of a case by a later time, and remember when that was told."""
    values = {"due_at": due, "late_told_at": told_late_at}
    await connection.execute(update(cases).where(cases.c.id == case).values(values))
