"""A listener works a shift: on and off by button, with limits of their own, and rests that end by themselves."""

from datetime import timedelta

import pytest

from bot.chats import RelayFor, Shift, Topic
from bot.guide import Action
from bot.guide.cards_listener import first_shift_consent_card
from bot.guide.cards_shared import all_right_card, not_allowed_card, too_late_card
from bot.guide.cards_shift import NO_LIMIT, full_card, rest_over_card, rest_taken_card
from bot.guide.views_setup import SetupStep
from bot.store import listeners, people
from tests.flows.world import (
    HOME,
    LISTENER,
    MEMBER,
    NAME,
    OWNER,
    REQUESTS,
    SECOND_MEMBER,
    World,
    argument,
    has,
)


async def shift_of(world: World, person: int = LISTENER) -> Shift:
    async with world.database.reading() as connection:
        return await listeners.find_shift(connection, HOME, person)


async def test_on_and_off_by_button(world: World) -> None:
    card = (await world.press(LISTENER, Action.MY_SHIFT)).card
    assert card is not None
    assert world.wording.text("shift.off") in card.text
    on = (await world.press(LISTENER, Action.GO_ON_SHIFT)).card
    assert on is not None
    assert world.wording.text("shift.on") in on.text
    async with world.database.reading() as connection:
        assert [one.person for one in await listeners.on_shift(connection, HOME)] == [LISTENER]
    off = (await world.press(LISTENER, Action.GO_OFF_SHIFT)).card
    assert off is not None
    assert has(off, Action.GO_ON_SHIFT)
    assert not (await shift_of(world)).on


async def test_only_listeners_have_a_shift(world: World) -> None:
    for action in (Action.MY_SHIFT, Action.GO_ON_SHIFT, Action.CHOOSE_MOST, Action.CHOOSE_TOPICS):
        answer = await world.press(MEMBER, action, values=("1",))
        assert answer.card == not_allowed_card(world.wording)
    assert not (await shift_of(world, MEMBER)).on


async def test_at_the_first_shift_they_are_asked_about_private_notes(world: World) -> None:
    newcomer = 59
    world.surface.roles[newcomer] = world.surface.roles[LISTENER]
    asked = (await world.press(newcomer, Action.GO_ON_SHIFT)).card
    assert asked == first_shift_consent_card(world.wording, "shift")
    assert not (await shift_of(world, newcomer)).on
    await world.press(newcomer, Action.SHIFT_NOTES_NO, argument(asked, Action.SHIFT_NOTES_NO))
    assert (await shift_of(world, newcomer)).on
    async with world.database.reading() as connection:
        assert (await people.known(connection, HOME, newcomer)).private_words is False


@pytest.mark.parametrize("relay", [RelayFor.NEW, RelayFor.ALL])
async def test_where_chats_go_by_private_message_that_is_said_when_they_are_asked(
    bare_world: World, relay: RelayFor
) -> None:
    await bare_world.set_up(relay=relay)
    newcomer = 59
    bare_world.surface.roles[newcomer] = bare_world.surface.roles[LISTENER]
    at_shift = await bare_world.press(newcomer, Action.GO_ON_SHIFT)
    chat = await bare_world.ask(MEMBER)
    at_request = await bare_world.press(newcomer, Action.ACCEPT_REQUEST, chat.id, place=REQUESTS)
    card = first_shift_consent_card
    assert at_shift.card == card(bare_world.wording, "shift", relayed=True)
    assert at_request.card == card(bare_world.wording, str(chat.id), relayed=True)


