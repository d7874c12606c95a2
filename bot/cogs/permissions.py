"""Which permissions the bot needs in which place, and which of them it lacks."""

from collections.abc import Iterator

import discord

from bot.guide.views_setup import MissingPermissions
from bot.store.communities import NO_POINTS, Community

WRITING = ("view_channel", "send_messages", "read_message_history")
LOBBY = (
    *WRITING,
    "create_private_threads",
    "send_messages_in_threads",
    "manage_threads",
    "pin_messages",
    "manage_messages",
)
BREAKS = ("manage_roles", "moderate_members")
ROOM = (
    "view_channel",
    "read_message_history",
    "send_messages",
    "send_messages_in_threads",
    "pin_messages",
    "manage_messages",
)


def missing(guild: discord.Guild | None, community: Community) -> tuple[MissingPermissions, ...]:
    """Name what the bot lacks, place by place; a place that is gone or hidden lacks everything."""
    if guild is None:
        return ()
    everywhere = _lacking_everywhere(guild, community)
    found = ((place, _lacking(guild, place, needed)) for place, needed in _needed(community))
    missing_there = tuple(MissingPermissions(f"<#{place}>", names) for place, names in found if names)
    return (*missing_there, *((MissingPermissions("", everywhere),) if everywhere else ()))


def _lacking_everywhere(guild: discord.Guild, community: Community) -> tuple[str, ...]:
    """Breaks take roles and stop writing; before a table of points is chosen nobody is asked for that."""
    needed = () if community.points_table == NO_POINTS else BREAKS
    held = guild.me.guild_permissions
    return tuple(name for name in needed if not getattr(held, name))


def _needed(community: Community) -> Iterator[tuple[int, tuple[str, ...]]]:
    for place in dict.fromkeys((community.moderators_channel, community.requests_channel)):
        if place is not None and place != community.lobby:
            yield place, WRITING
    if community.lobby is not None:
        yield community.lobby, LOBBY
    for room in sorted(community.rooms):
        yield room, ROOM


def _lacking(guild: discord.Guild, place: int, needed: tuple[str, ...]) -> tuple[str, ...]:
    channel = guild.get_channel(place)
    if channel is None:
        return ("view_channel",)
    held = channel.permissions_for(guild.me)
    return tuple(name for name in needed if not getattr(held, name))
