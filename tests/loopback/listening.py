"""A client of the plain library that writes down what it hears, for the tests of the loopback."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import cast

import discord
from discord import app_commands

from tests.loopback import LoopbackDiscord, Place


def intents(*, message_content: bool = True, members: bool = False) -> discord.Intents:
    wanted = discord.Intents.default()
    wanted.message_content, wanted.members = message_content, members
    return wanted


class Listening(discord.Client):
    """A client that writes down what it hears, without the library's waits."""

    def __init__(self, wanted: discord.Intents | None = None) -> None:
        super().__init__(intents=wanted or intents(), guild_ready_timeout=0.01, max_messages=None)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[str] = []
        self.resumed = 0
        self.joined: list[str] = []

    async def before_identify_hook(self, _shard_id: int | None, *, initial: bool = False) -> None:
        pass

    async def on_message(self, message: discord.Message) -> None:
        if self.user is not None and message.author.id != self.user.id:
            self.heard.append(message.content)

    async def on_resumed(self) -> None:
        self.resumed += 1

    async def on_guild_join(self, guild: discord.Guild) -> None:
        self.joined.append(guild.name)

    def channel(self, place: Place) -> discord.TextChannel:
        return cast("discord.TextChannel", self.get_channel(place.id))

    def thread(self, place: Place) -> discord.Thread:
        return cast("discord.Thread", self.get_channel(place.id))


@contextlib.asynccontextmanager
async def running(server: LoopbackDiscord, client: discord.Client) -> AsyncIterator[None]:
    """The client from login to ready, and closed at the end."""
    task = asyncio.create_task(client.start(server.token))
    try:
        await server.wait_until(lambda: client.is_ready() or task.done(), what="ready")
        if task.done():
            task.result()
        yield
    finally:
        await client.close()
        await asyncio.gather(task, return_exceptions=True)