async def test_their_own_limit_of_chats_holds_and_can_be_changed(world: World) -> None:
    await world.press(LISTENER, Action.CHOOSE_MOST, values=("1",))
    chat = await world.open_chat()
    waiting = await world.ask(SECOND_MEMBER)
    full = await world.press(LISTENER, Action.ACCEPT_REQUEST, waiting.id, place=REQUESTS)
    assert full.card == full_card(world.wording)
    await world.end_chat(chat)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, waiting.id, place=REQUESTS)
    assert (await world.chat(waiting.id)).listener == LISTENER
    await world.press(LISTENER, Action.CHOOSE_MOST, values=(NO_LIMIT,))
    assert (await shift_of(world)).most_chats is None
    await world.press(LISTENER, Action.CHOOSE_MOST, values=("many",))
    assert (await shift_of(world)).most_chats is None


async def test_topics_they_do_not_take_are_kept_and_unknown_ones_are_not(world: World) -> None:
    answer = await world.press(LISTENER, Action.CHOOSE_TOPICS, values=("loss", "food", "the moon"))
    shift = await shift_of(world)
    assert shift.not_taken == {Topic.LOSS, Topic.FOOD}
    assert answer.card is not None
    assert "Losing someone, Food and eating" in answer.card.text
    await world.press(LISTENER, Action.GO_ON_SHIFT)
    await world.press(LISTENER, Action.CHOOSE_TOPICS, values=())
    assert (await shift_of(world)).not_taken == frozenset()


async def test_a_rest_ends_the_shift_for_a_while_and_welcomes_back(world: World) -> None:
    await world.press(LISTENER, Action.GO_ON_SHIFT)
    taken = await world.press(LISTENER, Action.TAKE_REST)
    assert taken.card == rest_taken_card(world.wording, world.now + timedelta(hours=1))
    assert not (await shift_of(world)).on
    await world.press(LISTENER, Action.CHOOSE_REST, values=("half_hour",))
    back = rest_over_card(world.wording, NAME)
    await world.pass_time(minutes=29)
    assert back not in world.private_cards(LISTENER)
    await world.pass_time(minutes=1)
    assert world.private_cards(LISTENER).count(back) == 1
    assert not (await shift_of(world)).on
    message = world.surface.private[LISTENER][-1]
    await world.press(LISTENER, Action.GO_ON_SHIFT, community=None, message=message.id)
    assert (await shift_of(world)).on


async def test_who_comes_back_sooner_is_not_welcomed_later(world: World) -> None:
    await world.press(LISTENER, Action.TAKE_REST)
    await world.press(LISTENER, Action.GO_ON_SHIFT)
    await world.pass_time(hours=2)
    assert rest_over_card(world.wording, NAME) not in world.private_cards(LISTENER)


@pytest.mark.parametrize(("away", "welcomed"), [(timedelta(minutes=90), 1), (timedelta(days=7), 0)])
async def test_a_rest_ends_over_a_restart_and_long_after_it_nothing_is_said(
    world: World, away: timedelta, welcomed: int
) -> None:
    await world.press(LISTENER, Action.TAKE_REST)
    await world.stories.stop()
    world.clock.move(away)
    await world.restart()
    await world.pass_time(seconds=1)
    assert world.private_cards(LISTENER).count(rest_over_card(world.wording, NAME)) == welcomed
    assert not (await shift_of(world)).rests(world.now)


async def test_no_rest_is_taken_as_it_is(world: World) -> None:
    await world.press(LISTENER, Action.GO_ON_SHIFT)
    answer = await world.press(LISTENER, Action.NO_REST)
    assert answer.card == all_right_card(world.wording)
    assert (await shift_of(world)).on
    late = await world.press(LISTENER, Action.CHOOSE_REST, values=("forever",))
    assert late.card == too_late_card(world.wording)


async def test_the_listeners_channel_gets_a_panel_and_loses_it_when_it_moves(world: World) -> None:
    for _ in range(2):
        await world.press(OWNER, Action.SETUP_DONE)
    (panel,) = world.messages_with(REQUESTS, Action.MY_SHIFT)
    assert (await world.community()).listeners_panel == panel.id
    await world.press(OWNER, Action.SETUP_CLEAR, SetupStep.REQUESTS)
    assert world.messages_with(REQUESTS, Action.MY_SHIFT) == []
