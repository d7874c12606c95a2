"""What a table proposes about one decision: points, band, break, mute, badges, and why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.casework.points import (
    Badge,
    BadgeTaken,
    Book,
    Decided,
    Ground,
    Incident,
    Leaves,
    LeftOut,
    NotCounted,
    PointsPolicy,
    UnknownRule,
)
from bot.screening import Side
from tests.casework.points.parts import ACT, BOOK, COACHING, DAY, START, STARTER, TABLE, later, proposed

IN_ROOM = replace(ACT, in_listener_room=True)
WITH_TEEN = replace(ACT, with_teen=True, by_adult_for_teens=True)
MEMBER = replace(ACT, side=Side.MEMBER)
FIVE = Decided(START - DAY, "D9")
SEVEN = Decided(START - DAY, "D10")


@pytest.mark.parametrize(
    ("rules", "history", "points", "total", "tier", "break_days", "leaves"),
    [
        pytest.param("F4", (), 1, 1, "0-2", 0, Leaves.NOT, id="K1-feedback-only"),
        pytest.param("D12", (), 3, 3, "3-5", 14, Leaves.NOT, id="K2-two-weeks"),
        pytest.param("D9", (), 5, 5, "3-5", 14, Leaves.NOT, id="K2-upper-end"),
        pytest.param("F4", (FIVE,), 1, 6, "6-7", 90, Leaves.NOT, id="K3-three-months-P10-crossed"),
        pytest.param("D10", (), 7, 7, "6-7", 90, Leaves.NOT, id="K3-sexting-stays"),
        pytest.param("F4", (SEVEN,), 1, 8, "8-10", 0, Leaves.AS_LISTENER, id="K4-listener-only"),
        pytest.param("D9", (SEVEN,), 5, 12, "8-10", 0, Leaves.AS_LISTENER, id="G9-more-than-ten"),
        pytest.param("F1", (FIVE,), 0, 5, "3-5", 0, Leaves.NOT, id="no-points-no-new-break"),
        pytest.param("F4 F5 F9", (), 4, 4, "3-5", 14, Leaves.NOT, id="P14-cumulative"),
        pytest.param("F4 F4", (), 1, 1, "0-2", 0, Leaves.NOT, id="named-twice-counts-once"),
    ],
)
def test_the_bands_say_what_follows(
    rules: str,
    history: tuple[Decided, ...],
    points: int,
    total: int,
    tier: str,
    break_days: int,
    leaves: Leaves,
) -> None:
    """K1 to K4, P10, P12, P14."""
    one = proposed(rules, *history, incident=WITH_TEEN)
    assert one.points == points
    assert one.total == total
    assert one.tier.name == tier
    assert (one.break_days, one.leaves) == (break_days, leaves)


def test_after_a_break_people_are_welcomed_back() -> None:
    """P01, P04: a break is not the end; after the last band nobody is promised anything."""
    assert proposed("D9").welcomed_back
    assert proposed("D9").break_ends_at == START + timedelta(days=14)
    assert not proposed("F4").welcomed_back
    assert not proposed("D9", SEVEN).welcomed_back


def test_a_break_of_months_is_counted_by_the_calendar_in_the_communitys_days() -> None:
    """K3; the clocks change in between, and the time of day there stays the same."""
    berlin = ZoneInfo("Europe/Berlin")
    book = Book(TABLE, zone=berlin)
    one = proposed("D10", book=book, at=datetime(2026, 1, 31, 9, tzinfo=UTC))
    assert one.break_ends_at == datetime(2026, 4, 30, 8, tzinfo=UTC)
    assert one.break_days == 89
    assert [change.at for change in one.standing.next] == [
        datetime(2026, 2, 28, 9, tzinfo=UTC),
        datetime(2026, 4, 30, 8, tzinfo=UTC),
        datetime(2026, 7, 31, 8, tzinfo=UTC),
    ]


@pytest.mark.parametrize(
    ("incident", "leaves", "ground"),
    [
        (ACT, Leaves.AS_LISTENER, Ground.LAST_BAND),
        (MEMBER, Leaves.ALTOGETHER, Ground.LAST_BAND),
        (replace(ACT, goes_on=True), Leaves.ALTOGETHER, Ground.WENT_ON),
    ],
    ids=["K4-listener-stays-as-member", "K4-member", "K4-went-on-as-member"],
)
def test_who_leaves_generally_stays_as_a_member(incident: Incident, leaves: Leaves, ground: Ground) -> None:
    """K4: only somebody who goes on elsewhere is asked to leave altogether."""
    one = proposed("F4", SEVEN, incident=incident)
    assert one.leaves is leaves
    assert ground in one.why
    assert one.badges == (BadgeTaken(Badge.LEADERSHIP),)


class TestMute:
    """K1: two or more points earned in a listeners' room mute for a week."""

    def test_two_points_at_once_mute(self) -> None:
        one = proposed("C1 C2", incident=IN_ROOM)
        assert one.mute_days == 7
        assert Ground.MUTED_FOR_ROOMS in one.why

    def test_points_add_up_over_decisions_in_rooms(self) -> None:
        before = Decided(START - DAY, "C1", in_listener_room=True)
        assert proposed("C2", before, incident=IN_ROOM).mute_days == 7

    def test_what_was_elsewhere_does_not_count(self) -> None:
        elsewhere = Decided(START - DAY, "C1")
        assert proposed("C2", elsewhere, incident=IN_ROOM).mute_days == 0
        assert proposed("C9").mute_days == 0
        assert proposed("D1", Decided(START - DAY, "C1", in_listener_room=True)).mute_days == 0

    def test_nothing_mutes_twice(self) -> None:
        muted = tuple(Decided(START - DAY, rule, in_listener_room=True) for rule in ("C1", "C2"))
        assert proposed("C3", *muted, incident=IN_ROOM).mute_days == 0
        assert proposed("C3 C4", *muted, incident=IN_ROOM).mute_days == 7

    def test_expired_points_do_not_mute(self) -> None:
        before = Decided(START, "C1", in_listener_room=True)
        assert proposed("C2", before, incident=IN_ROOM, at=later(6)).mute_days == 0

    def test_a_table_can_do_without(self) -> None:
        book = Book(replace(TABLE, mute_days=0))
        one = proposed("C9", incident=IN_ROOM, book=book)
        assert one.mute_days == 0
        assert Ground.MUTED_FOR_ROOMS not in one.why


