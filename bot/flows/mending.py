"""What the team has to mend before chats can open again: said in their channel, at most once an hour for each."""

from datetime import timedelta

from bot.flows.work import Work
from bot.guide.values import Card
from bot.store.acts import SendCard
from bot.store.communities import Community
from bot.store.speech import note_spoken, spoken_in

SAID_AGAIN_AFTER = timedelta(hours=1)
THREADS = "mend_threads"


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
