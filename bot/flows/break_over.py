"""A break is over, by time or by people: what was taken comes back, unless another break that runs still holds it."""

from bot.casework.points import Mute, MutedBy, mute_until
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.work import Work
from bot.guide.cards_break import break_over_card
from bot.store import breaks
from bot.store.acts import AddRole, EndTimeOut, RemoveRole, TimeOut
from bot.store.breaks import RecordedBreak
from bot.store.communities import Community
from bot.store.words import BreakKind

BREAK_OVER, MUTE_AGAIN = "break_over", "mute_again"
# What the acts are about, before the break's id.
ROLE_TAKEN, ROLE_BACK, MUTED_ROLE, UNMUTED_ROLE = "role_taken", "role_back", "muted_role", "unmuted"
MUTED, UNMUTED = "mute", "unmute"
BOT = 0

# Which breaks hold back the same things.
_HOLD_THE_SAME = {
    BreakKind.BREAK: (BreakKind.BREAK, BreakKind.LEAVE),
    BreakKind.LEAVE: (BreakKind.BREAK, BreakKind.LEAVE),
    BreakKind.MUTE: (BreakKind.MUTE,),
    BreakKind.BADGE: (BreakKind.BADGE,),
    BreakKind.TEENS: (BreakKind.TEENS,),
}


async def time_over(parts: Parts, work: Work, community: Community, number: int) -> None:
    """The time of a break has come, perhaps some days ago; an older timer finds it over or longer."""
    one = await breaks.find_break(work.connection, number)
    if one is None or one.until is None or one.until > work.now:
        return
    if await finish(work, community, one, BOT) and await _says_so(work, one):
        card = break_over_card(parts.wording(community.locale), community.name)
        await tell_privately(parts, work, community, one.person, card, place=None)


async def finish(work: Work, community: Community, one: RecordedBreak, by: int) -> bool:
    """End a break, once, and give back what nothing else holds; False when it was over already.

    Roles that people gave back meanwhile stay as they are; a role that is gone, or a person who left, is
    noted when the act is refused.
    """
    if not await breaks.end_break(work.connection, one.id, by, work.now):
        return False
    await work.forget_timer(BREAK_OVER, str(one.id))
    await work.forget_timer(MUTE_AGAIN, str(one.id))
    heir = await give_back(work, community, one, one.roles)
    if one.kind is BreakKind.MUTE:
        await _unmute(work, community, one, heir)
    return True


async def give_back(
    work: Work, community: Community, one: RecordedBreak, roles: tuple[int, ...]
) -> RecordedBreak | None:
    """Give roles of a break that is over back, or leave them to the break that still holds them, and return that."""
    heir = await _heir(work, one)
    if heir is not None:
        await breaks.keep_roles(work.connection, heir.id, roles)
        return heir
    for role in roles:
        act: AddRole | RemoveRole
        if one.kind is BreakKind.MUTE:
            act, about = RemoveRole(community.id, one.person, role), UNMUTED_ROLE
        else:
            act, about = AddRole(community.id, one.person, role), ROLE_BACK
        await work.owe(community.id, act, about=f"{about}:{one.id}:{role}")
    return None


async def keep_muted(work: Work, community: Community, person: int, *, by_role: bool = True) -> None:
    """Mute somebody until the latest end of what runs; by a role where a timeout is too short and a role is set.

    `by_role` False: the role cannot be given, so timeouts follow each other.
    """
    running = await breaks.running_breaks(work.connection, community.id, person, work.now)
    mutes = [one for one in running if one.kind is BreakKind.MUTE and one.until is not None]
    if not mutes:
        return
    latest = max(mutes, key=lambda one: one.until or work.now)
    if latest.until is None or any(one.roles for one in mutes):
        return
    how = mute_until(latest.until, work.now, role_set=by_role and community.muted_role is not None)
    if how is not None:
        await _mute(work, community, latest, how)


async def mute_again(parts: Parts, work: Work, community: Community, number: int) -> None:
    """A timeout ends before the mute does: the next one follows."""
    one = await breaks.find_break(work.connection, number)
    if one is not None and one.ended_at is None:
        await keep_muted(work, community, one.person)


async def _mute(work: Work, community: Community, one: RecordedBreak, how: Mute) -> None:
    if how.by is MutedBy.ROLE and community.muted_role is not None:
        act = AddRole(community.id, one.person, community.muted_role)
        await work.owe(community.id, act, about=f"{MUTED_ROLE}:{one.id}:{community.muted_role}", urgent=True)
        return
    timed = TimeOut(community.id, one.person, how.until)
    await work.owe(community.id, timed, about=f"{MUTED}:{one.id}", urgent=True, useful=how.until - work.now)
    if how.again_at is not None:
        await work.remind_at(community.id, MUTE_AGAIN, str(one.id), how.again_at)


async def _unmute(work: Work, community: Community, one: RecordedBreak, heir: RecordedBreak | None) -> None:
    if heir is not None:
        await keep_muted(work, community, one.person)
    elif not one.roles and one.until is not None and one.until > work.now:
        # A timeout that has run its time ends by itself.
        await work.owe(community.id, EndTimeOut(community.id, one.person), about=f"{UNMUTED}:{one.id}")


async def _heir(work: Work, one: RecordedBreak) -> RecordedBreak | None:
    """The break that goes on holding what this one held: the one that ends last."""
    running = await breaks.running_breaks(work.connection, one.community, one.person, work.now)
    same = [other for other in running if other.kind in _HOLD_THE_SAME[one.kind]]
    if not same:
        return None
    endless = next((other for other in same if other.until is None), None)
    return endless or max(same, key=lambda other: other.until or work.now)


async def _says_so(work: Work, one: RecordedBreak) -> bool:
    """Whether an end is told: of a break, or of a mute without one; and only when nothing like it goes on."""
    if one.kind not in (BreakKind.BREAK, BreakKind.MUTE) or await _heir(work, one) is not None:
        return False
    if one.kind is BreakKind.BREAK or one.decision is None:
        return True
    together = await breaks.breaks_of_decision(work.connection, one.decision)
    return all(other.kind is not BreakKind.BREAK for other in together)
