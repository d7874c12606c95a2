"""The surface that the stories act through: acts carried out, looked up, and places read, by plain ids."""

from datetime import datetime

import discord

from bot.chats import person_at
from bot.cogs import finding, muting, performing, permissions, relaying
from bot.cogs.people import as_membership
from bot.cogs.refusals import UNKNOWN_GUILD, understood
from bot.cogs.sighting import as_seen, is_from_a_person, parent_of
from bot.flows.surface import Below, Membership, Refused, Roll, Seen
from bot.guide.views_setup import BreakTrouble, MissingPermissions
from bot.store.acts import Delivery
from bot.store.communities import Community

ASKED_AT_ONCE = 100


class DiscordSurface:
    """Discord, as `flows.surface.Surface` describes it."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def perform(self, delivery: Delivery) -> int:
        """Carry out an act; returns the id of the message or thread it made, or 0.

        Raises `Refused` when it will never work and `TryLater` when it may.
        """
        with understood():
            return await performing.perform(self._client, delivery)

    async def find(self, delivery: Delivery, since: datetime) -> int | None:
        """Look whether an act that makes something was done; None also for acts that may be repeated."""
        with understood():
            return await finding.find(self._client, delivery, since)

    async def history(
        self, place: int, *, after: int | None, limit: int, with_roles: bool = True
    ) -> tuple[Seen, ...]:
        """Read what people wrote in a place, oldest first: after an id, or without one the latest.

        History names authors without their roles, which are asked for: in rooms and in cases they count.
        """
        with understood():
            person = person_at(place)
            if person is not None:
                return await relaying.history(self._client, person, after=after, limit=limit)
            channel = self._client.get_channel(place) or await self._client.fetch_channel(place)
            if not isinstance(channel, discord.TextChannel | discord.Thread | discord.VoiceChannel):
                return ()
            return await self._seen(await _by_people(channel, after, limit), with_roles=with_roles)

    async def threads_below(self, community: int, places: frozenset[int]) -> tuple[Below, ...]:
        """List the threads and posts below these channels that are not archived."""
        guild = self._client.get_guild(community)
        if guild is None:
            return ()
        with understood():
            active = await guild.active_threads()
        return tuple(
            Below(thread.id, thread.parent_id, thread.last_message_id or thread.id)
            for thread in active
            if thread.parent_id in places
        )

    async def roles_of(self, community: int, person: int) -> frozenset[int]:
        """Give the roles a person holds now; empty when they are not there any more."""
        guild = self._client.get_guild(community)
        if guild is None:
            return frozenset()
        with understood():
            member = await _member(guild, person)
        return frozenset() if member is None else frozenset(role.id for role in member.roles)

    async def members(self, community: int, people: frozenset[int]) -> Roll:
        """Ask for up to a hundred people at once, and keep them, or their changes would not be told of."""
        guild = self._client.get_guild(community)
        if guild is None:
            raise Refused(UNKNOWN_GUILD)
        wanted, found = sorted(people), list[Membership]()
        with understood():
            for start in range(0, len(wanted), ASKED_AT_ONCE):
                asked = wanted[start : start + ASKED_AT_ONCE]
                members = await guild.query_members(user_ids=asked, limit=ASKED_AT_ONCE, cache=True)
                found += [as_membership(member) for member in members]
        return Roll(tuple(found), frozenset(role.id for role in guild.roles))

    async def joined_at(self, community: int, person: int) -> datetime | None:
        """Give when a person joined; None when they are not there any more."""
        guild = self._client.get_guild(community)
        if guild is None:
            return None
        with understood():
            member = await _member(guild, person)
        return None if member is None else member.joined_at

    async def missing_permissions(self, community: Community) -> tuple[MissingPermissions, ...]:
        """Name the permissions the bot lacks, place by place."""
        return permissions.missing(self._client.get_guild(community.id), community)

    async def break_troubles(self, community: Community) -> tuple[BreakTrouble, ...]:
        """Name what would keep breaks from working."""
        return muting.troubles(self._client.get_guild(community.id), community)

    async def _seen(self, messages: list[discord.Message], *, with_roles: bool) -> tuple[Seen, ...]:
        sees_content = self._client.intents.message_content
        members: dict[int, discord.Member | None] = {}
        seen = []
        for message in messages:
            if with_roles:
                await _give_roles(message, members)
            parent = await parent_of(self._client, message.channel)
            seen.append(as_seen(message, parent=parent, sees_content=sees_content))
        return tuple(seen)


async def _by_people(
    channel: discord.TextChannel | discord.Thread | discord.VoiceChannel, after: int | None, limit: int
) -> list[discord.Message]:
    """Read up to `limit` messages that people wrote, oldest first; fewer only when there are no more."""
    if after is None:
        latest = [message async for message in channel.history(limit=limit)]
        return sorted(filter(is_from_a_person, latest), key=lambda message: message.id)
    found: list[discord.Message] = []
    async for message in channel.history(limit=None, after=discord.Object(after), oldest_first=True):
        if is_from_a_person(message):
            found.append(message)
        if len(found) == limit:
            break
    return found


async def _give_roles(message: discord.Message, members: dict[int, discord.Member | None]) -> None:
    author, guild = message.author, message.guild
    if isinstance(author, discord.Member) or guild is None:
        return
    if author.id not in members:
        members[author.id] = await _member(guild, author.id)
    message.author = members[author.id] or author


async def _member(guild: discord.Guild, person: int) -> discord.Member | None:
    try:
        return guild.get_member(person) or await guild.fetch_member(person)
    except discord.NotFound:
        return None
