"""The listener's safety card is at hand in every chat, can be put away, and opens again (T36)."""

import pytest

from bot.guide import Action
from bot.guide.cards_listening import (
    Hard,
    card_known_card,
    listener_card,
    listener_help_card,
    listener_short_card,
)
from bot.guide.cards_shared import too_late_card
from tests.flows.world import LISTENER, MEMBER, REQUESTS, SECOND_LISTENER, SECOND_MEMBER, World, has


async def test_it_is_put_away_once_known_and_opens_again(world: World) -> None:
    chat = await world.ask(MEMBER)
    first = (await world.press(LISTENER, Action.ACCEPT_REQUEST, chat.id, place=REQUESTS)).card
    assert has(first, Action.KNOW_CARD)
    known = await world.press(LISTENER, Action.KNOW_CARD, chat.id)
    assert known.card == card_known_card(world.wording, str(chat.id))
    second = await world.ask(SECOND_MEMBER)
    short = await world.press(LISTENER, Action.ACCEPT_REQUEST, second.id, place=REQUESTS)
    assert short.card == listener_short_card(world.wording, str(second.id))
    opened = await world.press(LISTENER, Action.LISTENER_CARD, second.id)
    mention = f"<@{LISTENER}>"
    assert opened.card == listener_card(world.wording, str(second.id), mention, 30, knows=True)
    await world.press(LISTENER, Action.SHOW_CARD_AGAIN, second.id)
    again = (await world.press(LISTENER, Action.LISTENER_CARD, second.id)).card
    assert has(again, Action.KNOW_CARD)


async def test_it_stands_near_the_bottom_of_every_chat(world: World) -> None:
    chat = await world.open_chat()
    for number in range(25):
        await world.say(MEMBER, chat.place, f"line {number}")
    (line,) = world.messages_with(chat.place, Action.LISTENER_CARD)
    opened = await world.press(LISTENER, Action.LISTENER_CARD, chat.id, place=chat.place, message=line.id)
    assert has(opened.card, Action.END_NOW)
    for person in (MEMBER, SECOND_MEMBER):
        answer = await world.press(person, Action.LISTENER_CARD, chat.id, place=chat.place)
        assert has(answer.card, Action.OKAY_HERE)
        assert not has(answer.card, Action.END_NOW)


async def test_outside_a_chat_it_ends_nothing(world: World) -> None:
    answer = await world.press(SECOND_LISTENER, Action.LISTENER_CARD, place=REQUESTS)
    assert answer.card == listener_card(world.wording, "", f"<@{SECOND_LISTENER}>", 45)
    assert not has(answer.card, Action.END_NOW)


@pytest.mark.parametrize("refers", [True, False])
@pytest.mark.parametrize("hard", Hard)
async def test_each_hard_thing_has_its_words(world: World, hard: Hard, refers: bool) -> None:
    await world.set_up(crisis_refers=refers)
    chat = await world.open_chat()
    answer = await world.press(LISTENER, Action.LISTENER_HELP, chat.id, values=(hard,))
    assert answer.card == listener_help_card(world.wording, str(chat.id), hard, refers=refers)


async def test_an_old_choice_is_answered_kindly(world: World) -> None:
    answer = await world.press(LISTENER, Action.LISTENER_HELP, values=("the moon",))
    assert answer.card == too_late_card(world.wording)
