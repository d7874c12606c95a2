"""What people decide about cases teaches what a pattern is worth, and moderators can switch one off."""

from datetime import timedelta

import pytest

from bot.casework.appealing import Outcome
from bot.casework.learning import PatternRecord
from bot.flows.surface import PATTERNS
from bot.guide import Action
from bot.guide.cards_patterns import pattern_needs_other_card
from bot.guide.cards_shared import not_allowed_card
from bot.store import tables
from bot.store.learning import pattern_records
from tests.flows.appealed import answer, appeal
from tests.flows.breaking import decisions_on_record, like_this, name_rule, to_decide, uses_table
from tests.flows.world import (
    ASKS,
    DESK,
    FOURTH_MEMBER,
    HOME,
    LISTENER,
    MEMBER,
    MODERATOR,
    OVERSIGHT,
    SECOND_LISTENER,
    SECOND_MEMBER,
    SECOND_MODERATOR,
    START,
    THIRD_MEMBER,
    World,
    argument,
    has,
)


async def three_asks(world: World, listener: int = LISTENER) -> str:
    """A listener asks in three chats, which makes a case; returns the pattern that noticed it."""
    for member in (MEMBER, SECOND_MEMBER, THIRD_MEMBER):
        chat = await world.open_chat(member, listener)
        await world.say(listener, chat.place, ASKS)
        await world.end_chat(chat)
    return (await rules_about(world, listener))[0]


async def rules_about(world: World, person: int) -> list[str]:
    return [str(row["rule"]) for row in await world.rows(tables.flags) if row["subject"] == person]


async def records(world: World) -> dict[str, PatternRecord]:
    async with world.database.reading() as connection:
        found = await pattern_records(connection, HOME, START - timedelta(days=1))
    return {one.pattern: one for one in found}


async def test_a_closed_case_teaches_and_keeps_no_words(world: World) -> None:
    pattern = await three_asks(world)
    assert await records(world) == {}
    await world.press(MODERATOR, Action.CASE_FINE_YES, 1, place=DESK)
    assert (await records(world))[pattern] == PatternRecord(pattern, right=0, wrong=3)
    await three_asks(world, SECOND_LISTENER)
    await world.press(MODERATOR, Action.CASE_DEALT_YES, 2, place=DESK)
    assert (await records(world))[pattern] == PatternRecord(pattern, right=3, wrong=3)


async def test_a_closing_that_is_taken_back_teaches_nothing(world: World) -> None:
    pattern = await three_asks(world)
    for _ in range(2):
        done = (await world.press(MODERATOR, Action.CASE_DEALT_YES, 1, place=DESK)).card
        assert (await records(world))[pattern] == PatternRecord(pattern, right=3)
        await world.press(MODERATOR, Action.CASE_UNDO, argument(done, Action.CASE_UNDO), place=DESK)
        assert (await records(world))[pattern] == PatternRecord(pattern)
    await world.press(MODERATOR, Action.CASE_FINE_YES, 1, place=DESK)
    assert (await records(world))[pattern] == PatternRecord(pattern, wrong=3)


async def test_a_decision_that_the_team_takes_back_teaches_nothing(world: World) -> None:
    await uses_table(world)
    await like_this(world, await name_rule(world, await to_decide(world), "D4"))
    pattern = (await rules_about(world, LISTENER))[0]
    assert (await records(world))[pattern] == PatternRecord(pattern, right=3)
    fields = {"reason": "It was another person after all."}
    await world.press(MODERATOR, Action.DECISION_CORRECT_SEND, 1, place=DESK, fields=fields)
    assert (await records(world))[pattern] == PatternRecord(pattern)
    # What they were noted for in that case opens no other.
    chat = await world.open_chat(FOURTH_MEMBER)
    await world.say(LISTENER, chat.place, ASKS)
    assert len(await world.cases()) == 1


@pytest.mark.parametrize(
    ("outcome", "right"), [(Outcome.UPHELD, 3), (Outcome.CHANGED, 3), (Outcome.REVERSED, 0)]
)
async def test_a_second_look_takes_back_what_was_learned_only_with_the_decision(
    world: World, outcome: Outcome, right: int
) -> None:
    await uses_table(world)
    await like_this(world, await name_rule(world, await to_decide(world), "D4"))
    (decision,) = await decisions_on_record(world)
    await appeal(world, decision)
    await answer(world, outcome)
    pattern = (await rules_about(world, LISTENER))[0]
    assert (await records(world))[pattern] == PatternRecord(pattern, right=right)


async def test_claims_are_counted_by_person_and_change_no_share(world: World) -> None:
    for member in (MEMBER, SECOND_MEMBER):
        chat = await world.open_chat(member)
        message = await world.say(LISTENER, chat.place, ASKS)
        await world.press(LISTENER, Action.GOT_IT_WRONG, message)
        await world.end_chat(chat)
    (record,) = (await records(world)).values()
    assert (record.claimed, record.verdicts) == (1, 0)


async def test_one_moderator_switches_a_pattern_off_for_a_week(world: World) -> None:
    pattern = await three_asks(world)
    await world.press(MODERATOR, Action.CASE_FINE_YES, 1, place=DESK)
    listed = await world.press(MODERATOR, PATTERNS, place=DESK)
    assert listed.card is not None
    assert [choice.value for choice in listed.card.selects[0].choices] == [pattern]
    opened = await world.press(MODERATOR, Action.PATTERN_OPEN, place=DESK, values=(pattern,))
    assert has(opened.card, Action.PATTERN_OFF)
    await world.press(MODERATOR, Action.PATTERN_OFF, pattern, place=DESK)
    chat = await world.open_chat(MEMBER, SECOND_LISTENER)
    await world.say(SECOND_LISTENER, chat.place, ASKS)
    assert pattern not in await rules_about(world, SECOND_LISTENER)
    await world.pass_time(days=7, minutes=1)
    assert (await world.community()).switched_off == frozenset()


async def test_a_second_moderator_keeps_it_off_and_nobody_agrees_with_themselves(world: World) -> None:
    pattern = await three_asks(world)
    await world.press(MODERATOR, Action.CASE_FINE_YES, 1, place=DESK)
    await world.press(MODERATOR, Action.PATTERN_OFF, pattern, place=DESK)
    own = await world.press(MODERATOR, Action.PATTERN_AGREE, pattern, place=DESK)
    assert own.card == pattern_needs_other_card(world.wording)
    await world.press(SECOND_MODERATOR, Action.PATTERN_AGREE, pattern, place=DESK)
    await world.pass_time(days=30)
    assert (await world.community()).switched_off == {pattern}
    await world.press(SECOND_MODERATOR, Action.PATTERN_ON, pattern, place=DESK)
    assert (await world.community()).switched_off == frozenset()


async def test_patterns_are_for_moderators(world: World) -> None:
    for person in (LISTENER, MEMBER):
        for action in (PATTERNS, Action.PATTERN_OPEN, Action.PATTERN_OFF, Action.PATTERN_ON):
            answer = await world.press(person, action, "ask", place=DESK)
            assert answer.card == not_allowed_card(world.wording)
    assert (await world.press(OVERSIGHT, PATTERNS, place=DESK)).card == not_allowed_card(world.wording)
