"""What is said when a member asks, pushes, overshares or hurts, and when somebody may be in danger."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.guide import Action, Card, Wording
from bot.guide.cards_crisis import (
    asked_moderator_card,
    crisis_card,
    helpline_card,
    helpline_select,
    moderator_coming_card,
    nobody_answered_card,
    okay_for_now_card,
    urgent_help_card,
)
from bot.guide.cards_listener import (
    how_to_answer_card,
    listener_boundary_card,
    listener_crisis_card,
    why_rule_card,
)
from bot.guide.cards_member import (
    could_not_hide_card,
    hidden_card,
    kept_card,
    member_asked_tip,
    overshare_tip,
)
from bot.guide.cards_panel import safety_card
from bot.guide.cards_rules import RulesPlace, RulesReader, rules_card
from bot.guide.cards_shared import (
    help_card,
    not_allowed_card,
    privacy_card,
    too_late_card,
    which_community_card,
)
from bot.screening import Category
from bot.store import tables
from bot.store.acts import SendCard
from tests.flows.world import (
    CRISIS,
    DESK,
    HOME,
    LISTENER,
    LOBBY,
    MEMBER,
    MEMBER_ASKS,
    MEMBER_PUSHES,
    MODERATOR,
    NAME,
    OVERSHARES,
    ROOM,
    SAYS_NO,
    SECOND_LISTENER,
    SEXUAL,
    World,
    argument,
    has,
)


async def test_a_member_asks_and_both_are_helped_privately(world: World) -> None:
    chat = await world.open_chat()
    await world.say(MEMBER, chat.place, MEMBER_ASKS)
    assert member_asked_tip(world.wording, str(chat.id), NAME) in world.private_cards(MEMBER)
    assert how_to_answer_card(world.wording, str(chat.id), NAME) in world.private_cards(LISTENER)
    assert world.notices(chat.place) == []
    assert await world.flags_about(MEMBER) == ()


async def test_asking_again_after_a_no_is_a_flag_and_still_no_case(world: World) -> None:
    chat = await world.open_chat()
    await world.say(MEMBER, chat.place, MEMBER_ASKS)
    await world.say(LISTENER, chat.place, SAYS_NO)
    await world.say(MEMBER, chat.place, MEMBER_PUSHES)
    flags = await world.flags_about(MEMBER)
    assert flags
    assert all(flag.after_refusal for flag in flags)
    assert any("asking again after a no" in card.text for card in world.private_cards(MEMBER))
    helped = listener_boundary_card(world.wording, str(chat.id), NAME)
    assert helped in world.private_cards(LISTENER)
    assert await world.cases() == ()


async def test_a_member_who_does_it_to_a_second_listener_becomes_a_case(world: World) -> None:
    for listener in (LISTENER, SECOND_LISTENER):
        assert await world.cases() == ()
        chat = await world.open_chat(MEMBER, listener)
        await world.say(MEMBER, chat.place, SEXUAL)
        await world.end_chat(chat, listener)
    case = await world.only_case()
    assert (case.subject, case.reason) == (MEMBER, "second_listener")
    (message,) = world.case_messages()
    assert "2 chats with 2 people" in message.card.text


async def test_an_overshare_can_be_hidden(world: World) -> None:
    chat = await world.open_chat()
    message = await world.say(MEMBER, chat.place, OVERSHARES)
    tip = world.private_cards(MEMBER)[-1]
    assert tip == overshare_tip(world.wording, f"{chat.place}/{message}/{MEMBER}", NAME)
    answer = await world.press(MEMBER, Action.HIDE_IT, argument(tip, Action.HIDE_IT), community=None)
    assert answer.card == hidden_card(world.wording)
    assert all(seen.id != message for seen in world.surface.written[chat.place])
    assert await world.flags_about(MEMBER) == ()


async def test_only_its_writer_hides_a_message(world: World) -> None:
    chat = await world.open_chat()
    message = await world.say(MEMBER, chat.place, OVERSHARES)
    argued = argument(world.private_cards(MEMBER)[-1], Action.HIDE_IT)
    answer = await world.press(LISTENER, Action.HIDE_IT, argued)
    assert answer.card == not_allowed_card(world.wording)
    assert any(seen.id == message for seen in world.surface.written[chat.place])


async def test_the_tip_about_an_overshare_comes_once_in_ten_minutes_and_once_for_a_message(
    world: World,
) -> None:
    def tips() -> int:
        return sum(has(card, Action.HIDE_IT) for card in world.private_cards(MEMBER))

    chat = await world.open_chat()
    await world.say(MEMBER, chat.place, OVERSHARES)
    for number in range(3):
        await world.say(MEMBER, chat.place, f"{OVERSHARES} {number}")
    assert tips() == 1
    await world.pass_time(minutes=11)
    await world.say(MEMBER, chat.place, f"{OVERSHARES} again")
    assert tips() == 2
    await world.pass_time(minutes=11)
    seen = world.surface.written[chat.place][-1]
    preview = replace(seen, text=f"{seen.text}\nA page about phones", edited=True)
    await world.stories.message_seen(preview)
    await world.settle()
    assert tips() == 2


async def test_what_could_not_be_hidden_is_not_said_to_be_gone(world: World) -> None:
    chat = await world.open_chat()
    await world.say(MEMBER, chat.place, OVERSHARES)
    world.surface.refuse("delete_message")
    argued = argument(world.private_cards(MEMBER)[-1], Action.HIDE_IT)
    answer = await world.press(MEMBER, Action.HIDE_IT, argued, community=None)
    assert answer.card == could_not_hide_card(world.wording)


async def test_what_stays_stays(world: World) -> None:
    chat = await world.open_chat()
    message = await world.say(MEMBER, chat.place, OVERSHARES)
    argued = argument(world.private_cards(MEMBER)[-1], Action.KEEP_IT)
    answer = await world.press(MEMBER, Action.KEEP_IT, argued, community=None)
    assert answer.card == kept_card(world.wording)
    assert any(seen.id == message for seen in world.surface.written[chat.place])


async def test_sexual_words_meet_a_boundary_and_the_listener_can_leave(world: World) -> None:
    chat = await world.open_chat()
    await world.say(MEMBER, chat.place, SEXUAL)
    assert "not okay in a chat" in world.private_cards(MEMBER)[-1].text
    card = world.private_cards(LISTENER)[-1]
    assert has(card, Action.END_NOW)
    assert has(card, Action.GET_MODERATOR)
    assert Category.ADVANCE in {flag.category for flag in await world.flags_about(MEMBER)}
    await world.press(LISTENER, Action.END_NOW, argument(card, Action.END_NOW), community=None)
    assert world.surface.threads[chat.place].locked


# -- crisis ------------------------------------------------------------------------------------------------


async def test_crisis_words_bring_one_warm_card_and_no_flag(world: World) -> None:
    chat = await world.open_chat()
    card = crisis_card(world.wording, str(chat.id))
    await world.say(MEMBER, chat.place, CRISIS)
    await world.pass_time(minutes=29)
    await world.say(MEMBER, chat.place, f"{CRISIS} really")
    assert world.cards(chat.place).count(card) == 1
    await world.pass_time(minutes=2)
    await world.say(MEMBER, chat.place, f"{CRISIS} still")
    assert world.cards(chat.place).count(card) == 2
    assert await world.flags_about(MEMBER) == ()
    assert world.cards(DESK) == []
    helped = listener_crisis_card(world.wording, str(chat.id), NAME)
    assert helped in world.private_cards(LISTENER)


async def test_crisis_words_are_counted_without_words_or_names(world: World) -> None:
    chat = await world.open_chat()
    await world.say(MEMBER, chat.place, CRISIS)
    counted = await world.rows(tables.tallies)
    assert [(row["what"], row["number"]) for row in counted] == [("crisis", 1)]


@pytest.mark.parametrize("agreed", [True, False])
async def test_in_a_room_help_is_private_and_only_for_who_agreed(world: World, agreed: bool) -> None:
    await world.agree(MEMBER, yes=agreed)
    await world.say(MEMBER, ROOM, CRISIS)
    await world.say(MEMBER, ROOM, f"{CRISIS} really")
    assert world.cards(ROOM) == []
    wanted = crisis_card(world.wording, "", community=NAME)
    assert world.private_cards(MEMBER).count(wanted) == (1 if agreed else 0)


async def test_crisis_words_read_late_bring_nothing(world: World) -> None:
    seen = world.wrote(MEMBER, ROOM, CRISIS)
    await world.pass_time(minutes=11)
    await world.stories.message_seen(seen)
    await world.settle()
    assert world.private_cards(MEMBER) == []


# -- asking for a moderator --------------------------------------------------------------------------------


async def test_one_call_an_hour_with_a_link_and_no_words(world: World) -> None:
    chat = await world.open_chat()
    for _ in range(2):
        answer = await world.press(MEMBER, Action.ASK_MODERATOR, chat.id, place=chat.place)
        assert answer.card == asked_moderator_card(world.wording)
        await world.pass_time(minutes=5)
    (call,) = world.messages_with(DESK, Action.HELP_TAKEN)
    assert f"https://discord.com/channels/{HOME}/{chat.place}" in call.card.text
    assert isinstance(call.act, SendCard)
    assert call.act.mention_role == 31
    await world.pass_time(minutes=55)
    await world.press(MEMBER, Action.ASK_MODERATOR, chat.id, place=chat.place)
    assert len(world.messages_with(DESK, Action.HELP_TAKEN)) == 2


async def test_after_ten_minutes_it_says_that_nobody_answered(world: World) -> None:
    chat = await world.open_chat()
    await world.press(MEMBER, Action.ASK_MODERATOR, chat.id, place=chat.place)
    await world.pass_time(minutes=9)
    nobody = nobody_answered_card(world.wording, NAME)
    assert nobody not in world.private_cards(MEMBER)
    await world.pass_time(minutes=1)
    assert world.private_cards(MEMBER).count(nobody) == 1


async def test_a_moderator_who_is_on_it_is_announced_only_then(world: World) -> None:
    chat = await world.open_chat()
    await world.press(MEMBER, Action.ASK_MODERATOR, chat.id, place=chat.place)
    (call,) = world.messages_with(DESK, Action.HELP_TAKEN)
    coming = moderator_coming_card(world.wording, NAME)
    assert coming not in world.private_cards(MEMBER)
    key = argument(call.card, Action.HELP_TAKEN)
    refused = await world.press(MEMBER, Action.HELP_TAKEN, key, place=DESK, message=call.id)
    assert refused.card == not_allowed_card(world.wording)
    await world.press(MODERATOR, Action.HELP_TAKEN, key, place=DESK, message=call.id)
    assert coming in world.private_cards(MEMBER)
    assert not has(call.card, Action.HELP_TAKEN)
    await world.pass_time(minutes=15)
    assert nobody_answered_card(world.wording, NAME) not in world.private_cards(MEMBER)
    again = await world.press(MEMBER, Action.ASK_MODERATOR, chat.id, place=chat.place)
    assert again.card == moderator_coming_card(world.wording)


async def test_who_asks_outside_a_chat_is_named(world: World) -> None:
    await world.press(MEMBER, Action.ASK_MODERATOR, place=9_999, community=None)
    (call,) = world.messages_with(DESK, Action.HELP_TAKEN)
    assert f"<@{MEMBER}>" in call.card.text


async def test_what_was_sent_privately_knows_its_community(world: World) -> None:
    await world.is_also_elsewhere(MEMBER)
    await world.say(MEMBER, ROOM, CRISIS)
    message = world.surface.private[MEMBER][-1]
    assert has(message.card, Action.ASK_MODERATOR)
    lost = await world.press(MEMBER, Action.ASK_MODERATOR, place=9_999, community=None)
    assert lost.card == which_community_card(world.wording)
    await world.press(MEMBER, Action.ASK_MODERATOR, place=9_999, community=None, message=message.id)
    (call,) = world.messages_with(DESK, Action.HELP_TAKEN)
    assert f"<@{MEMBER}>" in call.card.text


async def test_who_asks_in_the_lobby_is_not_answered_in_front_of_others(world: World) -> None:
    await world.agree(MEMBER, yes=False)
    before = list(world.cards(LOBBY))
    await world.press(MEMBER, Action.ASK_MODERATOR, place=LOBBY)
    (call,) = world.messages_with(DESK, Action.HELP_TAKEN)
    await world.pass_time(minutes=11)
    assert world.cards(LOBBY) == before
    key = argument(call.card, Action.HELP_TAKEN)
    await world.press(MODERATOR, Action.HELP_TAKEN, key, place=DESK, message=call.id)
    assert world.cards(LOBBY) == before
    assert f"<@{MEMBER}>" in call.card.text
    assert "discord.com" not in call.card.text
    answer = await world.press(MEMBER, Action.MY_MESSAGES)
    coming = moderator_coming_card(world.wording, NAME)
    assert answer.card is not None
    assert coming.text in answer.card.text


async def test_a_listener_can_get_a_moderator(world: World) -> None:
    chat = await world.open_chat()
    await world.press(LISTENER, Action.GET_MODERATOR, chat.id, place=chat.place)
    (call,) = world.messages_with(DESK, Action.HELP_TAKEN)
    assert "A listener asks" in call.card.text


async def test_without_a_moderators_channel_there_are_helplines(world: World) -> None:
    await world.set_up(moderators_channel=None)
    answer = await world.press(MEMBER, Action.ASK_MODERATOR)
    assert answer.card == helpline_select(world.wording)


@pytest.mark.parametrize(
    ("action", "values", "expected"),
    [
        (Action.URGENT_HELP, (), urgent_help_card),
        (Action.FIND_HELP, (), helpline_select),
        (Action.CHOOSE_COUNTRY, ("DE",), lambda wording: helpline_card(wording, "DE")),
        (Action.OKAY_FOR_NOW, (), okay_for_now_card),
        (Action.WHY_RULE, (), why_rule_card),
        (Action.OKAY_HERE, (), safety_card),
        (
            Action.SHOW_PAGE,
            ("rules",),
            lambda wording: rules_card(wording, RulesPlace(), RulesReader()),
        ),
        (Action.SHOW_PAGE, ("nothing",), too_late_card),
        ("help", (), lambda wording: help_card(wording, "the operator")),
        ("privacy", (), privacy_card),
        ("an old button", (), too_late_card),
    ],
)
@pytest.mark.parametrize("community", [HOME, None])
async def test_help_and_guide_open_everywhere(
    world: World,
    community: int | None,
    action: str,
    values: tuple[str, ...],
    expected: Callable[[Wording], Card],
) -> None:
    answer = await world.press(MEMBER, action, values=values, community=community)
    assert answer.card == expected(world.wording)
