"""Crisis words: help first, by the community's policy; a quiet link where it is wanted; nothing held against anyone."""

from datetime import timedelta

import pytest

from bot.guide import Action
from bot.guide.cards_crisis import asked_moderator_card, crisis_card, nobody_answered_card
from bot.guide.cards_listener import listener_crisis_card, listener_hint_card
from bot.guide.views_setup import SetupStep
from bot.store.acts import DeleteMessage, SendCard
from tests.flows.world import (
    CRISIS,
    DESK,
    HOME,
    LISTENER,
    MEMBER,
    MODERATOR,
    NAME,
    OWNER,
    ROOM,
    SECOND_MEMBER,
    World,
    argument,
)

HINT = "there is no point in anything anymore"


@pytest.mark.parametrize("refers", [True, False])
async def test_the_policy_is_the_communitys_and_both_sides_read_it(world: World, refers: bool) -> None:
    await world.press(OWNER, Action.SETUP_PICK, SetupStep.CRISIS, values=("on" if refers else "off",))
    chat = await world.open_chat()
    await world.say(MEMBER, chat.place, CRISIS)
    assert crisis_card(world.wording, str(chat.id), refers=refers) in world.cards(chat.place)
    helping = listener_crisis_card(world.wording, str(chat.id), NAME, refers=refers)
    assert helping in world.private_cards(LISTENER)


async def stay(world: World, place: int, minutes: int) -> None:
    """Let time pass in a chat in which the listener does not fall silent."""
    for passed in range(0, minutes, 5):
        await world.pass_time(minutes=min(5, minutes - passed))
        await world.say(LISTENER, place, "I am here with you.")


async def test_a_quiet_link_without_words_once_an_hour_for_each_person(world: World) -> None:
    await world.press(OWNER, Action.SETUP_PICK, SetupStep.CRISIS_ALERT, values=("on",))
    chat = await world.open_chat()
    await world.say(MEMBER, chat.place, CRISIS)
    (alert,) = world.messages_with(DESK, Action.HELP_TAKEN)
    assert isinstance(alert.act, SendCard)
    assert alert.act.silent
    assert alert.act.mention_role is None
    assert f"https://discord.com/channels/{HOME}/{chat.place}" in alert.card.text
    assert "kill" not in alert.card.text
    assert f"<@{MEMBER}>" not in alert.card.text
    assert crisis_card(world.wording, str(chat.id), alerted=True) in world.cards(chat.place)
    told = listener_crisis_card(world.wording, str(chat.id), NAME, alerted=True)
    assert told in world.private_cards(LISTENER)
    await stay(world, chat.place, minutes=31)
    await world.say(MEMBER, chat.place, f"{CRISIS} still")
    assert len(world.messages_with(DESK, Action.HELP_TAKEN)) == 1
    # What is not true this time is not said this time.
    assert crisis_card(world.wording, str(chat.id)) in world.cards(chat.place)
    await world.say(SECOND_MEMBER, ROOM, CRISIS)
    assert len(world.messages_with(DESK, Action.HELP_TAKEN)) == 2
    await stay(world, chat.place, minutes=30)
    await world.say(MEMBER, chat.place, f"{CRISIS} again")
    assert len(world.messages_with(DESK, Action.HELP_TAKEN)) == 3


async def test_words_that_may_mean_it_show_help_and_call_nobody(world: World) -> None:
    await world.set_up(crisis_alert=True, crisis_refers=True)
    chat = await world.open_chat()
    await world.say(MEMBER, chat.place, HINT)
    assert crisis_card(world.wording, str(chat.id), hint=True) in world.cards(chat.place)
    assert listener_hint_card(world.wording, str(chat.id), NAME) in world.private_cards(LISTENER)
    assert world.messages_with(DESK, Action.HELP_TAKEN) == []


