"""What the bot says to the two of an open chat: in their thread, or to each by direct message when it is relayed."""

from datetime import timedelta

from bot.flows.relay_told import tell_both
from bot.flows.work import Work
from bot.guide.values import Card
from bot.store.acts import EditCard, EditPrivately, SendCard
from bot.store.chats import Chat
from bot.store.sent import sent_about, sent_privately_about


async def say_to_both(
    work: Work,
    chat: Chat,
    card: Card,
    *,
    about: str,
    urgent: bool = False,
    useful: timedelta | None = None,
    silent: bool = False,
) -> None:
    """Owe a line of ours where the two of a chat talk. `silent`: in a thread it notifies nobody."""
    if chat.place is None:
        await tell_both(work, chat, card, about=about, urgent=urgent, useful=useful)
        return
    act = SendCard(chat.place, card, silent=silent)
    await work.owe(chat.community, act, about=about, urgent=urgent, useful=useful)


async def change_what_was_said(work: Work, community: int, about: str, card: Card) -> None:
    """Let what we said about something say this instead, wherever it stands."""
    for sent in await sent_about(work.connection, about):
        await work.owe(community, EditCard(sent.place, sent.message, card))
    for private in await sent_privately_about(work.connection, about):
        await work.owe(community, EditPrivately(private.person, private.message, card))
