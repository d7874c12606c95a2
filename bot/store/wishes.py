"""Wishes: who would like to meet whom again, or never again. Private, from either side; matching reads them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.afterwards import MeetAgain
from bot.screening import Side
from bot.store.tables import wishes
from bot.store.upserting import upsert


@dataclass(frozen=True, slots=True)
class Wished:
    """One wish about a pair; `by` is the side that has it. The other side is never told."""

    member: int
    listener: int
    by: Side
    kind: MeetAgain


async def save_wish(connection: AsyncConnection, community: int, wished: Wished, now: datetime) -> None:
    """Record a wish; a later one of the same side about the same pair replaces it."""
    pair = {"community": community, "member": wished.member, "listener": wished.listener}
    key = {**pair, "side": wished.by}
    await upsert(connection, wishes, key, {"kind": wished.kind, "since": now})


async def wishes_of_member(connection: AsyncConnection, community: int, member: int) -> tuple[Wished, ...]:
    """Read all wishes about this member, of both sides, the newest first."""
    wanted = select(wishes).where(wishes.c.community == community, wishes.c.member == member)
    rows = (await connection.execute(wanted.order_by(wishes.c.since.desc(), wishes.c.listener))).all()
    return tuple(Wished(row.member, row.listener, row.side, row.kind) for row in rows)


async def wishes_about(
    connection: AsyncConnection, community: int, member: int, listener: int
) -> tuple[Wished, ...]:
    """Read the wishes about one pair, of both sides."""
    found = await wishes_of_member(connection, community, member)
    return tuple(wished for wished in found if wished.listener == listener)


async def again_with(connection: AsyncConnection, community: int, member: int) -> frozenset[int]:
    """Read the listeners that this member would like to meet again."""
    found = await wishes_of_member(connection, community, member)
    return frozenset(one.listener for one in found if one.by is Side.MEMBER and one.kind is MeetAgain.AGAIN)


async def never_with(connection: AsyncConnection, community: int, person: int) -> frozenset[int]:
    """Read everybody whom this person never wishes to meet again, or who never wishes to meet them."""
    wanted = select(wishes.c.member, wishes.c.listener).where(
        wishes.c.community == community,
        or_(wishes.c.member == person, wishes.c.listener == person),
        wishes.c.kind == MeetAgain.NEVER,
    )
    rows = (await connection.execute(wanted)).all()
    return frozenset({row.member for row in rows} | {row.listener for row in rows}) - {person}


async def never_again(connection: AsyncConnection, community: int, pair: tuple[int, int]) -> bool:
    """Whether one of these two wishes never to meet the other again, whichever side each had."""
    wanted = select(wishes.c.since).where(
        wishes.c.community == community,
        wishes.c.member.in_(pair),
        wishes.c.listener.in_(pair),
        wishes.c.kind == MeetAgain.NEVER,
    )
    return (await connection.execute(wanted.limit(1))).first() is not None
