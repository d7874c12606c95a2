"""Whether somebody gets no new chats at the moment, because of a pause or a break, and what they read then."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.guide.cards_break import on_break_card
from bot.guide.cards_member import paused_member_card
from bot.guide.values import Card
from bot.guide.wording import Wording
from bot.store.breaks import break_until
from bot.store.pauses import paused_until


async def no_chats_until(
    connection: AsyncConnection, community: int, person: int, now: datetime
) -> datetime | None:
    """Until when somebody gets no new chats, on either side; None when they may have some."""
    ends = (
        await paused_until(connection, community, person, now),
        await break_until(connection, community, person, now),
    )
    return max((end for end in ends if end is not None), default=None)


async def why_no_chats(
    connection: AsyncConnection,
    wording: Wording,
    community: int,
    person: int,
    now: datetime,
    *,
    name: str = "",
) -> Card:
    """What somebody reads who asks for a chat then: of a break they know the end. `name` opens a private word."""
    until = await break_until(connection, community, person, now)
    if until is None:
        return paused_member_card(wording, name)
    return on_break_card(wording, until, name)
