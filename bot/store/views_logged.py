"""Who opened whose words and records: logged every time, counted for oversight once a week."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.keys import UNREADABLE, Keys
from bot.store.tables import case_log, cases, record_views

# Lines of a case's log for what people wrote or gave, opened by a moderator.
WORDS_READ, FILES_READ = "words_read", "files_read"


@dataclass(frozen=True, slots=True)
class RecordView:
    """Somebody opened the record of a person. `reason` is empty where an open case was the reason."""

    viewer: int
    person: int
    at: datetime
    reason: str = ""


async def record_opened(
    connection: AsyncConnection, keys: Keys, community: int, view: RecordView, case: int | None
) -> None:
    """Log that somebody opens a record."""
    values = {
        "community": community,
        "viewer": view.viewer,
        "person": view.person,
        "at": view.at,
        "case_id": case,
        "reason": keys.seal(view.reason) if view.reason else None,
    }
    await connection.execute(insert(record_views).values(**values))


async def records_opened(
    connection: AsyncConnection, keys: Keys, community: int, since: datetime
) -> tuple[RecordView, ...]:
    """Read which records were opened since then, oldest first."""
    wanted = select(record_views).where(record_views.c.community == community, record_views.c.at >= since)
    rows = (await connection.execute(wanted.order_by(record_views.c.id))).all()
    return tuple(_as_view(row.viewer, row.person, row.at, row.reason, keys) for row in rows)


async def words_opened(
    connection: AsyncConnection, community: int, since: datetime
) -> tuple[tuple[int, int], ...]:
    """How often each moderator opened words or files of cases since then, by their id."""
    wanted = (
        select(case_log.c.who, func.count())
        .join(cases, cases.c.id == case_log.c.case_id)
        .where(cases.c.community == community, case_log.c.at >= since)
        .where(or_(case_log.c.what == WORDS_READ, case_log.c.what == FILES_READ))
        .group_by(case_log.c.who)
        .order_by(case_log.c.who)
    )
    return tuple((who, int(number)) for who, number in (await connection.execute(wanted)).all())


def _as_view(viewer: int, person: int, at: datetime, reason: bytes | None, keys: Keys) -> RecordView:
    return RecordView(viewer, person, at, keys.unseal_or(reason, UNREADABLE) if reason else "")
