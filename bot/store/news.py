"""News about safety: who asked to hear them, and which a community was told already."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import news_readers, news_told
from bot.store.upserting import insert_once


async def hear_news(connection: AsyncConnection, community: int, person: int, now: datetime) -> None:
    """Somebody wants to hear news of this community's bot."""
    await insert_once(connection, news_readers, {"community": community, "person": person, "since": now})


async def stop_news(connection: AsyncConnection, community: int, person: int) -> None:
    """Somebody wants no more news, or left."""
    await connection.execute(
        delete(news_readers).where(news_readers.c.community == community, news_readers.c.person == person)
    )


async def hears_news(connection: AsyncConnection, community: int, person: int) -> bool:
    """Whether somebody wants to hear news."""
    return person in await readers_of(connection, community)


async def readers_of(connection: AsyncConnection, community: int) -> tuple[int, ...]:
    """Everybody who wants to hear news."""
    wanted = select(news_readers.c.person).where(news_readers.c.community == community)
    return tuple((await connection.execute(wanted.order_by(news_readers.c.person))).scalars())


async def tell_once(connection: AsyncConnection, community: int, news: str, now: datetime) -> bool:
    """Write down that a community is told something; False when it was already."""
    return await insert_once(connection, news_told, {"community": community, "news": news, "at": now})
