"""What the bot has said unasked in a place, so that it says little and nothing twice."""

from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.values import Spoken
from bot.store.tables import spoken


async def spoken_in(connection: AsyncConnection, place: int) -> tuple[tuple[int | None, Spoken], ...]:
    """Read the lines said in a place, each with the person it was for; those of shadow mode were not said."""
    wanted = select(spoken).where(spoken.c.place == place, spoken.c.would_have.is_(False))
    rows = (await connection.execute(wanted.order_by(spoken.c.id))).all()
    return tuple((row.person, Spoken(row.what, row.at)) for row in rows)


async def note_spoken(
    connection: AsyncConnection,
    community: int,
    place: int,
    what: str,
    now: datetime,
    *,
    person: int | None = None,
    would_have: bool = False,
) -> None:
    """Remember a line said in a place (or, in shadow mode, one that would have been said)."""
    await connection.execute(
        insert(spoken).values(
            community=community, place=place, person=person, what=what, at=now, would_have=would_have
        )
    )


async def would_have_spoken(connection: AsyncConnection, community: int, since: datetime) -> int:
    """How often shadow mode kept a line back since then."""
    wanted = select(func.count()).where(
        spoken.c.community == community, spoken.c.would_have.is_(True), spoken.c.at >= since
    )
    return int((await connection.execute(wanted)).scalar_one())
