"""How strictly a chat's messages are read: more strictly in a listener's first five chats."""

from bot.flows.parts import Parts
from bot.screening import Side, Strictness
from bot.store import listeners
from bot.store.chats import Chat


async def strictness_in(
    parts: Parts, chat: Chat | None, side: Side, usual: Strictness = Strictness.USUAL
) -> Strictness:
    """Say how strictly a message of this side is read in a chat; `usual` is the community's own choice."""
    if chat is None or chat.listener is None or side is not Side.LISTENER:
        return usual
    async with parts.database.reading() as connection:
        shift = await listeners.find_shift(connection, chat.community, chat.listener)
    return Strictness.STRICT if shift.is_new else usual
