"""Deciding: a rule is named, the table proposes, a person (or two) decides, and everybody concerned is told."""

import asyncio
from datetime import timedelta

import pytest

from bot import guide
from bot.casework.case_life import CaseState, CaseStep
from bot.flows.case_moved import move_case
from bot.guide import Action
from bot.store.words import DecisionState
from tests.flows.breaking import (
    FOR_TEENS,
    asks_in_three_chats,
    breaks_of,
    decisions_on_record,
    heard,
    like_this,
    name_rule,
    otherwise,
    tick,
    to_decide,
    total,
    uses_table,
)
from tests.flows.recording import PowerCut
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
    TEAM,
    World,
    argument,
    has,
)

WHY = "It happened in three chats, and they said so."


def told(world: World) -> str:
    return world.private_cards(LISTENER)[-1].text


async def test_decided_as_the_table_says(world: World) -> None:
    await uses_table(world)
    case = await to_decide(world)
    card = await name_rule(world, case, "D4")
    assert "1 for this, 1 in all (band 0-2)" in card.text
    answer = await like_this(world, card)
    assert answer.card == guide.decided_line_card(world.wording, 1)
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
    done = guide.report_done_card(world.wording, 1, NAME, acted=True)
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


# -- two people -------------------------------------------------------------------------------------------------


async def removal(world: World, leaves: str = "as_listener") -> int:
    await uses_table(world)
    card = await name_rule(world, await to_decide(world), "D10")
    await otherwise(world, card, points="8", days="0", reason=WHY, leaves=leaves)
    (decision,) = await decisions_on_record(world)
    return decision.id


async def test_a_removal_waits_for_a_second_person(world: World) -> None:
    number = await removal(world)
    (decision,) = await decisions_on_record(world)
    assert decision.state is DecisionState.WAITING
    assert world.surface.roles[LISTENER] == frozenset({HELPERS})
    assert (await world.only_case()).state is CaseState.TO_DECIDE
    (asked,) = world.messages_with(DESK, Action.DECISION_AGREE)
    for first in (Action.DECISION_AGREE, Action.DECISION_REFUSE):
        answer = await world.press(MODERATOR, first, number, place=DESK)
        assert answer.card == guide.needs_other_person_card(world.wording, 1)
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
    by_hand = guide.remove_by_hand_card(world.wording, 1, f"<@{LISTENER}>")
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
    line = guide.not_agreed_line_card(world.wording, 1, f"<@{SECOND_MODERATOR}>")
    assert line in world.cards(DESK)
    assert "decision_not_agreed" in await world.case_log(1)
    answer = await world.press(SECOND_MODERATOR, Action.DECISION_AGREE, number, place=DESK)
    assert answer.card == guide.too_late_card(world.wording)


async def test_only_one_decision_waits_at_a_time(world: World) -> None:
    await removal(world)
    card = await name_rule(world, (await world.only_case()).id, "D10")
    answer = await otherwise(world, card, points="8", days="0", reason=WHY, leaves="as_listener")
    assert answer.card == guide.waits_already_card(world.wording, 1)
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
    assert answer.card == guide.too_few_line_card(world.wording, 1, until)
    (decision,) = await decisions_on_record(world)
    assert decision.state is DecisionState.REFUSED
    assert world.private_cards(LISTENER)[-1] == guide.pause_card(world.wording, until, NAME)
    assert world.surface.roles[LISTENER] == frozenset({HELPERS})


async def test_two_who_press_at_once(world: World) -> None:
    number = await removal(world)
    answers = await asyncio.gather(
        world.press(SECOND_MODERATOR, Action.DECISION_AGREE, number, place=DESK),
        world.press(OVERSIGHT, Action.DECISION_REFUSE, number, place=DESK),
    )
    (decision,) = await decisions_on_record(world)
    assert decision.state in (DecisionState.STANDS, DecisionState.REFUSED)
    assert sum(answer.card == guide.too_late_card(world.wording) for answer in answers) == 1


