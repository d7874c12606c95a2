"""Looking at those on a break, after a start and once a day: what happened while nobody watched is put right."""

from datetime import datetime, timedelta

from bot.casework.points import Found, mute_found, role_found
from bot.flows.break_kept import (
    BREAKS_LOOKED,
    EVERY_DAY,
    is_on_its_way,
    lift,
    mute_again_for,
    mutes_of,
    note_not_held,
    roles_taken,
    take_again,
)
from bot.flows.parts import Parts
from bot.flows.role_deleted import role_gone
from bot.flows.surface import Membership, Refused, Roll, TryLater
from bot.flows.work import Work
from bot.store import breaks
from bot.store.breaks import RecordedBreak
from bot.store.communities import Community

SOON = timedelta(minutes=5)


async def look_soon(parts: Parts, communities: frozenset[int]) -> None:
    """Look at once where somebody is on a break: Discord tells nothing of what happened meanwhile."""
    async with parts.work() as work:
        for community in await breaks.communities_with_breaks(work.connection, work.now) & communities:
            await work.remind_at(community, BREAKS_LOOKED, str(community), work.now)


async def look(parts: Parts, community_id: int) -> timedelta | None:
    """Look at everybody on a break in a community; returns how long after it to look again, or None for never."""
    community = await parts.community(community_id)
    if community is None or community.left_at is not None:
        return None
    async with parts.database.reading() as connection:
        running = await breaks.breaks_running_in(connection, community_id, parts.clock())
    if not running:
        return None
    seen_at = parts.clock()
    try:
        roll = await parts.surface.members(community_id, frozenset(one.person for one in running))
        await _put_right(parts, community, roll, seen_at)
    except Refused:
        return EVERY_DAY
    except TryLater as later:
        return max(SOON, timedelta(seconds=later.seconds))
    return EVERY_DAY


async def _put_right(parts: Parts, community: Community, roll: Roll, seen_at: datetime) -> None:
    async with parts.database.reading() as connection:
        running = await breaks.breaks_running_in(connection, community.id, parts.clock())
    for role in {role for one in mutes_of(running) for role in one.roles} - roll.roles:
        await role_gone(parts, community.id, role)
    community = await parts.community(community.id) or community
    async with parts.work() as work:
        for member in roll.there:
            theirs = await breaks.running_breaks(work.connection, community.id, member.person, work.now)
            await _mute(work, community, member, mutes_of(theirs), seen_at)
            for one in theirs:
                await _roles(work, community, member, one)


async def _mute(
    work: Work,
    community: Community,
    member: Membership,
    mutes: tuple[RecordedBreak, ...],
    seen_at: datetime,
) -> None:
    if not mutes or await is_on_its_way(work, community, mutes):
        return
    given = {role for one in mutes for role in one.roles}
    found = mute_found(
        holds=bool(member.roles & {*given, community.muted_role}) or member.is_timed_out(seen_at),
        by_timeout=not given,
        since=max(one.since for one in mutes),
        kept_at=max((one.kept_at for one in mutes if one.kept_at is not None), default=None),
        joined_at=member.joined_at,
        seen_at=seen_at,
    )
    if found is Found.LOST:
        await mute_again_for(work, community, mutes)
    elif found is Found.BY_PEOPLE:
        await lift(work, mutes)


async def _roles(work: Work, community: Community, member: Membership, one: RecordedBreak) -> None:
    held = member.roles & roles_taken(community, one)
    known_at = one.kept_at or one.since
    for role in held:
        if role_found(since=one.since, known_at=known_at, joined_at=member.joined_at) is Found.LOST:
            await take_again(work, community, one, role)
    await note_not_held(work, community, one, member)
