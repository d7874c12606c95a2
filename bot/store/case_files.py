"""Files that somebody gave as evidence (T45): sealed, numbered within their report, in the case of their report."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.evidence import MOST_FILES
from bot.store.keys import Keys, Unreadable
from bot.store.tables import case_files, reports


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file about to be kept with a report; `kind` is the ending of its name, such as `png`."""

    community: int
    report: int
    by: int
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file on record. `content` is None when no key reads it."""

    id: int
    report: int
    by: int
    at: datetime
    name: str
    content: bytes | None


async def add_file(connection: AsyncConnection, keys: Keys, new: NewFile, now: datetime) -> bool:
    """Keep a file with its report; False when the report has as many as it may.

    The name it came with is not kept: it may tell more than its giver meant to.
    """
    held = await count_files(connection, new.report)
    if held >= MOST_FILES:
        return False
    report = (
        await connection.execute(
            select(reports.c.number, reports.c.case_id).where(reports.c.id == new.report)
        )
    ).one()
    await connection.execute(
        insert(case_files).values(
            community=new.community,
            report_id=new.report,
            case_id=report.case_id,
            by=new.by,
            at=now,
            name=f"report-{report.number}-{held + 1}.{new.kind}",
            kind=new.kind,
            content=keys.seal_file(new.content),
        )
    )
    return True


async def count_files(connection: AsyncConnection, report: int) -> int:
    """How many files a report has."""
    wanted = select(func.count()).select_from(case_files).where(case_files.c.report_id == report)
    return int((await connection.execute(wanted)).scalar_one())


async def count_by_report(connection: AsyncConnection, case: int) -> dict[int, int]:
    """How many files each report of a case has."""
    wanted = (
        select(case_files.c.report_id, func.count())
        .where(case_files.c.case_id == case)
        .group_by(case_files.c.report_id)
    )
    return {int(report): int(number) for report, number in (await connection.execute(wanted)).all()}


async def lay_into_case(connection: AsyncConnection, case: int) -> None:
    """Let the files of a case's reports belong to the case."""
    told = select(reports.c.id).where(reports.c.case_id == case)
    await connection.execute(update(case_files).where(case_files.c.report_id.in_(told)).values(case_id=case))


async def files_of_case(connection: AsyncConnection, keys: Keys, case: int) -> tuple[CaseFile, ...]:
    """Read the files of a case, in the order in which they were given."""
    wanted = select(case_files).where(case_files.c.case_id == case).order_by(case_files.c.id)
    return tuple(_as_file(row, keys) for row in (await connection.execute(wanted)).all())


async def files_of_report(connection: AsyncConnection, keys: Keys, report: int) -> tuple[CaseFile, ...]:
    """Read the files of one report, in the order in which they were given."""
    wanted = select(case_files).where(case_files.c.report_id == report).order_by(case_files.c.id)
    return tuple(_as_file(row, keys) for row in (await connection.execute(wanted)).all())


def _as_file(row: Row[tuple[object, ...]], keys: Keys) -> CaseFile:
    try:
        content: bytes | None = keys.unseal_file(row.content)
    except Unreadable:
        content = None
    return CaseFile(row.id, row.report_id, row.by, row.at, row.name, content)
