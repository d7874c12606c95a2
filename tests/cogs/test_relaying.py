"""A relayed chat through Discord itself: direct messages, without the Message Content intent."""

import struct
import zlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import discord
import pytest
from structlog.typing import EventDict

from bot import app
from bot.flows.offering import place_request
from bot.guide import Action
from bot.screening import Screener
from bot.store import chats, communities, people, relays
from bot.store.acts import DeletePrivately, Delivery, PassOn
from bot.store.chats import Chat, Request
from tests.simulated import Simulated, settings_in, simulated


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


START, HEAD = b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
REST = chunk(b"IDAT", zlib.compress(b"\x00\x01\x02\x03")) + chunk(b"IEND", b"")
PHOTO = START + HEAD + chunk(b"tEXt", b"Author\x00somebody") + REST


@pytest.fixture
async def world(quick_folder: Path, screener: Screener, logged: list[EventDict]) -> AsyncIterator[Simulated]:
    """A community that relays, and may not read the content of messages."""
    settings = settings_in(quick_folder, message_content=False)
    async with simulated(settings, screener, app.make_client) as made:
        await made.set_up()
        async with made.on.database.writing() as connection:
            await communities.change(connection, made.guild.id, relay="all")
            for name in ("ann", "lee"):
                person = made.person(name).id
                await people.agree(
                    connection, made.guild.id, person, yes=True, now=made.stories.parts.clock()
                )
        made.stories.parts.forget_settings(made.guild.id)
        yield made


async def opened(world: Simulated) -> relays.Relay:
    """Ann asks, and lee presses Accept."""
    parts = world.stories.parts
    community = await parts.community(world.guild.id)
    assert community is not None
    async with parts.work() as work:
        request = Request(world.guild.id, world.person("ann").id, "work", "English", 30)
        chat: Chat = await chats.add_request(work.connection, work.keys, request, work.now)
        await place_request(parts, work, community, chat)
    await world.stories.settle()
    card = world.lobby.last_message
    assert card is not None
    await world.person("lee").click(card, label=world.on.wording.named("button", Action.ACCEPT_REQUEST))
    await world.env.settle()
    async with world.on.database.reading() as connection:
        found = await relays.find_relay(connection, world.on.database.keys, chat.id)
    assert found is not None
    return found


def read_by(world: Simulated, name: str) -> list[discord.Message]:
    """What a person has from the other side now."""
    dm = world.person(name).user.dm_channel
    return [
        message for message in dm.history() if message.content.startswith("**") and ">>>" in message.content
    ]


def last_read(world: Simulated, name: str) -> discord.Message:
    return read_by(world, name)[-1]


def upload(world: Simulated, name: str, file: str, content: bytes) -> list[dict[str, Any]]:
    dm = world.person(name).user.dm_channel
    stored: list[dict[str, Any]] = world.env.backend.store_attachments(dm.id, [(file, content)])
    for one in stored:
        one["content_type"] = "image/png"
    return stored


async def test_words_go_from_side_to_side_quoted_and_under_a_name(world: Simulated) -> None:
    relay = await opened(world)
    await world.person("ann").send_dm("i had a **hard** day @everyone")
    await world.person("lee").send_dm("i am listening")
    assert last_read(world, "lee").content == f"**{relay.member_name}**\n>>> i had a **hard** day @everyone"
    assert last_read(world, "ann").content == f"**{relay.listener_name}**\n>>> i am listening"
    assert not last_read(world, "lee").mention_everyone
    for name, other in (("ann", "lee"), ("lee", "ann")):
        everything = " ".join(one.content for one in world.person(name).user.dm_channel.history())
        assert str(world.person(other).id) not in everything
        assert f"<@{world.person(other).id}>" not in everything


async def test_edits_and_deletions_are_made_on_the_other_side(world: Simulated) -> None:
    await opened(world)
    ann = world.person("ann").user
    first, second = await ann.send_dm("one"), await ann.send_dm("two")
    world.env.backend.edit_message(ann.dm_channel.id, first.id, {"content": "one, again"})
    await world.env.settle()
    world.env.backend.delete_message(ann.dm_channel.id, second.id)
    await world.env.settle()
    assert [message.content.splitlines()[1] for message in read_by(world, "lee")] == [">>> one, again"]


async def test_a_reply_points_to_the_message_it_answers(world: Simulated) -> None:
    await opened(world)
    written = await world.person("ann").send_dm("work is hard")
    copy = last_read(world, "lee")
    lee = world.person("lee")
    dm = lee.user.dm_channel
    reference = world.env.backend.normalize_message_reference(
        dm.id, {"channel_id": str(dm.id), "message_id": str(copy.id)}
    )
    await lee.send_dm("that sounds heavy", reference=reference)
    answer = last_read(world, "ann")
    assert answer.reference is not None
    assert answer.reference.message_id == written.id


async def test_a_picture_arrives_bare_and_under_another_name(world: Simulated) -> None:
    await opened(world)
    await world.person("ann").send_dm("my garden", attachments=upload(world, "ann", "ann-at-home.png", PHOTO))
    message = last_read(world, "lee")
    (picture,) = message.attachments
    assert picture.filename == "picture-1.png"
    assert await picture.read() == START + HEAD + REST


async def test_what_is_no_picture_after_all_is_left_out_and_said(world: Simulated) -> None:
    await opened(world)
    await world.person("ann").send_dm(
        "my garden", attachments=upload(world, "ann", "x.png", b"not a picture")
    )
    message = last_read(world, "lee")
    assert message.attachments == []
    assert message.content.endswith(world.on.wording.text("relay.picture_lost"))


async def test_an_ask_does_not_arrive(world: Simulated) -> None:
    await opened(world)
    await world.person("lee").send_dm("what is your phone number?")
    assert read_by(world, "ann") == []
    told = world.person("ann").user.dm_channel.last_message
    assert told is not None
    assert told.content.startswith(
        "A message was not passed on because it may have asked for contact details"
    )


async def test_what_was_written_while_the_bot_was_away_arrives(world: Simulated) -> None:
    await opened(world)
    await world.person("ann").send_dm("one")
    await world.stories.stop()
    world.stories.parts.places.fall_behind(None)
    await world.person("ann").send_dm("two")
    assert len(read_by(world, "lee")) == 1
    await world.restart()
    assert [message.content.splitlines()[1] for message in read_by(world, "lee")] == [">>> one", ">>> two"]


async def test_after_a_crash_the_same_words_are_told_apart(world: Simulated) -> None:
    await opened(world)
    lee = world.person("lee")
    surface = world.stories.parts.surface
    since = world.stories.parts.clock()
    act = PassOn(lee.id, "Quiet Otter", "yes")
    with world.env.time_context():
        first = await surface.perform(Delivery(1, "first", act))
        assert await surface.find(Delivery(1, "first", act), since) == first
        again = PassOn(lee.id, "Quiet Otter", "yes", after=first)
        assert await surface.find(Delivery(2, "second", again), since) is None
        second = await surface.perform(Delivery(2, "second", again))
        assert await surface.find(Delivery(2, "second", again), since) == second
        await surface.perform(Delivery(3, "third", DeletePrivately(lee.id, first)))
        assert await surface.find(Delivery(1, "first", act), since) == second
