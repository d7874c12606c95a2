"""A volunteer who helps to review decides: the first ten times, somebody else has to agree."""

from datetime import timedelta

import pytest

from bot.casework.case_life import CaseState
from bot.casework.reviewing import READ_WITH_ANOTHER
from bot.guide import Action
from bot.guide.cards_reviewer import new_reviewer_card
from bot.store.words import DecisionState
from tests.flows.breaking import (
    breaks_of,
    decisions_on_record,
    like_this,
    name_rule,
    total,
)
from tests.flows.reviewing import OTHER_REVIEWER, REVIEWER, a_case_to_decide, helps_to_review
from tests.flows.world import DESK, HELPERS, LISTENER, SECOND_MODERATOR, World

TALK = {"rule": "Chats stay here", "words": "Please keep chats here from now on."}


async def test_the_first_decisions_of_a_reviewer_wait_until_somebody_else_agrees(world: World) -> None:
    case = await a_case_to_decide(world)
    card = await name_rule(world, case, "D4", by=REVIEWER)
    assert "Two people have to agree." in card.text
    await like_this(world, card, by=REVIEWER)
    (waiting,) = await decisions_on_record(world)
    assert waiting.state is DecisionState.WAITING
    assert (await total(world), (await world.only_case()).state) == ("0", CaseState.TO_DECIDE)
    alone = await world.press(REVIEWER, Action.DECISION_AGREE, waiting.id, place=DESK)
    assert alone.card is not None
    assert (await decisions_on_record(world))[0].state is DecisionState.WAITING
    await world.press(SECOND_MODERATOR, Action.DECISION_AGREE, waiting.id, place=DESK)
    (stands,) = await decisions_on_record(world)
    assert (stands.state, stands.second_by) == (DecisionState.STANDS, SECOND_MODERATOR)
    assert await total(world) == "1"
    assert "Two people decided this together" in world.private_cards(LISTENER)[-1].text


@pytest.mark.parametrize(
    ("before", "state"),
    [
        (READ_WITH_ANOTHER - 1, DecisionState.WAITING),
        (READ_WITH_ANOTHER, DecisionState.STANDS),
    ],
)
async def test_after_ten_decisions_a_reviewer_decides_alone(
    world: World, before: int, state: DecisionState
) -> None:
    case = await a_case_to_decide(world, decided_before=before)
    await like_this(world, await name_rule(world, case, "D4", by=REVIEWER), by=REVIEWER)
    (decision,) = await decisions_on_record(world)
    assert decision.state is state


async def test_what_nobody_agreed_with_teaches_no_reviewer_to_decide_alone(world: World) -> None:
    case = await a_case_to_decide(world, decided_before=READ_WITH_ANOTHER - 1)
    for _ in range(2):
        await like_this(world, await name_rule(world, case, "D4", by=REVIEWER), by=REVIEWER)
        waiting = (await decisions_on_record(world))[-1]
        assert waiting.state is DecisionState.WAITING
        await world.press(SECOND_MODERATOR, Action.DECISION_REFUSE, waiting.id, place=DESK)
    assert {one.state for one in await decisions_on_record(world)} == {DecisionState.REFUSED}


async def test_a_reviewers_talk_and_its_break_wait_too_and_begin_once_somebody_agrees(world: World) -> None:
    case = await a_case_to_decide(world, table="off")
    form = {**TALK, "days": "7"}
    await world.press(REVIEWER, Action.DECIDE_TALK_SEND, case, place=DESK, fields=form)
    (waiting,) = await decisions_on_record(world)
    assert (waiting.state, await breaks_of(world)) == (DecisionState.WAITING, ())
    assert world.surface.roles[LISTENER] == frozenset({HELPERS})
    world.clock.move(timedelta(days=1))
    await world.press(SECOND_MODERATOR, Action.DECISION_AGREE, waiting.id, place=DESK)
    (stands,) = await decisions_on_record(world)
    assert (stands.state, stands.reason) == (DecisionState.STANDS, TALK["words"])
    assert world.surface.roles[LISTENER] == frozenset()
    assert {one.until for one in await breaks_of(world)} == {world.now + timedelta(days=7)}


async def test_two_who_are_new_to_reviewing_do_not_decide_together(world: World) -> None:
    case = await a_case_to_decide(world)
    await helps_to_review(world, OTHER_REVIEWER)
    await like_this(world, await name_rule(world, case, "D4", by=REVIEWER), by=REVIEWER)
    (waiting,) = await decisions_on_record(world)
    refused = await world.press(OTHER_REVIEWER, Action.DECISION_AGREE, waiting.id, place=DESK)
    assert refused.card == new_reviewer_card(world.wording, 1)
    assert (await decisions_on_record(world))[0].state is DecisionState.WAITING
