"""Notes that moderators write about a case for each other: sealed, and gone soon after the case."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.keys import UNREADABLE, Keys
from bot.store.tables import case_files, case_notes, reports


@dataclass(frozen=True, slots=True)
class CaseNote:
    """What somebody wrote about a case, and when."""

    at: datetime
    by: int
    words: str


async def add_note(
    connection: AsyncConnection, keys: Keys, case: int, by: int, words: str, now: datetime
) -> None:
    """Keep a note about a case."""
    values = {"case_id": case, "by": by, "at": now, "words": keys.seal(words)}
    await connection.execute(insert(case_notes).values(**values))


async def notes_of_case(connection: AsyncConnection, keys: Keys, case: int) -> tuple[CaseNote, ...]:
    """Read the notes about a case, oldest first."""
    wanted = select(case_notes).where(case_notes.c.case_id == case).order_by(case_notes.c.id)
    rows = (await connection.execute(wanted)).all()
    return tuple(CaseNote(row.at, row.by, keys.unseal_or(row.words, UNREADABLE)) for row in rows)


async def count_notes(connection: AsyncConnection, case: int) -> int:
    """How many notes there are about a case."""
    wanted = select(func.count()).where(case_notes.c.case_id == case)
    return int((await connection.execute(wanted)).scalar_one())


async def count_files(connection: AsyncConnection, case: int) -> int:
    """How many pictures and files were given for a case, or with a report in it."""
    told = select(reports.c.id).where(reports.c.case_id == case)
    wanted = select(func.count()).where(
        case_files.c.content.is_not(None),
        or_(case_files.c.case_id == case, case_files.c.report_id.in_(told)),
    )
    return int((await connection.execute(wanted)).scalar_one())
