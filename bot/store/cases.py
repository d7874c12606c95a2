"""Cases: all that is under review about one subject, at most one open each, and their log."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, and_, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.case_life import CaseState
from bot.store.communities import Counter, next_number
from bot.store.tables import case_log, cases, decisions, flags, reports

# A line of the log: this case is about a moderator, so the team does not see it.
FOR_OVERSIGHT = "for_oversight"


NO_PROBLEM, DEALT_WITH = "no_problem", "dealt_with"
# Its only decision was taken back: after a second look, or by the team itself.
TAKEN_BACK, CORRECTED = "taken_back", "corrected"


@dataclass(frozen=True, slots=True)
class Case:
    """One case. `place` and `message` are where its card stands; `place` is None when it went to oversight."""

    id: int
    community: int
    number: int
    subject: int
    state: CaseState
    reason: str
    opened_at: datetime
    taken_by: int | None = None
    closed_at: datetime | None = None
    outcome: str | None = None
    place: int | None = None
    message: int | None = None
    due_at: datetime | None = None
    decided_at: datetime | None = None
    decided_by: int | None = None
    late_told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of a case's log: who did what, when."""

    at: datetime
    who: int
    what: str
    id: int = 0


async def open_case_of(connection: AsyncConnection, community: int, subject: int) -> Case | None:
    """Read the open case about a person."""
    wanted = select(cases).where(cases.c.community == community, cases.c.open_subject == subject)
    return _as_case((await connection.execute(wanted)).one_or_none())


async def find_case(connection: AsyncConnection, case: int) -> Case | None:
    """Read a case by its id."""
    return _as_case((await connection.execute(select(cases).where(cases.c.id == case))).one_or_none())


async def case_of_decision(connection: AsyncConnection, decision: int | None) -> Case | None:
    """Read the case that a decision was made in."""
    wanted = (
        select(cases).join(decisions, decisions.c.case_id == cases.c.id).where(decisions.c.id == decision)
    )
    return _as_case((await connection.execute(wanted)).one_or_none())


async def open_case(
    connection: AsyncConnection, community: int, subject: int, reason: str, now: datetime, *, due: datetime
) -> Case:
    """Open a case with the next number of the community; `due`: by when a first look is promised."""
    number = await next_number(connection, community, Counter.CASE)
    values = {
        "community": community,
        "number": number,
        "subject": subject,
        "open_subject": subject,
        "state": CaseState.NEW,
        "reason": reason,
        "opened_at": now,
        "due_at": due,
    }
    row = await connection.execute(insert(cases).values(**values).returning(cases.c.id))
    return Case(
        id=row.scalar_one(),
        community=community,
        number=number,
        subject=subject,
        state=CaseState.NEW,
        reason=reason,
        opened_at=now,
        due_at=due,
    )


async def numbered_case(connection: AsyncConnection, community: int, number: int) -> Case | None:
    """Read a case by the number that people know it by."""
    wanted = select(cases).where(cases.c.community == community, cases.c.number == number)
    return _as_case((await connection.execute(wanted)).one_or_none())


async def cases_about(connection: AsyncConnection, community: int, subject: int) -> tuple[Case, ...]:
    """Read every case about a person, newest first."""
    wanted = select(cases).where(cases.c.community == community, cases.c.subject == subject)
    return await _read(connection, wanted.order_by(cases.c.id.desc()))


async def cases_not_closed(connection: AsyncConnection, community: int) -> tuple[Case, ...]:
    """Read the cases in which anything can still happen, oldest first."""
    wanted = select(cases).where(cases.c.community == community, cases.c.state != CaseState.CLOSED)
    return await _read(connection, wanted.order_by(cases.c.id))


async def open_cases(connection: AsyncConnection, community: int) -> tuple[Case, ...]:
    """Read the open cases of a community, oldest first."""
    wanted = select(cases).where(cases.c.community == community, cases.c.open_subject.is_not(None))
    return await _read(connection, wanted.order_by(cases.c.id))


async def done_cases(connection: AsyncConnection, community: int, since: datetime) -> tuple[Case, ...]:
    """Read the cases that were decided since then, or closed without a decision; oldest first."""
    moment = func.coalesce(cases.c.decided_at, cases.c.closed_at)
    wanted = select(cases).where(cases.c.community == community, moment > since).order_by(cases.c.id)
    return await _read(connection, wanted)


async def all_cases(connection: AsyncConnection, community: int) -> tuple[Case, ...]:
    """Read every case of a community, oldest first."""
    wanted = select(cases).where(cases.c.community == community).order_by(cases.c.id)
    return await _read(connection, wanted)


async def points_to(connection: AsyncConnection, chat: int) -> bool:
    """Whether an open case points to a chat: a note of it that nobody has judged, or a report nobody has closed."""
    about = (flags.c.subject == cases.c.open_subject, flags.c.community == cases.c.community)
    noted = select(flags.c.id).join(cases, and_(*about))
    told = select(reports.c.id).join(
        cases, and_(reports.c.subject == cases.c.open_subject, reports.c.community == cases.c.community)
    )
    open_note = noted.where(flags.c.chat_id == chat, flags.c.verdict.is_(None)).limit(1)
    open_report = told.where(reports.c.chat_id == chat, reports.c.closed_at.is_(None)).limit(1)
    found = [(await connection.execute(wanted)).first() for wanted in (open_note, open_report)]
    return any(row is not None for row in found)


async def make_urgent(connection: AsyncConnection, case: int, reason: str) -> None:
    """Give an open case the reason that asks for a look at once."""
    await connection.execute(update(cases).where(cases.c.id == case).values(reason=reason))


async def is_for_oversight(connection: AsyncConnection, case: int) -> bool:
    """Whether only oversight may see a case."""
    wanted = select(case_log.c.id).where(case_log.c.case_id == case, case_log.c.what == FOR_OVERSIGHT)
    return (await connection.execute(wanted.limit(1))).first() is not None


async def card_stands(connection: AsyncConnection, case: int, place: int | None, message: int) -> None:
    """Remember where the case's card stands."""
    await connection.execute(update(cases).where(cases.c.id == case).values(place=place, message=message))


async def card_gone(connection: AsyncConnection, case: int) -> None:
    """Forget where the case's card stood: it is not there any more."""
    await connection.execute(update(cases).where(cases.c.id == case).values(place=None, message=None))


async def write_log(connection: AsyncConnection, case: int, who: int, what: str, now: datetime) -> None:
    """Add a line to the case's log."""
    await connection.execute(insert(case_log).values(case_id=case, at=now, who=who, what=what))


async def read_log(connection: AsyncConnection, case: int) -> tuple[LogLine, ...]:
    """Read the case's log, oldest first."""
    wanted = select(case_log).where(case_log.c.case_id == case).order_by(case_log.c.id)
    return tuple(
        LogLine(row.at, row.who, row.what, row.id) for row in (await connection.execute(wanted)).all()
    )


async def _read(connection: AsyncConnection, wanted: Select[tuple[object, ...]]) -> tuple[Case, ...]:
    rows = (await connection.execute(wanted)).all()
    return tuple(case for row in rows if (case := _as_case(row)) is not None)


def _as_case(row: Row[tuple[object, ...]] | None) -> Case | None:
    if row is None:
        return None
    return Case(
        id=row.id,
        community=row.community,
        number=row.number,
        subject=row.subject,
        state=row.state,
        reason=row.reason,
        opened_at=row.opened_at,
        taken_by=row.taken_by,
        closed_at=row.closed_at,
        outcome=row.outcome,
        place=row.place,
        message=row.message,
        due_at=row.due_at,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        late_told_at=row.late_told_at,
    )
