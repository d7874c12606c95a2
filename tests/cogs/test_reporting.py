"""Reporting a message where the bot is not: the one case in which its words come along."""

from typing import Any

import discord

from bot.cogs.commands import report_press
from tests.simulated import Simulated

ELSEWHERE = {"1": "900000000000000001"}
STRANGER = {"id": "900000000000000002", "username": "stranger", "discriminator": "0", "avatar": None}


def reported(world: Simulated, **where: Any) -> tuple[discord.Interaction, discord.Message]:  # noqa: ANN401
    """What Discord sends when ann uses the command on a stranger's message."""
    ann = world.person("ann")
    user = {"id": str(ann.id), "username": "ann", "discriminator": "0", "avatar": None}
    channel = {"id": "900000000000000003", "type": 1, "recipients": [STRANGER]}
    payload: dict[str, Any] = {
        "id": "900000000000000004",
        "application_id": str(world.client.application_id),
        "type": 2,
        "token": "token",
        "version": 1,
        "channel_id": channel["id"],
        "channel": channel,
        "user": user,
        "authorizing_integration_owners": ELSEWHERE,
        "app_permissions": "0",
        "entitlements": [],
        "attachment_size_limit": 1,
        "data": {"id": "1", "name": "Report message", "type": 3},
        **where,
    }
    state = world.client._connection
    interaction = discord.Interaction(data=payload, state=state)  # type: ignore[arg-type]
    message: dict[str, Any] = {
        "id": "900000000000000005",
        "channel_id": channel["id"],
        "author": STRANGER,
        "content": "write to me on the other app",
        "type": 0,
        "timestamp": "2026-01-01T00:00:00+00:00",
        "edited_timestamp": None,
        "attachments": [],
        "embeds": [],
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "pinned": False,
        "tts": False,
    }
    place = discord.PartialMessageable(state=state, id=int(str(channel["id"])))
    return interaction, discord.Message(state=state, channel=place, data=message)  # type: ignore[arg-type]


async def test_a_message_between_two_people_comes_with_its_words(world: Simulated) -> None:
    press = report_press(*reported(world, context=2))
    assert press.community is None
    assert press.argument == "900000000000000003/900000000000000005/900000000000000002"
    assert press.field("text") == "write to me on the other app"


async def test_a_message_of_a_server_without_the_bot_comes_with_its_words(world: Simulated) -> None:
    ann = {"id": str(world.person("ann").id), "username": "ann", "discriminator": "0", "avatar": None}
    everything = str(discord.Permissions.all().value)
    member = {"user": ann, "roles": ["1"], "joined_at": None, "flags": 0, "permissions": everything}
    press = report_press(*reported(world, context=0, guild_id="900000000000000009", member=member))
    assert press.community is None
    assert (press.person.id, press.person.roles, press.person.manages_server) == (
        world.person("ann").id,
        frozenset(),
        False,
    )
    assert press.field("text") == "write to me on the other app"


async def test_direct_messages_come_with_their_words_for_nobody_else_can_go_there(world: Simulated) -> None:
    assert report_press(*reported(world, context=1)).field("text") == "write to me on the other app"


async def test_a_programs_message_has_no_author_to_look_at(world: Simulated) -> None:
    interaction, message = reported(world, context=1)
    message.author.bot = True
    assert report_press(interaction, message).argument.endswith("/0")
