"""People's verdicts give a pattern its share; claims change nothing; two people decide for good."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.learning import PatternRecord, may_agree, most_doubtful, switched_off_by

NOW = datetime(2031, 5, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("right", "wrong", "percent", "doubtful"),
    [
        (0, 0, None, False),
        (4, 0, None, False),
        (0, 4, None, False),
        (5, 0, 100, False),
        (199, 1, 99, False),
        (3, 2, 60, False),
        (2, 3, 40, True),
        (0, 5, 0, True),
    ],
)
def test_a_share_needs_enough_verdicts(right: int, wrong: int, percent: int | None, doubtful: bool) -> None:
    record = PatternRecord("ask", right, wrong, claimed=100)
    assert (record.percent_right, record.doubtful) == (percent, doubtful)


def test_what_people_found_wrong_comes_before_what_was_only_claimed() -> None:
    claimed, wrong, doubtful = (
        PatternRecord("claimed", claimed=9),
        PatternRecord("wrong", right=9, wrong=4),
        PatternRecord("doubtful", right=1, wrong=4),
    )
    assert most_doubtful([claimed, wrong, doubtful]) == (doubtful, wrong, claimed)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 500))
def test_claims_never_change_a_share(right: int, wrong: int, claimed: int) -> None:
    flooded = PatternRecord("ask", right, wrong, claimed)
    assert flooded.percent_right == PatternRecord("ask", right, wrong).percent_right
    assert flooded.doubtful == PatternRecord("ask", right, wrong).doubtful


def test_one_person_alone_switches_off_for_a_week_and_cannot_agree_with_themselves() -> None:
    off = switched_off_by("ask", 41, NOW)
    assert off.until == NOW + timedelta(days=7)
    assert not may_agree(off, 41)
    assert may_agree(off, 42)
