"""Second readings: what somebody new to reviewing wants to end, and who has read it too."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.reviewing import Ends
from bot.store.keys import Keys
from bot.store.tables import second_readings
from bot.store.upserting import insert_once
from bot.store.words import ReadingState


@dataclass(frozen=True, slots=True)
class NewReading:
    """Something that is to end once a second person agrees; the last four only answer an appeal."""

    community: int
    case: int
    ends: Ends
    by: int
    appeal: int | None = None
    words: str = ""
    points: Decimal | None = None
    ends_break: bool = False


@dataclass(frozen=True, slots=True)
class SecondReading:
    """One of them on record."""

    id: int
    community: int
    case: int
    ends: Ends
    by: int
    state: ReadingState
    appeal: int | None
    words: str
    points: Decimal | None
    ends_break: bool


async def add_reading(
    connection: AsyncConnection, keys: Keys, new: NewReading, now: datetime
) -> SecondReading | None:
    """Let something wait for a second person; None when something in that case waits already."""
    values = {
        "community": new.community,
        "case_id": new.case,
        "appeal_id": new.appeal,
        "ends": new.ends,
        "words": keys.seal(new.words) if new.words else None,
        "points": new.points,
        "ends_break": new.ends_break,
        "by": new.by,
        "at": now,
        "state": ReadingState.WAITING,
        "waits_in": new.case,
    }
    made = await insert_once(connection, second_readings, values)
    return await waiting_reading(connection, keys, new.case) if made else None


async def find_reading(connection: AsyncConnection, keys: Keys, reading: int) -> SecondReading | None:
    """Read one by its id."""
    wanted = select(second_readings).where(second_readings.c.id == reading)
    row = (await connection.execute(wanted)).one_or_none()
    return None if row is None else _as_reading(row, keys)


async def waiting_reading(connection: AsyncConnection, keys: Keys, case: int) -> SecondReading | None:
    """Read what waits for a second person in a case."""
    wanted = select(second_readings).where(second_readings.c.waits_in == case)
    row = (await connection.execute(wanted)).one_or_none()
    return None if row is None else _as_reading(row, keys)


async def settle_reading(
    connection: AsyncConnection, reading: int, state: ReadingState, *, by: int, now: datetime
) -> bool:
    """Say what became of it, once: False when somebody was faster."""
    waits = (second_readings.c.id == reading, second_readings.c.state == ReadingState.WAITING)
    values = {"state": state, "second_by": by, "read_at": now, "waits_in": None}
    return (await connection.execute(update(second_readings).where(*waits).values(values))).rowcount == 1


async def first_readers(connection: AsyncConnection, case: int, ends: Ends) -> frozenset[int]:
    """Who has ended a case so, together with a second person."""
    wanted = select(second_readings.c.by).where(
        second_readings.c.case_id == case,
        second_readings.c.ends == ends,
        second_readings.c.state == ReadingState.AGREED,
    )
    return frozenset((await connection.execute(wanted)).scalars())


def _as_reading(row: Row[tuple[object, ...]], keys: Keys) -> SecondReading:
    return SecondReading(
        id=row.id,
        community=row.community,
        case=row.case_id,
        ends=row.ends,
        by=row.by,
        state=row.state,
        appeal=row.appeal_id,
        words=keys.unseal_or(row.words, ""),
        points=row.points,
        ends_break=row.ends_break,
    )
