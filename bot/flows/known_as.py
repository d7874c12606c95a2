"""By what name the team knows somebody: a made-up name belongs to one chat, so two never stand for one person."""

from collections.abc import Collection

from bot.flows.work import Work
from bot.guide.known_as import Known, Unnamed
from bot.screening import Side
from bot.store.reveals import pseudonyms


async def hidden_as(work: Work, person: int, chats: Collection[int | None], side: Side) -> Known | None:
    """What stands in place of an account that was met in these chats; None where the account may stand."""
    names = await pseudonyms(work.connection, work.keys, person, chats)
    if not names:
        return None
    return f"*{names[0]}*" if len(chats) == 1 else Unnamed(side.value)


async def known_as(work: Work, person: int, chats: Collection[int | None], side: Side) -> Known:
    """Name somebody to the team by what was seen of them in these chats."""
    return await hidden_as(work, person, chats, side) or f"<@{person}>"
