"""What people told us about themselves: consent to private words, their language, and who is kept apart."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import apart, people
from bot.store.upserting import insert_once, upsert
from bot.store.wishes import never_again


@dataclass(frozen=True, slots=True)
class Known:
    """What a person agreed to; `private_words` is None until they were asked."""

    private_words: bool | None = None


async def known(connection: AsyncConnection, community: int, person: int) -> Known:
    """Read what a person agreed to in this community."""
    wanted = select(people.c.private_words).where(people.c.community == community, people.c.person == person)
    row = (await connection.execute(wanted)).one_or_none()
    return Known(None if row is None else row.private_words)


async def agree(
    connection: AsyncConnection, community: int, person: int, *, yes: bool, now: datetime
) -> None:
    """Record a yes or no to private words."""
    key = {"community": community, "person": person}
    await upsert(connection, people, key, {"private_words": yes, "asked_at": now})


async def keep_apart(
    connection: AsyncConnection, community: int, pair: tuple[int, int], now: datetime
) -> None:
    """Never match these two again."""
    key = {"community": community, "person": min(pair), "other": max(pair)}
    await insert_once(connection, apart, {**key, "since": now})


async def are_apart(connection: AsyncConnection, community: int, pair: tuple[int, int]) -> bool:
    """Whether these two are not to be matched: a report keeps them apart, or one of them wishes it."""
    if await never_again(connection, community, pair):
        return True
    low, high = min(pair), max(pair)
    wanted = select(apart.c.since).where(
        apart.c.community == community, apart.c.person == low, apart.c.other == high
    )
    return (await connection.execute(wanted)).first() is not None


async def communities_of(connection: AsyncConnection, person: int) -> tuple[int, ...]:
    """The communities in which a person has told us something."""
    wanted = select(people.c.community).where(people.c.person == person).order_by(people.c.community)
    return tuple((await connection.execute(wanted)).scalars())
