"""Tallies: counts by day without names or words, for the digest."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import tallies
from bot.store.upserting import insert_once

# What could not be delivered to the team or to oversight.
UNDELIVERED = "undelivered"
SECONDS_PER_DAY = 86_400


def day_of(now: datetime) -> int:
    """The number of the UTC day since 1970."""
    return int(now.timestamp()) // SECONDS_PER_DAY


async def count(
    connection: AsyncConnection, community: int, what: str, now: datetime, number: int = 1
) -> None:
    """Add to today's count of something."""
    key = {"community": community, "day": day_of(now), "what": what}
    if await insert_once(connection, tallies, {**key, "number": number}):
        return
    await connection.execute(
        update(tallies)
        .where(*(tallies.c[name] == value for name, value in key.items()))
        .values(number=tallies.c.number + number)
    )


async def counts_between(
    connection: AsyncConnection, community: int, since: datetime, until: datetime
) -> tuple[tuple[str, int], ...]:
    """Read the counts from the UTC day of `since` to the day before that of `until`, by what was counted.

    Whoever asks again from the same moment on gets each day once.
    """
    wanted = (
        select(tallies.c.what, func.sum(tallies.c.number))
        .where(
            tallies.c.community == community, tallies.c.day >= day_of(since), tallies.c.day < day_of(until)
        )
        .group_by(tallies.c.what)
        .order_by(tallies.c.what)
    )
    return tuple((what, int(number)) for what, number in (await connection.execute(wanted)).all())
