"""A volunteer who is new to reviewing closes a case: it waits until somebody agrees."""

import asyncio

import pytest

from bot.casework.case_life import CaseState
from bot.casework.reviewing import READ_WITH_ANOTHER
from bot.guide import Action
from bot.guide.cards_deciding import overtaken_card
from bot.guide.cards_moderator import needs_other_person_card, own_case_card, undone_card
from bot.guide.cards_reading import (
    reading_refused_card,
    reading_still_waits_card,
    reading_waits_already_card,
    reading_waits_card,
)
from bot.guide.cards_report import report_done_card
from bot.guide.cards_reviewer import new_reviewer_card, not_new_reviewer_card
from bot.guide.cards_second import oversight_asked_card, put_aside_line_card
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.store.tables import second_readings
from bot.store.words import DecisionState
from tests.flows.appealed import decided
from tests.flows.breaking import REVIEWERS, decisions_on_record, like_this, name_rule
from tests.flows.desk import press, three_asks
from tests.flows.reviewing import (
    OTHER_REVIEWER,
    REVIEWER,
    a_case_to_decide,
    asked,
    ended,
    helps_to_review,
    told,
)
from tests.flows.world import (
    DESK,
    LISTENER,
    MEMBER,
    MODERATOR,
    NAME,
    OVERSIGHT,
    SECOND_LISTENER,
    SECOND_MODERATOR,
    World,
    argument,
    has,
)

CLOSINGS = pytest.mark.parametrize(
    ("action", "outcome"),
    [(Action.CASE_FINE_YES, "no_problem"), (Action.CASE_DEALT_YES, "dealt_with")],
)


async def a_case(world: World, ended_before: int = 0) -> None:
    """A case that a practised reviewer holds."""
    await world.set_up(reviewers_role=REVIEWERS)
    chats = await three_asks(world)
    await world.report(chats[0], "judged", "it felt odd")
    await helps_to_review(world, REVIEWER, ended_before)
    await press(world, Action.CASE_TAKE_YES, by=REVIEWER)


@CLOSINGS
async def test_the_first_closings_of_a_reviewer_wait_until_somebody_else_agrees(
    world: World, action: Action, outcome: str
) -> None:
    await a_case(world)
    before = told(world)
    waits = await press(world, action, by=REVIEWER)
    assert waits == reading_waits_card(world.wording, 1, "r1")
    assert (await world.only_case()).state is CaseState.LOOKING
    assert (told(world), await ended(world)) == (before, 0)
    (card,) = asked(world)
    assert f"<@{REVIEWER}> is new to reviewing" in card.text

    await press(world, Action.DECISION_AGREE, "r1", by=SECOND_MODERATOR)
    case = await world.only_case()
    assert (case.state, case.outcome) == (CaseState.CLOSED, outcome)
    acted = report_done_card(world.wording, 1, NAME, acted=True).text
    assert (acted in {one.text for one in world.private_cards(MEMBER)}) is (outcome == "dealt_with")
    assert told(world) > before
    assert await ended(world) == 1
    assert asked(world) == []
    assert any(f"<@{SECOND_MODERATOR}> agreed" in one.text for one in world.cards(DESK))
    assert {"reading_waits", "reading_agreed"} <= set(await world.case_log(1))


@CLOSINGS
@pytest.mark.parametrize("before", [READ_WITH_ANOTHER - 1, READ_WITH_ANOTHER])
async def test_after_ten_a_reviewer_closes_alone(
    world: World, action: Action, outcome: str, before: int
) -> None:
    await a_case(world, before)
    await press(world, action, by=REVIEWER)
    case = await world.only_case()
    assert (case.outcome == outcome) is (before == READ_WITH_ANOTHER)
    assert await ended(world) == before + (before == READ_WITH_ANOTHER)


async def test_what_is_closed_together_with_somebody_counts_towards_the_ten(world: World) -> None:
    await a_case_to_decide(world, decided_before=READ_WITH_ANOTHER - 1)
    await press(world, Action.CASE_FINE_YES, by=REVIEWER)
    await press(world, Action.DECISION_AGREE, "r1", by=SECOND_MODERATOR)
    await three_asks(world, SECOND_LISTENER)
    await press(world, Action.CASE_DEALT_YES, 2, by=REVIEWER)
    assert (await world.cases())[-1].outcome == "dealt_with"


