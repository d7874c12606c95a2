"""A break goes on when its person leaves and comes back; what people change by hand stays as they left it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.casework.points import Found, role_found
from bot.flows.break_over import (
    BOT,
    BREAK_OVER,
    MUTE_AGAIN,
    MUTED,
    MUTED_ROLE,
    ROLE_TAKEN,
    UNMUTED_ROLE,
    keep_muted,
)
from bot.flows.parts import Parts
from bot.flows.surface import Membership
from bot.flows.work import Work
from bot.store import breaks, cases, timers
from bot.store.acts import Act, AddRole, RemoveRole
from bot.store.breaks import RecordedBreak
from bot.store.communities import Community
from bot.store.sent import is_owed
from bot.store.words import BreakKind

BREAKS_LOOKED = "breaks_looked"
BADGES = frozenset({BreakKind.BADGE, BreakKind.TEENS})
EVERY_DAY = timedelta(days=1)
# As the log of a case has it.
MUTE_LIFTED = "mute_lifted"


async def came_back(parts: Parts, community_id: int, member: Membership) -> None:
    """Somebody joined: whoever left a mute behind by leaving is muted again, and roles a break took stay taken."""
    community, known = await _known(parts, community_id, member.person)
    if community is None or not known:
        return
    async with parts.work() as work:
        running = await breaks.running_breaks(work.connection, community.id, member.person, work.now)
        await mute_again_for(work, community, running)
        for one in running:
            await note_not_held(work, community, one, member)
        await _take_back(work, community, known, member, member.roles)


async def changed(parts: Parts, community_id: int, before: Membership, after: Membership) -> None:
    """Roles or a timeout changed. Right after joining a program may have done it; later on, people did."""
    community, known = await _known(parts, community_id, after.person)
    if community is None or not known:
        return
    async with parts.work() as work:
        running = await breaks.running_breaks(work.connection, community.id, after.person, work.now)
        match _found(running, before, after, work.now):
            case Found.LOST:
                await mute_again_for(work, community, running)
            case Found.BY_PEOPLE:
                await lift(work, running)
        await _take_back(work, community, known, after, after.roles - before.roles)


async def look_daily(work: Work, community: int) -> None:
    """Look once a day at those on a break, also where Discord does not tell of every change."""
    if not await timers.timers_of(work.connection, BREAKS_LOOKED, str(community)):
        await work.remind_at(community, BREAKS_LOOKED, str(community), work.now + EVERY_DAY)


async def mute_again_for(work: Work, community: Community, running: Iterable[RecordedBreak]) -> None:
    """Put back a mute that was lost by leaving, in the way it was; an act that is on its way does it already."""
    mutes = mutes_of(running)
    for one in mutes:
        for role in one.roles:
            act = AddRole(community.id, one.person, role)
            await _owe_once(work, community, act, f"{MUTED_ROLE}:{one.id}:{role}")
    if mutes and not any(one.roles for one in mutes) and not await is_on_its_way(work, community, mutes):
        await keep_muted(work, community, mutes[0].person)


async def lift(work: Work, running: Iterable[RecordedBreak]) -> None:
    """People lifted a mute by hand: it is over. The log of its case says so."""
    for one in mutes_of(running):
        if not await breaks.end_break(work.connection, one.id, None, work.now):
            continue
        await work.forget_timer(BREAK_OVER, str(one.id))
        await work.forget_timer(MUTE_AGAIN, str(one.id))
        case = await cases.case_of_decision(work.connection, one.decision)
        if case is not None:
            await cases.write_log(work.connection, case.id, BOT, MUTE_LIFTED, work.now)


async def take_again(work: Work, community: Community, one: RecordedBreak, role: int) -> None:
    """Take a role again that a break took and something gave back."""
    act = RemoveRole(community.id, one.person, role)
    await _owe_once(work, community, act, f"{ROLE_TAKEN}:{one.id}:{role}")


async def note_not_held(work: Work, community: Community, one: RecordedBreak, member: Membership) -> None:
    """What a break took is not there: whatever gives it from now on, joining did not."""
    taken = roles_taken(community, one)
    if one.kept_at is not None and taken and not taken & member.roles:
        await breaks.note_kept(work.connection, one.id, work.now)


async def role_is_gone(work: Work, community: Community, role: int) -> None:
    """A role that muted people was deleted: timeouts follow each other instead."""
    muted = set()
    for one in mutes_of(await breaks.breaks_running_in(work.connection, community.id, work.now)):
        if role in one.roles:
            await breaks.forget_roles(work.connection, one.id)
            muted.add(one.person)
    for person in sorted(muted):
        await keep_muted(work, community, person, by_role=False)


def mutes_of(running: Iterable[RecordedBreak]) -> tuple[RecordedBreak, ...]:
    """Those of the breaks that keep from writing."""
    return tuple(one for one in running if one.kind is BreakKind.MUTE)


def roles_taken(community: Community, one: RecordedBreak) -> frozenset[int]:
    """What a break keeps from somebody: what was really taken, or is to be taken once it can."""
    if one.kind is BreakKind.MUTE:
        return frozenset()
    if one.roles or one.kept_at is not None:
        return frozenset(one.roles)
    role = badge_role(community, one.kind) if one.kind in BADGES else community.listener_role
    return frozenset() if role is None else frozenset({role})


def badge_role(community: Community, kind: BreakKind) -> int | None:
    """The role that is this badge in a community; None where it has set none."""
    return community.leadership_role if kind is BreakKind.BADGE else community.adult_teen_role


def is_felt(community: Community, one: RecordedBreak) -> bool:
    """Whether a break keeps anything from somebody: one from a badge does so only where there is that badge."""
    return one.kind not in BADGES or bool(roles_taken(community, one))


async def is_on_its_way(work: Work, community: Community, mutes: Iterable[RecordedBreak]) -> bool:
    """Whether a mute is being put on just now, so that looking says nothing about it."""
    for one in mutes:
        roles = {*one.roles, community.muted_role} - {None}
        abouts = (f"{MUTED}:{one.id}", *(f"{MUTED_ROLE}:{one.id}:{role}" for role in roles))
        if any([await is_owed(work.connection, about) for about in abouts]):
            return True
    return False


async def _known(
    parts: Parts, community_id: int, person: int
) -> tuple[Community | None, tuple[RecordedBreak, ...]]:
    """The community, and what is on record about breaks of somebody there."""
    community = await parts.community(community_id)
    if community is None:
        return None, ()
    async with parts.database.reading() as connection:
        return community, await breaks.breaks_about(connection, community_id, person)


def _found(running: Iterable[RecordedBreak], before: Membership, after: Membership, now: datetime) -> Found:
    """Whether a mute went just now, and how: programs that set the roles of who joins may take ours away."""
    mutes = mutes_of(running)
    given = {role for one in mutes for role in one.roles}
    if given & (before.roles - after.roles):
        since = max(one.since for one in mutes)
        return role_found(since=since, known_at=now, joined_at=after.joined_at)
    by_timeout = not given and any(one.kept_at is not None for one in mutes)
    lifted = by_timeout and before.is_timed_out(now) and not after.is_timed_out(now)
    return Found.BY_PEOPLE if lifted else Found.AS_IT_IS


async def _take_back(
    work: Work,
    community: Community,
    known: Iterable[RecordedBreak],
    member: Membership,
    gained: frozenset[int],
) -> None:
    """Roles appeared: those that came with joining again go. Those that people gave stay, which is noted."""
    for one in known:
        if one.ended_at is not None and one.kind is BreakKind.MUTE:
            await _not_muted_any_more(work, community, one, one.ended_at, member, gained)
        elif one.ended_at is None and (one.until is None or one.until > work.now):
            for role in gained & roles_taken(community, one):
                if role_found(since=one.since, known_at=work.now, joined_at=member.joined_at) is Found.LOST:
                    await take_again(work, community, one, role)
                else:
                    await breaks.note_kept(work.connection, one.id, work.now)


async def _not_muted_any_more(
    work: Work,
    community: Community,
    one: RecordedBreak,
    ended_at: datetime,
    member: Membership,
    gained: frozenset[int],
) -> None:
    """Who was away at the end of a mute, and comes back with its role, is not muted by it any more."""
    if role_found(since=ended_at, known_at=work.now, joined_at=member.joined_at) is not Found.LOST:
        return
    running = await breaks.running_breaks(work.connection, community.id, one.person, work.now)
    held = {role for other in mutes_of(running) for role in other.roles}
    for role in gained & (frozenset(one.roles) - held):
        act = RemoveRole(community.id, one.person, role)
        await _owe_once(work, community, act, f"{UNMUTED_ROLE}:{one.id}:{role}")


async def _owe_once(work: Work, community: Community, act: Act, about: str) -> None:
    if not await is_owed(work.connection, about):
        await work.owe(community.id, act, about=about, urgent=True)
