"""A volunteer who is new to reviewing answers a second look: it waits until somebody agrees."""

import pytest

from bot.casework.appealing import Outcome
from bot.casework.case_life import CaseState
from bot.guide import Action
from bot.guide.cards_appeal import END_BREAK
from bot.guide.cards_deciding import overtaken_card
from bot.guide.cards_moderator import needs_other_person_card
from bot.guide.cards_reading import reading_waits_card
from bot.guide.values import Card
from bot.store.tables import second_readings
from bot.store.words import DecisionState
from tests.flows.appealed import REASONS, appeal, decided
from tests.flows.breaking import REVIEWERS, decisions_on_record
from tests.flows.desk import press
from tests.flows.reviewing import REVIEWER, asked, ended, helps_to_review, told
from tests.flows.world import (
    DESK,
    HOME,
    LISTENER,
    MODERATOR,
    OVERSIGHT,
    SECOND_MODERATOR,
    World,
)


async def an_appeal(world: World) -> None:
    """A decision of a moderator is to be looked at again, and a practised reviewer may do it."""
    await world.set_up(reviewers_role=REVIEWERS)
    await helps_to_review(world, REVIEWER)
    await appeal(world, await decided(world))


async def answers(world: World, outcome: Outcome, by: int = REVIEWER) -> Card:
    """Somebody answers the second look."""
    fields = {"reason": REASONS, "points": "1", "break": END_BREAK}
    answer = await world.press(
        by, Action.SEND_APPEAL_ANSWER, f"{outcome}:1", place=DESK, fields=fields, community=HOME
    )
    assert answer.card is not None
    return answer.card


@pytest.mark.parametrize("outcome", list(Outcome))
async def test_the_first_answers_of_a_reviewer_wait_until_somebody_else_agrees(
    world: World, outcome: Outcome
) -> None:
    await an_appeal(world)
    before = told(world)
    assert await answers(world, outcome) == reading_waits_card(world.wording, 1, "r1")
    assert told(world) == before
    assert (await world.only_case()).state is CaseState.APPEALED
    (card,) = asked(world)
    assert world.wording.named("moderator.reading.what", outcome) in card.text
    assert "The number was the helpline" in card.text
    (row,) = await world.rows(second_readings)
    assert isinstance(row["words"], bytes)
    assert REASONS.encode() not in row["words"]

    await press(world, Action.DECISION_AGREE, "r1", by=SECOND_MODERATOR)
    heard = world.private_cards(LISTENER)[-1].text
    assert "The number was the helpline" in heard
    (decision,) = await decisions_on_record(world)
    points = {Outcome.UPHELD: "2", Outcome.CHANGED: "1", Outcome.REVERSED: "2"}[outcome]
    assert decision.points == int(points)
    assert (decision.state is DecisionState.REVERSED) is (outcome is Outcome.REVERSED)
    assert (await world.only_case()).state is CaseState.CLOSED
    assert (await ended(world), asked(world)) == (1, [])


async def test_who_decided_is_not_the_second_to_answer(world: World) -> None:
    await an_appeal(world)
    await answers(world, Outcome.UPHELD)
    refused = await press(world, Action.DECISION_AGREE, "r1", by=MODERATOR)
    assert refused == needs_other_person_card(world.wording, 1)
    assert (await world.only_case()).state is CaseState.APPEALED


async def test_another_answer_puts_the_waiting_one_aside(world: World) -> None:
    await an_appeal(world)
    await answers(world, Outcome.UPHELD)
    await answers(world, Outcome.REVERSED, by=SECOND_MODERATOR)
    assert (await decisions_on_record(world))[0].state is DecisionState.REVERSED
    late = await press(world, Action.DECISION_AGREE, "r1", by=OVERSIGHT)
    assert late == overtaken_card(world.wording, 1)
    assert (asked(world), await ended(world)) == ([], 0)


async def test_a_refused_answer_can_be_given_anew(world: World) -> None:
    await an_appeal(world)
    await answers(world, Outcome.UPHELD)
    await press(world, Action.DECISION_REFUSE, "r1", by=SECOND_MODERATOR)
    await answers(world, Outcome.REVERSED)
    await press(world, Action.DECISION_AGREE, "r2", by=SECOND_MODERATOR)
    assert (await decisions_on_record(world))[0].state is DecisionState.REVERSED
