"""Deciding: a rule is named, the table proposes, a person (or two) decides, and everybody concerned is told."""

from datetime import timedelta

import pytest

from bot.casework.case_life import CaseState, CaseStep
from bot.flows.case_moved import move_case
from bot.guide import Action
from bot.guide.cards_report import report_done_card
from bot.guide.cards_second import decided_line_card
from bot.store.flags import flags_of_case
from bot.store.words import DecisionState
from tests.flows.breaking import (
    WHY,
    asks_in_three_chats,
    decisions_on_record,
    heard,
    like_this,
    name_rule,
    otherwise,
    tick,
    to_decide,
    told,
    total,
    uses_table,
)
from tests.flows.world import (
    ASKS,
    DESK,
    FIFTH_MEMBER,
    FOURTH_MEMBER,
    HELPERS,
    LISTENER,
    MEMBER,
    MODERATOR,
    NAME,
    SECOND_MODERATOR,
    World,
    argument,
    has,
)

SIXTH_MEMBER = 66


async def test_decided_as_the_table_says(world: World) -> None:
    await uses_table(world)
    case = await to_decide(world)
    card = await name_rule(world, case, "D4")
    assert "1 for this, 1 in all (band 0-2)" in card.text
    answer = await like_this(world, card)
    assert answer.card == decided_line_card(world.wording, 1)
    (decision,) = await decisions_on_record(world)
    assert (decision.rule, str(decision.points), decision.state) == ("D4", "1.00", DecisionState.STANDS)
    assert decision.refresher_until is not None
    found = await world.only_case()
    assert (found.state, found.decided_by) == (CaseState.DECIDED, MODERATOR)
    assert await total(world) == "1"


async def test_what_the_person_reads(world: World) -> None:
    await uses_table(world)
    case = await to_decide(world)
    preview_of = await name_rule(world, case, "D9")
    draft = argument(preview_of, Action.DECIDE_PREVIEW)
    preview = (await world.press(MODERATOR, Action.DECIDE_PREVIEW, draft, place=DESK)).card
    await like_this(world, preview_of)
    assert preview is not None
    assert told(world) == preview.text
    text = told(world)
    assert "You may have asked for a phone number. An automatic check noticed it" in text
    assert "5 for this. Your total is 5 now." in text
    assert "- 3 on <t:" in text
    assert "**A break until <t:" in text
    assert "for helplines, to tell your side, to ask for a second look" in text
    assert "You can ask for a second look until" in text
    card = world.private_cards(LISTENER)[-1]
    assert has(card, Action.APPEAL)
    assert has(card, Action.MY_RECORD)
    assert world.surface.roles[LISTENER] == frozenset()
    await world.pass_time(days=14)
    assert world.surface.roles[LISTENER] == frozenset({HELPERS})
    assert await total(world) == "5"
    await world.pass_time(days=16)
    assert (await world.only_case()).state is CaseState.CLOSED
    assert not any("not a problem" in card.text for card in world.cards(DESK))


async def test_fading_ends_no_break_early(world: World) -> None:
    await uses_table(world)
    case = await to_decide(world)
    card = await tick(world, await name_rule(world, case, "D10"), "evident")
    await otherwise(world, card, points="7", days="92", reason=WHY, leaves="not")
    (waiting,) = await decisions_on_record(world)
    await world.press(SECOND_MODERATOR, Action.DECISION_AGREE, waiting.id, place=DESK)
    await world.pass_time(days=40)
    assert await total(world) == "4.2"
    assert world.surface.roles[LISTENER] == frozenset()
    await world.pass_time(days=52)
    assert world.surface.roles[LISTENER] == frozenset({HELPERS})


async def test_those_who_reported_hear_that_people_acted(world: World) -> None:
    await uses_table(world)
    chat = await world.open_chat()
    await world.report(chat, "asked_contact", "it felt odd")
    await world.end_chat(chat)
    case = (await world.only_case()).id
    await world.press(MODERATOR, Action.CASE_TAKE_YES, case, place=DESK)
    await heard(world, case)
    await like_this(world, await name_rule(world, case, "D4"))
    done = report_done_card(world.wording, 1, NAME, acted=True)
    assert done in world.private_cards(MEMBER)


