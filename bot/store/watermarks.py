"""Watermarks: up to which message each place has been read; they never go back."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import watermarks
from bot.store.upserting import insert_once

# The first moment that Discord's ids can tell.
DISCORD_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Watermark:
    """The last message of a place that was read."""

    place: int
    message: int


async def advance(connection: AsyncConnection, community: int, place: int, message: int) -> bool:
    """Record that a place was read up to this message; False, and no change, when it was read further.

    Each message is counted once for the line that stays near the bottom, also across a crash.
    """
    done = await connection.execute(
        update(watermarks)
        .where(watermarks.c.place == place, watermarks.c.message < message)
        .values(community=community, message=message, since_line=watermarks.c.since_line + 1)
    )
    if done.rowcount == 1:
        return True
    return await insert_once(
        connection, watermarks, {"place": place, "community": community, "message": message}
    )


async def messages_since_line(connection: AsyncConnection, place: int) -> int:
    """How many messages were read in a place since the line was last put near its bottom."""
    wanted = select(watermarks.c.since_line).where(watermarks.c.place == place)
    return (await connection.execute(wanted)).scalar_one_or_none() or 0


async def line_put(connection: AsyncConnection, place: int) -> None:
    """Count anew: the line is put near the bottom now."""
    await connection.execute(update(watermarks).where(watermarks.c.place == place).values(since_line=0))


async def watermark(connection: AsyncConnection, place: int) -> int | None:
    """Return the last message read in a place; None when none was."""
    wanted = select(watermarks.c.message).where(watermarks.c.place == place)
    return (await connection.execute(wanted)).scalar_one_or_none()


async def all_watermarks(connection: AsyncConnection, community: int) -> tuple[Watermark, ...]:
    """Read the watermarks of a community, by place."""
    wanted = select(watermarks).where(watermarks.c.community == community).order_by(watermarks.c.place)
    rows = (await connection.execute(wanted)).all()
    return tuple(Watermark(row.place, row.message) for row in rows)


def newest_possible(now: datetime) -> int:
    """Return the smallest id that Discord can give to a message from this moment on."""
    milliseconds = (now - DISCORD_EPOCH) // timedelta(milliseconds=1)
    return milliseconds << 22


def made_at(snowflake: int) -> datetime:
    """When Discord made what has this id, to the millisecond."""
    return DISCORD_EPOCH + timedelta(milliseconds=snowflake >> 22)
