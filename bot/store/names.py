"""Names and titles that were brought up once, and those the team allowed. The names themselves are not stored."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import names
from bot.store.upserting import insert_once


async def bring_up(connection: AsyncConnection, community: int, whose: int, what: str, now: datetime) -> bool:
    """Record that a name says this; False when it was brought up before, or is allowed."""
    key = {"community": community, "whose": whose, "what": what}
    return await insert_once(connection, names, {**key, "told_at": now})


async def keep_only(connection: AsyncConnection, community: int, whose: int, still: Iterable[str]) -> None:
    """Forget what a name does not say any more, unless the team allowed it."""
    await connection.execute(
        delete(names).where(
            names.c.community == community,
            names.c.whose == whose,
            names.c.what.not_in(tuple(still)),
            names.c.allowed_by.is_(None),
        )
    )


async def allow(connection: AsyncConnection, community: int, whose: int, what: str, by: int) -> bool:
    """Let a name say this; False when nothing of the kind was brought up."""
    changed = await connection.execute(
        update(names)
        .where(names.c.community == community, names.c.whose == whose, names.c.what == what)
        .values(allowed_by=by)
    )
    return changed.rowcount == 1