async def test_two_who_decide_at_once(world: World) -> None:
    await uses_table(world)
    case = await to_decide(world)
    card = await name_rule(world, case, "D4")
    await asyncio.gather(like_this(world, card), like_this(world, card))
    assert len(await decisions_on_record(world)) == 1
    assert len([one for one in world.private_cards(LISTENER) if has(one, Action.APPEAL)]) == 1


# -- badges, mutes, refresher ----------------------------------------------------------------------------------


async def test_with_a_teen_the_badge_goes_at_once(world: World) -> None:
    await uses_table(world, adult_teen_role=FOR_TEENS)
    world.surface.roles[LISTENER] = frozenset({HELPERS, FOR_TEENS})
    card = await tick(world, await name_rule(world, await to_decide(world), "D4"), "teen")
    assert "badge of adults who listen to teens" in card.text
    await like_this(world, card)
    assert world.surface.roles[LISTENER] == frozenset({HELPERS})
    assert "The moderators can give it again." in told(world)


async def test_two_points_in_listeners_rooms_mute_for_a_week(world: World) -> None:
    await uses_table(world)
    for _ in range(2):
        card = await tick(world, await name_rule(world, await to_decide(world), "C6"), "room")
        await like_this(world, card)
    assert world.surface.timeouts[LISTENER] == world.now + timedelta(days=7)
    assert "You can't write in this community until" in told(world)
    assert world.surface.roles[LISTENER] == frozenset({HELPERS})


async def test_the_refresher_takes_the_first_point_off(world: World) -> None:
    await uses_table(world)
    await like_this(world, await name_rule(world, await to_decide(world), "D4"))
    (decision,) = await decisions_on_record(world)
    card = world.private_cards(LISTENER)[-1]
    shown = await world.press(LISTENER, Action.REFRESHER, argument(card, Action.REFRESHER), community=None)
    for step in (1, 2, 3):
        assert shown.card is not None
        assert f"Refresher, {step} of 3" in shown.card.text
        (select,) = shown.card.selects
        answer = await world.press(
            LISTENER, Action.REFRESHER_CHOICE, select.argument, community=None, values=("b",)
        )
        if step < 3:
            onward = argument(answer.card, Action.REFRESHER)
            shown = await world.press(LISTENER, Action.REFRESHER, onward, community=None)
    assert answer.card is not None
    assert "Your total is 0 now." in answer.card.text
    assert await total(world) == "0"
    again = await world.press(LISTENER, Action.REFRESHER, decision.id, community=None)
    assert again.card == guide.refresher_done_card(world.wording, "0")
    other = await world.press(MEMBER, Action.REFRESHER, decision.id, community=None)
    assert other.card == guide.not_yours_card(world.wording)


async def test_a_refresher_has_its_time(world: World) -> None:
    await uses_table(world)
    await like_this(world, await name_rule(world, await to_decide(world), "D4"))
    (decision,) = await decisions_on_record(world)
    await world.pass_time(days=31)
    late = await world.press(LISTENER, Action.REFRESHER, decision.id, community=None)
    assert late.card == guide.refresher_over_card(world.wording)


# -- without points ----------------------------------------------------------------------------------------------


TALK = {"rule": "Chats stay here", "words": "Please keep chats here from now on."}


async def test_a_talk_needs_no_points(world: World) -> None:
    case = await asks_in_three_chats(world)
    asked = (await world.press(MODERATOR, Action.CASE_DECIDE, case, place=DESK)).card
    assert has(asked, Action.DECIDE_TALK)
    assert (await world.press(MODERATOR, Action.DECIDE_TALK, case, place=DESK)).form is not None
    answer = await world.press(MODERATOR, Action.DECIDE_TALK_SEND, case, place=DESK, fields=TALK)
    assert answer.card == guide.decided_line_card(world.wording, 1)
    assert "Chats stay here" in told(world)
    assert "This counts no points." in told(world)
    assert world.surface.roles[LISTENER] == frozenset({HELPERS})


