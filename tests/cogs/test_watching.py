"""What happens in Discord arrives as the stories know it: every readable word, and what cannot be read."""

from pathlib import Path
from typing import Any

import discord
import pytest
from simcord.backend.models.message import MessageSticker, Poll, PollAnswer
from sqlalchemy import text

from bot.casework.authority import Person
from bot.chats import Group
from bot.cogs.client import now
from bot.flows.surface import Press
from bot.guide import Action
from bot.screening import Screener
from bot.store import communities, listeners, people
from bot.store.chats import Chat, open_chats
from tests.cogs.noting import Noted, noting
from tests.simulated import Simulated, settings_in, simulated

VOICE_FLAG = 1 << 13


def write_by_hand(world: Simulated, content: str = "", **fields: Any) -> None:  # noqa: ANN401 (what the simulation takes)
    """Let ann write something that the simulated client offers no way to write."""
    world.env.backend.create_message(world.room.id, world.person("ann").id, content, **fields)


def upload(world: Simulated, name: str) -> list[dict[str, Any]]:
    stored: list[dict[str, Any]] = world.env.backend.store_attachments(world.room.id, [(name, b"x")])
    return stored


async def test_a_message_arrives_with_author_place_and_words(world: Simulated, noted: Noted) -> None:
    message = await world.person("lee").send(world.room, "hello there")
    (seen,) = noted.seen
    assert (seen.community, seen.place, seen.parent) == (world.guild.id, world.room.id, world.room.id)
    assert (seen.id, seen.text, seen.unread, seen.edited) == (message.id, "hello there", (), False)
    assert seen.author.id == world.person("lee").id
    assert world.listener_role.id in seen.author.roles
    assert seen.written_at == message.created_at


async def test_bots_webhooks_and_announcements_are_not_listened_to(world: Simulated, noted: Noted) -> None:
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))
    await robot.send(world.room, "beep")
    await world.guild.create_webhook(world.room).send("boop")
    written = await world.person("ann").send(world.room, "please pin this")
    await world.person("mo").set_pinned(written, pinned=True)
    assert world.room.history()[-1].type is discord.MessageType.pins_add
    assert {seen.text for seen in noted.seen} == {"please pin this"}


async def test_a_direct_message_arrives_under_its_author(world: Simulated, noted: Noted) -> None:
    ann = world.person("ann")
    message = await ann.send_dm("hello bot")
    (seen,) = noted.seen
    assert (seen.community, seen.place, seen.id) == (0, -ann.id, message.id)
    assert (seen.text, seen.words, seen.reply_to, seen.files) == ("hello bot", "hello bot", 0, ())
    assert seen.author.roles == frozenset()


async def test_an_edit_arrives_also_for_a_message_from_before_a_restart(
    world: Simulated, noted: Noted
) -> None:
    message = await world.person("ann").send(world.room, "first")
    await world.restart()
    noted.seen.clear()
    await world.person("ann").edit(message, "second")
    (seen,) = noted.seen
    assert (seen.id, seen.text, seen.edited) == (message.id, "second", True)


async def test_an_update_long_after_the_edit_is_none(world: Simulated, noted: Noted) -> None:
    message = await world.person("ann").send(world.room, "first")
    await world.person("ann").edit(message, "second")
    await world.env.advance_time(3600)
    noted.seen.clear()
    await world.person("mo").set_pinned(message, pinned=True)
    assert [seen.edited for seen in noted.seen if seen.id == message.id] in ([], [False])


async def test_deleted_messages_and_people_are_gone(world: Simulated, noted: Noted) -> None:
    message = await world.person("ann").send(world.room, "gone soon")
    await world.person("ann").delete(message)
    world.guild.remove_member(world.person("ben"))
    await world.env.settle()
    assert noted.gone == [message.id]
    assert noted.people_gone == [world.person("ben").id]


async def test_forwarded_words_are_read(world: Simulated, noted: Noted) -> None:
    message = await world.person("lee").send(world.lobby, "a quiet walk helps")
    noted.seen.clear()
    await world.person("ann").forward(message, world.room)
    (seen,) = noted.seen
    assert seen.text == "a quiet walk helps"
    assert seen.author.id == world.person("ann").id


