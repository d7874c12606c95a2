"""Acts are carried out once, found again after a crash, and Discord's refusals are understood."""

from datetime import datetime

import discord
import pytest
import simcord

from bot.flows.surface import Refused, Surface, TryLater
from bot.guide import Button, Card
from bot.store.acts import (
    Act,
    AddPerson,
    DeleteMessage,
    DeleteThread,
    Delivery,
    EditCard,
    EditPrivately,
    LockThread,
    OpenThread,
    Pin,
    RemovePerson,
    SendCard,
    SendPrivately,
)
from tests.simulated import Simulated

PRESSED = Card("hello", (Button("Press", "do_it"),))
WORDS = Card("only words")


def delivery(act: Act, name: str = "d1") -> Delivery:
    return Delivery(1, name, act)


async def perform(world: Simulated, act: Act, name: str = "d1") -> int:
    with world.env.time_context():
        made = await surface(world).perform(delivery(act, name))
        await world.env.settle()
    return made


async def find(world: Simulated, act: Act, since: datetime, name: str = "d1") -> int | None:
    with world.env.time_context():
        return await surface(world).find(delivery(act, name), since)


def surface(world: Simulated) -> Surface:
    return world.stories.parts.surface


def last(place: simcord.ChannelHandle) -> discord.Message:
    message = place.last_message
    assert message is not None
    return message


async def opened(world: Simulated) -> simcord.ChannelHandle:
    """A private thread with ann in it."""
    thread = await perform(world, OpenThread(world.lobby.id, "Chat 1"))
    await perform(world, AddPerson(thread, world.person("ann").id))
    return next(place for place in world.lobby.threads if place.id == thread)


async def test_a_card_is_posted_edited_and_deleted(world: Simulated) -> None:
    made = await perform(world, SendCard(world.room.id, PRESSED, silent=True))
    message = last(world.room)
    assert (message.id, message.content) == (made, "hello")
    assert message.flags.silent
    await perform(world, EditCard(world.room.id, made, WORDS))
    assert (last(world.room).content, last(world.room).components) == ("only words", [])
    await perform(world, DeleteMessage(world.room.id, made))
    assert made not in {message.id for message in world.room.history()}
    await perform(world, DeleteMessage(world.room.id, made))


async def test_only_who_is_meant_to_be_notified_is(world: Simulated) -> None:
    everyone = Card(f"@everyone <@{world.person('ben').id}> look")
    await perform(world, SendCard(world.room.id, everyone, mention_role=world.moderator_role.id))
    message = last(world.room)
    assert message.content.startswith(world.moderator_role.mention)
    (body,) = [entry.json for entry in world.env.http_requests if "@everyone" in str(entry.json)]
    assert body is not None
    assert body["allowed_mentions"] == {"parse": [], "roles": [world.moderator_role.id]}
    assert body["nonce"] == "d1"
    assert body["enforce_nonce"]


async def test_a_private_word_arrives_and_is_edited(world: Simulated) -> None:
    ann = world.person("ann")
    made = await perform(world, SendPrivately(ann.id, PRESSED))
    assert last(ann.user.dm_channel).content == "hello"
    await perform(world, EditPrivately(ann.id, made, WORDS))
    assert last(ann.user.dm_channel).content == "only words"


async def test_closed_direct_messages_are_a_refusal(world: Simulated) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    with pytest.raises(Refused, match="403/50007"):
        await perform(world, SendPrivately(world.person("ann").id, PRESSED))


@pytest.mark.parametrize(("status", "code"), [(429, 0), (503, 0), (500, 0), (400, 40003), (401, 0)], ids=str)
async def test_some_errors_pass_by(world: Simulated, status: int, code: int) -> None:
    world.env.inject_error("POST", "/users/@me/channels", status=status, code=code)
    with pytest.raises(TryLater):
        await perform(world, SendPrivately(world.person("ann").id, PRESSED))


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (404, 10003), (400, 50035)], ids=str)
async def test_others_are_final(world: Simulated, status: int, code: int) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=status, code=code)
    with pytest.raises(Refused, match=f"{status}/{code}"):
        await perform(world, SendCard(world.room.id, PRESSED))


async def test_too_many_open_threads_are_a_refusal(world: Simulated) -> None:
    world.env.inject_error("POST", "/channels/*/threads", status=400, code=160006)
    with pytest.raises(Refused, match="400/160006"):
        await perform(world, OpenThread(world.lobby.id, "Chat 1"))


async def test_a_chat_gets_a_private_thread_with_a_pinned_panel(world: Simulated) -> None:
    thread = await opened(world)
    panel = await perform(world, SendCard(thread.id, PRESSED))
    await perform(world, Pin(thread.id, panel))
    assert [message.id for message in thread.pinned_messages()] == [panel]
    assert all(message.type is not discord.MessageType.pins_add for message in thread.history())
    await world.person("ann").send(thread, "I can write here")
    with pytest.raises(simcord.BackendError):
        await world.person("ben").send(thread, "I cannot")
    await perform(world, RemovePerson(thread.id, world.person("ann").id))
    with pytest.raises(simcord.BackendError):
        await world.person("ann").send(thread, "not any more")


