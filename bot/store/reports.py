"""Reports: what people told us, with their own words encrypted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, and_, case, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.report_times import Closed
from bot.casework.situations import Situation
from bot.store.communities import Counter, next_number
from bot.store.keys import Keys
from bot.store.tables import case_log, reports


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report about to be recorded. `subject` is None when the person is not known to us."""

    community: int
    reporter: int
    situation: Situation
    subject: int | None = None
    chat: int | None = None
    place: int | None = None
    message: int | None = None
    words: str = ""
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """One report on record."""

    id: int
    number: int
    community: int
    reporter: int
    situation: Situation
    made_at: datetime
    subject: int | None = None
    chat: int | None = None
    place: int | None = None
    message: int | None = None
    words: str = ""
    naming: str = "moderators"
    case: int | None = None
    closed_at: datetime | None = None
    fresh: bool = False
    looked_again_at: datetime | None = None


async def add_report(connection: AsyncConnection, keys: Keys, report: NewReport, now: datetime) -> Report:
    """Record a report with the next number of the community."""
    number = await next_number(connection, report.community, Counter.REPORT)
    row = await connection.execute(
        insert(reports)
        .values(
            community=report.community,
            number=number,
            reporter=report.reporter,
            subject=report.subject,
            chat_id=report.chat,
            place=report.place,
            message=report.message,
            situation=report.situation,
            words=keys.seal(report.words) if report.words else None,
            made_at=now,
            fresh=report.fresh,
        )
        .returning(reports)
    )
    return _as_report(row.one(), keys)


async def same_report(
    connection: AsyncConnection, keys: Keys, report: NewReport, since: datetime, again_since: datetime
) -> Report | None:
    """Read the open report that this person made about the very same, if there is one.

    Whatever they said since `since` is one report; the same situation is one since `again_since`.
    """
    wanted = select(reports).where(
        reports.c.community == report.community,
        reports.c.reporter == report.reporter,
        reports.c.subject.is_not_distinct_from(report.subject),
        reports.c.chat_id.is_not_distinct_from(report.chat),
        reports.c.message.is_not_distinct_from(report.message),
        reports.c.closed_at.is_(None),
        or_(
            reports.c.made_at >= since,
            and_(reports.c.made_at >= again_since, reports.c.situation == report.situation),
        ),
    )
    same_first = case((reports.c.situation == report.situation, 0), else_=1)
    latest = wanted.order_by(same_first, reports.c.id.desc()).limit(1)
    row = (await connection.execute(latest)).one_or_none()
    return None if row is None else _as_report(row, keys)


async def change_report(
    connection: AsyncConnection, keys: Keys, report: int, situation: Situation, words: str
) -> None:
    """Say in a report what its reporter says now."""
    changed = {"situation": situation, "words": keys.seal(words) if words else None}
    await connection.execute(update(reports).where(reports.c.id == report).values(changed))


async def find_report(connection: AsyncConnection, keys: Keys, report: int) -> Report | None:
    """Read a report by its id."""
    row = (await connection.execute(select(reports).where(reports.c.id == report))).one_or_none()
    return None if row is None else _as_report(row, keys)


async def add_words(connection: AsyncConnection, keys: Keys, report: int, words: str) -> None:
    """Add or replace the reporter's own words; who says more has not finished, so the report is open again."""
    changed = {"words": keys.seal(words), "closed_at": None}
    await connection.execute(update(reports).where(reports.c.id == report).values(changed))


async def open_again(connection: AsyncConnection, report: int) -> None:
    """Open a report again: who gives more has not finished."""
    await connection.execute(update(reports).where(reports.c.id == report).values(closed_at=None))


async def choose_naming(connection: AsyncConnection, report: int, reporter: int, naming: str) -> bool:
    """Record whether the other person may be asked now; only the reporter can say."""
    changed = await connection.execute(
        update(reports).where(reports.c.id == report, reports.c.reporter == reporter).values(naming=naming)
    )
    return changed.rowcount == 1


