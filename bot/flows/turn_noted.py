"""Every message of an open chat says whose turn it is now, and whether it was a goodbye; no words are kept."""

from bot.flows.parts import Parts
from bot.flows.surface import Seen
from bot.flows.work import Work
from bot.screening import Side
from bot.store.chat_times import find_clock, save_turns
from bot.store.chats import Chat
from bot.store.communities import Community

HIDDEN = "content"


async def note_turn(
    parts: Parts, work: Work, community: Community, chat: Chat, side: Side, seen: Seen
) -> None:
    """Write down the turn that a new message is; an edit is none."""
    clock = await find_clock(work.connection, chat.id) if chat.is_open and not seen.edited else None
    if clock is None:
        return
    goodbye = parts.wording(community.locale).goodbyes.said_in(seen.text)
    unclear = HIDDEN in seen.unread or not parts.screener.can_read(seen.text)
    turns = clock.times.turns.then(side, min(seen.written_at, work.now), goodbye=goodbye, unclear=unclear)
    await save_turns(work.connection, chat.id, turns)
