"""Reporting a message where the bot is not: the one case in which its words come along."""

from typing import Any

import discord
import simcord

from bot.cogs.commands import report_press
from bot.store import case_moves, people
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


def text_of(result: simcord.InteractionResult) -> str:
    assert result.response is not None
    return result.response.content


async def test_a_person_is_reported_by_command_with_files_and_a_moderator_opens_them(
    world: Simulated,
) -> None:
    """From `/report @person` to the file on the reviewer's screen, in Discord itself."""
    ann, mo, lee = world.person("ann"), world.person("mo"), world.person("lee")
    asked = await ann.slash(world.room, "report", person=lee)
    assert asked.ephemeral
    assert lee.mention in text_of(asked)
    assert asked.response is not None
    form = await ann.select(
        asked.response, ["unkind"], custom_id=f"sl:choose_situation:p-{world.guild.id}-{lee.id}"
    )
    receipt = await ann.submit_modal(form, {"words": "yesterday she called me names"})
    assert "Your report is number 1" in text_of(receipt)
    assert receipt.response is not None
    upload = await ann.click(receipt.response, label="Add a picture or file")
    kept = await ann.submit_modal(
        upload, {"files": [("my name.txt", b"you are stupid"), ("a.exe", b"MZ\x00")]}
    )
    assert "1 file now belongs to report 1" in text_of(kept)
    assert "Not taken (1)" in text_of(kept)
    card = world.moderators.last_message
    assert card is not None
    await mo.click(card, label="I'm on it")
    async with world.on.database.writing() as connection:
        await case_moves.assign(connection, 1, mo.id, world.stories.parts.clock())
    more = await mo.click(card, label="More")
    assert more.response is not None
    opened = await mo.click(more.response, label="See the files")
    assert opened.ephemeral
    assert opened.response is not None
    (attached,) = opened.response.attachments
    assert attached.filename == "SPOILER_report-1-1.txt"
    assert await attached.read() == b"you are stupid"


async def test_a_bot_is_nobody_and_private_reports_work(world: Simulated) -> None:
    ann = world.person("ann")
    async with world.on.database.writing() as connection:
        now = world.stories.parts.clock()
        await people.agree(connection, world.guild.id, ann.id, yes=True, now=now)
    private = await ann.user.slash("report", person=world.person("lee").user)
    assert world.person("lee").mention in text_of(private)
    assert "any more" not in text_of(private)
    own = await ann.slash(world.room, "report")
    assert "If it is about someone you can find in the list" in text_of(own)


async def test_a_question_goes_to_the_moderators_and_comes_back(world: Simulated) -> None:
    ann, mo = world.person("ann"), world.person("mo")
    form = await ann.slash(world.room, "ask-moderators")
    sent = await ann.submit_modal(form, {"words": "how can I say no kindly?"})
    assert "Your question is number 1" in text_of(sent)
    card = world.moderators.last_message
    assert card is not None
    answer = await mo.click(card, label="Answer")
    done = await mo.submit_modal(answer, {"words": "You could say: I only talk here."})
    assert "on its way" in text_of(done)
    waiting = await ann.slash(world.room, "my-messages")
    assert "I only talk here" in text_of(waiting)
