"""A listener accepts and goes before the chat has opened: its member waits on, for somebody else."""

import pytest

from bot.casework.authority import Person
from bot.chats import State
from bot.guide import Action
from bot.guide.cards_listener import someone_else_took_it_card
from bot.guide.cards_member import request_withdrawn_card
from bot.guide.cards_shared import ended_card, not_allowed_card, too_late_card
from bot.store import tables
from bot.store.chats import Chat
from tests.flows.world import HOME, LISTENER, MEMBER, REQUESTS, SECOND_LISTENER, World

# What holds up the opening of a chat, by whose chats are relayed.
SLOW = {"nobody": "open_thread", "all": "send_privately"}


async def opening(world: World, relay: str) -> Chat:
    """A chat that was accepted and takes a while to open."""
    await world.set_up(relay=relay)
    request = await world.ask(MEMBER)
    world.surface.ask_for_time(SLOW[relay], 60)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id, place=REQUESTS)
    assert (await world.chat(request.id)).state is State.OPENING
    return request


async def waits_for_somebody_else(world: World, before: Chat) -> None:
    again = await world.live_chat(MEMBER)
    assert again is not None
    assert (again.state, again.topic, again.id != before.id) == (State.ASKED, before.topic, True)
    assert world.private_cards(MEMBER) == []
    refused = await world.press(LISTENER, Action.ACCEPT_REQUEST, again.id, place=REQUESTS)
    assert refused.card == someone_else_took_it_card(world.wording)
    await world.press(SECOND_LISTENER, Action.ACCEPT_REQUEST, again.id, place=REQUESTS)
    await world.pass_time(minutes=2)
    assert (await world.chat(again.id)).state is State.OPEN


@pytest.mark.parametrize("relay", SLOW)
@pytest.mark.parametrize("action", [Action.END_NOW, Action.END_YES])
async def test_a_listener_who_ends_it_at_once(world: World, relay: str, action: Action) -> None:
    request = await opening(world, relay)
    answer = await world.press(LISTENER, action, request.id)
    assert answer.card == ended_card(world.wording)
    assert await world.rows(tables.stops) == []
    await waits_for_somebody_else(world, request)


@pytest.mark.parametrize("relay", SLOW)
async def test_a_listener_who_leaves_the_community(world: World, relay: str) -> None:
    request = await opening(world, relay)
    await world.stories.person_gone(HOME, Person(LISTENER))
    await world.settle()
    await waits_for_somebody_else(world, request)


async def test_the_button_of_the_first_request_takes_the_new_one_back(world: World) -> None:
    request = await opening(world, "nobody")
    await world.press(LISTENER, Action.END_NOW, request.id)
    stranger = await world.press(SECOND_LISTENER, Action.WITHDRAW_REQUEST, request.id)
    assert stranger.card == not_allowed_card(world.wording)
    answer = await world.press(MEMBER, Action.WITHDRAW_REQUEST, request.id)
    assert answer.card == request_withdrawn_card(world.wording)
    assert await world.live_chat(MEMBER) is None
    late = await world.press(MEMBER, Action.WITHDRAW_REQUEST, request.id)
    assert late.card == too_late_card(world.wording)