async def test_embeds_are_read_line_by_line_after_the_content(world: Simulated, noted: Noted) -> None:
    embed = discord.Embed(title="A title", description="Some words")
    embed.add_field(name="A field", value="its value")
    write_by_hand(world, "look", embeds=[embed.to_dict()])
    await world.env.settle()
    assert noted.seen[-1].text == "look\nA title\nSome words\nA field\nits value"


async def test_polls_are_read(world: Simulated, noted: Noted) -> None:
    answers = [PollAnswer(1, "tea"), PollAnswer(2, "cocoa")]
    write_by_hand(world, poll=Poll("What now?", answers, "2126-01-02T00:00:00+00:00"))
    await world.env.settle()
    assert noted.seen[-1].text == "What now?\ntea\ncocoa"


async def test_the_title_of_a_forum_post_is_read_with_its_first_message(
    world: Simulated, noted: Noted
) -> None:
    backend, ann = world.env.backend, world.person("ann").id
    forum = world.guild.create_forum_channel("questions")
    thread = backend.create_thread(forum.id, "Who can help me?", ann)
    first = backend.prepare_message(thread.id, ann, "I cannot sleep")
    first.id = thread.id
    backend.commit_message(first)
    backend.create_message(thread.id, ann, "still awake")
    await world.env.settle()
    assert [seen.text for seen in noted.seen] == ["I cannot sleep\nWho can help me?", "still awake"]
    assert {(seen.place, seen.parent) for seen in noted.seen} == {(thread.id, forum.id)}


@pytest.mark.parametrize(
    ("name", "flags", "kind"),
    [
        ("voice-message.ogg", VOICE_FLAG, "voice"),
        ("photo.png", 0, "image"),
        ("film.mp4", 0, "file"),
        ("notes.pdf", 0, "file"),
    ],
)
async def test_what_is_no_text_counts_as_unread(
    world: Simulated, noted: Noted, name: str, flags: int, kind: str
) -> None:
    write_by_hand(world, attachments=upload(world, name), flags=flags)
    await world.env.settle()
    assert noted.seen[-1].unread == (kind,)


async def test_a_sticker_counts_as_unread(world: Simulated, noted: Noted) -> None:
    write_by_hand(world, stickers=[MessageSticker(7, "wave", 1, world.guild.id)])
    await world.env.settle()
    assert noted.seen[-1].unread == ("sticker",)


async def test_without_the_intent_messages_count_as_unread_and_the_log_says_so(
    quick_folder: Path, screener: Screener, noted: Noted, logged: list[dict[str, object]]
) -> None:
    settings = settings_in(quick_folder, message_content=False, members=False)
    async with simulated(settings, screener, noting(noted)) as world:
        await world.set_up()
        await world.person("ann").send(world.room, "hello")
        assert (noted.seen[-1].text, noted.seen[-1].unread) == ("", ("content",))
    warned = [str(line["event"]) for line in logged if line["log_level"] == "warning"]
    assert any(line.startswith("message_content is off") for line in warned)
    assert any(line.startswith("members is off") for line in warned)


async def test_what_was_written_while_the_bot_was_away_is_read_later_with_its_writers_roles(
    world: Simulated, noted: Noted
) -> None:
    await world.person("ann").send(world.room, "before")
    history = await world.stories.parts.surface.history(world.room.id, after=None, limit=10)
    assert [seen.text for seen in history if seen.author.id == world.person("ann").id] == ["before"]
    await world.person("lee").send(world.room, "after")
    after = await world.stories.parts.surface.history(world.room.id, after=history[-1].id, limit=10)
    assert [(seen.text, seen.author.roles) for seen in after] == [
        ("after", frozenset({world.listener_role.id, world.guild.id}))
    ]


async def test_a_new_server_is_greeted_once(world: Simulated) -> None:
    def greetings() -> int:
        return sum("Set up" in str(message.components) for message in world.lobby.history())

    assert greetings() == 1
    await world.restart()
    assert greetings() == 1


async def refuse(world: Simulated, table: str) -> None:
    """Let the database take no new row of one kind, like a full disk."""
    async with world.on.database.writing() as connection:
        await connection.execute(
            text(f"CREATE TRIGGER full BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'full'); END")
        )


async def test_one_server_that_cannot_be_greeted_does_not_make_the_bot_deaf(world: Simulated) -> None:
    async with world.on.database.writing() as connection:
        await communities.change(connection, world.guild.id, left_at=discord.utils.utcnow())
    await refuse(world, "outbox")
    await world.restart()
    assert not world.client.is_closed()
    assert not world.stories.parts.places.is_behind(4711)