async def put_open_reports_into_case(
    connection: AsyncConnection, community: int, subject: int, case_id: int
) -> None:
    """Lay every report about a person that nobody has closed into the case about them."""
    await connection.execute(
        update(reports)
        .where(reports.c.community == community, reports.c.subject == subject, reports.c.closed_at.is_(None))
        .values(case_id=case_id)
    )


async def reports_of_case(connection: AsyncConnection, keys: Keys, case: int) -> tuple[Report, ...]:
    """Read the reports of a case, oldest first."""
    wanted = select(reports).where(reports.c.case_id == case).order_by(reports.c.id)
    return tuple(_as_report(row, keys) for row in (await connection.execute(wanted)).all())


async def count_reports(
    connection: AsyncConnection, community: int, since: datetime
) -> tuple[tuple[Situation, int], ...]:
    """How many reports came in since then, by situation."""
    wanted = (
        select(reports.c.situation, func.count())
        .where(reports.c.community == community, reports.c.made_at >= since)
        .group_by(reports.c.situation)
        .order_by(reports.c.situation)
    )
    rows = (await connection.execute(wanted)).all()
    return tuple((situation, int(number)) for situation, number in rows)


async def count_waiting(connection: AsyncConnection, cases: Iterable[int], made_before: datetime) -> int:
    """How many reports in these cases, made before then, still wait for an answer that was promised."""
    wanted = select(func.count()).where(
        reports.c.case_id.in_(tuple(cases)),
        reports.c.closed_at.is_(None),
        reports.c.made_at < made_before,
        reports.c.situation != Situation.UNEASY,
    )
    return int((await connection.execute(wanted)).scalar_one())


async def look_again(connection: AsyncConnection, report: int, reporter: int, now: datetime) -> bool:
    """Open a closed report once more for its reporter; False when that was done before, or it is not theirs."""
    changed = await connection.execute(
        update(reports)
        .where(reports.c.id == report, reports.c.reporter == reporter)
        .where(reports.c.closed_at.is_not(None), reports.c.looked_again_at.is_(None))
        .values(looked_again_at=now, closed_at=None)
    )
    return changed.rowcount == 1


async def closed_since(connection: AsyncConnection, community: int, since: datetime) -> tuple[Closed, ...]:
    """Read when the reports closed since then were made, first looked at, and done."""
    wanted = (
        select(reports.c.made_at, reports.c.closed_at, func.min(case_log.c.at).label("looked_at"))
        .outerjoin(case_log, and_(case_log.c.case_id == reports.c.case_id, case_log.c.who != 0))
        .where(reports.c.community == community, reports.c.closed_at >= since)
        .where(reports.c.situation != Situation.UNEASY)
        .group_by(reports.c.id, reports.c.made_at, reports.c.closed_at)
    )
    rows = (await connection.execute(wanted)).all()
    return tuple(Closed(row.made_at, row.looked_at or row.closed_at, row.closed_at) for row in rows)


async def close_reports_of_case(connection: AsyncConnection, case: int, now: datetime) -> None:
    """Close every report of a case."""
    await connection.execute(
        update(reports).where(reports.c.case_id == case, reports.c.closed_at.is_(None)).values(closed_at=now)
    )


async def reopen_reports_of_case(connection: AsyncConnection, case: int, closed_at: datetime) -> None:
    """Open the reports again that were closed with their case at that moment."""
    await connection.execute(
        update(reports)
        .where(reports.c.case_id == case, reports.c.closed_at == closed_at)
        .values(closed_at=None)
    )


def _as_report(row: Row[tuple[object, ...]], keys: Keys) -> Report:
    return Report(
        id=row.id,
        number=row.number,
        community=row.community,
        reporter=row.reporter,
        situation=row.situation,
        made_at=row.made_at,
        subject=row.subject,
        chat=row.chat_id,
        place=row.place,
        message=row.message,
        words=keys.unseal_or(row.words, ""),
        naming=row.naming,
        case=row.case_id,
        closed_at=row.closed_at,
        fresh=row.fresh,
        looked_again_at=row.looked_again_at,
    )
