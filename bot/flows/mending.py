"""What the team has to mend before chats can open again: said in their channel, at most once an hour for each."""

from datetime import timedelta

from bot.flows.parts import Parts
from bot.flows.work import Work
from bot.guide.cards_gone import thread_not_closed_card
from bot.guide.values import Card
from bot.store import chats
from bot.store.acts import SendCard
from bot.store.communities import Community
from bot.store.speech import note_spoken, spoken_in

SAID_AGAIN_AFTER = timedelta(hours=1)
THREADS, CLOSING = "mend_threads", "mend_closing"


async def call_for_help(work: Work, community: Community, what: str, card: Card) -> None:
    """Tell the team that something does not work; `what` names it, so that it is not said too often."""
    desk = community.moderators_channel
    if desk is None:
        return
    said = (line.at for _, line in await spoken_in(work.connection, desk) if line.what == what)
    if any(work.now - at < SAID_AGAIN_AFTER for at in said):
        return
    await note_spoken(work.connection, community.id, desk, what, work.now)
    await work.owe(community.id, SendCard(desk, card), about=f"mend:{what}")


async def thread_not_closed(parts: Parts, work: Work, chat_id: int) -> None:
    """The listener could not be taken out of an ended chat, or its thread not be locked: a person has to."""
    chat = await chats.find_chat(work.connection, work.keys, chat_id)
    community = await parts.community(chat.community) if chat is not None else None
    if chat is None or chat.place is None or community is None or community.left_at is not None:
        return
    card = thread_not_closed_card(parts.wording(community.locale), f"<#{chat.place}>")
    await call_for_help(work, community, CLOSING, card)
