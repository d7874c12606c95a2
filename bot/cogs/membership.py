"""What a person may do in a community: roles given and taken, timeouts begun and ended, each as it is really held."""

import discord

from bot.cogs.refusals import UNKNOWN_MEMBER
from bot.flows.surface import Refused
from bot.store.acts import AddRole, EndTimeOut, RemoveRole, TimeOut

# Shown in the server's own log of changes.
WHY = "Decided by the moderators"


async def add_role(client: discord.Client, act: AddRole) -> int:
    """Give a role; returns its id, or 0 when they hold it already."""
    member = await _member(client, act.community, act.person)
    if _holds(member, act.role):
        return 0
    await member.add_roles(discord.Object(act.role), reason=WHY)
    return act.role


async def remove_role(client: discord.Client, act: RemoveRole) -> int:
    """Take a role; returns its id, or 0 when they do not hold it."""
    member = await _member(client, act.community, act.person)
    if not _holds(member, act.role):
        return 0
    await member.remove_roles(discord.Object(act.role), reason=WHY)
    return act.role


async def time_out(client: discord.Client, act: TimeOut) -> None:
    """Keep somebody from writing until then; once that has passed, or is so already, there is nothing to do."""
    member = await _member(client, act.community, act.person)
    if act.until > discord.utils.utcnow() and member.timed_out_until != act.until:
        await member.timeout(act.until, reason=WHY)


async def end_time_out(client: discord.Client, act: EndTimeOut) -> None:
    """Let somebody write again."""
    await (await _member(client, act.community, act.person)).timeout(None, reason=WHY)


async def was_changed(client: discord.Client, act: AddRole | RemoveRole) -> int | None:
    """Whether a role is by now as the act wants it: then the act was done, and made the role's id."""
    held = _holds(await _member(client, act.community, act.person), act.role)
    return act.role if held is isinstance(act, AddRole) else None


async def _member(client: discord.Client, community: int, person: int) -> discord.Member:
    """Ask for a member: what is in the cache may be old."""
    guild = client.get_guild(community)
    if guild is None:
        raise Refused(UNKNOWN_MEMBER)
    return await guild.fetch_member(person)


def _holds(member: discord.Member, role: int) -> bool:
    return any(one.id == role for one in member.roles)
