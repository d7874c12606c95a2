"""Facts: small things to remember about this deployment itself, by name; none of them about people."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import facts
from bot.store.upserting import upsert


async def read_fact(connection: AsyncConnection, name: str) -> str | None:
    """Read what was remembered under a name; None when nothing was."""
    found = await connection.execute(select(facts.c.value).where(facts.c.name == name))
    value: bytes | None = found.scalar_one_or_none()
    return None if value is None else value.decode()


async def write_fact(connection: AsyncConnection, name: str, value: str) -> None:
    """Remember a fact under a name (at most 32 characters), in place of an earlier one."""
    await upsert(connection, facts, {"name": name}, {"value": value.encode()})
