"""A listener stops a chat: End now, Refer with or without a note, and the rest that is offered afterwards."""

import pytest

from bot.chats import State
from bot.guide import Action, Card
from bot.guide.cards_listener import refer_done_card
from bot.guide.cards_member import referred_card
from bot.guide.cards_refer import (
    may_go_along_card,
    note_answered_card,
    note_not_sent_card,
    refer_ask_card,
    refer_waiting_card,
)
from bot.guide.cards_shared import ended_card, not_allowed_card, too_late_card
from bot.guide.cards_shift import rest_offer_card
from bot.store import handovers, tables
from tests.flows.world import (
    CRISIS,
    LISTENER,
    MEMBER,
    NAME,
    PLAIN,
    REQUESTS,
    SECOND_LISTENER,
    SECOND_MEMBER,
    SEXUAL,
    OpenChat,
    World,
    argument,
    has,
)

NOTE = "Waits for exam results. Likes long pauses."


async def note_at(world: World, chat: int) -> str:
    async with world.database.reading() as connection:
        return await handovers.note_for(connection, world.database.keys, chat)


async def write(world: World, chat: OpenChat, note: str = NOTE) -> Card | None:
    form = (await world.press(LISTENER, Action.WRITE_NOTE, chat.id, place=chat.place)).form
    assert form is not None
    answer = await world.press(LISTENER, form.action, form.argument, place=chat.place, fields={"note": note})
    return answer.card


def is_offered(world: World, person: int = LISTENER) -> bool:
    return any(has(card, Action.TAKE_REST) for card in world.private_cards(person))


# -- End now -----------------------------------------------------------------------------------------------


async def test_end_now_needs_no_reason_and_is_never_called_sudden(world: World) -> None:
    chat = await world.open_chat()
    await world.say(MEMBER, chat.place, PLAIN)
    answer = await world.press(LISTENER, Action.END_NOW, chat.id, place=chat.place)
    assert answer.card == ended_card(world.wording)
    assert (await world.chat(chat.id)).state is State.ENDED
    assert world.says_ended(chat.place)
    assert not any(has(card, Action.SUDDEN_YES) for card in world.private_cards(MEMBER))
    late = await world.press(LISTENER, Action.END_NOW, chat.id, place=chat.place)
    assert late.card == too_late_card(world.wording)


async def test_end_now_is_the_listeners(world: World) -> None:
    chat = await world.open_chat()
    for action in (Action.END_NOW, Action.REFER, Action.REFER_NOW, Action.WRITE_NOTE, Action.SEND_NOTE):
        answer = await world.press(MEMBER, action, chat.id, place=chat.place, fields={"note": NOTE})
        assert answer.card == not_allowed_card(world.wording)
    assert (await world.chat(chat.id)).state is State.OPEN


# -- Refer -------------------------------------------------------------------------------------------------


async def test_refer_asks_first_and_is_always_a_new_chat(world: World) -> None:
    chat = await world.open_chat()
    asked = await world.press(LISTENER, Action.REFER, chat.id, place=chat.place)
    assert asked.card == refer_ask_card(world.wording, str(chat.id))
    assert (await world.chat(chat.id)).state is State.OPEN
    done = await world.press(LISTENER, Action.REFER_NOW, chat.id, place=chat.place)
    referred = refer_done_card(world.wording).text
    assert done.card == rest_offer_card(world.wording, before=referred)
    again = await world.live_chat(MEMBER)
    assert again is not None
    assert again.id != chat.id
    assert referred_card(world.wording, str(again.id), NAME) in world.private_cards(MEMBER)


async def test_a_note_goes_along_once_its_member_has_read_it_and_agreed(world: World) -> None:
    chat = await world.open_chat()
    waiting = await write(world, chat)
    assert waiting == refer_waiting_card(world.wording, str(chat.id))
    asked = may_go_along_card(world.wording, str(chat.id), NOTE, NAME)
    assert asked in world.private_cards(MEMBER)
    assert (await world.chat(chat.id)).state is State.OPEN
    message = world.surface.private[MEMBER][-1]
    answer = await world.press(MEMBER, Action.NOTE_YES, chat.id, community=None, message=message.id)
    again = await world.live_chat(MEMBER)
    assert again is not None
    assert answer.card == note_answered_card(world.wording, str(again.id), goes_along=True)
    assert is_offered(world)
    (request,) = world.messages_with(REQUESTS, Action.ACCEPT_REQUEST)
    assert "exam" not in request.card.text
    taken = await world.press(SECOND_LISTENER, Action.ACCEPT_REQUEST, again.id, place=REQUESTS)
    assert taken.card is not None
    assert "Waits for exam results" in taken.card.text
    reopened = (await world.press(SECOND_LISTENER, Action.LISTENER_CARD, again.id)).card
    assert reopened is not None
    assert "Waits for exam results" in reopened.text


