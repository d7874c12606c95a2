"""A decision waits for a second person, and the case ends in another way."""

import pytest

from bot.guide import Action
from bot.guide.cards_deciding import overtaken_card
from bot.guide.cards_second import appeal_waits_card, put_aside_line_card
from bot.store.words import DecisionState
from tests.flows.breaking import (
    asks_in_three_chats,
    decisions_on_record,
    heard,
    like_this,
    name_rule,
    removal,
    to_decide,
    uses_table,
)
from tests.flows.world import (
    DESK,
    FIFTH_MEMBER,
    FOURTH_MEMBER,
    LISTENER,
    MODERATOR,
    SECOND_MODERATOR,
    World,
    has,
)


@pytest.mark.parametrize("ends", [Action.CASE_FINE_YES, Action.CASE_DEALT_YES])
async def test_what_waits_does_not_outlive_its_case(world: World, ends: Action) -> None:
    number = await removal(world)
    (asked,) = world.messages_with(DESK, Action.DECISION_AGREE)
    case = await world.only_case()
    await world.press(MODERATOR, ends, case.id, place=DESK)
    assert [one.state for one in await decisions_on_record(world)] == [DecisionState.REFUSED]
    assert asked.card == put_aside_line_card(world.wording, 1, f"<@{MODERATOR}>")
    assert (await world.case_log(case.id)).count("decision_put_aside") == 1
    late = await world.press(SECOND_MODERATOR, Action.DECISION_AGREE, number, place=DESK)
    assert late.card == overtaken_card(world.wording, 1)


async def test_who_decides_anew_lets_go_of_what_waits(world: World) -> None:
    await removal(world)
    (asked,) = world.messages_with(DESK, Action.DECISION_AGREE)
    case = await world.only_case()
    await like_this(world, await name_rule(world, case.id, "D4"))
    states = [one.state for one in await decisions_on_record(world)]
    assert states == [DecisionState.REFUSED, DecisionState.STANDS]
    assert not has(asked.card, Action.DECISION_AGREE)
    assert (await world.case_log(case.id)).count("decision_put_aside") == 1


async def test_a_pause_that_came_of_another_case_goes_on_and_is_not_said_to_end(world: World) -> None:
    await uses_table(world)
    chat = await world.open_chat(FOURTH_MEMBER)
    first = await asks_in_three_chats(world)
    for action in (Action.CASE_PAUSE_YES, Action.CASE_DEALT_YES):
        await world.press(MODERATOR, action, first, place=DESK)
    await world.report(chat, "judged", "it felt odd")
    await world.end_chat(chat)
    second = (await world.cases())[-1].id
    assert second != first
    await world.press(MODERATOR, Action.CASE_TAKE_YES, second, place=DESK)
    await heard(world, second)
    await like_this(world, await name_rule(world, second, "D4"))
    assert len(await decisions_on_record(world)) == 1
    assert world.wording.text("decided.pause_ends") not in world.private_cards(LISTENER)[-1].text
    request = await world.ask(FIFTH_MEMBER)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id)
    assert (await world.chat(request.id)).listener is None


async def test_a_decision_is_not_taken_back_beside_a_second_look_at_it(world: World) -> None:
    await uses_table(world)
    await like_this(world, await name_rule(world, await to_decide(world), "D4"))
    (decision,) = await decisions_on_record(world)
    await world.press(LISTENER, Action.SEND_APPEAL, decision.id, fields={"words": "Please look again."})
    for action in (Action.DECISION_CORRECT, Action.DECISION_CORRECT_SEND):
        fields = {"reason": "It was somebody else."}
        answer = await world.press(SECOND_MODERATOR, action, decision.id, place=DESK, fields=fields)
        assert answer.card == appeal_waits_card(world.wording, 1)
    assert [one.state for one in await decisions_on_record(world)] == [DecisionState.STANDS]
