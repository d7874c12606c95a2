"""Moderators act on a case: confirmed, logged and effective; nobody decides about their own."""

from datetime import timedelta

import pytest

from bot.casework.report_times import LOOK_AGAIN_WITHIN
from bot.flows.surface import Refused
from bot.guide import Action, Card
from bot.guide.cards_listener import all_clear_card, pause_card, pause_over_card, paused_listener_card
from bot.guide.cards_moderator import (
    case_dealt_card,
    case_done_card,
    own_case_card,
    paused_card,
    someone_did_card,
    taken_card,
)
from bot.guide.cards_report import report_done_card
from bot.guide.cards_shared import not_allowed_card, notice_checked, too_late_card
from bot.store.acts import SendCard, SendPrivately
from tests.flows.recording import Trouble
from tests.flows.world import (
    ASKS,
    DESK,
    LISTENER,
    MEMBER,
    MODERATOR,
    NAME,
    OVERSIGHT,
    SECOND_LISTENER,
    SECOND_MEMBER,
    SECOND_MODERATOR,
    TEAM,
    THIRD_MEMBER,
    WANTS_SECRECY_AND_HOME,
    OpenChat,
    World,
    has,
)

TAKE = (Action.CASE_TAKE, Action.CASE_TAKE_YES)
PAUSE = (Action.CASE_PAUSE, Action.CASE_PAUSE_YES)
FINE = (Action.CASE_FINE, Action.CASE_FINE_YES)
DEALT = (Action.CASE_DEALT, Action.CASE_DEALT_YES)
DEALT = (Action.CASE_DEALT, Action.CASE_DEALT_YES)


async def three_asks(world: World, listener: int = LISTENER) -> list[OpenChat]:
    """A listener asks in three chats, which makes a case."""
    chats = [await world.open_chat(member, listener) for member in (MEMBER, SECOND_MEMBER, THIRD_MEMBER)]
    for chat in chats:
        await world.say(listener, chat.place, ASKS)
    return chats


async def decide(world: World, steps: tuple[Action, Action], by: int = MODERATOR, place: int = DESK) -> Card:
    """Press and confirm; returns the last answer."""
    case = (await world.cases())[-1]
    asked = await world.press(by, steps[0], case.id, place=place)
    assert has(asked.card, steps[1])
    answer = await world.press(by, steps[1], case.id, place=place)
    assert answer.card is not None
    return answer.card


async def test_taking_a_case(world: World) -> None:
    await three_asks(world)
    assert await decide(world, TAKE) == taken_card(world.wording, 1, "1:2")
    case = await world.only_case()
    assert case.taken_by == MODERATOR
    assert await world.case_log(case.id) == ["opened:contact_chats", "taken"]
    (message,) = world.case_messages()
    assert f"<@{MODERATOR}> is on it" in message.card.text
    assert not has(message.card, Action.CASE_TAKE)


async def test_asking_to_confirm_changes_nothing(world: World) -> None:
    await three_asks(world)
    case = await world.only_case()
    for action in (Action.CASE_TAKE, Action.CASE_PAUSE, Action.CASE_FINE, Action.CASE_CANCEL):
        await world.press(MODERATOR, action, case.id, place=DESK)
    assert await world.case_log(case.id) == ["opened:contact_chats"]
    assert await world.only_case() == case


async def test_the_second_moderator_hears_who_was_quicker(world: World) -> None:
    await three_asks(world)
    case = await world.only_case()
    await decide(world, TAKE)
    answer = await world.press(SECOND_MODERATOR, Action.CASE_TAKE_YES, case.id, place=DESK)
    assert answer.card == someone_did_card(world.wording, f"<@{MODERATOR}>", 1)


async def test_a_paused_listener_gets_no_new_chats_and_is_told(world: World) -> None:
    await three_asks(world)
    until = world.now + timedelta(days=14)
    assert await decide(world, PAUSE) == paused_card(world.wording, f"<@{LISTENER}>", until, "1:2")
    assert pause_card(world.wording, until, NAME) in world.private_cards(LISTENER)
    request = await world.ask(64)
    answer = await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id)
    assert answer.card == paused_listener_card(world.wording)
    (message,) = world.case_messages()
    assert not has(message.card, Action.CASE_PAUSE)
    assert "paused" in await world.case_log(1)


async def test_a_pause_ends_and_its_end_is_told(world: World) -> None:
    await three_asks(world)
    await decide(world, PAUSE)
    over = pause_over_card(world.wording, NAME)
    await world.pass_time(days=13, hours=23)
    assert over not in world.private_cards(LISTENER)
    await world.pass_time(hours=1)
    assert world.private_cards(LISTENER).count(over) == 1
    request = await world.ask(64)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id)
    assert (await world.chat(request.id)).listener == LISTENER


