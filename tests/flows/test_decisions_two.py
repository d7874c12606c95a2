"""Grave decisions take two people; where there are too few, the decision says so."""

import asyncio
from datetime import timedelta

import pytest

from bot.casework.case_life import CaseState
from bot.guide import Action
from bot.guide.cards_deciding import overtaken_card
from bot.guide.cards_listener import pause_card
from bot.guide.cards_moderator import needs_other_person_card
from bot.guide.cards_second import (
    not_agreed_line_card,
    remove_by_hand_card,
    too_few_line_card,
    waits_already_card,
)
from bot.store.words import DecisionState
from tests.flows.breaking import (
    WHY,
    decisions_on_record,
    like_this,
    name_rule,
    otherwise,
    removal,
    to_decide,
    told,
    uses_table,
)
from tests.flows.world import (
    DESK,
    HELPERS,
    LISTENER,
    MEMBER,
    MODERATOR,
    NAME,
    OVERSIGHT,
    SECOND_LISTENER,
    SECOND_MODERATOR,
    World,
    has,
)

# -- two people -------------------------------------------------------------------------------------------------


async def test_a_removal_waits_for_a_second_person(world: World) -> None:
    number = await removal(world)
    (decision,) = await decisions_on_record(world)
    assert decision.state is DecisionState.WAITING
    assert world.surface.roles[LISTENER] == frozenset({HELPERS})
    assert (await world.only_case()).state is CaseState.TO_DECIDE
    (asked,) = world.messages_with(DESK, Action.DECISION_AGREE)
    for first in (Action.DECISION_AGREE, Action.DECISION_REFUSE):
        answer = await world.press(MODERATOR, first, number, place=DESK)
        assert answer.card == needs_other_person_card(world.wording, 1)
    await world.press(SECOND_MODERATOR, Action.DECISION_AGREE, number, place=DESK)
    (decision,) = await decisions_on_record(world)
    assert (decision.state, decision.second_by) == (DecisionState.STANDS, SECOND_MODERATOR)
    assert world.surface.roles[LISTENER] == frozenset()
    assert "You can't be a listener here any more." in told(world)
    assert "Two people decided this together" in told(world)
    assert not has(asked.card, Action.DECISION_AGREE)
    await world.pass_time(days=400)
    assert world.surface.roles[LISTENER] == frozenset()


async def test_nobody_is_removed_by_the_bot(world: World) -> None:
    number = await removal(world, "altogether")
    await world.press(SECOND_MODERATOR, Action.DECISION_AGREE, number, place=DESK)
    by_hand = remove_by_hand_card(world.wording, 1, f"<@{LISTENER}>")
    assert by_hand in world.cards(DESK)
    kinds = {one.delivery.act.kind for one in world.surface.done}
    assert kinds.isdisjoint({"kick", "ban"})


@pytest.mark.parametrize("person", [LISTENER, MEMBER, SECOND_LISTENER])
async def test_who_is_part_of_it_does_not_agree(world: World, person: int) -> None:
    number = await removal(world)
    if person != SECOND_LISTENER:
        world.surface.roles[person] = frozenset({31})
    await world.press(person, Action.DECISION_AGREE, number, place=DESK)
    (decision,) = await decisions_on_record(world)
    assert decision.state is DecisionState.WAITING


async def test_a_refusal_leads_back(world: World) -> None:
    number = await removal(world)
    await world.press(SECOND_MODERATOR, Action.DECISION_REFUSE, number, place=DESK)
    (decision,) = await decisions_on_record(world)
    assert decision.state is DecisionState.REFUSED
    assert (await world.only_case()).state is CaseState.TO_DECIDE
    line = not_agreed_line_card(world.wording, 1, f"<@{SECOND_MODERATOR}>")
    assert line in world.cards(DESK)
    assert "decision_not_agreed" in await world.case_log(1)
    answer = await world.press(SECOND_MODERATOR, Action.DECISION_AGREE, number, place=DESK)
    assert answer.card == overtaken_card(world.wording, 1)


async def test_only_one_decision_waits_at_a_time(world: World) -> None:
    await removal(world)
    card = await name_rule(world, (await world.only_case()).id, "D10")
    answer = await otherwise(world, card, points="8", days="0", reason=WHY, leaves="as_listener")
    assert answer.card == waits_already_card(world.wording, 1)
    assert len(await decisions_on_record(world)) == 1


async def test_a_red_flag_takes_two_also_when_they_stay(world: World) -> None:
    await uses_table(world)
    card = await name_rule(world, await to_decide(world), "D10")
    assert "Two people have to agree." in card.text
    assert (await like_this(world, card)).form is not None
    await otherwise(world, card, points="7", days="90", reason=WHY, leaves="not")
    (decision,) = await decisions_on_record(world)
    assert decision.state is DecisionState.WAITING


async def test_oversight_is_asked_when_nobody_else_is_there(world: World) -> None:
    number = await removal(world)
    await world.press(MODERATOR, Action.DECISION_ALONE, number, place=DESK)
    assert any(has(card, Action.DECISION_AGREE) for card in world.private_cards(OVERSIGHT))
    await world.press(OVERSIGHT, Action.DECISION_AGREE, number, community=None)
    (decision,) = await decisions_on_record(world)
    assert (decision.state, decision.second_by) == (DecisionState.STANDS, OVERSIGHT)


async def test_without_oversight_it_is_only_a_pause_and_says_so(world: World) -> None:
    await world.set_up(oversight=None)
    number = await removal(world)
    answer = await world.press(MODERATOR, Action.DECISION_ALONE, number, place=DESK)
    until = world.now + timedelta(days=14)
    assert answer.card == too_few_line_card(world.wording, 1, until)
    (decision,) = await decisions_on_record(world)
    assert decision.state is DecisionState.REFUSED
    assert world.private_cards(LISTENER)[-1] == pause_card(world.wording, until, NAME)
    assert world.surface.roles[LISTENER] == frozenset({HELPERS})


async def test_two_who_press_at_once(world: World) -> None:
    number = await removal(world)
    answers = await asyncio.gather(
        world.press(SECOND_MODERATOR, Action.DECISION_AGREE, number, place=DESK),
        world.press(OVERSIGHT, Action.DECISION_REFUSE, number, place=DESK),
    )
    (decision,) = await decisions_on_record(world)
    assert decision.state in (DecisionState.STANDS, DecisionState.REFUSED)
    assert sum(answer.card == overtaken_card(world.wording, 1) for answer in answers) == 1


async def test_two_who_decide_at_once(world: World) -> None:
    await uses_table(world)
    case = await to_decide(world)
    card = await name_rule(world, case, "D4")
    await asyncio.gather(like_this(world, card), like_this(world, card))
    assert len(await decisions_on_record(world)) == 1
    assert len([one for one in world.private_cards(LISTENER) if has(one, Action.APPEAL)]) == 1
