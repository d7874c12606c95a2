"""What is on record about one person and was told to them: their cases and pauses."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.cases import Case, find_case
from bot.store.tables import cases, pauses
from bot.store.whose import Whose, told_cases


async def told_cases_of(connection: AsyncConnection, whose: Whose) -> tuple[Case, ...]:
    """Read the cases about a person that they know of, oldest first."""
    wanted = select(cases.c.id).where(told_cases(whose)).order_by(cases.c.id)
    numbers = (await connection.execute(wanted)).scalars().all()
    found = [await find_case(connection, number) for number in numbers]
    return tuple(case for case in found if case is not None)


async def told_pause_until(connection: AsyncConnection, whose: Whose, now: datetime) -> datetime | None:
    """The end of the longest pause that people gave and that runs; None when there is none."""
    wanted = select(func.max(pauses.c.until)).where(
        pauses.c.community == whose.community,
        pauses.c.person == whose.person,
        pauses.c.by.is_not(None),
        pauses.c.until > now,
        pauses.c.lifted_at.is_(None),
    )
    until: datetime | None = (await connection.execute(wanted)).scalar_one()
    return until
