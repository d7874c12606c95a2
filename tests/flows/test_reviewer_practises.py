"""A volunteer who was asked to review practises, and can then work on cases."""

from bot.flows.surface import CASE, RECORD, REVIEW_PRACTICE
from bot.flows.surface import DESK as DESK_COMMAND
from bot.guide import Action
from bot.guide.cards_case import no_such_case_card
from bot.guide.cards_moderator import taken_card
from bot.guide.cards_reviewer import practice_card, practice_done_card
from bot.guide.cards_shared import not_allowed_card, too_late_card
from tests.flows.world import (
    ASKS,
    DESK,
    LISTENER,
    MEMBER,
    SECOND_MEMBER,
    TEAM,
    THIRD_MEMBER,
    World,
    argument,
    has,
)

REVIEWERS, REVIEWER = 33, 46


async def asked_to_review(world: World) -> None:
    """The community has the role, and somebody holds it."""
    await world.set_up(reviewers_role=REVIEWERS)
    world.surface.roles[REVIEWER] = frozenset({REVIEWERS})


async def a_case(world: World) -> int:
    for member in (MEMBER, SECOND_MEMBER, THIRD_MEMBER):
        chat = await world.open_chat(member)
        await world.say(LISTENER, chat.place, ASKS)
    return (await world.only_case()).id


async def practise(world: World) -> None:
    answer = await world.press(REVIEWER, REVIEW_PRACTICE, place=DESK)
    for number in range(1, 6):
        assert answer.card == practice_card(world.wording, number)
        answer = await world.press(REVIEWER, Action.PRACTICE_ANSWER, f"{number}:a", place=DESK)
        assert has(answer.card, Action.PRACTICE_NEXT)
        answer = await world.press(REVIEWER, Action.PRACTICE_NEXT, number, place=DESK)
    assert answer.card == practice_done_card(world.wording)


async def test_before_the_practice_a_reviewer_cannot_take_a_case_and_after_it_they_can(world: World) -> None:
    await asked_to_review(world)
    case = await a_case(world)
    early = await world.press(REVIEWER, Action.CASE_TAKE_YES, case, place=DESK)
    assert early.card == not_allowed_card(world.wording)
    await practise(world)
    taken = await world.press(REVIEWER, Action.CASE_TAKE_YES, case, place=DESK)
    undo = argument(taken.card, Action.CASE_UNDO)
    assert taken.card == taken_card(world.wording, 1, undo)
    assert (await world.only_case()).taken_by == REVIEWER


async def test_the_practice_goes_on_where_it_was_left(world: World) -> None:
    await asked_to_review(world)
    await world.press(REVIEWER, Action.PRACTICE_ANSWER, "1:c", place=DESK)
    again = await world.press(REVIEWER, REVIEW_PRACTICE, place=DESK)
    assert again.card == practice_card(world.wording, 2)
    await world.press(REVIEWER, Action.PRACTICE_ANSWER, "5:a", place=DESK)
    skipped = await world.press(REVIEWER, REVIEW_PRACTICE, place=DESK)
    assert skipped.card == practice_card(world.wording, 2)


async def test_the_practice_is_for_those_who_were_asked_to_review(world: World) -> None:
    await asked_to_review(world)
    for person in (LISTENER, MEMBER):
        for action in (REVIEW_PRACTICE, Action.PRACTICE_ANSWER, Action.PRACTICE_NEXT):
            answer = await world.press(person, action, "1:a", place=DESK)
            assert answer.card == not_allowed_card(world.wording)


async def test_an_answer_to_a_situation_that_does_not_exist_is_met_kindly(world: World) -> None:
    await asked_to_review(world)
    for odd in ("9:a", "x", ""):
        answer = await world.press(REVIEWER, Action.PRACTICE_ANSWER, odd, place=DESK)
        assert answer.card == too_late_card(world.wording)


async def test_a_practised_reviewer_has_a_desk_and_looks_up_cases(world: World) -> None:
    await asked_to_review(world)
    await a_case(world)
    assert (await world.press(REVIEWER, DESK_COMMAND)).card == not_allowed_card(world.wording)
    await practise(world)
    shown = (await world.press(REVIEWER, DESK_COMMAND)).card
    found = (await world.press(REVIEWER, CASE, "1")).card
    assert shown is not None
    assert "**Nobody is on it yet**" in shown.text
    assert found is not None
    assert found != no_such_case_card(world.wording, "1")


async def test_a_practised_reviewer_reads_a_record_only_with_an_open_case(world: World) -> None:
    await asked_to_review(world)
    await practise(world)
    refused = not_allowed_card(world.wording)
    for action in (RECORD, Action.RECORD_READ):
        without = await world.press(REVIEWER, action, LISTENER, fields={"reason": "I want to know it"})
        assert without.card == refused
    await a_case(world)
    record = (await world.press(REVIEWER, RECORD, LISTENER)).card
    assert record is not None
    assert record != refused
    assert f"<@{LISTENER}>" in record.text


async def test_what_is_about_the_team_is_not_on_a_reviewers_desk(world: World) -> None:
    await asked_to_review(world)
    world.surface.roles[LISTENER] |= {TEAM}
    await a_case(world)
    await practise(world)
    desk = (await world.press(REVIEWER, DESK_COMMAND)).card
    assert desk is not None
    assert f"<@{LISTENER}>" not in desk.text
    assert (await world.press(REVIEWER, RECORD, LISTENER)).card == not_allowed_card(world.wording)
    nothing = no_such_case_card(world.wording, "1")
    assert (await world.press(REVIEWER, CASE, "1")).card == nothing
