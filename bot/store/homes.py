"""Homes: the communities that a person has had to do with, whoever is there still."""

from sqlalchemy import select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import breaks, chats, communities, decisions, flags, people, reports


async def homes_of(connection: AsyncConnection, person: int) -> tuple[int, ...]:
    """The communities in which a person told us something, had a chat, made a report, or is on record.

    A community that removed Sidelight is none any more.
    """
    known = union(
        select(people.c.community).where(people.c.person == person),
        select(chats.c.community).where(chats.c.member == person),
        select(chats.c.community).where(chats.c.listener == person),
        select(reports.c.community).where(reports.c.reporter == person),
        select(flags.c.community).where(flags.c.subject == person),
        select(decisions.c.community).where(decisions.c.person == person),
        select(breaks.c.community).where(breaks.c.person == person),
    ).subquery()
    wanted = select(communities.c.id).where(
        communities.c.id.in_(select(known.c.community)), communities.c.left_at.is_(None)
    )
    return tuple((await connection.execute(wanted.order_by(communities.c.id))).scalars())


async def all_homes(connection: AsyncConnection, most: int) -> tuple[int, ...]:
    """The communities that use Sidelight; none when there are more than so many."""
    wanted = select(communities.c.id).where(communities.c.left_at.is_(None))
    found = tuple((await connection.execute(wanted.order_by(communities.c.id).limit(most + 1))).scalars())
    return found if len(found) <= most else ()
