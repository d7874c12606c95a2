"""Letters: everything owed to a person privately also waits here, under My messages."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.keys import Keys
from bot.store.tables import letters


@dataclass(frozen=True, slots=True)
class Letter:
    """One private word kept for a person."""

    id: int
    community: int
    person: int
    text: str
    made_at: datetime
    read_at: datetime | None


async def keep_letter(
    connection: AsyncConnection, keys: Keys, community: int, person: int, body: str, now: datetime
) -> int:
    """Keep a private word for a person; returns its id."""
    values = {"community": community, "person": person, "body": keys.seal(body), "made_at": now}
    row = await connection.execute(insert(letters).values(**values).returning(letters.c.id))
    return int(row.scalar_one())


async def rewrite_letter(connection: AsyncConnection, keys: Keys, letter: int, body: str) -> bool:
    """Replace a private word by what is true now; False when it is deleted already."""
    changed = await connection.execute(
        update(letters)
        .where(letters.c.id == letter, letters.c.body.is_not(None))
        .values(body=keys.seal(body))
    )
    return changed.rowcount == 1


async def drop_letter(connection: AsyncConnection, letter: int) -> None:
    """Forget the words of a private word that nobody needs to read any more."""
    await connection.execute(update(letters).where(letters.c.id == letter).values(body=None))


async def letters_of(
    connection: AsyncConnection, keys: Keys, person: int, community: int | None = None, most: int = 10
) -> tuple[Letter, ...]:
    """Read a person's latest private words, newest first."""
    wanted = select(letters).where(letters.c.person == person, letters.c.body.is_not(None))
    if community is not None:
        wanted = wanted.where(letters.c.community == community)
    rows = (await connection.execute(wanted.order_by(letters.c.id.desc()).limit(most))).all()
    return tuple(
        Letter(row.id, row.community, row.person, keys.unseal_or(row.body, ""), row.made_at, row.read_at)
        for row in rows
    )


async def find_letter(connection: AsyncConnection, keys: Keys, letter: int) -> Letter | None:
    """Read one private word by its id."""
    row = (await connection.execute(select(letters).where(letters.c.id == letter))).one_or_none()
    if row is None:
        return None
    return Letter(row.id, row.community, row.person, keys.unseal_or(row.body, ""), row.made_at, row.read_at)


async def mark_read(
    connection: AsyncConnection, person: int, now: datetime, numbers: Collection[int]
) -> None:
    """Mark some of a person's private words as read."""
    unread = update(letters).where(letters.c.person == person, letters.c.read_at.is_(None))
    await connection.execute(unread.where(letters.c.id.in_(numbers)).values(read_at=now))
