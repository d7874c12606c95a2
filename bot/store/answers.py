"""Answers after a chat: whether it helped, and whether it felt safe. One row a chat, changed as often as they like."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.afterwards import ChatAnswer, Helped
from bot.store.chats import Chat
from bot.store.tables import answers
from bot.store.upserting import upsert


async def save_helped(connection: AsyncConnection, chat: Chat, helped: Helped, now: datetime) -> None:
    """Record how the chat was for its member."""
    await _save(connection, chat, now, helped=helped)


async def save_safe(connection: AsyncConnection, chat: Chat, now: datetime, *, safe: bool) -> None:
    """Record whether the chat felt safe for its member."""
    await _save(connection, chat, now, safe=safe)


async def answer_for(connection: AsyncConnection, chat: int) -> ChatAnswer | None:
    """Read what was answered about one chat."""
    row = (await connection.execute(select(answers).where(answers.c.chat_id == chat))).one_or_none()
    return None if row is None else _as_answer(row.member, row.listener, row.helped, row.safe)


async def answers_since(
    connection: AsyncConnection, community: int, since: datetime, *, listener: int | None = None
) -> tuple[ChatAnswer, ...]:
    """Read what was answered in a community since then, about one listener or all. Without dates, on purpose."""
    wanted = select(answers).where(answers.c.community == community, answers.c.answered_at >= since)
    if listener is not None:
        wanted = wanted.where(answers.c.listener == listener)
    rows = (await connection.execute(wanted.order_by(answers.c.chat_id))).all()
    return tuple(_as_answer(row.member, row.listener, row.helped, row.safe) for row in rows)


async def chats_felt_about(
    connection: AsyncConnection, community: int, since: datetime, listener: int
) -> frozenset[int]:
    """Read in which chats with this listener somebody said since then how safe they felt."""
    wanted = select(answers.c.chat_id).where(
        answers.c.community == community,
        answers.c.answered_at >= since,
        answers.c.listener == listener,
        answers.c.safe.is_not(None),
    )
    return frozenset((await connection.execute(wanted)).scalars())


async def _save(connection: AsyncConnection, chat: Chat, now: datetime, **given: str | bool) -> None:
    about = {"community": chat.community, "member": chat.member, "listener": chat.listener}
    await upsert(connection, answers, {"chat_id": chat.id}, {**given, "answered_at": now}, only_new=about)


def _as_answer(member: int, listener: int, helped: Helped | None, safe: bool | None) -> ChatAnswer:
    return ChatAnswer(member, listener, helped, safe)