@CLOSINGS
async def test_moderators_and_oversight_need_nobody_for_that(
    world: World, action: Action, outcome: str
) -> None:
    await a_case(world)
    await press(world, action, by=OVERSIGHT)
    assert (await world.only_case()).outcome == outcome


async def test_nobody_agrees_with_themselves_nor_who_is_new_or_part_of_it(world: World) -> None:
    await a_case(world)
    await helps_to_review(world, OTHER_REVIEWER)
    await press(world, Action.CASE_FINE_YES, by=REVIEWER)
    refusals = {
        REVIEWER: needs_other_person_card(world.wording, 1),
        OTHER_REVIEWER: new_reviewer_card(world.wording, 1),
        LISTENER: own_case_card(world.wording, 1),
        MEMBER: own_case_card(world.wording, 1),
        66: not_allowed_card(world.wording),
    }
    for person, refusal in refusals.items():
        assert await press(world, Action.DECISION_AGREE, "r1", by=person) == refusal
    assert (await world.only_case()).state is CaseState.LOOKING


async def test_who_does_not_agree_leaves_everything_as_it_was(world: World) -> None:
    await a_case(world)
    await press(world, Action.CASE_FINE_YES, by=REVIEWER)
    before = told(world)
    card = await press(world, Action.DECISION_REFUSE, "r1", by=SECOND_MODERATOR)
    assert card == reading_refused_card(world.wording, 1)
    assert ((await world.only_case()).state, told(world), await ended(world)) == (
        CaseState.LOOKING,
        before,
        0,
    )
    late = await press(world, Action.DECISION_AGREE, "r1", by=SECOND_MODERATOR)
    assert late == overtaken_card(world.wording, 1)
    await press(world, Action.CASE_DEALT_YES, by=REVIEWER)
    await press(world, Action.DECISION_AGREE, "r2", by=SECOND_MODERATOR)
    assert (await world.only_case()).outcome == "dealt_with"


async def test_only_one_thing_waits_in_a_case(world: World) -> None:
    await a_case(world)
    await press(world, Action.CASE_FINE_YES, by=REVIEWER)
    for action in (Action.CASE_FINE_YES, Action.CASE_DEALT_YES):
        again = await press(world, action, by=REVIEWER)
        assert again == reading_waits_already_card(world.wording, 1)
    assert len(asked(world)) == 1


async def test_a_case_that_goes_on_otherwise_puts_it_aside(world: World) -> None:
    case = await a_case_to_decide(world)
    await press(world, Action.CASE_FINE_YES, case, by=REVIEWER)
    # The decision of a reviewer waits too; once somebody agrees with that one, the other counts for nothing.
    await like_this(world, await name_rule(world, case, "D4", by=REVIEWER), by=REVIEWER)
    await press(world, Action.DECISION_AGREE, 1, by=SECOND_MODERATOR)
    (decision,) = await decisions_on_record(world)
    assert decision.state is DecisionState.STANDS
    assert asked(world) == []
    assert "reading_put_aside" in await world.case_log(1)
    late = await press(world, Action.DECISION_AGREE, "r1", by=OVERSIGHT)
    assert late == overtaken_card(world.wording, 1)
    assert (await world.only_case()).state is CaseState.DECIDED


async def test_a_moderator_who_closes_it_is_not_held_up(world: World) -> None:
    await a_case(world)
    await press(world, Action.CASE_DEALT_YES, by=REVIEWER)
    await press(world, Action.CASE_FINE_YES, by=OVERSIGHT)
    assert (await world.only_case()).outcome == "no_problem"
    assert asked(world) == []
    aside = put_aside_line_card(world.wording, 1, f"<@{OVERSIGHT}>")
    assert aside in world.cards(DESK)