async def test_a_hint_in_a_room_is_answered_in_private(world: World) -> None:
    await world.set_up(crisis_alert=True)
    await world.agree(MEMBER, yes=True)
    await world.say(MEMBER, ROOM, HINT)
    assert crisis_card(world.wording, "", community=NAME, hint=True) in world.private_cards(MEMBER)
    assert world.messages_with(DESK, Action.HELP_TAKEN) == []


async def test_who_says_it_plainly_after_a_hint_gets_the_card_and_a_moderator(world: World) -> None:
    await world.set_up(crisis_alert=True, crisis_refers=True)
    chat = await world.open_chat()
    await world.say(MEMBER, chat.place, HINT)
    await world.say(MEMBER, chat.place, CRISIS)
    await world.say(MEMBER, chat.place, HINT)
    plain = crisis_card(world.wording, str(chat.id), refers=True, alerted=True)
    assert world.cards(chat.place)[-2:] == [crisis_card(world.wording, str(chat.id), hint=True), plain]
    assert len(world.messages_with(DESK, Action.HELP_TAKEN)) == 1


async def test_in_a_room_nobody_else_reads_anything_and_the_link_stays_a_link(world: World) -> None:
    await world.set_up(crisis_alert=True)
    await world.agree(MEMBER, yes=False)
    message = await world.say(MEMBER, ROOM, CRISIS)
    (alert,) = world.messages_with(DESK, Action.HELP_TAKEN)
    link = f"https://discord.com/channels/{HOME}/{ROOM}/{message}"
    assert link in alert.card.text
    key = argument(alert.card, Action.HELP_TAKEN)
    await world.press(MODERATOR, Action.HELP_TAKEN, key, place=DESK, message=alert.id)
    assert link in alert.card.text
    assert f"<@{MEMBER}>" not in alert.card.text
    assert world.cards(ROOM) == []


async def test_who_asks_after_a_quiet_link_is_still_heard(world: World) -> None:
    await world.set_up(crisis_alert=True)
    chat = await world.open_chat()
    await world.say(MEMBER, chat.place, CRISIS)
    answer = await world.press(MEMBER, Action.ASK_MODERATOR, chat.id, place=chat.place)
    assert answer.card == asked_moderator_card(world.wording)
    call = world.messages_with(DESK, Action.HELP_TAKEN)[-1]
    assert isinstance(call.act, SendCard)
    assert call.act.mention_role is not None


async def test_nothing_is_held_against_anyone_deleted_or_said_in_front_of_others(world: World) -> None:
    await world.set_up(crisis_alert=True, crisis_refers=True)
    chat = await world.open_chat()
    for place in (chat.place, ROOM):
        await world.say(MEMBER, place, CRISIS)
        await world.say(LISTENER, place, CRISIS)
    for person in (MEMBER, LISTENER):
        assert await world.flags_about(person) == ()
    assert await world.cases() == ()
    assert not any(
        isinstance(done.delivery.act, DeleteMessage)
        for done in world.surface.done
        if done.delivery.act.lane in (f"place:{ROOM}", f"place:{chat.place}")
    )
    assert world.cards(ROOM) == []


async def test_the_promise_of_ten_minutes_is_kept_over_a_restart(world: World) -> None:
    chat = await world.open_chat()
    await world.press(MEMBER, Action.ASK_MODERATOR, chat.id, place=chat.place)
    await world.stories.stop()
    world.clock.move(timedelta(minutes=30))
    await world.restart()
    assert world.private_cards(MEMBER).count(nobody_answered_card(world.wording, NAME)) == 1


async def test_a_week_later_nobody_waits_for_that_any_more(world: World) -> None:
    chat = await world.open_chat()
    await world.press(MEMBER, Action.ASK_MODERATOR, chat.id, place=chat.place)
    await world.stories.stop()
    world.clock.move(timedelta(days=7))
    await world.restart()
    assert nobody_answered_card(world.wording, NAME) not in world.private_cards(MEMBER)
