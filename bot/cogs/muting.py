"""What would keep breaks from working: a room nobody can read, a mute that does not mute, a role out of reach."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import discord

from bot.guide.views_setup import BreakTrouble, Trouble
from bot.store.communities import NO_POINTS, Community

READ = ("view_channel", "read_message_history")
WRITE = ("send_messages", "send_messages_in_threads", "create_public_threads", "create_private_threads")


def troubles(guild: discord.Guild | None, community: Community) -> tuple[BreakTrouble, ...]:
    """Name what stands in the way, alike troubles of several rooms together."""
    if guild is None:
        return ()
    muted = guild.get_role(community.muted_role) if community.muted_role is not None else None
    people = [role for role in guild.roles if _is_of_people(role, community)]
    found = [
        *_out_of_reach(guild, community),
        *_unreadable(guild, community, muted, people),
        *(_can_write(guild, muted, people) if muted is not None else ()),
    ]
    if community.muted_role is not None and muted is None:
        found.append(BreakTrouble(Trouble.GONE))
    return tuple(found)


def _is_of_people(role: discord.Role, community: Community) -> bool:
    """Whether somebody who may be muted can hold a role: not the team's, not a program's."""
    held = role.permissions
    team = role.id == community.moderators_role or held.administrator or held.manage_guild
    return not (role.is_default() or role.managed or team or role.id == community.muted_role)


def _out_of_reach(guild: discord.Guild, community: Community) -> Iterator[BreakTrouble]:
    """Roles that are given or taken; before a table of points is chosen only the muting one was named for that."""
    taken = (community.listener_role, community.leadership_role, community.adult_teen_role)
    wanted = (community.muted_role, *(() if community.points_table == NO_POINTS else taken))
    roles = (guild.get_role(number) for number in dict.fromkeys(wanted) if number is not None)
    for role in roles:
        if role is not None and not role.is_assignable():
            yield BreakTrouble(Trouble.OUT_OF_REACH, role=role.mention)


def _unreadable(
    guild: discord.Guild, community: Community, muted: discord.Role | None, people: Iterable[discord.Role]
) -> Iterator[BreakTrouble]:
    """The quiet room must be there for who has the muted role, and for who is timed out and keeps all others."""
    if community.quiet_room is None:
        return
    place = (f"<#{community.quiet_room}>",)
    room = guild.get_channel(community.quiet_room)
    if room is None:
        yield BreakTrouble(Trouble.NO_ROOM, place)
        return
    lacking = _lacking(room, muted) if muted is not None else ()
    if muted is not None and lacking:
        yield BreakTrouble(Trouble.UNREADABLE_MUTED, place, lacking, muted.mention)
    everyone = _lacking(room, guild.default_role)
    if everyone and all(_lacking(room, role) for role in people):
        yield BreakTrouble(Trouble.UNREADABLE_TIMED_OUT, place, everyone)


def _lacking(room: discord.abc.GuildChannel, role: discord.Role) -> tuple[str, ...]:
    held = room.permissions_for(role)
    return tuple(name for name in READ if not getattr(held, name))


def _can_write(
    guild: discord.Guild, muted: discord.Role, people: list[discord.Role]
) -> Iterator[BreakTrouble]:
    found: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for room in guild.channels:
        if isinstance(room, discord.CategoryChannel):
            continue
        other, names = _writes_in(room, muted, people)
        if names:
            found[other, names].append(room.mention)
    for (other, names), places in found.items():
        what = Trouble.ANOTHER_ROLE if other else Trouble.CAN_WRITE
        yield BreakTrouble(what, tuple(places), names, muted.mention, other)


def _writes_in(
    room: discord.abc.GuildChannel, muted: discord.Role, people: list[discord.Role]
) -> tuple[str, tuple[str, ...]]:
    """What somebody with the muted role may write in a room, alone or with one role more (which it then names)."""
    alone = _written(room, (muted,))
    if alone:
        return "", alone
    # Nearly every room is settled by one look at what all roles together could allow at most.
    if _written(room, (muted, *people), no_denies_but=muted):
        for role in people:
            names = _written(room, (muted, role))
            if names:
                return role.mention, names
    return "", ()


def _written(
    room: discord.abc.GuildChannel, roles: tuple[discord.Role, ...], no_denies_but: discord.Role | None = None
) -> tuple[str, ...]:
    """What somebody with these roles may write. What one role allows beats what another denies."""
    held = discord.Permissions(room.guild.default_role.permissions.value)
    for role in roles:
        held.value |= role.permissions.value
    if held.administrator:
        return WRITE
    for allow, deny in (
        _overwrites(room, (room.guild.default_role,)),
        _overwrites(room, roles, no_denies_but),
    ):
        held.value = (held.value & ~deny) | allow
    return tuple(name for name in WRITE if getattr(held, name)) if held.view_channel else ()


def _overwrites(
    room: discord.abc.GuildChannel, roles: tuple[discord.Role, ...], no_denies_but: discord.Role | None = None
) -> tuple[int, int]:
    allowed = denied = 0
    for role in roles:
        allow, deny = room.overwrites_for(role).pair()
        allowed |= allow.value
        if no_denies_but is None or role == no_denies_but:
            denied |= deny.value
    return allowed, denied