class TestBadges:
    """K2 and P33: which badges go, and until when."""

    @pytest.mark.parametrize(
        ("rules", "months"),
        [("D11", 2), ("C9", 3), ("D10", 3), ("D8=4", 2)],
        ids=["K2-standard", "K2-racist", "D10-at-least-three", "K2-decided-by-people"],
    )
    def test_leadership_goes_for_two_months_or_three(self, rules: str, months: int) -> None:
        assert proposed(rules).badges == (BadgeTaken(Badge.LEADERSHIP, later(months)),)

    def test_a_reviewer_may_say_that_it_was_grave(self) -> None:
        one = proposed("D9", incident=replace(ACT, grave=True))
        assert one.badges == (BadgeTaken(Badge.LEADERSHIP, later(3)),)
        assert Ground.BADGES_LONGER_GRAVE in one.why

    def test_little_takes_no_badge(self) -> None:
        assert proposed("F4").badges == ()

    @pytest.mark.parametrize("rules", ["F3", "F4", "D12", "D13"])
    def test_with_a_teen_the_badge_goes_at_once(self, rules: str) -> None:
        """P33, K1: also when the row itself counts nothing."""
        one = proposed(rules, incident=WITH_TEEN)
        assert BadgeTaken(Badge.ADULT_FOR_TEENS) in one.badges
        assert Ground.WITH_A_TEEN in one.why

    def test_it_takes_a_rule(self) -> None:
        assert proposed("", incident=WITH_TEEN).badges == ()
        assert proposed("", incident=WITH_TEEN).why == ()

    @pytest.mark.parametrize("told", [{"with_teen": True}, {"by_adult_for_teens": True}])
    def test_it_takes_both_a_teen_and_the_badge(self, told: dict[str, bool]) -> None:
        incident = replace(ACT, **told)  # type: ignore[arg-type]
        assert proposed("F4", incident=incident).badges == ()