async def test_two_who_press_at_once_end_it_once(world: World) -> None:
    await a_case(world)
    await press(world, Action.CASE_DEALT_YES, by=REVIEWER)
    pressed = await asyncio.gather(
        world.press(SECOND_MODERATOR, Action.DECISION_AGREE, "r1", place=DESK),
        world.press(OVERSIGHT, Action.DECISION_REFUSE, "r1", place=DESK),
    )
    (row,) = await world.rows(second_readings)
    closed = (await world.only_case()).state is CaseState.CLOSED
    assert row["state"] == ("agreed" if closed else "refused")
    assert [one.card for one in pressed].count(overtaken_card(world.wording, 1)) == 1


async def test_an_agreed_closing_is_taken_back_by_who_agreed(world: World) -> None:
    await a_case(world)
    await press(world, Action.CASE_DEALT_YES, by=REVIEWER)
    done = await press(world, Action.DECISION_AGREE, "r1", by=SECOND_MODERATOR)
    undo = argument(done, Action.CASE_UNDO)
    assert await press(world, Action.CASE_UNDO, undo, by=SECOND_MODERATOR) == undone_card(world.wording, 1)
    assert (await world.only_case()).state is CaseState.LOOKING


async def test_nobody_else_is_there_so_oversight_is_asked(world: World) -> None:
    await a_case(world)
    await press(world, Action.CASE_FINE_YES, by=REVIEWER)
    other = await press(world, Action.DECISION_ALONE, "r1", by=SECOND_MODERATOR)
    assert other == not_allowed_card(world.wording)
    card = await press(world, Action.DECISION_ALONE, "r1", by=REVIEWER)
    assert card == oversight_asked_card(world.wording, 1)
    assert has(world.private_cards(OVERSIGHT)[-1], Action.DECISION_AGREE)
    await press(world, Action.DECISION_AGREE, "r1", by=OVERSIGHT)
    assert (await world.only_case()).outcome == "no_problem"
    assert not has(world.private_cards(OVERSIGHT)[-1], Action.DECISION_AGREE)


async def test_without_oversight_it_waits(world: World) -> None:
    await a_case(world)
    await world.set_up(reviewers_role=REVIEWERS, oversight=None)
    await press(world, Action.CASE_FINE_YES, by=REVIEWER)
    card = await press(world, Action.DECISION_ALONE, "r1", by=REVIEWER)
    assert card == reading_still_waits_card(world.wording, 1)
    assert len(asked(world)) == 1


async def test_who_asks_for_another_look_meets_neither_of_the_two(world: World) -> None:
    await a_case(world)
    await press(world, Action.CASE_FINE_YES, by=REVIEWER)
    await press(world, Action.DECISION_AGREE, "r1", by=SECOND_MODERATOR)
    done = next(one for one in world.private_cards(MEMBER) if has(one, Action.LOOK_AGAIN))
    await world.press(MEMBER, Action.LOOK_AGAIN, argument(done, Action.LOOK_AGAIN), community=None)
    for closer in (REVIEWER, SECOND_MODERATOR):
        refused = await press(world, Action.CASE_TAKE_YES, 2, by=closer)
        assert refused == own_case_card(world.wording, 2)
    await press(world, Action.CASE_TAKE_YES, 2, by=MODERATOR)
    assert (await world.cases())[-1].taken_by == MODERATOR


# -- taking back -------------------------------------------------------------------------------------------------


async def test_who_is_new_takes_no_decision_back_and_ends_no_break(world: World) -> None:
    await world.set_up(reviewers_role=REVIEWERS)
    await helps_to_review(world, REVIEWER)
    decision = await decided(world)
    fields = {"reason": "It was another person after all."}
    for action in (Action.DECISION_CORRECT, Action.DECISION_CORRECT_SEND, Action.BREAK_END_SEND):
        refused = await world.press(REVIEWER, action, decision.id, place=DESK, fields=fields)
        assert refused.card == not_new_reviewer_card(world.wording, 1)
    assert (await decisions_on_record(world))[0].state is DecisionState.STANDS


async def test_old_buttons_of_nothing_are_met_kindly(world: World) -> None:
    await a_case(world)
    for odd in ("r", "r77", "rx"):
        card = await press(world, Action.DECISION_AGREE, odd, by=SECOND_MODERATOR)
        assert card == too_late_card(world.wording)
