"""What the published words leave unclear, and how it is settled here: G1 to G17, one story each."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.casework.appealing import may_answer
from bot.casework.case_authority import Relation
from bot.casework.points import (
    REPLY_WITHIN,
    Book,
    Break,
    Decided,
    Ground,
    Leaves,
    Problem,
    Refused,
    Ruling,
    Standing,
    decide_points,
    find_policy,
    running_break,
    shipped_policies,
    standing_at,
)
from bot.screening import Category
from tests.casework.points.parts import (
    ACT,
    ANNA,
    BEN,
    DAY,
    LONG_AGO,
    REASON,
    START,
    STARTER,
    TABLE,
    choice,
    later,
    matter,
    named,
    proposed,
)

SECOND = timedelta(seconds=1)


def standing(*history: Decided, months: int) -> Standing:
    return standing_at(history, TABLE, later(months))


def saved(rules: str, **more: object) -> Ruling | Refused:
    return decide_points(matter(), replace(choice(rules), **more))  # type: ignore[arg-type]


def test_g1_a_fifth_of_the_whole_is_left_not_of_what_was_left() -> None:
    """G1: 10 points are 6 after one quiet month and 2 after three, not 1.2; and a table may say otherwise."""
    ten = Decided(START, "D9", Decimal(10))
    assert [standing(ten, months=number).total for number in (0, 1, 3)] == [10, 6, 2]
    steps = tuple(replace(one, left=50) for one in TABLE.fading)
    assert standing_at([ten], replace(TABLE, fading=steps), later(3)).total == 5


def test_g2_time_begins_with_the_decision_not_with_the_act() -> None:
    """G2: act, decision and what follows each keep their own date."""
    one = proposed("D9", incident=replace(ACT, at=START - 60 * DAY))
    assert one.decided[0].at == START
    assert one.standing.entries[0].expires_at == later(6)
    assert one.break_ends_at == START + 14 * DAY


def test_g3_only_what_was_upheld_ends_a_quiet_time() -> None:
    """G3: a report that came to nothing is no decision, and one that was reversed is none either."""
    upheld, reversed_ = Decided(later(2), "F1"), Decided(later(2), "F1", reversed=True)
    first = Decided(START, "D9")
    assert standing(first, reversed_, months=3).total == 1
    assert standing(first, upheld, months=3).total == 3


@pytest.mark.parametrize(("points", "tier"), [("2.4", "0-2"), ("2.99", "0-2"), ("3", "3-5"), ("5.99", "3-5")])
def test_g4_parts_of_points_are_exact_and_bands_go_by_whole_ones(points: str, tier: str) -> None:
    """G4: both can be shown."""
    now = standing(Decided(START, "D9", Decimal(points)), months=0)
    assert now.total == Decimal(points)
    assert now.tier.name == tier


def test_g5_points_expire_first_and_the_rest_fades() -> None:
    """G5: 5 points of the start and 1 of a month ago: 0.6 at the end of the five, not a share of six."""
    assert standing(Decided(START, "D9"), Decided(later(5), "F4"), months=6).total == Decimal("0.6")


def test_g6_a_break_runs_its_term() -> None:
    """G6: the total has left the band of the break, and the break goes on."""
    ends_at = proposed("D10").break_ends_at
    assert ends_at == later(3)
    almost = ends_at - SECOND
    assert standing_at([Decided(START, "D10")], TABLE, almost).tier.name == "3-5"
    assert running_break([Break(START, ends_at)], almost) == Break(START, ends_at)


def test_g7_three_small_offences_or_a_reviewers_reason() -> None:
    """G7: the third counts one point by itself; earlier, a reviewer may say how bad it was, in writing."""
    two = (Decided(START - 2 * DAY, "F1"), Decided(START - DAY, "F2"))
    assert proposed("F3", *two).points == 1
    assert saved("F1", named=named("F1=1")) == Refused((Problem.REASON_MISSING,))
    earlier = saved("F1", named=named("F1=1"), reason=REASON)
    assert isinstance(earlier, Ruling)
    assert earlier.points == 1
    assert proposed("F2 F3", *earlier.decided, at=START + DAY).points == 0


def test_g8_sexting_is_first_for_people_and_seven_points_if_somebody_stays() -> None:
    """G8."""
    one = proposed("D10")
    assert one.red_flag
    assert one.leaves is Leaves.NOT
    assert one.points == 7
    assert one.tier.name == "6-7"
    goes = saved("D10", leaves=Leaves.AS_LISTENER, second=BEN, reason=REASON)
    assert isinstance(goes, Ruling)
    assert goes.deciders == (ANNA, BEN)


@pytest.mark.parametrize(("points", "tier"), [("7.99", "6-7"), ("8", "8-10"), ("10", "8-10"), ("25", "8-10")])
def test_g9_eight_is_in_the_last_band_and_so_is_all_above(points: str, tier: str) -> None:
    """G9."""
    assert TABLE.tier(Decimal(points)).name == tier


def test_g10_the_table_says_that_it_is_not_current() -> None:
    """G10."""
    assert TABLE.name == "2020 table"
    assert "Not current" in TABLE.about
    assert str(TABLE.first_published()) == "2020-07-28"


def test_g11_what_is_missing_there_is_a_table_of_its_own_coaching_first() -> None:
    """G11: asking, advice, diagnosis, judging, minimising and abandoning have rows in the starter table only."""
    assert len(STARTER.rules) == 8
    assert {rule.first for rule in STARTER.rules.values()} == {Decimal(0)}
    assert not set(STARTER.rules) & set(TABLE.rules)
    assert all(proposed(rule, book=Book(STARTER, LONG_AGO)).points == 0 for rule in STARTER.rules)


def test_g12_somebody_else_looks_again_and_what_is_reversed_is_gone() -> None:
    """G12."""
    ruling = saved("D9")
    assert isinstance(ruling, Ruling)
    assert ANNA in ruling.deciders
    assert not may_answer(Relation.DECIDER)
    undone = [replace(one, reversed=True) for one in ruling.decided]
    assert standing(*undone, months=0).total == 0


def test_g13_there_is_a_time_to_answer_in() -> None:
    """G13."""
    assert timedelta(hours=72) == REPLY_WITHIN


def test_g14_a_proposal_holds_all_that_a_person_must_be_told() -> None:
    """G14: which way it goes to them is for the outbox; what is told is here: rule, points, total, dates, break."""
    one = proposed("D9")
    assert [rule.title for rule in one.rules] == ["A romantic relationship with a member or another listener"]
    assert one.standing.entries[0].expires_at == later(6)
    assert [change.total for change in one.standing.next] == [3, 1, 0]
    assert one.break_days == 14


def test_g15_what_a_large_group_is_nobody_said_so_it_is_never_scored_by_itself() -> None:
    """G15: a word by default; people may give the points of the row, with a reason."""
    one = proposed("D8")
    assert one.points == 0
    assert one.people_decide
    assert one.why == (Ground.UNCLEAR_ROW,)
    talk = saved("D8")
    assert isinstance(talk, Ruling)
    assert talk.points == 0
    given = saved("D8", named=named("D8=4"), reason=REASON)
    assert isinstance(given, Ruling)
    assert given.points == 4


def test_g16_nobody_decides_who_is_part_of_it_and_removal_takes_two() -> None:
    """G16."""
    assert saved("F4", first=9) == Refused((Problem.MAY_NOT_DECIDE,))
    alone = saved("F4", leaves=Leaves.ALTOGETHER, reason=REASON)
    assert alone == Refused((Problem.SECOND_PERSON_MISSING,))


def test_g17_being_in_a_crisis_is_against_no_rule() -> None:
    """G17: it is never a flag, and no table that is shipped has a row about it."""
    assert not Category.CRISIS.flaggable
    titles = [rule.title.lower() for name in shipped_policies() for rule in find_policy(name).rules.values()]
    assert not [title for title in titles for word in ("crisis", "suicid", "self-harm") if word in title]
