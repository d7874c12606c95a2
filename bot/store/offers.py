"""Offers: which listener is offered which request now, and who passed on it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import apart, chats, offers
from bot.store.wishes import never_with


@dataclass(frozen=True, slots=True)
class Offered:
    """One offer; `is_open`: the listener may still take it."""

    id: int
    chat: int
    listener: int
    made_at: datetime
    is_open: bool


async def add_offer(connection: AsyncConnection, chat: int, listener: int, now: datetime) -> int:
    """Record that a request is offered to a listener now; returns the offer's number."""
    values = {"chat_id": chat, "listener": listener, "made_at": now, "open_chat": chat}
    made = await connection.execute(insert(offers).values(**values).returning(offers.c.id))
    return int(made.scalar_one())


async def open_offer(connection: AsyncConnection, chat: int) -> Offered | None:
    """Read the offer of a request that is open now."""
    row = (await connection.execute(select(offers).where(offers.c.open_chat == chat))).one_or_none()
    return None if row is None else _as_offered(row)


async def offers_in(connection: AsyncConnection, community: int) -> tuple[Offered, ...]:
    """Read every offer of a community's waiting requests, open or passed."""
    wanted = select(offers).join(chats, chats.c.id == offers.c.chat_id).where(chats.c.community == community)
    return tuple(_as_offered(row) for row in (await connection.execute(wanted.order_by(offers.c.id))).all())


async def close_offer(connection: AsyncConnection, chat: int) -> None:
    """The open offer of a request is over: its listener passed on it."""
    await connection.execute(update(offers).where(offers.c.open_chat == chat).values(open_chat=None))


async def forget_offers(connection: AsyncConnection, chat: int) -> None:
    """Forget who was offered a request, because nobody is any more."""
    await connection.execute(delete(offers).where(offers.c.chat_id == chat))


async def kept_apart(connection: AsyncConnection, community: int, person: int) -> frozenset[int]:
    """Everybody who is not to be matched with this person: a report keeps them apart, or one of them wishes it."""
    wanted = select(apart.c.person, apart.c.other).where(
        apart.c.community == community, or_(apart.c.person == person, apart.c.other == person)
    )
    rows = (await connection.execute(wanted)).all()
    others = {row.person for row in rows} | {row.other for row in rows}
    return (frozenset(others) | await never_with(connection, community, person)) - {person}


async def talked_with(connection: AsyncConnection, community: int, member: int) -> frozenset[int]:
    """The listeners with whom this member had a chat that has ended."""
    wanted = select(chats.c.listener).where(
        chats.c.community == community,
        chats.c.member == member,
        chats.c.listener.is_not(None),
        chats.c.ended_at.is_not(None),
    )
    return frozenset(one for one in (await connection.execute(wanted)).scalars() if one is not None)


def _as_offered(row: Row[tuple[object, ...]]) -> Offered:
    return Offered(row.id, row.chat_id, row.listener, row.made_at, is_open=row.open_chat is not None)