async def test_an_urgent_pause_is_told_once_somebody_looked(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, WANTS_SECRECY_AND_HOME)
    until = world.now + timedelta(hours=24)
    told = pause_card(world.wording, until, NAME, by_bot=True)
    assert told not in world.private_cards(LISTENER)
    await decide(world, TAKE)
    assert told in world.private_cards(LISTENER)
    await world.pass_time(hours=24)
    assert pause_over_card(world.wording, NAME) in world.private_cards(LISTENER)


async def test_all_clear(world: World) -> None:
    chats = await three_asks(world)
    await world.report(chats[0], "asked_contact", "it felt odd")
    await decide(world, PAUSE)
    assert await decide(world, FINE) == case_done_card(world.wording, 1)
    flags = await world.flags_about(LISTENER)
    assert all(flag.cleared and flag.judged and not flag.excerpt for flag in flags)
    for chat in chats:
        assert world.notices(chat.place) == []
        assert notice_checked(world.wording) in world.cards(chat.place)
    assert world.private_cards(LISTENER)[-1] == all_clear_card(world.wording, NAME)
    until = world.now + LOOK_AGAIN_WITHIN
    done = report_done_card(world.wording, 1, NAME, acted=False, report="1", again_until=until)
    assert world.private_cards(MEMBER)[-1] == done
    card = world.cards(DESK)[0]
    assert card.buttons == ()
    assert ASKS not in card.text
    case = await world.only_case()
    assert (case.outcome, case.closed_at) == ("no_problem", world.now)
    request = await world.ask(64)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id)
    assert (await world.chat(request.id)).listener == LISTENER


async def test_after_an_all_clear_the_pause_does_not_end_a_second_time(world: World) -> None:
    await three_asks(world)
    await decide(world, PAUSE)
    await decide(world, FINE)
    told = len(world.private_cards(LISTENER))
    await world.pass_time(days=15)
    assert len(world.private_cards(LISTENER)) == told


async def test_a_case_that_was_real_is_closed_as_dealt_with(world: World) -> None:
    chats = await three_asks(world)
    await world.report(chats[0], "asked_contact", "it felt odd")
    await decide(world, PAUSE)
    assert await decide(world, DEALT) == case_dealt_card(world.wording, 1, "1:3")
    flags = await world.flags_about(LISTENER)
    assert all(flag.judged and not flag.cleared for flag in flags)
    assert all(world.notices(chat.place) for chat in chats)
    done = report_done_card(world.wording, 1, NAME, acted=True)
    assert world.private_cards(MEMBER)[-1] == done
    assert world.cards(DESK)[0].buttons == ()
    assert (await world.only_case()).outcome == "dealt_with"
    request = await world.ask(64)
    answer = await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id)
    assert answer.card == paused_listener_card(world.wording)


@pytest.mark.parametrize("closing", [FINE, DEALT])
async def test_what_was_judged_counts_no_more(world: World, closing: tuple[Action, Action]) -> None:
    await three_asks(world)
    await decide(world, closing)
    chat = await world.open_chat(64)
    await world.say(LISTENER, chat.place, ASKS)
    assert len(await world.cases()) == 1
    for member in (65, 66):
        chat = await world.open_chat(member)
        await world.say(LISTENER, chat.place, ASKS)
    assert [case.number for case in await world.cases()] == [1, 2]


async def test_dealt_with(world: World) -> None:
    chats = await three_asks(world)
    await world.report(chats[0], "asked_contact")
    await decide(world, PAUSE)
    assert await decide(world, DEALT) == case_dealt_card(world.wording, 1, "1:3")
    flags = await world.flags_about(LISTENER)
    assert all(flag.judged and not flag.cleared and not flag.stands for flag in flags)
    assert any(flag.excerpt for flag in flags)
    assert len(world.notices(chats[0].place)) == 1
    done = report_done_card(world.wording, 1, NAME, acted=True)
    assert world.private_cards(MEMBER)[-1] == done
    assert world.cards(DESK)[0].buttons == ()
    assert (await world.only_case()).outcome == "dealt_with"
    request = await world.ask(64)
    answer = await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id)
    assert answer.card == paused_listener_card(world.wording)
    await world.pass_time(days=14)
    assert pause_over_card(world.wording, NAME) in world.private_cards(LISTENER)


async def test_an_urgent_pause_that_stays_after_dealing_is_told(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, WANTS_SECRECY_AND_HOME)
    until = world.now + timedelta(hours=24)
    await decide(world, DEALT)
    assert pause_card(world.wording, until, NAME, by_bot=True) in world.private_cards(LISTENER)
    await world.pass_time(hours=24)
    assert pause_over_card(world.wording, NAME) in world.private_cards(LISTENER)


