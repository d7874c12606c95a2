"""What follows from a decision: badges, mutes, refreshers, talks without points, corrections."""

from datetime import timedelta

import pytest

from bot.casework.case_life import CaseState
from bot.casework.drafting import Tick
from bot.guide import Action, Card
from bot.guide.cards_break import break_ended_early_card
from bot.guide.cards_deciding import overtaken_card, rule_gone_card
from bot.guide.cards_moderator import held_card, needs_other_person_card
from bot.guide.cards_refresher import refresher_done_card, refresher_over_card
from bot.guide.cards_second import decided_line_card
from bot.guide.cards_shared import not_yours_card
from bot.store.words import BreakKind, DecisionState
from tests.flows.breaking import (
    FOR_TEENS,
    LEADERS,
    WHY,
    asks_in_three_chats,
    breaks_of,
    decisions_on_record,
    heard,
    like_this,
    name_rule,
    removal,
    tick,
    to_decide,
    told,
    total,
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
    SECOND_MODERATOR,
    TEAM,
    World,
    argument,
    has,
)

# -- badges, mutes, refresher ----------------------------------------------------------------------------------


async def test_with_a_teen_the_badge_goes_at_once(world: World) -> None:
    await uses_table(world, adult_teen_role=FOR_TEENS)
    world.surface.roles[LISTENER] = frozenset({HELPERS, FOR_TEENS})
    card = await tick(world, await name_rule(world, await to_decide(world), "D4"), "teen")
    assert "badge of adults who listen to teens" in card.text
    await like_this(world, card)
    assert world.surface.roles[LISTENER] == frozenset({HELPERS})
    assert "The moderators can give it again." in told(world)


@pytest.mark.parametrize("badge", [LEADERS, None])
async def test_a_badge_is_told_of_only_where_one_is_set(world: World, badge: int | None) -> None:
    await uses_table(world, leadership_role=badge)
    world.surface.roles[LISTENER] = frozenset({HELPERS, LEADERS})
    card = await name_rule(world, await to_decide(world), "F10")
    assert "badge for leading is taken" in card.text
    await like_this(world, card)
    assert BreakKind.BADGE in {one.kind for one in await breaks_of(world)}
    record = (await world.press(LISTENER, Action.MY_RECORD)).card
    assert record is not None
    said = ("badge for leading" in told(world), "your badge" in record.text)
    assert said == (badge is not None, badge is not None)


async def test_two_points_in_listeners_rooms_mute_for_a_week(world: World) -> None:
    await uses_table(world)
    for _ in range(2):
        card = await tick(world, await name_rule(world, await to_decide(world), "C6"), "room")
        await like_this(world, card)
    assert world.surface.timeouts[LISTENER] == world.now + timedelta(days=7)
    assert "You can't write in this community until" in told(world)
    assert world.surface.roles[LISTENER] == frozenset({HELPERS})


async def test_where_no_table_mutes_for_it_nobody_is_asked_whether_it_was_in_a_listeners_room(
    world: World,
) -> None:
    await uses_table(world, "starter")
    case = await to_decide(world)
    card = await name_rule(world, case, "S1")
    assert Tick.ROOM not in ticks_offered(card)
    assert Tick.EVIDENT in ticks_offered(card)
    # An old card that offers it still changes nothing.
    assert "Muted" not in (await tick(world, card, "room")).text


def ticks_offered(card: Card) -> set[str]:
    (select,) = [each for each in card.selects if each.action == Action.DECIDE_TICK]
    return {choice.value for choice in select.choices}


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
    assert again.card == refresher_done_card(world.wording, "0")
    other = await world.press(MEMBER, Action.REFRESHER, decision.id, community=None)
    assert other.card == not_yours_card(world.wording)


async def test_a_refresher_has_its_time(world: World) -> None:
    await uses_table(world)
    await like_this(world, await name_rule(world, await to_decide(world), "D4"))
    (decision,) = await decisions_on_record(world)
    await world.pass_time(days=31)
    late = await world.press(LISTENER, Action.REFRESHER, decision.id, community=None)
    assert late.card == refresher_over_card(world.wording)


# -- without points ----------------------------------------------------------------------------------------------


TALK = {"rule": "Chats stay here", "words": "Please keep chats here from now on."}


async def test_a_talk_needs_no_points(world: World) -> None:
    case = await asks_in_three_chats(world)
    asked = (await world.press(MODERATOR, Action.CASE_DECIDE, case, place=DESK)).card
    assert has(asked, Action.DECIDE_TALK)
    assert (await world.press(MODERATOR, Action.DECIDE_TALK, case, place=DESK)).form is not None
    answer = await world.press(MODERATOR, Action.DECIDE_TALK_SEND, case, place=DESK, fields=TALK)
    assert answer.card == decided_line_card(world.wording, 1)
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
    assert world.private_cards(LISTENER)[-1] == break_ended_early_card(world.wording, NAME)
    assert await total(world) == "5"
    assert not has(line.card, Action.BREAK_END)
    again = await world.press(MODERATOR, Action.BREAK_END_SEND, decision.id, place=DESK, fields=form)
    assert again.card == overtaken_card(world.wording, 1, form["reason"])


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
    assert answer.card == needs_other_person_card(world.wording, 1)
    await world.press(OVERSIGHT, Action.DECISION_CORRECT_SEND, number, place=DESK, fields=form)
    assert world.surface.roles[LISTENER] == frozenset({HELPERS})


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
        assert answer.card == overtaken_card(world.wording, 1)


async def test_who_does_not_hold_the_case_does_not_decide_it(world: World) -> None:
    await uses_table(world)
    case = await to_decide(world)
    answer = await world.press(SECOND_MODERATOR, Action.CASE_DECIDE, case, place=DESK)
    assert answer.card == held_card(world.wording, f"<@{MODERATOR}>", 1)


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
        assert answer.card == rule_gone_card(world.wording, case, 1)
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
