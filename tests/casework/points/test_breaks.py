"""Breaks end by themselves; how they overlap, mute, and what they never take."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.points import (
    Break,
    Decided,
    Mute,
    MutedBy,
    Use,
    joined,
    may_use,
    mute_until,
    roles_to_give_back,
    running_break,
    standing_at,
)
from tests.casework.points.parts import DAY, START, TABLE, later, proposed

SECOND = timedelta(seconds=1)
LIMIT = timedelta(days=28)


def days(first: int, last: int) -> Break:
    return Break(START + first * DAY, START + last * DAY)


@pytest.mark.parametrize(
    ("breaks", "expected"),
    [
        ([days(0, 14), days(7, 21)], [days(0, 21)]),
        ([days(0, 90), days(7, 21)], [days(0, 90)]),
        ([days(0, 14), days(14, 28)], [days(0, 28)]),
        ([days(20, 30), days(0, 14)], [days(0, 14), days(20, 30)]),
        ([days(3, 3)], []),
    ],
    ids=["later-end", "held-within", "touching", "apart", "no-time"],
)
def test_of_breaks_that_overlap_the_later_end_holds(breaks: list[Break], expected: list[Break]) -> None:
    assert joined(breaks) == tuple(expected)


@pytest.mark.parametrize(
    ("at", "runs"),
    [(START - SECOND, False), (START, True), (START + 14 * DAY - SECOND, True), (START + 14 * DAY, False)],
)
def test_a_break_runs_from_its_start_up_to_its_end(at: datetime, *, runs: bool) -> None:
    assert (running_break([days(0, 14)], at) is not None) is runs


def test_when_one_ends_another_may_still_hold() -> None:
    running = running_break([days(0, 14), days(7, 21)], START + 14 * DAY)
    assert running is not None
    assert running.ends_at == START + 21 * DAY


def test_points_that_fade_do_not_end_a_break() -> None:
    """G6: sexting is 7 points and 3 months; after one month 4.2 are left, and the break goes on."""
    sexting = Decided(START, "D10")
    ends_at = proposed("D10").break_ends_at
    assert ends_at is not None
    after = standing_at([sexting], TABLE, later(2))
    assert after.tier.name == "3-5"
    assert running_break([Break(START, ends_at)], later(2)) == Break(START, later(3))


@pytest.mark.parametrize(
    ("lasts", "role_set", "expected"),
    [
        (7 * DAY, True, Mute(MutedBy.TIMEOUT, START + 7 * DAY)),
        (27 * DAY, False, Mute(MutedBy.TIMEOUT, START + 27 * DAY)),
        (90 * DAY, True, Mute(MutedBy.ROLE, START + 90 * DAY)),
        (LIMIT, True, Mute(MutedBy.ROLE, START + LIMIT)),
        (timedelta(), True, None),
        (-DAY, False, None),
    ],
)
def test_people_are_muted_by_timeout_or_by_role(
    lasts: timedelta, expected: Mute | None, *, role_set: bool
) -> None:
    assert mute_until(START + lasts, START, role_set=role_set) == expected


@pytest.mark.parametrize("lasts", [28, 29, 57, 365])
def test_without_a_role_timeouts_follow_each_other_to_the_end(lasts: int) -> None:
    """No gap in between, none longer than Discord allows, and the last ends with the break."""
    ends_at, now = START + lasts * DAY, START
    steps = []
    while (mute := mute_until(ends_at, now, role_set=False)) is not None:
        steps.append(mute)
        assert now < mute.until <= now + LIMIT
        now = mute.again_at or ends_at
        assert now <= mute.until
    assert steps[-1].until == ends_at
    assert len(steps) > 1


@pytest.mark.parametrize("use", Use)
def test_a_break_never_takes_what_people_need(use: Use) -> None:
    """Q21: helplines, reply, appeal, reporting, the own record and one room to read."""
    taken = {Use.LISTEN, Use.ASK_FOR_A_CHAT, Use.WRITE_IN_ROOMS}
    assert may_use(use, on_break=False)
    assert may_use(use, on_break=True) is (use not in taken)


def test_what_was_taken_comes_back_but_people_have_the_last_word() -> None:
    back = roles_to_give_back(
        frozenset({1, 2, 3, 4}),
        changed=frozenset({2}),
        exist=frozenset({1, 2, 4, 5}),
        still_taken=frozenset({4}),
    )
    assert back == {1}


spans = st.builds(
    lambda start, length: Break(START + start * DAY, START + (start + length) * DAY),
    st.integers(0, 900),
    st.integers(0, 200),
)


@given(st.lists(spans, max_size=8), st.integers(0, 1200), st.randoms(use_true_random=False))
def test_joined_breaks_cover_the_same_time(breaks: list[Break], day: int, random: object) -> None:
    shuffled = list(breaks)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    whole, at = joined(breaks), START + day * DAY
    assert joined(shuffled) == whole
    assert joined(whole) == whole
    assert any(one.runs(at) for one in whole) is any(one.runs(at) for one in breaks)
    assert all(one.ends_at < other.starts_at for one, other in pairwise(whole))


def test_the_end_is_an_instant_in_utc() -> None:
    ends_at = proposed("D9").break_ends_at
    assert ends_at is not None
    assert ends_at.tzinfo is UTC
