"""Stops: that listeners ended a chat at once, referred it or reported its member, within the last days."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.chats import Chat
from bot.store.tables import chats, reports, stops
from bot.store.upserting import insert_once


async def note_stop(connection: AsyncConnection, chat: Chat, now: datetime) -> None:
    """Note that the listener of a chat stopped it: no reason, and for a few days only. Not before it opened."""
    if chat.listener is not None and chat.opened_at is not None:
        values = {"community": chat.community, "member": chat.member, "listener": chat.listener, "at": now}
        await insert_once(connection, stops, {"chat_id": chat.id, **values})


async def listeners_troubled_by(
    connection: AsyncConnection, community: int, member: int, since: datetime
) -> int:
    """How many different listeners stopped a chat with this member, or reported them, since then."""
    stopped = select(stops.c.listener.label("listener")).where(
        stops.c.community == community, stops.c.member == member, stops.c.at >= since
    )
    reported = (
        select(reports.c.reporter.label("listener"))
        .join(chats, chats.c.id == reports.c.chat_id)
        .where(
            reports.c.community == community,
            reports.c.subject == member,
            reports.c.made_at >= since,
            chats.c.listener == reports.c.reporter,
        )
    )
    either = stopped.union(reported).subquery()
    return int((await connection.execute(select(func.count()).select_from(either))).scalar_one())
