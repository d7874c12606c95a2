"""What is said after a message: notice, reminder, tip and help, each to whom it is for."""

from dataclasses import dataclass
from datetime import timedelta

from bot.casework.keeping import FLAG_KEPT
from bot.casework.values import Decision, Tip
from bot.flows.crisis_met import Met, crisis_met
from bot.flows.line_near import put_line_near_chat
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.said_to_both import say_to_both
from bot.flows.surface import Seen
from bot.flows.work import NOTICE_USEFUL, OUTCOME_USEFUL, Work
from bot.guide.cards_listener import how_to_answer_card, listener_boundary_card, reminder
from bot.guide.cards_member import boundary_card, member_asked_tip, overshare_tip
from bot.guide.cards_shared import notice
from bot.guide.values import Card
from bot.screening import Finding, Findings, Side
from bot.store.acts import SendCard
from bot.store.chats import Chat
from bot.store.communities import Community
from bot.store.speech import note_spoken
from bot.store.tallies import count

REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Watched:
    """Where a message was seen, and which side its author takes there."""

    community: Community
    side: Side
    chat: Chat | None = None

    @property
    def relayed(self) -> bool:
        """Whether the two of an open chat write to the bot, which passes it on."""
        return self.chat is not None and self.chat.place is None

    def place_for_line(self, seen: Seen) -> int | None:
        """Where a neutral line may stand for who takes no direct messages; a relayed chat has no such place."""
        return seen.place if self.may_be_written_in and not self.relayed else None

    @property
    def may_be_written_in(self) -> bool:
        """Whether a line of ours may stand here: a chat that has ended stays as it is."""
        return self.chat is None or self.chat.is_open


async def speak(parts: Parts, work: Work, watched: Watched, seen: Seen, decision: Decision) -> None:
    """Owe what a decision says, in the chat and privately."""
    if decision.notice is not None and watched.may_be_written_in:
        await _give_notice(parts, work, watched, seen, decision.notice)
    if decision.reminder is not None:
        await _remind(parts, work, watched, seen, decision.reminder)
    if decision.tip is not None:
        await _tip(parts, work, watched, seen, decision.tip)
    if watched.chat is not None:
        await _stand_by_listener(parts, work, watched.chat, watched.community, decision)
        if decision.buttons_near and watched.may_be_written_in:
            await put_line_near_chat(parts, work, watched.community, watched.chat)


async def _give_notice(parts: Parts, work: Work, watched: Watched, seen: Seen, finding: Finding) -> None:
    wording = parts.wording(watched.community.locale)
    card = notice(wording, _chat_id(watched), finding.category.value, finding.excuse)
    about = f"notice:{seen.id}"
    if watched.chat is not None:
        await say_to_both(work, watched.chat, card, about=about, useful=NOTICE_USEFUL)
    else:
        await work.owe(seen.community, SendCard(seen.place, card), about=about, useful=NOTICE_USEFUL)
    await note_spoken(work.connection, seen.community, seen.place, "notice", work.now)


async def _remind(parts: Parts, work: Work, watched: Watched, seen: Seen, finding: Finding) -> None:
    card = reminder(
        parts.wording(watched.community.locale),
        str(seen.id),
        finding.matched,
        work.now + FLAG_KEPT,
        watched.community.name,
        category=finding.category.value,
        excuse=finding.excuse,
    )
    await _tell_author(parts, work, watched, seen, card)
    await note_spoken(work.connection, seen.community, seen.place, REMINDER, work.now, person=seen.author.id)


async def _tip(parts: Parts, work: Work, watched: Watched, seen: Seen, tip: Tip) -> None:
    wording, name = parts.wording(watched.community.locale), watched.community.name
    match tip:
        case Tip.WHY_NOT_HERE:
            card = member_asked_tip(wording, _chat_id(watched), name)
        case Tip.OVERSHARED:
            target = f"{seen.place}/{seen.id}/{seen.author.id}"
            card = overshare_tip(wording, target, name, can_hide=not watched.relayed)
        case Tip.BOUNDARY:
            card = boundary_card(wording, _chat_id(watched), work.now + FLAG_KEPT, name)
    await _tell_author(parts, work, watched, seen, card, useful=NOTICE_USEFUL)
    for what in (tip.value, about_message(seen)):
        await note_spoken(work.connection, seen.community, seen.place, what, work.now, person=seen.author.id)


async def _tell_author(
    parts: Parts,
    work: Work,
    watched: Watched,
    seen: Seen,
    card: Card,
    *,
    useful: timedelta = OUTCOME_USEFUL,
) -> None:
    await tell_privately(
        parts,
        work,
        watched.community,
        seen.author.id,
        card,
        place=watched.place_for_line(seen),
        useful=useful,
        in_relay=watched.relayed,
    )


def about_message(seen: Seen) -> str:
    """Under what is remembered that a message had its tip: its link's preview comes later, as an update."""
    return f"tip:{seen.id}"


async def _stand_by_listener(
    parts: Parts, work: Work, chat: Chat, community: Community, decision: Decision
) -> None:
    if chat.listener is None or not chat.is_open or not (decision.answer_help or decision.boundary_help):
        return
    wording = parts.wording(community.locale)
    build = listener_boundary_card if decision.boundary_help else how_to_answer_card
    card = build(wording, str(chat.id), community.name)
    await tell_privately(
        parts,
        work,
        community,
        chat.listener,
        card,
        place=chat.place,
        useful=NOTICE_USEFUL,
        in_relay=chat.place is None,
    )


async def give_help(
    parts: Parts, work: Work, watched: Watched, seen: Seen, decision: Decision, findings: Findings
) -> None:
    """Count what asked for help, and owe the card: in a chat to both, in a room privately."""
    for category in sorted(
        {finding.category.value for finding in findings if not finding.category.flaggable}
    ):
        await count(work.connection, seen.community, category, work.now)
    if not decision.crisis_card:
        return
    if watched.may_be_written_in:
        met = Met(watched.community, seen, watched.chat, watched.side, hint=decision.crisis_hint)
        await crisis_met(parts, work, met)


def _chat_id(watched: Watched) -> str:
    return str(watched.chat.id) if watched.chat else ""
