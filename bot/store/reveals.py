"""Reveals: who asked to see the account behind a pseudonym, why, and who agreed. They end with their case."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.chats import find_chat
from bot.store.keys import Keys
from bot.store.relays import Relay, find_relay
from bot.store.tables import reveals


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish to see an account that nobody has answered yet."""

    id: int
    asked_by: int


async def ask(connection: AsyncConnection, keys: Keys, case: int, by: int, reason: str, now: datetime) -> int:
    """Record a wish with its reason, in place of one that nobody answered; returns its id."""
    await connection.execute(delete(reveals).where(reveals.c.case_id == case, reveals.c.agreed_by.is_(None)))
    values = {"case_id": case, "asked_by": by, "asked_at": now, "reason": keys.seal(reason)}
    return int(
        (await connection.execute(insert(reveals).values(**values).returning(reveals.c.id))).scalar_one()
    )


async def waiting(connection: AsyncConnection, case: int) -> Asked | None:
    """Read the wish about a case that nobody has answered."""
    wanted = select(reveals.c.id, reveals.c.asked_by)
    found = await connection.execute(
        wanted.where(reveals.c.case_id == case, reveals.c.agreed_by.is_(None)).limit(1)
    )
    row = found.one_or_none()
    return None if row is None else Asked(row.id, row.asked_by)


async def agree(connection: AsyncConnection, reveal: int, by: int, now: datetime) -> None:
    """Record who agreed."""
    await connection.execute(
        update(reveals).where(reveals.c.id == reveal).values(agreed_by=by, agreed_at=now)
    )


async def refuse(connection: AsyncConnection, reveal: int) -> None:
    """Forget a wish that the second person did not share; the case's log keeps that it was made."""
    await connection.execute(delete(reveals).where(reveals.c.id == reveal))


async def is_revealed(connection: AsyncConnection, case: int) -> bool:
    """Whether two people have agreed to see the account of a case's subject."""
    wanted = select(reveals.c.id).where(reveals.c.case_id == case, reveals.c.agreed_by.is_not(None))
    return (await connection.execute(wanted.limit(1))).first() is not None


async def pseudonyms(
    connection: AsyncConnection, keys: Keys, subject: int, chat_ids: Collection[int | None]
) -> tuple[str, ...]:
    """Give a person's names in these chats, newest chat first; none when any of it was not in a relayed chat."""
    found: list[Relay] = []
    for chat_id in sorted((one for one in chat_ids if one is not None), reverse=True):
        relay = await find_relay(connection, keys, chat_id)
        if relay is None and await find_chat(connection, keys, chat_id) is not None:
            return ()
        found += [relay] if relay is not None else []
    return () if None in chat_ids else tuple(relay.name_of(subject) for relay in found)
