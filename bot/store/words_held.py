"""Words that somebody typed or began to report, and has not sent yet: sealed, so that a restart loses none of them."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.keys import Keys
from bot.store.tables import words_held
from bot.store.upserting import upsert

# So many of one person's are held at once; older ones go first.
MOST = 10


async def hold(
    connection: AsyncConnection, keys: Keys, person: int, about: str, words: str, now: datetime
) -> None:
    """Hold words, also none at all, in place of what was held about the same thing."""
    values = {"words": keys.seal(words), "held_at": now}
    await upsert(connection, words_held, {"person": person, "about": about}, values)
    newest = select(words_held.c.about).where(words_held.c.person == person)
    this_first = (words_held.c.about == about).desc()
    newest = newest.order_by(this_first, words_held.c.held_at.desc()).limit(MOST)
    await connection.execute(
        delete(words_held).where(words_held.c.person == person, words_held.c.about.not_in(newest))
    )


async def held(connection: AsyncConnection, keys: Keys, person: int, about: str) -> str | None:
    """Read what is held; None when nothing is, or not any more."""
    wanted = select(words_held.c.words).where(words_held.c.person == person, words_held.c.about == about)
    row = (await connection.execute(wanted)).one_or_none()
    return None if row is None else keys.unseal_or(row.words, "")


async def let_go(connection: AsyncConnection, person: int, about: str) -> None:
    """Forget words: they are sent."""
    await connection.execute(
        delete(words_held).where(words_held.c.person == person, words_held.c.about == about)
    )


async def hold_as(connection: AsyncConnection, person: int, ending: str, about: str) -> None:
    """Hold under another name what is held under the newest name with this ending."""
    wanted = select(words_held.c.about).where(words_held.c.person == person, words_held.c.about != about)
    names = (await connection.execute(wanted.order_by(words_held.c.held_at))).scalars()
    fitting = [name for name in names if name.endswith(ending)]
    if fitting:
        await let_go(connection, person, about)
        same = (words_held.c.person == person, words_held.c.about == fitting[-1])
        await connection.execute(update(words_held).where(*same).values(about=about))