async def test_an_ended_thread_is_locked_and_then_deleted(world: Simulated) -> None:
    thread = await opened(world)
    await perform(world, LockThread(thread.id))
    state = world.env.backend.get_channel(thread.id).thread_metadata
    assert state is not None
    assert (state.locked, state.archived) == (True, True)
    await perform(world, LockThread(thread.id))
    await perform(world, DeleteThread(thread.id))
    assert world.lobby.threads == []
    await perform(world, DeleteThread(thread.id))


async def test_a_card_in_a_locked_thread_is_edited_and_the_thread_put_away_again(world: Simulated) -> None:
    thread = await opened(world)
    made = await perform(world, SendCard(thread.id, PRESSED))
    await perform(world, LockThread(thread.id))
    world.env.inject_error("PATCH", f"/channels/{thread.id}/messages/{made}", status=400, code=50083)
    await perform(world, EditCard(thread.id, made, WORDS))
    assert [message.content for message in thread.history() if message.id == made] == ["only words"]
    state = world.env.backend.get_channel(thread.id).thread_metadata
    assert state is not None
    assert (state.locked, state.archived) == (True, True)


@pytest.mark.parametrize("card", [PRESSED, WORDS], ids=["with a button", "of words"])
async def test_what_was_posted_before_a_crash_is_found(world: Simulated, card: Card) -> None:
    since = world.env.now()
    act = SendCard(world.room.id, card)
    assert await find(world, act, since) is None
    made = await perform(world, act)
    await world.person("ann").send(world.room, card.text)
    assert await find(world, act, since) == made


async def test_the_same_card_of_another_delivery_is_not_mistaken(world: Simulated) -> None:
    since = world.env.now()
    await perform(world, SendCard(world.room.id, PRESSED), "d1")
    second = await perform(world, SendCard(world.room.id, PRESSED), "d2")
    assert await find(world, SendCard(world.room.id, PRESSED), since, "d2") == second
    assert await find(world, SendCard(world.room.id, PRESSED), since, "d3") is None


async def test_private_words_and_threads_are_found_too(world: Simulated) -> None:
    since = world.env.now()
    word, thread = SendPrivately(world.person("ann").id, PRESSED), OpenThread(world.lobby.id, "Chat 7")
    assert await find(world, word, since) is None
    assert await find(world, thread, since) is None
    made = await perform(world, word), await perform(world, thread)
    assert (await find(world, word, since), await find(world, thread, since)) == made
    assert await find(world, OpenThread(world.lobby.id, "Chat 8"), since) is None


async def test_an_archived_thread_is_found(world: Simulated) -> None:
    since = world.env.now()
    thread = await opened(world)
    await perform(world, LockThread(thread.id))
    assert await find(world, OpenThread(world.lobby.id, "Chat 1"), since) == thread.id


async def test_roles_are_asked_for(world: Simulated) -> None:
    roles = await surface(world).roles_of(world.guild.id, world.person("lee").id)
    assert world.listener_role.id in roles
    assert await surface(world).roles_of(world.guild.id, 404) == frozenset()


async def test_missing_permissions_are_named_place_by_place(world: Simulated) -> None:
    community = await world.stories.parts.community(world.guild.id)
    assert community is not None
    assert await surface(world).missing_permissions(community) == ()
    me = world.client.guilds[0].me
    closed = world.guild.create_text_channel(
        "closed",
        overwrites={me: discord.PermissionOverwrite(send_messages_in_threads=False, send_messages=False)},
    )
    await world.env.settle()
    world.room = closed
    await world.set_up()
    community = await world.stories.parts.community(world.guild.id)
    assert community is not None
    (missing,) = await surface(world).missing_permissions(community)
    assert missing.place == closed.mention
    assert set(missing.names) == {"send_messages", "send_messages_in_threads"}


async def test_posts_below_a_forum_are_listed_with_their_last_message(world: Simulated) -> None:
    backend, ann = world.env.backend, world.person("ann").id
    forum = world.guild.create_forum_channel("questions")
    other = world.guild.create_forum_channel("elsewhere")
    post = backend.create_thread(forum.id, "Who can help me?", ann)
    backend.create_thread(other.id, "Not this one", ann)
    last = backend.create_message(post.id, ann, "still awake")
    await world.env.settle()
    (below,) = await surface(world).threads_below(world.guild.id, frozenset({forum.id}))
    assert (below.place, below.parent, below.last_message) == (post.id, forum.id, last.id)
    assert await surface(world).threads_below(1, frozenset({forum.id})) == ()
