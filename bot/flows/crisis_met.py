"""Crisis words: a warm card, help for the listener, a quiet link to moderators; never a note or a deletion (T38)."""

from dataclasses import dataclass
from datetime import timedelta

from bot.casework.speaking import CRISIS_CARD, CRISIS_HINT
from bot.flows.help_given import ASKED, BETWEEN_CALLS, TAKEN, called_lately
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.said_to_both import say_to_both
from bot.flows.surface import Seen
from bot.flows.work import Work
from bot.guide.cards_crisis import crisis_card, crisis_link_card
from bot.guide.cards_listener import listener_crisis_card, listener_hint_card
from bot.screening import Side
from bot.store.acts import SendCard
from bot.store.chats import Chat
from bot.store.communities import Community
from bot.store.people import known
from bot.store.speech import note_spoken
from bot.store.timers import timers_of

ALERTED = "crisis_alert"
LINK_USEFUL = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Met:
    """Crisis words in a message: where, and in an open chat on which side.

    `hint`: they only may mean it. Then people are shown help, and nobody else is called.
    """

    community: Community
    seen: Seen
    chat: Chat | None
    side: Side
    hint: bool = False

    @property
    def author(self) -> int:
        """Who wrote them."""
        return self.seen.author.id

    @property
    def refers(self) -> bool:
        """Whether such chats go to trained people here; a hint sends nobody away."""
        return self.community.crisis_refers and not self.hint

    @property
    def card(self) -> str:
        """What is remembered as said."""
        return CRISIS_HINT if self.hint else CRISIS_CARD


async def crisis_met(parts: Parts, work: Work, met: Met) -> None:
    """Help: in a chat with a card for both, in a room privately."""
    alerted = await _alert(parts, work, met)
    if met.chat is None:
        await _help_privately(parts, work, met, alerted=alerted)
        return
    wording = parts.wording(met.community.locale)
    card = crisis_card(wording, str(met.chat.id), refers=met.refers, alerted=alerted, hint=met.hint)
    await say_to_both(work, met.chat, card, about=f"crisis:{met.seen.id}", urgent=True)
    await note_spoken(work.connection, met.community.id, met.seen.place, met.card, work.now)
    if met.chat.listener is not None and met.side is Side.MEMBER:
        place = str(met.chat.id), met.community.name
        helping = (
            listener_hint_card(wording, *place)
            if met.hint
            else listener_crisis_card(wording, *place, refers=met.refers, alerted=alerted)
        )
        relayed = met.chat.place is None
        await tell_privately(
            parts, work, met.community, met.chat.listener, helping, place=met.chat.place, in_relay=relayed
        )


async def _help_privately(parts: Parts, work: Work, met: Met, *, alerted: bool) -> None:
    """In a room nothing is said in front of others: a private word, if the person agreed to such words."""
    if not (await known(work.connection, met.community.id, met.author)).private_words:
        return
    wording = parts.wording(met.community.locale)
    card = crisis_card(wording, "", community=met.community.name, alerted=alerted, hint=met.hint)
    await tell_privately(parts, work, met.community, met.author, card, place=None)
    await note_spoken(
        work.connection, met.community.id, met.seen.place, met.card, work.now, person=met.author
    )


async def _alert(parts: Parts, work: Work, met: Met) -> bool:
    """Give moderators a link without words or ping, if the community wants it: one an hour for each person.

    Returns whether they were given one now, which the person is told.
    """
    desk = met.community.moderators_channel
    if desk is None or met.hint or not met.community.crisis_alert:
        return False
    if met.chat is not None and met.chat.place is None:
        # A relayed chat has no place to link to, and its people are not named without their wish.
        return False
    # A timer that is gone after an hour, not a line of what was said: nobody keeps who was in a crisis.
    hour = f"{met.community.id}:{met.author}:"
    if await timers_of(work.connection, ALERTED, hour):
        return False
    if await called_lately(work, met.community, met.author) & {ASKED, TAKEN}:
        return False
    link, key = _where(met)
    card = crisis_link_card(parts.wording(met.community.locale), link, key)
    act = SendCard(desk, card, silent=True)
    await work.owe(met.community.id, act, urgent=True, about="alert", useful=LINK_USEFUL)
    await work.remind_at(met.community.id, ALERTED, hour, work.now + BETWEEN_CALLS)
    return True


def _where(met: Met) -> tuple[str, str]:
    """The link moderators get, and what their press carries: in a room no line to the person may stand."""
    root = f"https://discord.com/channels/{met.community.id}/{met.seen.place}"
    if met.chat is not None:
        return root, f"{met.author}:{met.seen.place}"
    return f"{root}/{met.seen.id}", f"{met.author}:0:{met.seen.place}/{met.seen.id}"
