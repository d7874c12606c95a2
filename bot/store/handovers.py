"""Hand-overs: the note a listener wrote, until the member agreed and the next chat is over."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.keys import Keys
from bot.store.tables import handovers
from bot.store.upserting import upsert


async def keep_note(connection: AsyncConnection, keys: Keys, chat: int, note: str, now: datetime) -> None:
    """Keep the note that a listener wrote in a chat; another one takes its place."""
    values = {"note": keys.seal(note), "next_chat": None, "made_at": now}
    await upsert(connection, handovers, {"chat_id": chat}, values)


async def has_note(connection: AsyncConnection, chat: int) -> bool:
    """Whether a note was written in this chat that the member has not answered yet."""
    wanted = select(handovers.c.chat_id).where(handovers.c.chat_id == chat, handovers.c.next_chat.is_(None))
    return (await connection.execute(wanted)).first() is not None


async def send_along(connection: AsyncConnection, chat: int, next_chat: int) -> None:
    """The member agreed: the note goes along to the next chat."""
    await connection.execute(update(handovers).where(handovers.c.chat_id == chat).values(next_chat=next_chat))


async def forget_note(connection: AsyncConnection, chat: int) -> None:
    """Forget the note that was written in a chat and goes nowhere."""
    await connection.execute(
        delete(handovers).where(handovers.c.chat_id == chat, handovers.c.next_chat.is_(None))
    )


async def note_for(connection: AsyncConnection, keys: Keys, chat: int) -> str:
    """The note that came along to this chat; empty when there is none, or when its key is lost."""
    wanted = select(handovers.c.note).where(handovers.c.next_chat == chat)
    sealed = (await connection.execute(wanted)).scalar_one_or_none()
    return keys.unseal_or(sealed, "")
