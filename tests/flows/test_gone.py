"""Channels and roles that are deleted by hand: chats in them end, nobody waits, and what is missing is named."""

from bot.chats import State
from bot.guide import Action
from bot.guide.cards_member import request_not_shown_card
from bot.guide.views_setup import SetupStep
from tests.flows.test_digest import finish_setup, to_the_next_digest
from tests.flows.world import (
    DESK,
    HELPERS,
    HOME,
    LISTENER,
    LOBBY,
    MEMBER,
    NAME,
    OVERSIGHT,
    OWNER,
    REQUESTS,
    ROOM,
    SECOND_MEMBER,
    TEAM,
    World,
    has,
)


async def gone(world: World, place: int) -> None:
    await world.stories.place_gone(place)
    await world.settle()


async def test_a_deleted_lobby_ends_the_chats_below_it_and_is_named_as_missing(world: World) -> None:
    await finish_setup(world)
    chat = await world.open_chat()
    waiting = await world.ask(SECOND_MEMBER)
    await gone(world, LOBBY)
    ended, still = await world.chat(chat.id), await world.chat(waiting.id)
    assert (ended.state, ended.place, still.state) == (State.DELETED, None, State.ASKED)
    assert await world.live_chat(MEMBER) is None
    community = await world.community()
    assert (community.lobby, community.lobby_panel) == (None, None)
    shown = (await world.press(OWNER, Action.SET_UP)).card
    assert shown is not None
    title = world.wording.named("setup.title", SetupStep.LOBBY)
    assert title in shown.text
    assert f"not everything works: {title}." in await to_the_next_digest(world)


async def test_a_deleted_chat_is_asked_about_and_frees_its_listener(world: World) -> None:
    await world.press(LISTENER, Action.GO_ON_SHIFT)
    chat = await world.open_chat()
    waiting = await world.ask(SECOND_MEMBER)
    await gone(world, chat.place)
    assert has(world.private_cards(MEMBER)[-1], Action.FELT_SAFE)
    assert any(f"<@{LISTENER}>" in card.text for card in world.cards(REQUESTS))
    await world.press(LISTENER, Action.ACCEPT_REQUEST, waiting.id, place=REQUESTS)
    assert (await world.chat(waiting.id)).is_open


async def test_chats_below_another_channel_go_on(world: World) -> None:
    chat = await world.open_chat()
    for place in (REQUESTS, ROOM, DESK):
        await gone(world, place)
    assert (await world.chat(chat.id)).is_open


async def test_requests_move_to_the_lobby_with_their_channel_gone(world: World) -> None:
    request = await world.ask(MEMBER)
    await gone(world, REQUESTS)
    assert (await world.community()).requests_channel is None
    (card,) = world.cards(LOBBY)
    assert has(card, Action.ACCEPT_REQUEST)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id)
    assert (await world.chat(request.id)).is_open
    assert world.cards(LOBBY) == []


async def test_with_no_place_left_nobody_waits_in_vain(world: World) -> None:
    await world.set_up(requests_channel=None)
    await world.ask(MEMBER)
    await gone(world, LOBBY)
    assert await world.live_chat(MEMBER) is None
    assert request_not_shown_card(world.wording, NAME) in world.private_cards(MEMBER)


async def test_a_deleted_quiet_room_is_promised_to_nobody(world: World) -> None:
    await world.set_up(quiet_room=105)
    await gone(world, 105)
    community = await world.community()
    assert (community.quiet_room, community.lobby) == (None, LOBBY)


async def test_a_deleted_room_is_watched_no_more(world: World) -> None:
    await gone(world, ROOM)
    assert (await world.community()).rooms == frozenset()


async def test_without_a_moderators_channel_oversight_reads_the_digest(world: World) -> None:
    await finish_setup(world)
    await gone(world, DESK)
    await world.pass_time(days=1)
    title = world.wording.named("setup.title", SetupStep.MODERATORS_CHANNEL)
    (card,) = world.private_cards(OVERSIGHT)
    assert f"not everything works: {title}." in card.text


async def test_a_deleted_role_holds_no_office(world: World) -> None:
    await world.stories.role_gone(HOME, 12345)
    community = await world.community()
    assert (community.moderators_role, community.listener_role) == (TEAM, HELPERS)
    await world.stories.role_gone(HOME, HELPERS)
    await world.stories.role_gone(HOME, TEAM)
    await world.stories.role_gone(4711, TEAM)
    community = await world.community()
    assert (community.moderators_role, community.listener_role) == (None, None)
    shown = (await world.press(OWNER, Action.SET_UP)).card
    assert shown is not None
    assert world.wording.named("setup.title", SetupStep.MODERATORS_ROLE) in shown.text
