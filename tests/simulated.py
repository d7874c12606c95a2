"""The real bot in a simulated Discord, with a database of its own, closed whatever a test does."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import discord
import simcord
from pydantic import SecretStr

from bot import app
from bot.cogs.client import Client
from bot.flows.stories import Stories
from bot.screening import Screener
from bot.settings import DiscordSettings, Settings, StorageSettings, WebSettings
from bot.store import communities

MakeClient = Callable[[app.Foundation], Client]


def settings_in(folder: Path, *, message_content: bool = True, members: bool = True) -> Settings:
    """Settings whose files all lie in one folder."""
    return Settings(
        discord=DiscordSettings(
            token=SecretStr("simulated"),
            message_content=message_content,
            members=members,
            owner_contact="the operator",
        ),
        storage=StorageSettings(
            database=str(folder / "sidelight.sqlite3"), key_file=folder / "sidelight.key"
        ),
        web=WebSettings(enabled=False),
    )


@dataclass(slots=True)
class Simulated:
    """A community with a lobby, a moderators' channel, a room, a moderator, two listeners and two members."""

    env: simcord.Env
    on: app.Foundation
    make_client: MakeClient
    client: Client
    guild: simcord.GuildHandle
    lobby: simcord.ChannelHandle
    moderators: simcord.ChannelHandle
    room: simcord.ChannelHandle
    moderator_role: simcord.RoleHandle
    listener_role: simcord.RoleHandle
    people: dict[str, simcord.MemberActor] = field(default_factory=dict)

    @property
    def stories(self) -> Stories:
        assert self.client.stories is not None
        return self.client.stories

    def person(self, name: str) -> simcord.MemberActor:
        return self.people[name]

    async def restart(self) -> None:
        """Stop the bot and start it anew, as after an upgrade: all that was in memory is gone."""
        old = self.client
        self.client = self.make_client(self.on)
        await self.env.restart_bot(self.client)
        await old.close()
        await self.env.settle()

    async def set_up(self) -> None:
        """Save the settings as `/setup` would."""
        async with self.on.database.writing() as connection:
            await communities.change(
                connection,
                self.guild.id,
                lobby=self.lobby.id,
                moderators_channel=self.moderators.id,
                moderators_role=self.moderator_role.id,
                listener_role=self.listener_role.id,
            )
            await communities.set_rooms(connection, self.guild.id, frozenset({self.room.id}))
        self.stories.parts.forget_settings(self.guild.id)


@asynccontextmanager
async def simulated(
    settings: Settings, screener: Screener | None = None, make_client: MakeClient = app.make_client
) -> AsyncIterator[Simulated]:
    """Run the bot in a new simulated Discord with one community, until the block ends.

    Errors that the bot raised unseen are raised in the end. `screener` saves compiling the packs again.
    """
    async with app.foundation(settings, screener) as on:
        client = make_client(on)
        # Not `simcord.run`: it ties its clock to one task, and fixtures end in another one than they began in.
        env = simcord.Env(client, shard_count=1)
        await env.start()
        world = _build(env, on, make_client, client)
        try:
            await env.settle()
            yield world
        finally:
            await env.shutdown()
            await world.client.close()
        env.raise_errors()


def _build(env: simcord.Env, on: app.Foundation, make_client: MakeClient, client: Client) -> Simulated:
    guild = env.create_guild("Harbour")
    moderator_role = guild.create_role(
        "Moderators", permissions=discord.Permissions(manage_guild=True, manage_messages=True)
    )
    listener_role = guild.create_role("Listeners")
    world = Simulated(
        env,
        on,
        make_client,
        client,
        guild,
        guild.create_text_channel("lobby"),
        guild.create_text_channel("moderators"),
        guild.create_text_channel("room"),
        moderator_role,
        listener_role,
    )
    roles = {"mo": [moderator_role], "lee": [listener_role], "lou": [listener_role], "ann": [], "ben": []}
    for name, held in roles.items():
        world.people[name] = guild.add_member(env.create_user(name), roles=held)
    return world
