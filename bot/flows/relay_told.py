"""What the bot itself says in a relayed chat, to both sides or to one, and how such a chat closes."""

from datetime import timedelta

from bot.flows.parts import Parts
from bot.flows.work import Work
from bot.guide.cards_shared import ended_card
from bot.guide.values import Card
from bot.store import relays
from bot.store.acts import SendPrivately
from bot.store.chats import Chat
from bot.store.communities import Community

MAP_KEPT = timedelta(hours=24)


async def tell_both(
    work: Work,
    chat: Chat,
    card: Card,
    *,
    about: str,
    urgent: bool = False,
    useful: timedelta | None = None,
    gone: frozenset[int | None] = frozenset(),
) -> None:
    """Say the same to both sides of a relayed chat, each in their own direct messages; not to who is `gone`."""
    for person in (chat.member, chat.listener):
        if person is not None and person not in gone:
            act = SendPrivately(person, card)
            await work.owe(chat.community, act, about=about, urgent=urgent, useful=useful)


async def close_relay(
    parts: Parts, work: Work, community: Community, chat: Chat, gone: frozenset[int | None] = frozenset()
) -> None:
    """Say that a chat has ended, after all that was written in it, and forget later what went where.

    Who is `gone` cannot be told.
    """
    relay = await relays.find_relay(work.connection, work.keys, chat.id)
    if relay is None:
        return
    # The member is written to once the listener was: until then they know of no chat.
    gone = gone if relay.listener_panel is not None else gone | {chat.member}
    await work.remind_at(community.id, "forget_relay", str(chat.id), work.now + MAP_KEPT)
    card = ended_card(parts.wording(community.locale))
    await tell_both(work, chat, card, about=f"relay_ended:{chat.id}", gone=gone)