async def test_a_break_without_points_needs_their_side_first(world: World) -> None:
    case = await asks_in_three_chats(world)
    form = {**TALK, "days": "7"}
    answer = await world.press(MODERATOR, Action.DECIDE_TALK_SEND, case, place=DESK, fields=form)
    assert answer.card is not None
    assert "A break needs their side first." in answer.card.text
    assert TALK["words"] in answer.card.text
    await heard(world, case)
    await world.press(MODERATOR, Action.DECIDE_TALK_SEND, case, place=DESK, fields=form)
    assert world.surface.roles[LISTENER] == frozenset()
    await world.pass_time(days=7)
    assert world.surface.roles[LISTENER] == frozenset({HELPERS})


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"rule": "x"}, "Name the rule"),
        ({"words": "no"}, "Write a few words"),
        ({"days": "93"}, "from 0 to 92"),
        ({"days": "-1"}, "from 0 to 92"),
    ],
)
async def test_a_talk_that_is_not_complete(world: World, wrong: dict[str, str], says: str) -> None:
    case = await to_decide(world)
    form = {**TALK, **wrong}
    answer = await world.press(MODERATOR, Action.DECIDE_TALK_SEND, case, place=DESK, fields=form)
    assert answer.card is not None
    assert says in answer.card.text
    assert await decisions_on_record(world) == ()


# -- afterwards --------------------------------------------------------------------------------------------------


async def test_a_break_is_ended_early_with_a_reason(world: World) -> None:
    await uses_table(world)
    await like_this(world, await name_rule(world, await to_decide(world), "D9"))
    (decision,) = await decisions_on_record(world)
    (line,) = world.messages_with(DESK, Action.BREAK_END)
    assert (await world.press(MODERATOR, Action.BREAK_END, decision.id, place=DESK)).form is not None
    short = await world.press(
        MODERATOR, Action.BREAK_END_SEND, decision.id, place=DESK, fields={"reason": "ok"}
    )
    assert short.card is not None
    assert has(short.card, Action.BREAK_END)
    form = {"reason": "They have talked with us about it."}
    await world.press(MODERATOR, Action.BREAK_END_SEND, decision.id, place=DESK, fields=form)
    assert world.surface.roles[LISTENER] == frozenset({HELPERS})
    assert world.surface.timeouts == {}
    assert world.private_cards(LISTENER)[-1] == guide.break_ended_early_card(world.wording, NAME)
    assert await total(world) == "5"
    assert not has(line.card, Action.BREAK_END)
    again = await world.press(MODERATOR, Action.BREAK_END_SEND, decision.id, place=DESK, fields=form)
    assert again.card == guide.too_late_card(world.wording)


async def test_a_decision_is_taken_back_by_the_team(world: World) -> None:
    await uses_table(world)
    await like_this(world, await name_rule(world, await to_decide(world), "D9"))
    (decision,) = await decisions_on_record(world)
    form = {"reason": "It was another person after all."}
    await world.press(MODERATOR, Action.DECISION_CORRECT_SEND, decision.id, place=DESK, fields=form)
    assert await total(world) == "0"
    assert world.surface.roles[LISTENER] == frozenset({HELPERS})
    assert (await world.only_case()).state is CaseState.CLOSED
    assert "is taken back" in told(world)
    assert {one.ended_by for one in await breaks_of(world)} == {MODERATOR}


async def test_what_two_decided_is_not_taken_back_by_one_of_them(world: World) -> None:
    number = await removal(world)
    await world.press(SECOND_MODERATOR, Action.DECISION_AGREE, number, place=DESK)
    form = {"reason": "I have changed my mind."}
    answer = await world.press(MODERATOR, Action.DECISION_CORRECT_SEND, number, place=DESK, fields=form)
    assert answer.card == guide.needs_other_person_card(world.wording, 1)
    await world.press(OVERSIGHT, Action.DECISION_CORRECT_SEND, number, place=DESK, fields=form)
    assert world.surface.roles[LISTENER] == frozenset({HELPERS})


@pytest.mark.parametrize("after", [True, False])
@pytest.mark.parametrize("kind", ["remove_role", "send_privately", "edit_card"])
async def test_a_crash_while_a_decision_is_carried_out(world: World, kind: str, *, after: bool) -> None:
    await uses_table(world)
    card = await name_rule(world, await to_decide(world), "D9")
    world.surface.lose_power(kind, after=after)
    with pytest.raises(PowerCut):
        await like_this(world, card)
    await world.restart()
    assert world.surface.roles[LISTENER] == frozenset()
    assert len([one for one in world.private_cards(LISTENER) if has(one, Action.APPEAL)]) == 1
    assert len(await decisions_on_record(world)) == 1


