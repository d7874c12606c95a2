"""Somebody asks for a second look: another person reads both sides and answers, once, with reasons."""

from datetime import timedelta
from decimal import Decimal

import pytest

from bot.casework.appealing import NotNow, Outcome
from bot.casework.case_life import CaseState
from bot.guide import Action
from bot.guide.cards_appeal import (
    END_BREAK,
    appeal_answered_card,
    appeal_late_card,
    appeal_not_now_card,
    appeal_over_card,
    appeal_passed_on_card,
    appeal_receipt_card,
)
from bot.guide.cards_moderator import own_case_card
from bot.guide.cards_report import outcome_changed_card
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.guide.values import Card
from bot.guide.views_appeal import AnsweredAppeal
from bot.store import breaks, tables
from bot.store.decisions import RecordedDecision, find_decision
from bot.store.words import BreakKind, DecisionState
from tests.flows.appealed import REASONS, WORDS, answer, appeal, decided, three_asks
from tests.flows.world import (
    DESK,
    HOME,
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


async def state_of(world: World, decision: RecordedDecision) -> RecordedDecision:
    async with world.database.reading() as connection:
        found = await find_decision(connection, world.database.keys, decision.id)
    assert found is not None
    return found


def told(
    world: World, outcome: Outcome, points: str = "", *, alone: bool = False, leaves: bool = False
) -> Card:
    answered = AnsweredAppeal(1, outcome, REASONS, points, leaves=leaves, alone=alone)
    return appeal_answered_card(world.wording, answered, NAME)


def appeal_cards(world: World) -> list[Card]:
    return [message.card for message in world.messages_with(DESK, Action.ANSWER_APPEAL)]


async def test_asking_for_a_second_look(world: World) -> None:
    decision = await decided(world)
    receipt = await appeal(world, decision)

    due = world.now + timedelta(days=7)
    assert receipt.card == appeal_receipt_card(world.wording, 1, due)
    case = await world.only_case()
    assert (case.state, case.due_at) == (CaseState.APPEALED, due)
    (card,) = appeal_cards(world)
    assert WORDS not in card.text
    assert f"<@{MODERATOR}>" in card.text
    (row,) = await world.rows(tables.appeals)
    assert WORDS.encode() not in bytes(str(row["words"]), "utf-8")
    assert row["token"] is None


async def test_there_is_one_second_look_for_each_decision(world: World) -> None:
    decision = await decided(world)
    await appeal(world, decision)

    again = await world.press(LISTENER, Action.APPEAL, decision.id)
    assert again.card == appeal_not_now_card(world.wording, NotNow.ASKED)
    late = await world.press(LISTENER, Action.SEND_APPEAL, decision.id, fields={"words": "other words"})
    assert late.card == again.card
    assert len(await world.rows(tables.appeals)) == 1
    assert len(appeal_cards(world)) == 1


async def test_nobody_else_asks_for_it(world: World) -> None:
    decision = await decided(world)
    for somebody in (MEMBER, MODERATOR, SECOND_LISTENER):
        refused = await world.press(somebody, Action.SEND_APPEAL, decision.id, fields={"words": WORDS})
        assert refused.card == appeal_not_now_card(world.wording, NotNow.NOT_YOURS)
    assert await world.rows(tables.appeals) == []


async def test_after_30_days_it_is_over_and_the_contact_is_named(world: World) -> None:
    decision = await decided(world)
    await world.pass_time(days=29, hours=23)
    assert (await world.press(LISTENER, Action.APPEAL, decision.id)).form is not None
    await world.pass_time(hours=1)
    over = await world.press(LISTENER, Action.APPEAL, decision.id)
    assert over.card == appeal_not_now_card(world.wording, NotNow.OVER, "the operator")
    assert "the operator" in over.card.text


async def test_a_decision_that_waits_for_a_second_person_cannot_be_appealed_yet(world: World) -> None:
    decision = await decided(world)
    async with world.database.writing() as connection:
        await connection.execute(tables.decisions.update().values(state=DecisionState.WAITING.value))
    refused = await world.press(LISTENER, Action.APPEAL, decision.id)
    assert refused.card == appeal_not_now_card(world.wording, NotNow.NOT_DECIDED)


async def test_an_unknown_decision_is_said_to_be_over(world: World) -> None:
    assert (await world.press(LISTENER, Action.APPEAL, 77)).card == too_late_card(world.wording)
    pressed = await world.press(MODERATOR, Action.ANSWER_APPEAL, 77, place=DESK)
    assert pressed.card == too_late_card(world.wording)


async def test_who_decided_does_not_answer(world: World) -> None:
    decision = await decided(world)
    await appeal(world, decision)
    for action in (Action.ANSWER_APPEAL, Action.APPEAL_KEEP):
        refused = await world.press(MODERATOR, action, 1, place=DESK)
        assert has(refused.card, Action.APPEAL_NOBODY)
    fields = {"reason": REASONS}
    await world.press(MODERATOR, Action.SEND_APPEAL_ANSWER, "upheld:1", place=DESK, fields=fields)
    assert (await world.rows(tables.appeals))[0]["answered_at"] is None


@pytest.mark.parametrize("who", [LISTENER, MEMBER, SECOND_LISTENER])
async def test_who_is_part_of_it_or_no_moderator_does_not_answer(world: World, who: int) -> None:
    decision = await decided(world)
    await appeal(world, decision)
    refused = await world.press(who, Action.ANSWER_APPEAL, 1, place=DESK)
    assert refused.card in (own_case_card(world.wording, 1), not_allowed_card(world.wording))


async def test_both_sides_are_read_and_reading_is_logged(world: World) -> None:
    decision = await decided(world)
    await appeal(world, decision)
    read = await world.press(SECOND_MODERATOR, Action.ANSWER_APPEAL, 1, place=DESK)
    assert read.card is not None
    assert "It happened in three chats" in read.card.text
    assert "number of the helpline" in read.card.text
    assert "phone number" in read.card.text
    assert read.export is None
    assert "appeal_read:1" in await world.case_log(1)
    assert (await world.rows(tables.appeals))[0]["reviewer"] == SECOND_MODERATOR


async def test_long_words_come_whole_in_a_file(world: World) -> None:
    decision = await decided(world)
    words = "It was like this. " * 110
    await appeal(world, decision, words.strip())
    read = await world.press(SECOND_MODERATOR, Action.ANSWER_APPEAL, 1, place=DESK)
    assert read.card is not None
    assert len(read.card.text) <= 2000
    assert read.export is not None
    assert words.strip() in read.export.text


async def test_a_decision_that_stays(world: World) -> None:
    decision = await decided(world)
    await appeal(world, decision)
    card = await answer(world, Outcome.UPHELD)
    assert appeal_over_card(world.wording, 1) != card
    assert world.private_cards(LISTENER)[-1] == told(world, Outcome.UPHELD)
    assert (await state_of(world, decision)).state is DecisionState.STANDS
    case = await world.only_case()
    assert (case.state, case.outcome) == (CaseState.CLOSED, "decided")
    assert appeal_cards(world) == []


async def test_points_become_fewer_from_the_day_they_were_given(world: World) -> None:
    decision = await decided(world)
    await appeal(world, decision)
    await world.pass_time(days=3)
    await answer(world, Outcome.CHANGED, points="0.5")
    assert world.private_cards(LISTENER)[-1] == told(world, Outcome.CHANGED, "0.5")
    changed = await state_of(world, decision)
    assert (changed.points, changed.state) == (Decimal("0.5"), DecisionState.STANDS)
    assert (changed.decided_at, changed.corrected_by) == (decision.decided_at, SECOND_MODERATOR)
    over = await world.press(LISTENER, Action.APPEAL, decision.id)
    assert over.card == appeal_not_now_card(world.wording, NotNow.ASKED)


async def test_a_decision_is_taken_back_and_who_reported_hears_of_it(world: World) -> None:
    case = await three_asks(world)
    chat = await world.open_chat(MEMBER)
    await world.report(chat, "asked_contact", "it felt odd")
    decision = await decided(world, case=await world.only_case())
    assert decision.case == case.id
    await appeal(world, decision)
    await answer(world, Outcome.REVERSED)
    assert world.private_cards(LISTENER)[-1] == told(world, Outcome.REVERSED)
    assert (await state_of(world, decision)).state is DecisionState.REVERSED
    assert world.private_cards(MEMBER)[-1] == outcome_changed_card(world.wording, 1, NAME)
    assert (await world.only_case()).outcome == "taken_back"


@pytest.mark.parametrize("outcome", [Outcome.UPHELD, Outcome.CHANGED])
async def test_who_reported_hears_nothing_new_while_something_stands(world: World, outcome: Outcome) -> None:
    await three_asks(world)
    chat = await world.open_chat(MEMBER)
    await world.report(chat, "asked_contact", "it felt odd")
    decision = await decided(world, case=await world.only_case())
    heard = len(world.private_cards(MEMBER))
    await appeal(world, decision)
    await answer(world, outcome, points="1")
    assert len(world.private_cards(MEMBER)) == heard


async def test_the_second_answer_finds_it_answered(world: World) -> None:
    decision = await decided(world)
    await appeal(world, decision)
    await world.press(SECOND_MODERATOR, Action.ANSWER_APPEAL, 1, place=DESK)
    await answer(world, Outcome.UPHELD, by=OVERSIGHT)
    heard = len(world.private_cards(LISTENER))
    late = await world.press(
        SECOND_MODERATOR, Action.SEND_APPEAL_ANSWER, "reversed:1", place=DESK, fields={"reason": REASONS}
    )
    assert late.card == appeal_over_card(world.wording, 1)
    assert (await state_of(world, decision)).state is DecisionState.STANDS
    assert len(world.private_cards(LISTENER)) == heard


async def test_more_points_than_before_are_refused(world: World) -> None:
    decision = await decided(world)
    await appeal(world, decision)
    with pytest.raises(AssertionError):
        await answer(world, Outcome.CHANGED, points="3")
    assert (await state_of(world, decision)).points == Decimal(2)
    assert (await world.rows(tables.appeals))[0]["answered_at"] is None


async def test_without_anybody_else_oversight_is_asked(world: World) -> None:
    decision = await decided(world)
    await appeal(world, decision)
    asked = await world.press(MODERATOR, Action.APPEAL_NOBODY, 1, place=DESK)
    assert asked.card == appeal_passed_on_card(world.wording, 1)
    again = await world.press(MODERATOR, Action.APPEAL_NOBODY, 1, place=DESK)
    assert again.card == asked.card
    (card,) = [one for one in world.private_cards(OVERSIGHT) if has(one, Action.ANSWER_APPEAL)]
    assert argument(card, Action.ANSWER_APPEAL) == "1"
    await answer(world, Outcome.REVERSED, by=OVERSIGHT)
    assert world.private_cards(LISTENER)[-1] == told(world, Outcome.REVERSED)


@pytest.mark.parametrize("oversight", [None, MODERATOR, MEMBER])
async def test_with_nobody_else_at_all_the_answer_says_so(world: World, oversight: int | None) -> None:
    await world.set_up(oversight=oversight)
    decision = await decided(world)
    await appeal(world, decision)
    read = await world.press(MODERATOR, Action.APPEAL_NOBODY, 1, place=DESK)
    assert read.card is not None
    assert world.wording.text("moderator.appeal.answer_says_so") in read.card.text
    await answer(world, Outcome.UPHELD, by=MODERATOR)
    assert world.private_cards(LISTENER)[-1] == told(world, Outcome.UPHELD, alone=True)


async def test_only_who_decided_can_say_that_nobody_else_can(world: World) -> None:
    decision = await decided(world)
    await appeal(world, decision)
    for somebody in (LISTENER, MEMBER, SECOND_LISTENER):
        await world.press(somebody, Action.APPEAL_NOBODY, 1, place=DESK)
    assert not any(line.startswith(("appeal_alone", "appeal_oversight")) for line in await world.case_log(1))


async def test_a_late_answer_is_said_to_be_late_and_oversight_is_asked(world: World) -> None:
    decision = await decided(world)
    await appeal(world, decision)
    await world.pass_time(days=7)
    due = world.now + timedelta(days=7)
    assert appeal_late_card(world.wording, 1, due, NAME) in world.private_cards(LISTENER)
    assert any(has(one, Action.ANSWER_APPEAL) for one in world.private_cards(OVERSIGHT))
    await answer(world, Outcome.UPHELD)
    assert appeal_cards(world) == []
    heard = len(world.private_cards(LISTENER))
    await world.pass_time(days=8)
    assert len(world.private_cards(LISTENER)) == heard


async def test_two_decisions_of_a_case_are_appealed_each(world: World) -> None:
    first = await decided(world)
    second = await decided(world, case=await world.only_case(), rule="S2")
    await appeal(world, first)
    await appeal(world, second)
    await answer(world, Outcome.REVERSED, appeal=1)
    assert (await world.only_case()).state is CaseState.APPEALED
    await answer(world, Outcome.UPHELD, appeal=2)
    case = await world.only_case()
    assert (case.state, case.outcome) == (CaseState.CLOSED, "decided")


async def test_a_second_look_at_a_case_that_has_ended(world: World) -> None:
    first = await decided(world)
    second = await decided(world, case=await world.only_case(), rule="S2")
    await appeal(world, first)
    await answer(world, Outcome.UPHELD, appeal=1)
    assert (await world.only_case()).state is CaseState.CLOSED
    await appeal(world, second)
    await answer(world, Outcome.REVERSED, appeal=2)
    assert (await state_of(world, second)).state is DecisionState.REVERSED
    assert world.private_cards(LISTENER)[-1] == told(world, Outcome.REVERSED)


async def test_an_appeal_survives_a_restart(world: World) -> None:
    decision = await decided(world)
    await appeal(world, decision)
    await world.restart()
    await answer(world, Outcome.UPHELD)
    assert world.private_cards(LISTENER)[-1] == told(world, Outcome.UPHELD)


@pytest.mark.parametrize(("chosen", "ended"), [(END_BREAK, True), ("keep_break", False)])
async def test_who_answers_says_whether_a_break_ends(world: World, chosen: str, ended: bool) -> None:
    decision = await decided(world)
    async with world.database.writing() as connection:
        until = world.now + timedelta(days=14)
        await breaks.add_break(
            connection,
            HOME,
            LISTENER,
            BreakKind.BREAK,
            decision=decision.id,
            by=MODERATOR,
            now=world.now,
            until=until,
        )
    await appeal(world, decision)
    await world.press(SECOND_MODERATOR, Action.ANSWER_APPEAL, 1, place=DESK)
    opened = await world.press(SECOND_MODERATOR, Action.APPEAL_CHANGE, 1, place=DESK)
    assert opened.form is not None
    assert [field.key for field in opened.form.fields] == ["points", "break", "reason"]
    fields = {"reason": REASONS, "points": "1", "break": chosen}
    await world.press(SECOND_MODERATOR, Action.SEND_APPEAL_ANSWER, "changed:1", place=DESK, fields=fields)
    (row,) = await world.rows(tables.breaks)
    assert (row["ended_at"] is not None) is ended
