"""Those who wait hear where things stand: somebody looks now, and a new date when a promise was missed (Q02, P07)."""

from datetime import timedelta

import pytest

from bot.flows.time_due import time_due
from bot.guide import Action, Card
from bot.guide.cards_late import late_report_card, late_subject_card, looking_card
from bot.store.acts import SendCard
from tests.flows.recording import PowerCut
from tests.flows.replying import answer, ask, questions_to, reported
from tests.flows.test_cases import DEALT, PAUSE, TAKE, decide, three_asks
from tests.flows.world import (
    DESK,
    HOME,
    LISTENER,
    MEMBER,
    MODERATOR,
    NAME,
    SECOND_MEMBER,
    SECOND_MODERATOR,
    WANTS_SECRECY_AND_HOME,
    World,
)


def late_words(world: World, person: int) -> list[Card]:
    return [card for card in world.private_cards(person) if "We are late" in card.text]


def looks_now(world: World, person: int) -> int:
    return sum("Somebody is looking at your report" in card.text for card in world.private_cards(person))


# -- being looked at -------------------------------------------------------------------------------------------


async def test_a_reporter_hears_that_somebody_looks_and_never_who(world: World) -> None:
    await reported(world)
    await decide(world, TAKE)
    assert world.private_cards(MEMBER)[-1] == looking_card(world.wording, 1, NAME)
    assert str(MODERATOR) not in world.private_cards(MEMBER)[-1].text
    assert looks_now(world, LISTENER) == 0


async def test_it_is_said_once_whoever_takes_over(world: World) -> None:
    await reported(world)
    await decide(world, TAKE)
    await world.press(SECOND_MODERATOR, Action.CASE_TAKE_YES, 1, place=DESK)
    await world.press(MODERATOR, Action.CASE_TAKE_YES, 1, place=DESK)
    await ask(world)
    assert looks_now(world, MEMBER) == 1


async def test_asking_for_their_side_takes_the_case_and_says_so_too(world: World) -> None:
    await reported(world)
    await ask(world)
    assert (await world.only_case()).taken_by == MODERATOR
    assert looks_now(world, MEMBER) == 1


async def test_every_reporter_of_a_case_hears_it(world: World) -> None:
    await reported(world)
    await reported(world, by=SECOND_MEMBER)
    await decide(world, TAKE)
    assert (looks_now(world, MEMBER), looks_now(world, SECOND_MEMBER)) == (1, 1)


# -- late ------------------------------------------------------------------------------------------------------


async def test_a_missed_first_look_is_told_with_a_new_date_to_who_reported(world: World) -> None:
    await reported(world)
    await world.pass_time(days=1, hours=23)
    assert late_words(world, MEMBER) == []
    await world.pass_time(hours=1)
    by = world.now + timedelta(days=3)
    assert late_words(world, MEMBER) == [late_report_card(world.wording, 1, by, NAME)]
    # The listener knows of nothing, and does not learn of it by our being late.
    assert late_words(world, LISTENER) == []
    case = await world.only_case()
    assert case.late_told_at == world.now
    (message,) = world.case_messages()
    assert "This is late" in message.card.text


async def test_while_nobody_looks_it_is_said_every_three_days_and_no_date_passes_in_silence(
    world: World,
) -> None:
    await reported(world)
    await world.pass_time(days=2)
    for days in range(1, 10):
        await world.pass_time(days=1)
        assert len(late_words(world, MEMBER)) == 1 + days // 3


async def test_an_urgent_case_calls_the_team_again_at_each_miss(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, WANTS_SECRECY_AND_HOME)
    await world.pass_time(hours=12)
    await world.pass_time(hours=12)
    calls = [one for one in world.surface.places[DESK] if "waits longer than promised" in one.card.text]
    assert len(calls) == 2
    assert all(isinstance(one.act, SendCard) and one.act.mention_role for one in calls)
    # A pause of the bot's that nobody looked at was never told.
    assert late_words(world, LISTENER) == []


async def test_who_was_paused_and_told_so_hears_it_as_well(world: World) -> None:
    await three_asks(world)
    await decide(world, PAUSE)
    await world.pass_time(days=2)
    by = world.now + timedelta(days=3)
    assert late_words(world, LISTENER) == [late_subject_card(world.wording, by, NAME)]


async def test_who_was_asked_hears_it_once_it_is_the_teams_turn(world: World) -> None:
    await reported(world)
    await ask(world)
    await answer(world, "did_not")
    await world.pass_time(days=3)
    assert len(late_words(world, LISTENER)) == 1
    assert len(late_words(world, MEMBER)) == 1


async def test_while_an_answer_is_waited_for_nobody_is_late(world: World) -> None:
    await reported(world)
    await ask(world)
    await world.pass_time(days=3)
    assert late_words(world, MEMBER) == []
    assert late_words(world, LISTENER) == []


async def test_a_question_that_reached_nobody_makes_nobody_learn_of_the_case(world: World) -> None:
    await world.agree(LISTENER, yes=False)
    await reported(world)
    await ask(world)
    await world.agree(LISTENER, yes=True)
    await world.pass_time(days=7, hours=1)
    await world.pass_time(days=3)
    assert len(late_words(world, MEMBER)) == 1
    assert late_words(world, LISTENER) == []


async def test_a_closed_case_is_never_late(world: World) -> None:
    await reported(world)
    await decide(world, DEALT)
    await world.pass_time(days=30)
    assert late_words(world, MEMBER) == []


async def test_uneasy_was_promised_nothing(world: World) -> None:
    chats = await three_asks(world)
    await world.press(MEMBER, Action.UNEASY, chats[0].id, place=chats[0].place)
    await decide(world, TAKE)
    await world.pass_time(days=6)
    assert looks_now(world, MEMBER) == 0
    assert late_words(world, MEMBER) == []


@pytest.mark.parametrize("after", [False, True])
async def test_a_power_cut_while_telling_says_it_once(world: World, after: bool) -> None:
    await reported(world)
    world.surface.lose_power("send_privately", after=after)
    world.clock.move(timedelta(days=2))
    await time_due(world.stories.parts)
    with pytest.raises(PowerCut):
        await world.stories.settle()
    await world.restart()
    assert len(late_words(world, MEMBER)) == 1
    assert questions_to(world) == []
    assert (await world.only_case()).community == HOME