class TestRows:
    """Which rows count, and what is said about them."""

    @pytest.mark.parametrize("rule", sorted(rule.id for rule in TABLE.rules.values() if rule.listeners_only))
    def test_some_rows_are_for_listeners_only(self, rule: str) -> None:
        """P32."""
        incident = replace(WITH_TEEN, side=Side.MEMBER)
        assert proposed(rule, incident=incident).left_out == (NotCounted(rule, LeftOut.LISTENERS_ONLY),)
        assert proposed(rule, incident=WITH_TEEN).left_out == ()

    @pytest.mark.parametrize("rule", ["D12", "D13"])
    def test_some_rows_are_about_teens_only(self, rule: str) -> None:
        """P33."""
        assert proposed(rule).left_out == (NotCounted(rule, LeftOut.WITH_TEENS_ONLY),)
        assert proposed(rule).points == 0

    def test_a_row_that_holds_another_counts_alone(self) -> None:
        one = proposed("D12 D13", incident=WITH_TEEN)
        assert one.points == 4
        assert one.left_out == (NotCounted("D12", LeftOut.COVERED),)

    def test_a_row_that_does_not_fit_covers_nothing(self) -> None:
        rows = {**TABLE.rules, "D11": replace(TABLE.rule("D11"), covers=("F4",))}
        book = Book(replace(TABLE, rules=rows))
        assert proposed("D11 F4", book=book).points == 4
        assert proposed("D11 F4", incident=MEMBER, book=book).points == 1

    def test_of_a_row_that_is_named_twice_the_first_counts(self) -> None:
        one = proposed("F4=2 D9 F4=3")
        assert one.points == 7
        assert len(one.decided) == 2

    @pytest.mark.parametrize("side", Side)
    @pytest.mark.parametrize("in_room", [True, False])
    def test_rows_count_for_both_sides_and_everywhere(self, side: Side, in_room: bool) -> None:
        """P13, P30."""
        incident = replace(ACT, side=side, in_listener_room=in_room)
        assert proposed("F4", incident=incident).points == 1

    @pytest.mark.parametrize(
        ("rules", "ground"),
        [
            ("F1", Ground.SMALL),
            ("F1 F2 F3", Ground.SMALL_TOGETHER),
            ("D14", Ground.NO_NUMBER),
            ("D8", Ground.UNCLEAR_ROW),
            ("D10", Ground.RED_FLAG),
            ("K5A", Ground.RED_FLAG),
            ("D9", Ground.BREAK_OF_BAND),
        ],
    )
    def test_every_proposal_says_why(self, rules: str, ground: Ground) -> None:
        """P07, P09."""
        assert ground in proposed(rules).why

    def test_the_first_time_is_a_talk(self) -> None:
        """P01, P04: coaching first."""
        one = proposed("S1", book=COACHING)
        assert one.points == 0
        assert one.why == (Ground.FIRST_TIME,)
        again = proposed("S1", *one.decided, book=COACHING, at=START + DAY)
        assert again.points == 2
        assert again.why == ()

    @pytest.mark.parametrize("rule", ["K5A", "K5B", "K5C"])
    def test_red_flags_are_for_people_at_once(self, rule: str) -> None:
        """K5: the bot proposes no removal, it asks."""
        one = proposed(rule)
        assert one.red_flag
        assert one.people_decide
        assert one.points == 0
        assert one.leaves is Leaves.NOT

    def test_a_row_that_is_not_there_is_named(self) -> None:
        with pytest.raises(UnknownRule, match="X1"):
            proposed("X1")

    def test_nothing_named_is_nothing_proposed(self) -> None:
        one = proposed("", FIVE)
        assert one.points == 0
        assert one.total == 5
        assert one.break_days == 0
        assert one.decided == ()


def test_what_would_be_recorded_counts_what_was_proposed() -> None:
    """P27: recording it and asking again gives the same total, with the dates."""
    one = proposed("F4 D9", SEVEN, incident=IN_ROOM)
    again = proposed("", SEVEN, *one.decided)
    assert again.total == one.total
    assert {decided.at for decided in one.decided} == {START}


@pytest.mark.parametrize("policy", [TABLE, STARTER], ids=["2020", "starter"])
def test_no_row_proposes_more_than_it_says(policy: PointsPolicy) -> None:
    """Each row by itself, the first time and again."""
    for rule in policy.rules.values():
        first = proposed(rule.id, incident=WITH_TEEN, book=Book(policy))
        again = proposed(rule.id, *first.decided, incident=WITH_TEEN, book=Book(policy), at=START + DAY)
        assert first.points <= again.points <= (rule.points or Decimal(0))


def test_without_points_nobody_leaves() -> None:
    """K4, P10: a word to somebody in the last band is only a word."""
    one = proposed("F1", SEVEN, Decided(START - DAY, "F4"))
    assert one.tier.leaves
    assert one.leaves is Leaves.NOT
    assert Ground.LAST_BAND not in one.why


def test_badges_of_whoever_leaves_have_no_longer_time() -> None:
    tiers = tuple(replace(tier, badge_months=2, badge_months_grave=3) for tier in TABLE.tiers)
    one = proposed("C9", SEVEN, book=Book(replace(TABLE, tiers=tiers)))
    assert one.badges == (BadgeTaken(Badge.LEADERSHIP),)
    assert one.why == (Ground.LAST_BAND,)


def test_a_decision_yet_to_come_changes_nothing() -> None:
    assert proposed("F4", Decided(START + DAY, "D9"), book=BOOK).total == 1
