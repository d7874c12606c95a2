"""The client: connects stories with Discord, catches up after every new session, and closes in order."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from datetime import datetime

import discord
import structlog
from discord.ext import commands

from bot.cogs.commands import add_commands
from bot.cogs.greeting import greet_if_new
from bot.cogs.presses import Presses
from bot.cogs.surface import DiscordSurface
from bot.cogs.watching import Watching
from bot.flows.stories import Stories
from bot.flows.surface import Surface
from bot.guide import Wording
from bot.settings import DiscordSettings
from bot.store.facts import read_fact, write_fact

LONGEST_RATE_LIMIT_SECONDS = 30.0

MakeStories = Callable[[Surface], Awaitable[Stories]]

log = structlog.get_logger(__name__)


def now() -> datetime:
    """Tell the time as the library knows it: the real one, or that of a simulation."""
    return discord.utils.utcnow()


def build_client(settings: DiscordSettings, make_stories: MakeStories, wording: Wording) -> "Client":
    """Build a client that has not connected yet; `make_stories` is called once it has logged in."""
    # The library would warn at every start that it cannot join voice calls, which nobody asks it to.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    return Client(settings, make_stories, wording)


class Client(commands.AutoShardedBot):
    """One connection to Discord, from login to the end. For another try there is another client."""

    def __init__(self, settings: DiscordSettings, make_stories: MakeStories, wording: Wording) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=_intents(settings),
            allowed_mentions=discord.AllowedMentions.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=LONGEST_RATE_LIMIT_SECONDS,
        )
        self.stories: Stories | None = None
        self.has_been_ready = False
        self._settings = settings
        self._make_stories = make_stories
        self._wording = wording

    async def setup_hook(self) -> None:
        """Make the stories, listen, and register commands. Nothing here may wait until ready."""
        _say_what_is_off(self._settings)
        stories = self.stories = await self._make_stories(DiscordSurface(self))
        await self.add_cog(Watching(self, stories))
        await self.add_cog(Presses(stories))
        add_commands(self.tree, stories, self._wording)
        await self._register_commands(stories)

    async def on_connect(self) -> None:
        """Note that this session is a new one, before any message of it is looked at."""
        if self.stories is not None:
            self.stories.reconnected()

    async def on_shard_disconnect(self, shard: int) -> None:
        """Note that a connection is down: what is not seen is nobody's silence."""
        if self.stories is not None:
            self.stories.connection_lost(shard)

    async def on_shard_connect(self, shard: int) -> None:
        """Note that a connection stands."""
        if self.stories is not None:
            self.stories.connection_back(shard)

    async def on_shard_resumed(self, shard: int) -> None:
        """Note that a connection stands again."""
        if self.stories is not None:
            self.stories.connection_back(shard)

    async def on_ready(self) -> None:
        """Start the stories at the first time, and catch up every time: what happened between is lost.

        A session that was resumed comes without this, for it lost nothing.
        """
        if self.stories is None:
            return
        try:
            await self._begin(self.stories)
        except Exception:
            # Half begun it would look well and drop every message. A new client tries again from the start.
            log.exception("the start failed")
            await self.close()
        else:
            await self.stories.settle()

    async def _begin(self, stories: Stories) -> None:
        if not self.has_been_ready:
            await stories.start()
            self.has_been_ready = True
        log.info("ready", communities=len(self.guilds))
        for guild in self.guilds:
            await _greet(stories, guild)
        await stories.catch_up(frozenset(guild.id for guild in self.guilds))

    async def on_message(self, message: discord.Message, /) -> None:
        """Leave messages to `Watching`: there are no commands in them."""

    async def close(self) -> None:
        """Stop the stories, then leave. What is owed stays in the outbox."""
        if self.stories is not None:
            await self.stories.stop()
        await super().close()

    async def _register_commands(self, stories: Stories) -> None:
        """Tell Discord our commands when they have changed; a development server sees them at once."""
        server = self._settings.development_guild
        guild = None if server is None else discord.Object(server)
        if guild is not None:
            self.tree.copy_global_to(guild=guild)
        name, value = f"commands:{server or ''}", self._commands_hash(guild)
        async with stories.parts.database.reading() as connection:
            if await read_fact(connection, name) == value:
                return
        try:
            await self.tree.sync(guild=guild)
        except discord.HTTPException as error:
            log.error("commands were not registered", status=error.status, code=error.code)
            return
        async with stories.parts.database.writing() as connection:
            await write_fact(connection, name, value)

    def _commands_hash(self, guild: discord.Object | None) -> str:
        known = [command.to_dict(self.tree) for command in self.tree.get_commands(guild=guild)]
        text = json.dumps([self.application_id, known], sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


async def _greet(stories: Stories, guild: discord.Guild) -> None:
    try:
        await greet_if_new(stories, guild)
    except Exception:
        # One server that cannot be greeted must not keep the others from being read.
        log.exception("greeting failed", community=guild.id)


def _intents(settings: DiscordSettings) -> discord.Intents:
    return discord.Intents(
        guilds=True,
        guild_messages=True,
        dm_messages=True,
        message_content=settings.message_content,
        members=settings.members,
    )


def _say_what_is_off(settings: DiscordSettings) -> None:
    if not settings.message_content:
        log.warning("message_content is off: messages in chats and rooms cannot be read")
    if not settings.members:
        log.warning("members is off: nobody notices when a person leaves the server")
