"""Moderators who are away for a while."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import people
from bot.store.upserting import upsert


async def away_until(
    connection: AsyncConnection, community: int, person: int, now: datetime
) -> datetime | None:
    """Until when somebody is away; None when they are here."""
    wanted = select(people.c.away_until).where(
        people.c.community == community, people.c.person == person, people.c.away_until > now
    )
    until: datetime | None = (await connection.execute(wanted)).scalar_one_or_none()
    return until


async def go_away(connection: AsyncConnection, community: int, person: int, until: datetime | None) -> None:
    """Remember until when somebody is away; None: they are back."""
    await upsert(connection, people, {"community": community, "person": person}, {"away_until": until})
