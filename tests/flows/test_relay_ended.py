"""A relayed chat ends: after the last words, with kind words, and nothing is known of it later."""

from bot.casework.authority import Person
from bot.chats import State
from bot.guide import Action
from bot.guide.cards_relay import relay_closed_messages_card, relay_no_chat_card, relay_unreachable_card
from bot.guide.cards_shared import ended_card
from bot.store import tables
from tests.flows.relaying import open_relay, write
from tests.flows.world import (
    HOME,
    LISTENER,
    MEMBER,
    NAME,
    REQUESTS,
    SECOND_LISTENER,
    World,
    has,
)


async def test_the_end_comes_after_the_last_words_and_nothing_after_it(world: World) -> None:
    chat = await open_relay(world)
    await write(world, LISTENER, "take care")
    await world.press(MEMBER, Action.END_YES, chat.id, community=None)
    await write(world, LISTENER, "one more thing")
    ended = ended_card(world.wording)
    assert ended in world.private_cards(MEMBER)
    assert ended in world.private_cards(LISTENER)
    assert chat.heard(MEMBER) == ["take care"]
    assert world.private_cards(LISTENER)[-1] == relay_no_chat_card(world.wording)


async def test_after_a_day_nobody_knows_what_went_where(world: World) -> None:
    chat = await open_relay(world)
    await write(world, MEMBER, "thank you")
    await world.press(MEMBER, Action.END_YES, chat.id, community=None)
    await world.pass_time(hours=23)
    assert await world.rows(tables.relayed) != []
    await world.pass_time(hours=1)
    assert await world.rows(tables.relayed) == []


async def test_a_listener_who_leaves_without_a_word_is_asked_about(world: World) -> None:
    chat = await open_relay(world)
    await write(world, MEMBER, "are you still there?")
    await world.press(LISTENER, Action.END_YES, chat.id, community=None)
    assert has(world.private_cards(MEMBER)[-1], Action.SUDDEN_YES)


async def test_closed_messages_end_the_chat_with_kind_words(world: World) -> None:
    chat = await open_relay(world)
    world.surface.closed.add(LISTENER)
    await write(world, MEMBER, "are you there?")
    await write(world, MEMBER, "hello?")
    kind = relay_unreachable_card(world.wording, NAME, to_member=True)
    assert world.private_cards(MEMBER).count(kind) == 1
    assert (await world.chat(chat.id)).state is State.ENDED
    world.surface.closed.clear()
    waiting = await world.press(LISTENER, Action.MY_MESSAGES)
    closed = relay_closed_messages_card(world.wording, NAME)
    assert waiting.card is not None
    assert closed.text in waiting.card.text


async def test_a_member_with_closed_messages_leaves_no_listener_waiting(world: World) -> None:
    world.surface.closed.add(MEMBER)
    chat = await open_relay(world)
    assert (await world.chat(chat.id)).state is State.ENDED
    kind = relay_unreachable_card(world.wording, NAME, to_member=False)
    assert world.private_cards(LISTENER)[-2:] == [kind, ended_card(world.wording)]


async def test_a_listener_with_closed_messages_gives_the_request_back(world: World) -> None:
    world.surface.closed.add(LISTENER)
    chat = await open_relay(world)
    assert (await world.chat(chat.id)).state is State.ASKED
    assert world.private_cards(MEMBER) == []
    await world.press(SECOND_LISTENER, Action.ACCEPT_REQUEST, chat.id, place=REQUESTS)
    assert (await world.chat(chat.id)).state is State.OPEN
    await write(world, MEMBER, "hello")
    assert chat.heard(SECOND_LISTENER) == ["hello"]


async def test_who_left_the_community_has_ended_the_chat(world: World) -> None:
    chat = await open_relay(world)
    world.surface.closed.add(LISTENER)
    await world.stories.person_gone(HOME, Person(LISTENER))
    await world.settle()
    assert (await world.chat(chat.id)).state is State.ENDED
    assert ended_card(world.wording) in world.private_cards(MEMBER)