async def test_otherwise_needs_a_reason_and_loses_nothing(world: World) -> None:
    await uses_table(world)
    case = await to_decide(world)
    card = await name_rule(world, case, "D4")
    answer = await otherwise(world, card, points="0.5", days="0", reason="less")
    assert answer.card is not None
    assert "Write a reason of a few words." in answer.card.text
    assert "You wrote: less" in answer.card.text
    assert await decisions_on_record(world) == ()
    await otherwise(world, card, points="0.5", days="0", reason=WHY)
    (decision,) = await decisions_on_record(world)
    assert (str(decision.points), str(decision.proposed), decision.reason) == ("0.50", "1.00", WHY)
    assert WHY in told(world)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"points": "many", "days": "0"}, "The points must be a number from 0 to 10"),
        ({"points": "11", "days": "0"}, "The points must be a number from 0 to 10"),
        ({"points": "1.001", "days": "0"}, "The points must be a number from 0 to 10"),
        ({"points": "1", "days": "soon"}, "The days must be a whole number"),
        ({"points": "1", "days": "367"}, "The days must be a whole number"),
    ],
)
async def test_numbers_that_cannot_be(world: World, fields: dict[str, str], says: str) -> None:
    await uses_table(world)
    card = await name_rule(world, await to_decide(world), "D4")
    answer = await otherwise(world, card, reason=WHY, **fields)
    assert answer.card is not None
    assert says in answer.card.text
    assert await decisions_on_record(world) == ()


async def test_nobody_is_decided_about_unheard(world: World) -> None:
    await uses_table(world)
    case = await asks_in_three_chats(world)
    card = await name_rule(world, case, "D4")
    assert "They were not asked for their side yet." in card.text
    await like_this(world, card)
    assert await decisions_on_record(world) == ()


async def test_while_they_can_answer_nothing_is_decided(world: World) -> None:
    await uses_table(world)
    case = await asks_in_three_chats(world)
    async with world.stories.parts.work() as work:
        found = await world.only_case()
        parts = world.stories.parts
        await move_case(parts, work, await world.community(), found, CaseStep.SIDE_ASKED, MODERATOR)
    answer = await world.press(MODERATOR, Action.CASE_DECIDE, case, place=DESK)
    assert answer.card is not None
    assert "can tell their side until" in answer.card.text


async def test_silence_counts_only_with_what_is_clear(world: World) -> None:
    await uses_table(world)
    case = await to_decide(world, answer=None)
    card = await name_rule(world, case, "D4")
    assert "It counts only if you looked and it is clear" in card.text
    await like_this(world, card)
    assert await decisions_on_record(world) == ()
    await like_this(world, await tick(world, card, "evident"))
    assert len(await decisions_on_record(world)) == 1


async def test_what_happened_before_the_table_needs_two_and_must_be_severe(world: World) -> None:
    case = await to_decide(world)
    world.clock.move(timedelta(hours=1))
    await uses_table(world)
    card = await name_rule(world, case, "D9")
    assert "It was before this community had a table." in card.text
    card = await tick(world, card, "severe")
    await otherwise(world, card, points="5", days="14", reason=WHY)
    (decision,) = await decisions_on_record(world)
    assert decision.state is DecisionState.WAITING
    assert await total(world) == "0"


async def test_coaching_comes_first(world: World) -> None:
    await uses_table(world, "starter")
    await like_this(world, await name_rule(world, await to_decide(world), "S1"))
    assert await total(world) == "0"
    assert "0 for this" in told(world)
    await world.pass_time(days=31)
    await like_this(world, await name_rule(world, await to_decide(world), "S1"))
    assert await total(world) == "2"


async def test_three_small_ones_make_a_point(world: World) -> None:
    await uses_table(world)
    for expected in ("0", "0", "1"):
        await like_this(world, await name_rule(world, await to_decide(world), "F3"))
        assert await total(world) == expected
        await world.pass_time(days=31)


async def test_another_table_leaves_decisions_as_they_are(world: World) -> None:
    await uses_table(world)
    await like_this(world, await name_rule(world, await to_decide(world), "D4"))
    await uses_table(world, "starter")
    assert await total(world) == "1"
    card = await name_rule(world, await to_decide(world), "S1")
    assert "0 for this, 1 in all" in card.text


async def test_what_was_decided_is_not_counted_again_and_stays_with_its_case(world: World) -> None:
    await uses_table(world)
    first = await to_decide(world)
    await like_this(world, await name_rule(world, first, "D4"))
    for member in (FOURTH_MEMBER, FIFTH_MEMBER):
        chat = await world.open_chat(member)
        await world.say(LISTENER, chat.place, ASKS)
        await world.end_chat(chat)
    assert (await world.only_case()).state is CaseState.DECIDED
    assert not any(flag.stands for flag in (await world.flags_about(LISTENER))[:3])
    chat = await world.open_chat(SIXTH_MEMBER)
    await world.say(LISTENER, chat.place, ASKS)
    async with world.database.reading() as connection:
        counted = [
            len(await flags_of_case(connection, world.database.keys, case)) for case in (first, first + 1)
        ]
    assert counted == [3, 3]