async def test_a_note_that_its_member_does_not_want_goes_nowhere(world: World) -> None:
    chat = await world.open_chat()
    await write(world, chat)
    answer = await world.press(MEMBER, Action.NOTE_NO, chat.id, place=chat.place)
    again = await world.live_chat(MEMBER)
    assert again is not None
    assert answer.card == note_answered_card(world.wording, str(again.id), goes_along=False)
    assert await world.rows(tables.handovers) == []
    twice = await world.press(MEMBER, Action.NOTE_YES, chat.id, place=chat.place)
    assert twice.card == too_late_card(world.wording)
    assert await note_at(world, again.id) == ""


async def test_without_an_answer_it_is_referred_without_the_note(world: World) -> None:
    chat = await world.open_chat()
    await write(world, chat)
    await world.pass_time(minutes=9)
    assert (await world.chat(chat.id)).state is State.OPEN
    await world.pass_time(minutes=1)
    again = await world.live_chat(MEMBER)
    assert again is not None
    assert again.id != chat.id
    assert await world.rows(tables.handovers) == []
    assert is_offered(world)


@pytest.mark.parametrize("by", [MEMBER, LISTENER])
async def test_a_note_is_gone_when_the_chat_ends_otherwise(world: World, by: int) -> None:
    chat = await world.open_chat()
    await write(world, chat)
    await world.end_chat(chat, by)
    await world.pass_time(minutes=10)
    assert await world.rows(tables.handovers) == []
    assert await world.live_chat(MEMBER) is None


async def test_only_its_member_answers_a_note(world: World) -> None:
    chat = await world.open_chat()
    await write(world, chat)
    answer = await world.press(LISTENER, Action.NOTE_YES, chat.id, place=chat.place)
    assert answer.card == not_allowed_card(world.wording)
    other = await world.press(SECOND_MEMBER, Action.NOTE_YES, chat.id, place=chat.place)
    assert other.card == too_late_card(world.wording)
    assert (await world.chat(chat.id)).state is State.OPEN


@pytest.mark.parametrize(
    "note", ["they can be reached on whatsapp 07700 900123", "add me on snap: quietfox_77", "ask <@1234>", ""]
)
async def test_a_note_does_not_carry_what_a_message_may_not(world: World, note: str) -> None:
    chat = await world.open_chat()
    before = list(world.private_cards(MEMBER))
    assert await write(world, chat, note) == note_not_sent_card(world.wording, str(chat.id))
    assert world.private_cards(MEMBER) == before
    assert await world.rows(tables.handovers) == []


async def test_a_note_is_sealed_and_gone_after_the_next_chat(world: World) -> None:
    chat = await world.open_chat()
    await write(world, chat)
    (row,) = await world.rows(tables.handovers)
    assert isinstance(row["note"], bytes)
    assert b"exam" not in row["note"]
    await world.press(MEMBER, Action.NOTE_YES, chat.id, place=chat.place)
    again = await world.live_chat(MEMBER)
    assert again is not None
    await world.press(SECOND_LISTENER, Action.ACCEPT_REQUEST, again.id, place=REQUESTS)
    await world.press(MEMBER, Action.END_YES, again.id)
    await world.stories.start()
    await world.pass_time(days=1)
    assert await world.rows(tables.handovers) == []


# -- a rest afterwards -------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [CRISIS, SEXUAL])
@pytest.mark.parametrize("by", [MEMBER, LISTENER])
async def test_after_a_heavy_chat_a_rest_is_offered(world: World, words: str, by: int) -> None:
    chat = await world.open_chat()
    await world.say(MEMBER, chat.place, words)
    answer = await world.press(by, Action.END_YES, chat.id, place=chat.place)
    offered = answer.card if by == LISTENER else None
    if by == MEMBER:
        assert answer.card == ended_card(world.wording)
        offered = next(card for card in world.private_cards(LISTENER) if has(card, Action.TAKE_REST))
    await world.press(LISTENER, Action.TAKE_REST, argument(offered, Action.TAKE_REST))
    assert not is_offered(world, MEMBER)


async def test_after_another_listener_was_asked_for_too(world: World) -> None:
    chat = await world.open_chat()
    await world.say(MEMBER, chat.place, CRISIS)
    await world.press(MEMBER, Action.ANOTHER_LISTENER, chat.id, place=chat.place)
    assert is_offered(world)


async def test_after_a_usual_chat_nothing_is_offered(world: World) -> None:
    chat = await world.open_chat()
    await world.say(MEMBER, chat.place, PLAIN)
    answer = await world.press(LISTENER, Action.END_YES, chat.id, place=chat.place)
    assert answer.card == ended_card(world.wording)
    assert not is_offered(world)
