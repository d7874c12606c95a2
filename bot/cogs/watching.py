"""Gateway events as the stories know them: messages seen and gone, places, people and communities gone."""

import discord
import structlog
from discord.ext import commands

from bot.casework.authority import Person
from bot.cogs.greeting import greet_if_new
from bot.cogs.people import as_membership, as_person
from bot.cogs.relaying import as_direct, is_direct
from bot.cogs.sighting import as_edited, as_seen, is_from_a_person, parent_of
from bot.flows.stories import Stories
from bot.flows.surface import Seen

log = structlog.get_logger(__name__)


class Watching(commands.Cog):
    """Tells the stories what happens. Direct messages to the bot are those of relayed chats."""

    def __init__(self, client: discord.Client, stories: Stories) -> None:
        self._client = client
        self._stories = stories

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """See what somebody wrote."""
        if is_direct(message):
            await self._see(as_direct(message))
        elif is_from_a_person(message):
            await self._see(await self._seen(message))

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """See a changed message. The raw event also comes for messages from before a restart."""
        message = payload.message
        if is_direct(message):
            await self._see(as_edited(as_direct(message), message.edited_at, discord.utils.utcnow()))
        elif is_from_a_person(message):
            seen = await self._seen(message)
            await self._see(as_edited(seen, message.edited_at, discord.utils.utcnow()))

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Forget a deleted message; of a relayed one the copy goes too."""
        if payload.guild_id is None:
            await self._stories.direct_gone(payload.message_id)
            await self._stories.settle()
            return
        await self._stories.message_gone(payload.channel_id, payload.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Forget many messages that were deleted at once."""
        for message in payload.message_ids:
            await self._stories.message_gone(payload.channel_id, message)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Greet a server that added the bot."""
        await greet_if_new(self._stories, guild)
        await self._stories.settle()

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Greet a server that came into sight, if it is new. At the start, `on_ready` does this for all."""
        if self._client.is_ready():
            await self.on_guild_join(guild)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Take leave of a server that removed the bot, or is gone."""
        await self._stories.left(guild.id)
        await self._stories.settle()

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Forget a deleted channel."""
        await self._gone(channel.id)

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: discord.Role) -> None:
        """Forget a deleted role."""
        await self._stories.role_gone(role.guild.id, role.id)
        await self._stories.settle()

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """Forget a deleted thread."""
        await self._gone(payload.thread_id)

    @commands.Cog.listener()
    async def on_raw_thread_member_remove(self, payload: discord.RawThreadMembersUpdate) -> None:
        """Notice who left a thread. Discord says so of others only with the members intent."""
        for person in payload.data.get("removed_member_ids", ()):
            await self._stories.thread_left(payload.guild_id, payload.thread_id, int(person))
        await self._stories.settle()

    @commands.Cog.listener()
    async def on_raw_member_remove(self, payload: discord.RawMemberRemoveEvent) -> None:
        """Take leave of a person. Discord says so only with the members intent."""
        person = Person(payload.user.id, payload.user.display_name, bot=payload.user.bot)
        await self._stories.person_gone(payload.guild_id, person)
        await self._stories.settle()

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        """Look at who joins: they may have left while on a break. Discord says so only with the members intent."""
        await self._stories.person_came(member.guild.id, as_membership(member))
        await self._stories.settle()

    @commands.Cog.listener()
    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        """Look at new roles, at a timeout, and at a new nickname.

        Discord says so only with the members intent, and the library only of people it knows; of others the
        next message tells.
        """
        held, holds = as_membership(before), as_membership(after)
        if held.roles != holds.roles:
            await self._stories.roles_changed(after.guild.id, as_person(after))
            await self._stories.settle()
        if (held.roles, held.timed_out_until) != (holds.roles, holds.timed_out_until):
            await self._stories.member_changed(after.guild.id, held, holds)
            await self._stories.settle()
        if before.display_name != after.display_name:
            await self._name(after)

    @commands.Cog.listener()
    async def on_user_update(self, before: discord.User, after: discord.User) -> None:
        """Look at a new name of a person's account, in each community where it shows."""
        if before.display_name == after.display_name:
            return
        for guild in after.mutual_guilds:
            member = guild.get_member(after.id)
            if member is not None and member.nick is None:
                await self._name(member)

    @commands.Cog.listener()
    async def on_thread_create(self, thread: discord.Thread) -> None:
        """Look at the title of a new thread or post."""
        await self._title(thread.guild.id, thread.id, thread.parent_id, thread.owner_id, thread.name)

    @commands.Cog.listener()
    async def on_raw_thread_update(self, payload: discord.RawThreadUpdateEvent) -> None:
        """Look at a thread's title, which may be a new one."""
        owner = int(payload.data.get("owner_id", 0))
        name = payload.data.get("name", "")
        await self._title(payload.guild_id, payload.thread_id, payload.parent_id, owner, name)

    async def _name(self, member: discord.Member) -> None:
        await self._stories.name_changed(member.guild.id, as_person(member))
        await self._stories.settle()

    async def _title(self, guild: int, thread: int, parent: int, owner: int, title: str) -> None:
        """The threads of our own chats have no title that anybody chose."""
        if self._client.user is None or owner != self._client.user.id:
            await self._stories.title_seen(guild, thread, parent, title)
            await self._stories.settle()

    async def _seen(self, message: discord.Message) -> Seen:
        parent = await parent_of(self._client, message.channel)
        return as_seen(message, parent=parent, sees_content=self._client.intents.message_content)

    async def _see(self, seen: Seen) -> None:
        try:
            await self._stories.message_seen(seen)
        finally:
            await self._stories.settle()

    async def _gone(self, place: int) -> None:
        await self._stories.place_gone(place)
        await self._stories.settle()
