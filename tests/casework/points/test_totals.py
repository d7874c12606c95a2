"""What decisions add up to: every rule of P15, P16, P18 and K1 as a table."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.casework.points import Change, Decided, UnknownRule, as_text, find_policy, months_after, standing_at
from bot.casework.points.totals import Why

TABLE = find_policy("table-2020")
STARTER = find_policy("starter")
START = datetime(2026, 1, 10, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def later(months: int) -> datetime:
    return months_after(START, months)


def total(*history: Decided, at: datetime) -> Decimal:
    return standing_at(history, TABLE, at).total


ONCE = Decided(START, "D9")


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (START - SECOND, 0),
        (START, 5),
        (later(1) - SECOND, 5),
        (later(1), 3),
        (later(3) - SECOND, 3),
        (later(3), 1),
        (later(6) - SECOND, 1),
        (later(6), 0),
    ],
)
def test_points_fade_after_one_and_three_quiet_months_and_end_after_six(
    at: datetime, expected: Decimal
) -> None:
    """P15, P16, P18; G1: three months leave a fifth of the sum as it was, not of what was left."""
    assert total(ONCE, at=at) == expected


def test_a_new_decision_ends_the_quiet_time() -> None:
    """G3: what had faded counts again, until it expires; reports that were not upheld are no decisions."""
    again = Decided(later(2), "F4")
    assert total(ONCE, again, at=later(2)) == 6
    assert total(ONCE, again, at=later(3)) == Decimal("3.6")
    assert total(ONCE, again, at=later(5)) == Decimal("1.2")


def test_expiry_comes_before_fading() -> None:
    """G5: what has expired is not part of the sum that fades."""
    again = Decided(months_after(START, 5), "F4")
    assert total(ONCE, again, at=later(6)) == Decimal("0.6")


def test_months_are_calendar_months() -> None:
    last_of_january = datetime(2026, 1, 31, tzinfo=UTC)
    assert months_after(last_of_january, 1) == datetime(2026, 2, 28, tzinfo=UTC)
    assert months_after(datetime(2026, 8, 31, tzinfo=UTC), 6) == datetime(2027, 2, 28, tzinfo=UTC)
    assert months_after(last_of_january, 25) == datetime(2028, 2, 29, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "decided", "ends"),
    [
        ("UTC", "2026-03-30T22:30+00:00", "2026-09-30T22:30+00:00"),
        ("Europe/Berlin", "2026-03-30T22:30+00:00", "2026-09-29T22:30+00:00"),
        ("Europe/Berlin", "2026-01-10T09:00+00:00", "2026-07-10T08:00+00:00"),
        ("America/New_York", "2026-03-01T02:00+00:00", "2026-08-29T01:00+00:00"),
        ("Pacific/Kiritimati", "2025-08-30T11:00+00:00", "2026-02-27T11:00+00:00"),
    ],
)
def test_months_are_those_of_the_communitys_calendar(zone: str, decided: str, ends: str) -> None:
    """P15: half past midnight on 31 March there is still the 30th in UTC; a change of the clocks moves nothing."""
    at, end = datetime.fromisoformat(decided), datetime.fromisoformat(ends)
    standing = standing_at([Decided(at, "D9")], TABLE, end - SECOND, ZoneInfo(zone))
    assert standing.total == 1
    assert standing.next == (Change(end, Decimal(0), Why.EXPIRES),)
    assert standing_at([Decided(at, "D9")], TABLE, end, ZoneInfo(zone)).total == 0


@pytest.mark.parametrize(
    ("rules", "expected"), [("F1 F2", 0), ("F1 F2 F3", 1), ("F1 " * 5, 1), ("F1 " * 6, 2)]
)
def test_three_small_offences_together_are_one_point(rules: str, expected: Decimal) -> None:
    """K1, P31, G7; none is counted for two points."""
    history = [Decided(START + timedelta(hours=hour), rule) for hour, rule in enumerate(rules.split())]
    assert total(*history, at=START + timedelta(days=1)) == expected


def test_a_small_offence_that_has_expired_is_not_one_of_three() -> None:
    history = (Decided(START, "F1"), Decided(START + SECOND, "F2"), Decided(later(6), "F3"))
    assert total(*history, at=later(6)) == 0


@pytest.mark.parametrize(
    ("points", "tier"),
    [
        (0, "0-2"),
        (Decimal("2.99"), "0-2"),
        (3, "3-5"),
        (Decimal("5.6"), "3-5"),
        (6, "6-7"),
        (Decimal("7.99"), "6-7"),
        (8, "8-10"),
        (40, "8-10"),
    ],
)
def test_bands_go_by_whole_points_and_the_last_has_no_end(points: Decimal, tier: str) -> None:
    """G4, G9."""
    assert TABLE.tier(Decimal(points)).name == tier


def test_what_people_decided_instead_counts() -> None:
    assert total(Decided(START, "D9", points=Decimal("1.5")), at=START) == Decimal("1.5")
    assert total(*[Decided(START, "F1", points=Decimal(0))] * 3, at=START) == 0


def test_rows_without_a_number_and_red_flags_count_nothing_by_themselves() -> None:
    history = [Decided(START, rule) for rule in ("D14", "K5A", "K5B", "K5C")]
    assert total(*history, at=START) == 0


def test_the_first_time_is_a_talk_in_the_starter_table() -> None:
    first, again = Decided(START, "S1"), Decided(START + SECOND, "S1")
    other = Decided(START + SECOND, "S4")
    assert standing_at([first, other], STARTER, later(0) + SECOND).total == 0
    assert standing_at([first, again], STARTER, START + SECOND).total == 2
    assert standing_at([first, Decided(later(6), "S1")], STARTER, later(6)).total == 0


def test_what_changes_by_itself_is_told_in_order() -> None:
    assert standing_at([ONCE], TABLE, START).next == (
        Change(later(1), Decimal(3), Why.FADES),
        Change(later(3), Decimal(1), Why.FADES),
        Change(later(6), Decimal(0), Why.EXPIRES),
    )


def test_the_forecast_is_what_people_are_told() -> None:
    """P09, P15, P16, P18: 3 points today, 1.8 on 4 June if all stays quiet."""
    told = datetime(2026, 5, 4, 12, tzinfo=UTC)
    standing = standing_at([Decided(told, "D12")], TABLE, told)
    assert standing.total == 3
    assert [(change.at.date().isoformat(), as_text(change.total)) for change in standing.next] == [
        ("2026-06-04", "1.8"),
        ("2026-08-04", "0.6"),
        ("2026-11-04", "0"),
    ]


def test_the_forecast_tells_when_each_point_ends() -> None:
    """P15: an older point ends while a newer one fades; what changes nothing is not told."""
    standing = standing_at([Decided(START, "F4"), Decided(later(4), "D11")], TABLE, later(4))
    assert standing.next == (
        Change(later(5), Decimal(3), Why.FADES),
        Change(later(6), Decimal("2.4"), Why.EXPIRES),
        Change(later(7), Decimal("0.8"), Why.FADES),
        Change(later(10), Decimal(0), Why.EXPIRES),
    )


@pytest.mark.parametrize(
    ("newer", "total", "why"),
    [("F4", "0.2", Why.BOTH), ("F1", "0", Why.EXPIRES), ("D14", "0", Why.EXPIRES)],
    ids=["something-is-left-to-fade", "a-small-offence", "people-decide"],
)
def test_why_when_the_old_ends_in_the_moment_when_the_new_would_fade(
    newer: str, total: str, why: Why
) -> None:
    standing = standing_at([ONCE, Decided(later(3), newer)], TABLE, later(5))
    assert standing.next[0] == Change(later(6), Decimal(total), why)


def test_a_reversed_decision_never_counts() -> None:
    """G12: not in the total, not as a first time, not as one of three, and it ends no quiet time."""
    undone = replace(ONCE, reversed=True)
    assert standing_at([undone], TABLE, START) == standing_at([], TABLE, START)
    again = Decided(START + SECOND, "S1")
    assert standing_at([Decided(START, "S1", reversed=True), again], STARTER, later(0) + SECOND).total == 0
    small = [Decided(START, "F1", reversed=True), Decided(START, "F2"), Decided(START, "F3")]
    assert total(*small, at=START) == 0
    assert total(ONCE, Decided(later(2), "F4", reversed=True), at=later(3)) == 1


def test_a_rule_that_is_not_in_the_table_is_named() -> None:
    with pytest.raises(UnknownRule, match="X1"):
        standing_at([Decided(START, "X1")], TABLE, START)
