"""People as the stories know them, made of Discord's users and members."""

import discord

from bot.casework.authority import Person
from bot.flows.surface import Membership


def as_person(user: discord.User | discord.Member, permissions: discord.Permissions | None = None) -> Person:
    """Make a person of a user; one who is not seen as a member has no roles.

    `permissions` are those an interaction brought along; without them the member's own are worked out.
    """
    if not isinstance(user, discord.Member):
        return as_stranger(user)
    held = permissions if permissions is not None else user.guild_permissions
    return Person(
        user.id,
        user.display_name,
        roles=frozenset(role.id for role in user.roles),
        manages_server=held.manage_guild or held.administrator,
        bot=user.bot,
    )


def as_membership(member: discord.Member) -> Membership:
    """What a member holds, as it is known now."""
    roles = frozenset(role.id for role in member.roles)
    return Membership(member.id, roles, member.joined_at, member.timed_out_until)


def as_stranger(user: discord.User | discord.Member) -> Person:
    """Make a person of somebody met in private, or in a server that is none of ours: without any role."""
    return Person(user.id, user.display_name, bot=user.bot)
