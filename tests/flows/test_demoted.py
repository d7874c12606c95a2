"""A listener loses the listener role: their chats end kindly, the member hears why, and nothing counts against them."""

from datetime import timedelta

import pytest

from bot.chats import Ending, State
from bot.flows.surface import Seen
from bot.guide import Action
from bot.guide.cards_gone import listener_stopped_card, not_listener_now_card
from bot.guide.cards_shared import ended_card
from bot.store import listeners, tables
from tests.flows.relaying import open_relay, write
from tests.flows.world import (
    HELPERS,
    HOME,
    LISTENER,
    LOBBY,
    MEMBER,
    NAME,
    PLAIN,
    REQUESTS,
    SECOND_LISTENER,
    SECOND_MEMBER,
    TEAM,
    World,
    has,
)


async def demote(world: World, listener: int = LISTENER) -> None:
    """Somebody takes the role away, and Discord says so."""
    world.surface.roles[listener] = frozenset({TEAM})
    await world.stories.roles_changed(HOME, world.person(listener))
    await world.settle()


async def ending_of(world: World, chat: int) -> Ending:
    (row,) = (row for row in await world.rows(tables.chats) if row["id"] == chat)
    return Ending(str(row["ending"]))


async def is_listed(world: World, listener: int) -> bool:
    async with world.database.reading() as connection:
        return await listeners.find_listener(connection, HOME, listener) is not None


async def test_the_chat_ends_the_member_hears_why_and_may_ask_for_somebody_else(world: World) -> None:
    chat = await world.open_chat()
    await world.say(MEMBER, chat.place, PLAIN)
    await demote(world)
    why = listener_stopped_card(world.wording, NAME)
    cards = world.cards(chat.place)
    assert cards[-2] == why
    assert world.says_ended(chat.place)
    assert has(why, Action.TALK)
    assert LISTENER not in world.surface.threads[chat.place].people
    assert await ending_of(world, chat.id) is Ending.ROLE_LOST
    again = await world.ask(MEMBER)
    assert again.state is State.ASKED


async def test_the_member_of_a_relayed_chat_hears_it_in_private(world: World) -> None:
    chat = await open_relay(world)
    await demote(world)
    told = world.private_cards(MEMBER)
    assert listener_stopped_card(world.wording, NAME) in told
    assert ended_card(world.wording) in told
    assert await ending_of(world, chat.id) is Ending.ROLE_LOST
    assert ended_card(world.wording) not in world.private_cards(LISTENER)


async def test_who_was_a_listener_is_thanked_once_and_forgotten_as_one(world: World) -> None:
    await world.press(LISTENER, Action.GO_ON_SHIFT)
    await world.press(LISTENER, Action.CHOOSE_MOST, values=("2",))
    for member in (MEMBER, SECOND_MEMBER):
        await world.open_chat(member)
    await demote(world)
    thanks = not_listener_now_card(world.wording, NAME)
    assert world.private_cards(LISTENER).count(thanks) == 1
    assert world.private_cards(LISTENER)[-1] == thanks
    assert not await is_listed(world, LISTENER)
    await demote(world)
    assert world.private_cards(LISTENER).count(thanks) == 1


async def test_it_is_no_sudden_end_and_counts_against_nobody(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, PLAIN)
    await world.say(MEMBER, chat.place, PLAIN)
    await demote(world)
    assert not any(has(card, Action.SUDDEN_YES) for card in world.private_cards(MEMBER))
    assert await world.flags_about(LISTENER) == ()


async def test_while_the_chat_opens_nobody_is_left_waiting(world: World) -> None:
    request = await world.ask(MEMBER)
    world.surface.ask_for_time("open_thread", 5)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id)
    await demote(world)
    assert listener_stopped_card(world.wording, NAME) in world.private_cards(MEMBER)
    await world.pass_time(seconds=10)
    assert world.surface.threads == {}
    assert await world.live_chat(MEMBER) is None


async def test_what_they_were_offered_goes_on_to_the_next(world: World) -> None:
    for listener in (LISTENER, SECOND_LISTENER):
        await world.press(listener, Action.GO_ON_SHIFT)
        await world.pass_time(seconds=1)
    await world.ask(MEMBER)
    await demote(world)
    (card,) = world.messages_with(REQUESTS, Action.ACCEPT_REQUEST)
    assert f"<@{SECOND_LISTENER}>" in card.card.text


async def test_without_word_from_discord_their_next_message_tells(world: World) -> None:
    chat = await world.open_chat()
    world.surface.roles[LISTENER] = frozenset()
    await world.say(LISTENER, chat.place, PLAIN)
    assert (await world.chat(chat.id)).state is State.ENDED
    assert listener_stopped_card(world.wording, NAME) in world.cards(chat.place)


async def test_in_a_relayed_chat_discord_is_asked_now_and_then(world: World) -> None:
    chat = await open_relay(world)
    await write(world, LISTENER, PLAIN)
    world.surface.roles[LISTENER] = frozenset()
    await write(world, LISTENER, "one more")
    assert (await world.chat(chat.id)).state is State.OPEN
    world.clock.move(timedelta(minutes=5))
    world.surface.silent = True
    await write(world, LISTENER, "and one more")
    assert (await world.chat(chat.id)).state is State.OPEN
    world.clock.move(timedelta(minutes=5))
    world.surface.silent = False
    await write(world, LISTENER, "the last one")
    assert chat.heard(MEMBER)[-1] == "the last one"
    assert await ending_of(world, chat.id) is Ending.ROLE_LOST


async def test_a_changed_message_without_roles_ends_nothing(world: World) -> None:
    chat = await world.open_chat()
    message = await world.say(LISTENER, chat.place, PLAIN)
    stranger = type(world.person(LISTENER))(LISTENER)
    edited = Seen(HOME, chat.place, message, stranger, PLAIN + "!", world.now, LOBBY, edited=True)
    await world.stories.message_seen(edited)
    await world.settle()
    assert (await world.chat(chat.id)).state is State.OPEN


@pytest.mark.parametrize("role", [HELPERS, 4711])
async def test_other_changes_of_roles_change_nothing(world: World, role: int) -> None:
    chat = await world.open_chat()
    world.surface.roles[LISTENER] = frozenset({HELPERS, role})
    world.surface.roles[MEMBER] = frozenset({role} - {HELPERS})
    for person in (LISTENER, MEMBER):
        await world.stories.roles_changed(HOME, world.person(person))
    await world.stories.roles_changed(4711, world.person(LISTENER))
    await world.settle()
    assert (await world.chat(chat.id)).state is State.OPEN
    assert world.private_cards(LISTENER) == []
