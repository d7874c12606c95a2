"""What people may save about points, and what they must put right first."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType

import pytest

from bot.casework.points import (
    Answer,
    Badge,
    BadgeTaken,
    Book,
    Choice,
    Decided,
    Hands,
    Hearing,
    Incident,
    Leaves,
    Matter,
    Named,
    Problem,
    Refresher,
    Refused,
    Ruling,
    Team,
    decide_points,
    is_reason,
)
from bot.screening import Side
from tests.casework.points.parts import (
    ACT,
    ANNA,
    BEN,
    CLEO,
    COACHING,
    DAY,
    LONG_AGO,
    REASON,
    START,
    TABLE,
    choice,
    later,
    matter,
    named,
)

SEVEN = Decided(START - DAY, "D10")
NOBODY = Team(frozenset())
ANNA_ALONE = Team(frozenset({ANNA}))
OVERSIGHT_ONLY = Team(frozenset(), oversight=CLEO)
DENIED = Hearing(START - 5 * DAY, START - 2 * DAY, Answer.DENIED)


def saved(matter: Matter, choice: Choice) -> Ruling:
    answer = decide_points(matter, choice)
    assert isinstance(answer, Ruling), answer
    return answer


def refused(matter: Matter, choice: Choice) -> tuple[Problem, ...]:
    answer = decide_points(matter, choice)
    assert isinstance(answer, Refused), answer
    return answer.problems


def test_what_is_proposed_can_be_saved_as_it_is() -> None:
    ruling = saved(matter(), choice("D9"))
    assert ruling.points == 5
    assert ruling.break_days == 14
    assert ruling.break_ends_at == START + 14 * DAY
    assert ruling.badges == (BadgeTaken(Badge.LEADERSHIP, later(2)),)
    assert ruling.deciders == (ANNA,)
    assert ruling.hands is Hands.ENOUGH
    assert not ruling.deviates
    assert [(one.at, one.rule, one.points) for one in ruling.decided] == [(START, "D9", None)]


class TestRules:
    """Q23, Q24, P19: a rule that was published before the act."""

    @pytest.mark.parametrize(
        ("rules", "problem"),
        [("", Problem.NO_RULE), ("X1", Problem.UNKNOWN_RULE), ("D12", Problem.RULE_DOES_NOT_FIT)],
        ids=["Q23-no-rule", "Q23-not-in-the-table", "P33-not-with-a-teen"],
    )
    def test_a_rule_must_be_named_and_fit(self, rules: str, problem: Problem) -> None:
        assert refused(matter(), choice(rules)) == (problem,)

    def test_a_rule_for_listeners_is_not_for_members(self) -> None:
        """P32."""
        answer = refused(matter(), choice("D11", replace(ACT, side=Side.MEMBER)))
        assert answer == (Problem.RULE_DOES_NOT_FIT,)

    def test_a_covered_row_is_left_out_without_a_word(self) -> None:
        with_teen = replace(ACT, with_teen=True, by_adult_for_teens=True)
        assert [one.rule for one in saved(matter(), choice("D12 D13", with_teen)).decided] == ["D13"]

    def test_nothing_can_be_decided_about_tomorrow(self) -> None:
        assert refused(matter(), choice("D9", Incident(START + DAY))) == (Problem.ACT_NOT_YET,)

    @pytest.mark.parametrize(
        ("act", "problem"),
        [
            (date(2025, 5, 31), Problem.RULE_NEWER_THAN_ACT),
            (date(2025, 6, 1), None),
            (date(2025, 8, 31), None),
            (date(2025, 9, 1), Problem.RULE_WITHDRAWN),
        ],
    )
    def test_a_row_counts_only_for_acts_in_its_time(self, act: date, problem: Problem | None) -> None:
        """P19, Q23: what is written later does not reach back, and what was withdrawn does not reach on."""
        row = replace(TABLE.rule("D9"), since=date(2025, 6, 1), until=date(2025, 9, 1))
        policy = replace(TABLE, rules=MappingProxyType({**TABLE.rules, "D9": row}))
        incident = Incident(datetime(act.year, act.month, act.day, 12, tzinfo=START.tzinfo))
        answer = decide_points(matter(book=Book(policy, LONG_AGO)), choice("D9", incident))
        assert answer == Refused((problem,)) if problem else isinstance(answer, Ruling)


class TestPastActs:
    """P19: not retroactive, except for what is severe, which two people decide."""

    PAST = Incident(LONG_AGO - DAY)

    def test_what_was_before_the_table_is_let_be(self) -> None:
        past = replace(choice("D9", self.PAST), second=BEN, reason=REASON)
        assert refused(matter(), past) == (Problem.BEFORE_THE_TABLE,)

    def test_severe_needs_a_second_person_and_a_reason(self) -> None:
        severe = replace(choice("D9", self.PAST), severe=True)
        assert refused(matter(), severe) == (Problem.SECOND_PERSON_MISSING, Problem.REASON_MISSING)

    def test_two_people_can_decide_it(self) -> None:
        severe = replace(choice("D9", self.PAST), severe=True, second=BEN, reason=REASON)
        assert saved(matter(), severe).deciders == (ANNA, BEN)

    def test_severe_says_nothing_about_an_act_of_today(self) -> None:
        assert saved(matter(), replace(choice("D9"), severe=True)).deciders == (ANNA,)


class TestHearing:
    """P20 to P25: nobody gets points unheard."""

    def test_without_being_asked_nobody_gets_points(self) -> None:
        assert refused(matter(hearing=Hearing()), choice("F4")) == (Problem.NOT_ASKED,)

    def test_denied_and_unclear_is_nothing(self) -> None:
        assert refused(matter(hearing=DENIED), choice("F4")) == (Problem.NOT_EVIDENT,)

    def test_denied_but_evident_is_points(self) -> None:
        assert saved(matter(hearing=DENIED), replace(choice("F4"), evident=True)).points == 1


class TestDeviating:
    """People may decide something else than the table says, with a written reason."""

    @pytest.mark.parametrize(
        "other",
        [
            replace(choice("D9"), named=named("D9=1")),
            replace(choice("D9"), named=named("D9=8"), break_days=30),
            replace(choice("D9"), break_days=0),
            replace(choice("D9"), break_days=30),
            replace(choice("D9"), mute_days=7),
            replace(choice("D9"), badges=()),
            replace(choice("F1"), named=named("F1=2")),
            replace(choice("D14"), named=named("D14=1")),
            replace(choice("D8"), named=named("D8=4")),
        ],
        ids=["less", "more", "no-break", "longer", "mute", "badges", "G7-severity", "D14", "G15"],
    )
    def test_each_difference_needs_a_reason(self, other: Choice) -> None:
        assert refused(matter(), other) == (Problem.REASON_MISSING,)
        ruling = saved(matter(), replace(other, reason=REASON))
        assert ruling.deviates
        assert ruling.reason == REASON

    def test_other_points_lead_to_what_follows_from_them(self) -> None:
        ruling = saved(matter(), replace(choice("D9=2"), reason=REASON))
        assert ruling.points == 2
        assert ruling.break_days == 0
        assert ruling.badges == ()

    def test_saying_what_the_table_says_is_no_difference(self) -> None:
        """G7: a small offence that is given its 0 points still counts towards three."""
        small = saved(matter(), choice("F1=0"))
        assert not small.deviates
        assert small.decided[0].points is None

    def test_other_days_of_a_break_are_taken(self) -> None:
        ruling = saved(matter(), replace(choice("D9"), break_days=30, reason=REASON))
        assert ruling.break_ends_at == START + 30 * DAY

    @pytest.mark.parametrize("given", ["11", "-1", "1.005", "NaN", "Infinity"])
    def test_points_have_a_range_and_two_places(self, given: str) -> None:
        wrong = replace(choice("D9"), named=(Named("D9", Decimal(given)),), reason=REASON)
        assert refused(matter(), wrong) == (Problem.POINTS_OUT_OF_RANGE,)

    @pytest.mark.parametrize("days", [-1, 367])
    def test_days_have_a_range(self, days: int) -> None:
        for wrong in (replace(choice("D9"), break_days=days), replace(choice("D9"), mute_days=days)):
            assert refused(matter(), replace(wrong, reason=REASON)) == (Problem.BREAK_OUT_OF_RANGE,)

    def test_a_row_without_a_number_must_be_given_one(self) -> None:
        assert refused(matter(), choice("D14")) == (Problem.POINTS_MISSING,)
        assert not saved(matter(), choice("D14=0")).deviates

    @pytest.mark.parametrize(
        ("text", "enough"),
        [
            ("", False),
            ("   ", False),
            ("ok ok", False),
            (". . . .", False),
            ("They said sorry.", True),
            ("本人が謝罪しました", True),
            ("é è à", True),
        ],
    )
    def test_a_reason_is_a_few_words(self, text: str, *, enough: bool) -> None:
        assert is_reason(text) is enough


class TestRemoval:
    """Removal needs two people; in a small team oversight, and without it no more than a pause."""

    GO = replace(choice("F4"), leaves=Leaves.AS_LISTENER, reason=REASON)

    def test_one_person_cannot(self) -> None:
        assert refused(matter(SEVEN), self.GO) == (Problem.SECOND_PERSON_MISSING,)
        assert refused(matter(SEVEN), replace(self.GO, second=ANNA)) == (Problem.SECOND_PERSON_MISSING,)

    @pytest.mark.parametrize("second", [BEN, CLEO])
    def test_two_people_can(self, second: int) -> None:
        ruling = saved(matter(SEVEN), replace(self.GO, second=second))
        assert ruling.leaves is Leaves.AS_LISTENER
        assert ruling.deciders == (ANNA, second)
        assert ruling.break_ends_at is None
        assert not ruling.deviates

    def test_nobody_who_is_part_of_it_can(self) -> None:
        """G16."""
        assert refused(matter(SEVEN), replace(self.GO, second=9)) == (Problem.SECOND_PERSON_MAY_NOT,)
        assert refused(matter(SEVEN), replace(self.GO, first=9, second=BEN)) == (Problem.MAY_NOT_DECIDE,)

    def test_a_reason_is_always_written(self) -> None:
        bare = replace(self.GO, second=BEN, reason="")
        assert refused(matter(SEVEN), bare) == (Problem.REASON_MISSING,)

    def test_nobody_is_sent_away_by_default(self) -> None:
        """Whoever stays in the last band needs a reason and a break that is said, even none."""
        stays = replace(choice("F4"), break_days=None)
        assert refused(matter(SEVEN), stays) == (Problem.BREAK_NOT_SAID, Problem.REASON_MISSING)
        ruling = saved(matter(SEVEN), replace(stays, break_days=0, reason=REASON))
        assert ruling.leaves is Leaves.NOT
        assert ruling.break_ends_at is None

    def test_oversight_decides_alone_when_nobody_else_can(self) -> None:
        ruling = saved(matter(SEVEN, team=OVERSIGHT_ONLY), replace(self.GO, first=CLEO))
        assert ruling.hands is Hands.OVERSIGHT_ALONE
        assert ruling.deciders == (CLEO,)

    def test_one_moderator_alone_cannot_remove_but_may_give_points(self) -> None:
        assert refused(matter(SEVEN, team=ANNA_ALONE), self.GO) == (Problem.TOO_FEW_PEOPLE,)
        assert saved(matter(team=ANNA_ALONE), choice("F4")).hands is Hands.ENOUGH

    @pytest.mark.parametrize("team", [ANNA_ALONE, NOBODY])
    def test_too_few_people_can_pause_for_fourteen_days_and_it_says_so(self, team: Team) -> None:
        ruling = saved(matter(team=team), replace(choice(""), pause_days=14))
        assert ruling.pause_until == START + 14 * DAY
        assert ruling.hands is Hands.TOO_FEW
        assert ruling.decided == ()

    @pytest.mark.parametrize(
        ("days", "problem"),
        [(15, Problem.PAUSE_TOO_LONG), (10**12, Problem.PAUSE_TOO_LONG), (0, Problem.NO_RULE)],
    )
    def test_and_no_longer(self, days: int, problem: Problem) -> None:
        assert refused(matter(team=NOBODY), replace(choice(""), pause_days=days)) == (problem,)

    def test_only_a_pause_sends_nobody_away(self) -> None:
        goes = replace(choice("", leaves=Leaves.ALTOGETHER), pause_days=7)
        assert refused(matter(team=NOBODY), goes) == (Problem.NO_RULE,)

    def test_a_second_person_is_named_only_where_two_are_needed(self) -> None:
        assert saved(matter(), replace(choice("F4"), second=9)).deciders == (ANNA,)

    def test_whoever_is_sent_away_has_no_break(self) -> None:
        goes = replace(choice("D10", leaves=Leaves.AS_LISTENER), second=BEN, reason=REASON)
        ruling = saved(matter(), goes)
        assert ruling.break_ends_at is None
        assert ruling.break_days == 0

    def test_a_whole_team_must_name_a_rule(self) -> None:
        assert refused(matter(), replace(choice(""), pause_days=7)) == (Problem.NO_RULE,)

    def test_nobody_decides_points_when_all_are_part_of_it(self) -> None:
        assert refused(matter(team=NOBODY), choice("F4")) == (Problem.TOO_FEW_PEOPLE,)

    def test_somebody_from_outside_cannot_pause_either(self) -> None:
        stranger = replace(choice(""), first=9, pause_days=7)
        assert refused(matter(team=ANNA_ALONE), stranger) == (Problem.MAY_NOT_DECIDE,)


class TestRedFlags:
    """K5, G8: people decide at once whether somebody can stay."""

    def test_either_way_a_reason_is_written(self) -> None:
        assert refused(matter(), choice("K5A")) == (Problem.REASON_MISSING,)
        stays = saved(matter(), replace(choice("K5A"), reason=REASON))
        assert stays.points == 0

    def test_two_people_can_send_somebody_away(self) -> None:
        goes = replace(choice("K5B"), leaves=Leaves.ALTOGETHER, reason=REASON, second=BEN)
        assert saved(matter(), goes).leaves is Leaves.ALTOGETHER

    def test_whoever_stays_after_sexting_has_seven_points(self) -> None:
        """G8."""
        stays = saved(matter(), replace(choice("D10"), reason=REASON))
        assert stays.points == 7
        assert stays.break_ends_at == later(3)


class TestRefreshers:
    """P11: a refresher, offered once, in place of the first point."""

    UNTIL = START + 14 * DAY

    def test_it_is_recorded_with_its_date(self) -> None:
        ruling = saved(matter(), replace(choice("F4"), refresher_until=self.UNTIL))
        assert ruling.decided[0].refresher == Refresher(self.UNTIL)
        assert not ruling.deviates

    @pytest.mark.parametrize(
        "history",
        [
            Decided(START - DAY, "F5"),
            Decided(LONG_AGO, "F5", refresher=Refresher(LONG_AGO + DAY)),
        ],
        ids=["has-a-point", "had-one-offered"],
    )
    def test_it_is_for_the_first_point_and_once(self, history: Decided) -> None:
        wants = replace(choice("F4"), refresher_until=self.UNTIL)
        assert refused(matter(history), wants) == (Problem.REFRESHER_NOT_FIRST,)
        assert saved(matter(replace(history, reversed=True)), wants).decided[0].refresher is not None

    def test_expired_points_are_none(self) -> None:
        wants = replace(choice("F4"), refresher_until=self.UNTIL)
        assert saved(matter(Decided(LONG_AGO, "F5")), wants).decided[0].refresher is not None

    @pytest.mark.parametrize("rules", ["F1", "D10"])
    def test_not_without_a_point_and_not_for_a_red_flag(self, rules: str) -> None:
        wants = replace(choice(rules), refresher_until=self.UNTIL, reason=REASON)
        assert refused(matter(), wants) == (Problem.REFRESHER_NOT_FIRST,)

    def test_not_for_whoever_leaves(self) -> None:
        wants = replace(
            choice("F4"), refresher_until=self.UNTIL, reason=REASON, second=BEN, leaves=Leaves.ALTOGETHER
        )
        assert refused(matter(), wants) == (Problem.REFRESHER_NOT_FIRST,)

    @pytest.mark.parametrize("until", [START, START - DAY, later(6) + timedelta(seconds=1)])
    def test_its_date_lies_ahead_and_before_the_points_end(self, until: datetime) -> None:
        wants = replace(choice("F4"), refresher_until=until)
        assert refused(matter(), wants) == (Problem.REFRESHER_DATE,)

    def test_of_several_rows_the_first_with_points_gets_it(self) -> None:
        ruling = saved(matter(), replace(choice("F1 F4 F5"), refresher_until=self.UNTIL))
        assert [one.rule for one in ruling.decided if one.refresher] == ["F4"]


def test_all_that_must_be_put_right_is_said_at_once() -> None:
    wrong = replace(choice("D9=2"), first=9, break_days=-1, refresher_until=START)
    assert refused(matter(hearing=Hearing()), wrong) == (
        Problem.MAY_NOT_DECIDE,
        Problem.NOT_ASKED,
        Problem.BREAK_OUT_OF_RANGE,
        Problem.REASON_MISSING,
        Problem.REFRESHER_DATE,
    )


def test_the_first_talk_of_the_starter_table_is_recorded() -> None:
    """P01: it counts nothing, and the next time is no longer the first."""
    talk = saved(matter(book=COACHING), choice("S2"))
    assert talk.points == 0
    second = saved(matter(*talk.decided, book=COACHING, now=START + DAY), choice("S2"))
    assert second.points == 2