async def test_a_closed_case_is_closed(world: World) -> None:
    await three_asks(world)
    await decide(world, FINE)
    for action in (Action.CASE_TAKE_YES, Action.CASE_PAUSE_YES, Action.CASE_FINE_YES, Action.CASE_DEALT_YES):
        answer = await world.press(MODERATOR, action, 1, place=DESK)
        assert answer.card == too_late_card(world.wording)


@pytest.mark.parametrize("person", [LISTENER, MEMBER])
async def test_the_people_in_a_case_do_not_decide_it(world: World, person: int) -> None:
    await three_asks(world)
    world.surface.roles[person] = frozenset({TEAM})
    answer = await world.press(person, Action.CASE_FINE_YES, 1, place=DESK)
    assert answer.card == own_case_card(world.wording, 1)
    assert (await world.only_case()).closed_at is None


async def test_a_moderator_who_reported_does_not_decide(world: World) -> None:
    chat = await world.open_chat(MODERATOR, LISTENER)
    await world.report(chat, "judged")
    answer = await world.press(MODERATOR, Action.CASE_TAKE_YES, 1, place=DESK)
    assert answer.card == own_case_card(world.wording, 1)


async def test_others_have_no_say(world: World) -> None:
    await three_asks(world)
    answer = await world.press(SECOND_LISTENER, Action.CASE_FINE_YES, 1, place=DESK)
    assert answer.card == not_allowed_card(world.wording)


async def test_a_case_that_is_not_there(world: World) -> None:
    answer = await world.press(MODERATOR, Action.CASE_FINE_YES, 77, place=DESK)
    assert answer.card == too_late_card(world.wording)


# -- cases about moderators --------------------------------------------------------------------------------


async def about_a_moderator(world: World) -> OpenChat:
    """A moderator who also listens is reported."""
    world.surface.roles[LISTENER] = frozenset({TEAM, 32})
    chat = await world.open_chat()
    await world.report(chat, "asked_contact")
    return chat


async def test_a_case_about_a_moderator_goes_to_oversight_alone(world: World) -> None:
    await about_a_moderator(world)
    assert world.cards(DESK) == []
    (card,) = world.private_cards(OVERSIGHT)
    assert has(card, Action.CASE_TAKE)


async def test_it_stays_there_whatever_happens_to_it(world: World) -> None:
    chat = await about_a_moderator(world)
    await world.say(LISTENER, chat.place, WANTS_SECRECY_AND_HOME)
    await world.press(OVERSIGHT, Action.CASE_TAKE_YES, 1, community=None)
    await world.press(OVERSIGHT, Action.CASE_PAUSE_YES, 1, community=None)
    await world.pass_time(days=15)
    assert [one for one in world.surface.acts_in(DESK) if not one.about.startswith("digest")] == []
    assert "is on it" in world.private_cards(OVERSIGHT)[0].text


async def test_oversight_decides_from_a_direct_message(world: World) -> None:
    await about_a_moderator(world)
    await decide(world, FINE, OVERSIGHT)
    assert (await world.only_case()).closed_at is not None
    assert world.private_cards(OVERSIGHT)[0].buttons == ()


async def test_a_moderator_flagged_by_screening_is_with_oversight_too(world: World) -> None:
    world.surface.roles[LISTENER] = frozenset({TEAM, 32})
    await three_asks(world)
    assert world.cards(DESK) == []
    assert len(world.private_cards(OVERSIGHT)) == 1


async def test_a_report_whose_card_waits_still_goes_to_oversight_only(world: World) -> None:
    world.surface.ask_for_time("send_privately", 5, times=3)
    chat = await about_a_moderator(world)
    await world.say(LISTENER, chat.place, WANTS_SECRECY_AND_HOME)
    await world.pass_time(minutes=5)
    assert world.cards(DESK) == []
    assert any(has(card, Action.CASE_TAKE) for card in world.private_cards(OVERSIGHT))


async def test_without_oversight_somebody_still_sees_it(world: World) -> None:
    await world.set_up(oversight=None)
    await about_a_moderator(world)
    assert len(world.case_messages()) == 1


async def test_a_case_about_oversight_itself_goes_to_the_team(world: World) -> None:
    await world.set_up(oversight=LISTENER)
    await about_a_moderator(world)
    assert world.private_cards(LISTENER) == []
    assert len(world.case_messages()) == 1


async def test_without_a_moderators_channel_oversight_gets_the_case(world: World) -> None:
    await world.set_up(moderators_channel=None)
    await three_asks(world)
    assert isinstance(world.surface.private[OVERSIGHT][0].act, SendPrivately)


async def test_a_moderators_channel_that_cannot_be_written_in_is_made_up_for(world: World) -> None:
    world.surface.troubles.append(
        Trouble(
            lambda one: isinstance(one.act, SendCard) and one.act.place == DESK, Refused("missing access")
        )
    )
    await three_asks(world)
    assert has(world.private_cards(OVERSIGHT)[0], Action.CASE_TAKE)
