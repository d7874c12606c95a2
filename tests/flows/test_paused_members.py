"""A pause holds for members too: they cannot start a new chat, are told so kindly, and their open chat stays."""

import pytest

from bot.guide import Action
from bot.guide.cards_listener import someone_else_took_it_card
from bot.guide.cards_member import before_asking_card, paused_in_chat_card, paused_member_card
from bot.guide.cards_shared import ended_card
from bot.guide.cards_shift import rest_offer_card
from tests.flows.world import (
    DESK,
    LISTENER,
    MEMBER,
    MODERATOR,
    NAME,
    REQUESTS,
    SECOND_LISTENER,
    SECOND_MEMBER,
    OpenChat,
    World,
    has,
)


async def pause(world: World, chat: OpenChat) -> None:
    """The listener tells about the member of a chat, and a moderator pauses new chats."""
    await world.report(chat, "sexual_romantic", by=chat.listener)
    case = await world.only_case()
    await world.press(MODERATOR, Action.CASE_PAUSE_YES, case.id, place=DESK)


@pytest.fixture
async def chat(world: World) -> OpenChat:
    """An open chat whose member has a pause."""
    chat = await world.open_chat()
    await pause(world, chat)
    return chat


async def test_a_paused_member_cannot_ask(world: World, chat: OpenChat) -> None:
    await world.end_chat(chat)
    kind = paused_member_card(world.wording)
    assert (await world.press(MEMBER, Action.TALK)).card == kind
    sent = await world.press(MEMBER, Action.SEND_REQUEST, "yes", fields={"topic": "work"})
    assert sent.card == kind
    assert await world.live_chat(MEMBER) is None
    assert has(kind, Action.URGENT_HELP)


async def test_others_can_and_after_the_pause_everybody(world: World, chat: OpenChat) -> None:
    await world.end_chat(chat)
    assert (await world.press(SECOND_MEMBER, Action.TALK)).card == before_asking_card(world.wording)
    await world.pass_time(days=14)
    assert (await world.press(MEMBER, Action.TALK)).card == before_asking_card(world.wording)


async def test_another_listener_does_not_take_the_open_chat_away(world: World, chat: OpenChat) -> None:
    answer = await world.press(MEMBER, Action.ANOTHER_LISTENER, chat.id, place=chat.place)
    assert answer.card == paused_in_chat_card(world.wording, str(chat.id))
    assert (await world.chat(chat.id)).is_open


async def test_a_listener_who_refers_a_paused_member_learns_nothing(world: World, chat: OpenChat) -> None:
    answer = await world.press(LISTENER, Action.REFER_NOW, chat.id, place=chat.place)
    ended = ended_card(world.wording).text
    assert answer.card == rest_offer_card(world.wording, before=ended)
    assert await world.live_chat(MEMBER) is None
    assert paused_member_card(world.wording, NAME) in world.private_cards(MEMBER)


async def test_a_request_that_waits_is_taken_back_with_the_pause(world: World) -> None:
    chat = await world.open_chat()
    await world.report(chat, "sexual_romantic", by=chat.listener)
    await world.end_chat(chat)
    request = await world.ask(MEMBER)
    case = await world.only_case()
    await world.press(MODERATOR, Action.CASE_PAUSE_YES, case.id, place=DESK)
    assert await world.live_chat(MEMBER) is None
    assert paused_member_card(world.wording, NAME) in world.private_cards(MEMBER)
    late = await world.press(SECOND_LISTENER, Action.ACCEPT_REQUEST, request.id, place=REQUESTS)
    assert late.card == someone_else_took_it_card(world.wording)
