"""What holds for every history: nothing grows by itself, nothing counts twice, order makes no difference."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.casework.points import (
    Book,
    Decided,
    Incident,
    Named,
    Refresher,
    Standing,
    months_after,
    propose,
    standing_at,
)
from bot.screening import Side
from tests.casework.points.parts import DAY, STARTER, TABLE

moments = st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia"]).map(ZoneInfo)
LATE = datetime(2030, 1, 1, tzinfo=UTC)


def one_decision(rules: list[str]) -> st.SearchStrategy[Decided]:
    return st.builds(
        Decided,
        moments,
        st.sampled_from(rules),
        st.none() | st.decimals(0, 10, places=2),
        st.none() | st.builds(Refresher, moments, st.none() | moments),
        st.booleans(),
        st.sampled_from([False, False, False, True]),
    )


def numbered(history: list[Decided]) -> list[Decided]:
    return [replace(one, number=number) for number, one in enumerate(history, start=1)]


histories = st.lists(one_decision(sorted(TABLE.rules)), max_size=12).map(numbered)
coached = st.lists(one_decision(sorted(STARTER.rules)), max_size=12).map(numbered)
rows = st.lists(st.sampled_from(sorted(TABLE.rules)), min_size=1, max_size=5)
incidents = st.builds(
    Incident,
    moments,
    st.sampled_from(Side),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)


def total(history: list[Decided], at: datetime) -> Decimal:
    return standing_at(history, TABLE, at).total


@given(histories, moments)
def test_no_total_is_below_nothing_or_above_what_was_decided(history: list[Decided], at: datetime) -> None:
    standing = standing_at(history, TABLE, at)
    assert 0 <= standing.total <= sum(entry.worth for entry in standing.entries)
    assert all(0 <= entry.counts <= entry.worth <= entry.points for entry in standing.entries)
    assert standing.tier is TABLE.tier(standing.total)


@given(histories, moments, st.integers(0, 2000))
def test_time_alone_never_raises_a_total(history: list[Decided], at: datetime, days: int) -> None:
    """Decay never raises; neither does the last day of a refresher."""
    past = [one for one in history if one.at <= at]
    assert total(past, at + days * DAY) <= total(past, at)


@given(histories, coached, moments, st.randoms(use_true_random=False))
def test_the_order_of_the_lines_does_not_matter(
    history: list[Decided], talks: list[Decided], at: datetime, random: Random
) -> None:
    for lines, policy in ((history, TABLE), (talks, STARTER)):
        shuffled = random.sample(lines, len(lines))
        assert standing_at(lines, policy, at) == standing_at(shuffled, policy, at)


@given(histories, moments, zones)
def test_what_is_told_to_come_comes_and_nothing_else(
    history: list[Decided], at: datetime, zone: ZoneInfo
) -> None:
    past = [replace(one, refresher=None) for one in history if one.at <= at]
    standing = standing_at(past, TABLE, at, zone)
    told = standing.total
    for change in standing.next:
        assert standing_at(past, TABLE, change.at - timedelta(microseconds=1), zone).total == told
        told = change.total
        assert standing_at(past, TABLE, change.at, zone).total == told
    assert told == 0


@given(histories, moments)
def test_after_six_months_without_a_decision_nothing_is_left(history: list[Decided], at: datetime) -> None:
    past = [one for one in history if one.at <= at]
    assert total(past, months_after(at, 6)) == 0


@given(histories, moments)
def test_expiry_comes_before_decay(history: list[Decided], at: datetime) -> None:
    """G5: what has expired is as if it had never had points, when what is left fades."""
    past = [one for one in history if one.at <= at and one.points is not None]
    gone = [one if months_after(one.at, 6) > at else replace(one, points=Decimal(0)) for one in past]
    assert total(past, at) == total(gone, at)


@given(histories, moments)
def test_nothing_is_counted_twice(history: list[Decided], at: datetime) -> None:
    """K1: small offences make one point for every three, and no more; every other row is counted once."""
    standing = standing_at(history, TABLE, at)
    plain = [one for one in history if one.at <= at and not one.reversed and one.points is None]
    small = [one for one in plain if TABLE.rule(one.rule).is_small]
    made = sum(entry.points for entry in standing.entries if TABLE.rule(entry.rule).is_small)
    given_by_people = sum(
        one.points
        for one in history
        if one.at <= at and not one.reversed and one.points is not None and TABLE.rule(one.rule).is_small
    )
    assert made - given_by_people <= len(small) // 3
    assert len(standing.entries) == len([one for one in history if one.at <= at and not one.reversed])


@given(histories, moments)
def test_a_reversed_decision_is_as_if_it_had_never_been(history: list[Decided], at: datetime) -> None:
    without = [one for one in history if not one.reversed]
    assert standing_at(history, TABLE, at) == standing_at(without, TABLE, at)


@given(histories, rows, incidents, moments)
def test_a_proposal_never_exceeds_the_table(
    history: list[Decided], rules: list[str], incident: Incident, now: datetime
) -> None:
    one = propose(Book(TABLE), history, [Named(rule) for rule in rules], incident, now)
    most = sum((rule.points or (1 if rule.is_small else 0) for rule in one.rules), Decimal(0))
    assert 0 <= one.points <= most
    assert len({rule.id for rule in one.rules} | {row.rule for row in one.left_out}) == len(set(rules))
    assert (one.break_days > 0) is (one.break_ends_at is not None)
    assert one.break_ends_at is None or one.points > 0


@given(histories, rows, incidents, moments, st.randoms(use_true_random=False))
def test_the_order_in_which_rows_are_named_does_not_matter(
    history: list[Decided], rules: list[str], incident: Incident, now: datetime, random: Random
) -> None:
    def answer(ids: list[str]) -> tuple[Decimal, Standing, object]:
        one = propose(Book(TABLE), history, [Named(rule) for rule in ids], incident, now)
        return (
            one.points,
            one.standing,
            (one.badges, one.leaves, one.mute_days, one.break_ends_at, set(one.why)),
        )

    assert answer(rules) == answer(random.sample(rules, len(rules)))


@given(histories)
def test_nobody_is_muted_twice_for_the_same_points(history: list[Decided]) -> None:
    """K1: there are never more mutes than the points earned in listeners' rooms make."""
    so_far: list[Decided] = []
    mutes = 0
    for one in sorted((one for one in history if not one.reversed), key=lambda each: (each.at, each.number)):
        room = Incident(one.at, in_listener_room=one.in_listener_room)
        asked = propose(Book(TABLE), so_far, [Named(one.rule, one.points)], room, one.at)
        mutes += asked.mute_days > 0
        so_far += [replace(each, number=len(so_far) + 1) for each in asked.decided]
    earned = sum(entry.points for entry in standing_at(so_far, TABLE, LATE).entries if entry.in_listener_room)
    assert mutes * TABLE.mute_points <= earned


@settings(max_examples=30)
@given(coached, st.integers(7, 60))
def test_years_pass_and_every_step_is_right(history: list[Decided], step: int) -> None:
    """A clock that runs for years: totals fall or rise only with a decision, and end at nothing."""
    at, before = datetime(2024, 1, 1, tzinfo=UTC), Decimal(0)
    while at < datetime(2029, 1, 1, tzinfo=UTC):
        now = standing_at(history, STARTER, at).total
        decided = any(at - step * DAY < one.at <= at for one in history)
        assert decided or now <= before
        at, before = at + step * DAY, now
    assert before == 0