async def test_after_a_start_that_failed_the_client_closes_so_that_another_one_tries(
    world: Simulated,
) -> None:
    await refuse(world, "timers")
    await world.restart()
    assert world.client.is_closed()
    assert not world.client.has_been_ready


async def test_a_listener_who_leaves_the_thread_ends_the_chat(world: Simulated) -> None:
    thread = await _chat_of_ann_and_lee(world)
    world.env.backend.remove_thread_member(thread, world.person("lee").id)
    await world.env.settle()
    assert await _open_chats(world) == ()


async def test_a_listener_who_loses_the_role_ends_the_chat(world: Simulated) -> None:
    await _chat_of_ann_and_lee(world)
    world.env.backend.edit_member(world.guild.id, world.person("lee").id, {"role_ids": []})
    await world.env.settle()
    assert await _open_chats(world) == ()


async def _chat_of_ann_and_lee(world: Simulated) -> int:
    async with world.on.database.writing() as connection:
        await communities.change(connection, world.guild.id, requests_channel=None)
        for name in ("ann", "lee"):
            await people.agree(connection, world.guild.id, world.person(name).id, yes=False, now=now())
    for name, action, argument in [("ann", Action.SEND_REQUEST, "no"), ("lee", Action.ACCEPT_REQUEST, "1")]:
        person = Person(world.person(name).id, name, frozenset({world.listener_role.id}))
        await world.stories.pressed(Press(world.guild.id, world.lobby.id, person, action, argument))
        await world.stories.settle()
    (chat,) = await _open_chats(world)
    assert chat.place is not None
    return chat.place


async def _open_chats(world: Simulated) -> tuple[Chat, ...]:
    async with world.on.database.reading() as connection:
        return await open_chats(connection, world.on.database.keys, world.guild.id)


def about_names(world: Simulated) -> list[str]:
    """What the team was told about names and titles."""
    return [
        message.content for message in world.moderators.history() if "A name to look at" in message.content
    ]


async def test_a_new_nickname_of_a_listener_reaches_the_team(world: Simulated) -> None:
    await world.person("lee").send(world.room, "hello")
    world.env.backend.edit_member(world.guild.id, world.person("lee").id, {"nick": "Lee, Therapist"})
    await world.env.settle()
    (told,) = about_names(world)
    assert f"<@{world.person('lee').id}>" in told
    assert '"therapist"' in told


async def test_a_listener_who_loses_the_role_is_off_shift(world: Simulated) -> None:
    lee = world.person("lee").id
    async with world.stories.parts.database.writing() as connection:
        await listeners.begin_shift(connection, world.guild.id, lee, Group.EVERYONE, now())
    world.env.backend.edit_member(world.guild.id, lee, {"role_ids": []})
    await world.env.settle()
    async with world.stories.parts.database.reading() as connection:
        assert not (await listeners.find_shift(connection, world.guild.id, lee)).on


async def test_a_new_and_a_changed_title_of_a_thread_reach_the_team(world: Simulated) -> None:
    backend, ann = world.env.backend, world.person("ann").id
    thread = backend.create_thread(world.room.id, "A quiet place", ann)
    await world.env.settle()
    assert about_names(world) == []
    backend.edit_channel(thread.id, {"name": "Free therapy"})
    backend.announce_channel_update(thread.id)
    backend.create_thread(world.room.id, "Licensed and free", ann)
    await world.env.settle()
    told = about_names(world)
    assert len(told) == 2
    assert f"<#{thread.id}>" in told[0]


async def test_the_line_in_the_room_comes_with_its_buttons_and_is_silent(world: Simulated) -> None:
    async with world.on.database.writing() as connection:
        await communities.panel_stands(connection, world.room.id, 4711)
    # The first message ever seen in a place is where reading begins.
    for number in range(26):
        await world.person("ann").send(world.room, f"hello {number}")
    line = world.room.history()[-1]
    assert "These buttons are always near" in line.content
    assert line.flags.suppress_notifications
    answer = await world.person("ben").click(line, label="See who is here")
    assert answer.ephemeral
    assert answer.response is not None
    assert f"<@{world.person('ann').id}>" in answer.response.content