async def test_closed_messages_keep_the_decision_for_later(world: World) -> None:
    await uses_table(world)
    world.surface.closed.add(LISTENER)
    await like_this(world, await name_rule(world, await to_decide(world), "D9"))
    waiting = await world.press(LISTENER, Action.MY_MESSAGES)
    assert waiting.card is not None
    assert "A break until" in waiting.card.text


async def test_old_buttons_of_a_decided_case(world: World) -> None:
    await uses_table(world)
    card = await name_rule(world, await to_decide(world), "D4")
    await like_this(world, card)
    for action in (Action.DECIDE_YES, Action.DECIDE_OTHERWISE, Action.DECIDE_PREVIEW):
        answer = await world.press(MODERATOR, action, argument(card, action), place=DESK)
        assert answer.card == guide.too_late_card(world.wording)


async def test_who_does_not_hold_the_case_does_not_decide_it(world: World) -> None:
    await uses_table(world)
    case = await to_decide(world)
    answer = await world.press(SECOND_MODERATOR, Action.CASE_DECIDE, case, place=DESK)
    assert answer.card == guide.held_card(world.wording, f"<@{MODERATOR}>", 1)


async def test_oversight_decides_alone_about_the_team_and_says_so(world: World) -> None:
    await uses_table(world)
    world.surface.roles[LISTENER] = frozenset({HELPERS, TEAM})
    chat = await world.open_chat()
    await world.report(chat, "sexual_romantic")
    await world.end_chat(chat)
    case = (await world.only_case()).id
    await world.press(OVERSIGHT, Action.CASE_TAKE_YES, case, community=None)
    await heard(world, case)
    card = await name_rule(world, case, "D10", by=OVERSIGHT)
    draft = argument(card, Action.DECIDE_OTHERWISE)
    form = {"points": "8", "days": "0", "reason": WHY, "leaves": "as_listener"}
    await world.press(OVERSIGHT, Action.DECIDE_SEND, draft, community=None, fields=form)
    (decision,) = await decisions_on_record(world)
    assert decision.state is DecisionState.STANDS
    assert "because there was no second one who could" in told(world)
    assert world.surface.roles[LISTENER] == frozenset({TEAM})
    assert not any(has(one, Action.DECISION_CORRECT) for one in world.cards(DESK))


async def test_what_waits_does_not_outlive_its_table(world: World) -> None:
    number = await removal(world)
    await uses_table(world, "starter")
    answer = await world.press(SECOND_MODERATOR, Action.DECISION_AGREE, number, place=DESK)
    assert answer.card is not None
    assert "Please decide again." in answer.card.text
    (decision,) = await decisions_on_record(world)
    assert decision.state is DecisionState.WAITING


async def test_old_drafts_are_begun_again(world: World) -> None:
    await uses_table(world)
    case = await to_decide(world)
    for draft in (f"{case}:D4:5:", f"{case}:S1:{int(world.now.timestamp())}:", f"{case}:nonsense"):
        answer = await world.press(MODERATOR, Action.DECIDE_YES, draft, place=DESK)
        assert answer.card == guide.rule_gone_card(world.wording, case, 1)
    assert await decisions_on_record(world) == ()


async def test_the_time_of_the_act_can_be_chosen(world: World) -> None:
    await uses_table(world)
    case = await to_decide(world)
    card = await name_rule(world, case, "D4")
    select = next(one for one in card.selects if one.action == Action.DECIDE_WHEN)
    earliest = select.choices[-1].value
    chosen = await world.press(MODERATOR, Action.DECIDE_WHEN, select.argument, place=DESK, values=(earliest,))
    assert chosen.card is not None
    await like_this(world, chosen.card)
    (decision,) = await decisions_on_record(world)
    assert int(decision.acted_at.timestamp()) == int(earliest)
