"""A break begins: roles are taken and remembered, chats end kindly, writing stops; until its own end comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.casework.points import Badge, BadgeTaken
from bot.chats import Ending
from bot.flows.break_kept import badge_role, look_daily
from bot.flows.break_over import BREAK_OVER, ROLE_TAKEN, keep_muted
from bot.flows.chat_ended import end
from bot.flows.offering import leave_rotation, take_back_for
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.work import Work
from bot.guide.cards_break import listener_away_card
from bot.store import breaks, chats
from bot.store.acts import RemoveRole, SendCard
from bot.store.chats import Chat
from bot.store.communities import Community
from bot.store.words import BreakKind

_BADGES = {Badge.LEADERSHIP: BreakKind.BADGE, Badge.ADULT_FOR_TEENS: BreakKind.TEENS}


@dataclass(frozen=True, slots=True)
class Given:
    """What a decision gives somebody to do without, and until when.

    `leaves`: the listener role goes for good. A break always mutes; `mute_until` may be given without one.
    """

    break_until: datetime | None = None
    mute_until: datetime | None = None
    badges: tuple[BadgeTaken, ...] = ()
    leaves: bool = False

    @property
    def muted_until(self) -> datetime | None:
        """Until when nothing can be written."""
        return max((end for end in (self.break_until, self.mute_until) if end is not None), default=None)


async def begin(
    parts: Parts, work: Work, community: Community, person: int, decision: int, by: int, given: Given
) -> None:
    """Begin what a decision gives, in the transaction that records the decision."""
    begun = _Begun(work, community, person, decision, by)
    if given.break_until is not None:
        await begun.take(BreakKind.BREAK, given.break_until, community.listener_role)
    if given.leaves:
        await begun.take(BreakKind.LEAVE, None, community.listener_role)
    for badge in given.badges:
        kind = _BADGES[badge.badge]
        await begun.take(kind, badge.until, badge_role(community, kind))
    if given.muted_until is not None:
        await begun.take(BreakKind.MUTE, given.muted_until, None)
        await keep_muted(work, community, person)
    if given.break_until is not None or given.leaves:
        await _leave_chats(parts, work, community, person, as_member=given.break_until is not None)


def badges_here(community: Community, badges: Iterable[BadgeTaken]) -> tuple[BadgeTaken, ...]:
    """Those of the badges that a community has set a role for: only these can be taken, and told of."""
    return tuple(one for one in badges if badge_role(community, _BADGES[one.badge]) is not None)


@dataclass(frozen=True, slots=True)
class _Begun:
    work: Work
    community: Community
    person: int
    decision: int
    by: int

    async def take(self, kind: BreakKind, until: datetime | None, role: int | None) -> None:
        """Record one break, take its role, and set the timer of its end."""
        work, community = self.work, self.community
        one = await breaks.add_break(
            work.connection,
            community.id,
            self.person,
            kind,
            decision=self.decision,
            by=self.by,
            now=work.now,
            until=until,
        )
        if until is not None:
            await work.remind_at(community.id, BREAK_OVER, str(one.id), until)
        await look_daily(work, community.id)
        if role is not None:
            # The role is remembered once the act says that they really held it.
            act = RemoveRole(community.id, self.person, role)
            await work.owe(community.id, act, about=f"{ROLE_TAKEN}:{one.id}:{role}", urgent=True)


async def _leave_chats(
    parts: Parts, work: Work, community: Community, person: int, *, as_member: bool
) -> None:
    """Their chats end with the words of every ending; who listened or was listened to is offered somebody else."""
    for chat in await chats.live_chats_with(work.connection, work.keys, community.id, person):
        if chat.listener == person:
            await _end_for_member(parts, work, community, chat)
        elif as_member and chat.is_open:
            await end(parts, work, community, chat, None, Ending.BY_MODERATOR, gone=frozenset({person}))
    await leave_rotation(parts, work, community, person)
    if as_member:
        await take_back_for(parts, work, community, person)


async def _end_for_member(parts: Parts, work: Work, community: Community, chat: Chat) -> None:
    """The member reads first that it has nothing to do with them, and where to go on."""
    card = listener_away_card(parts.wording(community.locale), community.name)
    if chat.place is not None and chat.is_open:
        await work.owe(community.id, SendCard(chat.place, card), about=f"demoted:{chat.id}")
    else:
        await tell_privately(parts, work, community, chat.member, card, place=None)
    gone = frozenset({chat.listener})
    await end(parts, work, community, chat, None, Ending.ROLE_LOST, gone=gone)
