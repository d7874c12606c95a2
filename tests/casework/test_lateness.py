"""When people are late (Q02): a new date, told at most every three days, and never one that passes in silence."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.case_life import CaseState, Promises
from bot.casework.lateness import BETWEEN_WORDS, owed_by_people, promised_later

NOW = datetime(2031, 5, 4, 12, 30, tzinfo=UTC)
PROMISES = Promises()
DAY = timedelta(days=1)
OWED = [state for state in CaseState if owed_by_people(state)]


@pytest.mark.parametrize(
    ("state", "owed"),
    [
        ("new", True),
        ("looking", True),
        ("waiting", False),
        ("to_decide", True),
        ("decided", False),
        ("appealed", False),
        ("closed", False),
    ],
)
def test_only_what_people_promised_can_be_late(state: CaseState, owed: bool) -> None:
    assert owed_by_people(CaseState(state)) is owed


@pytest.mark.parametrize(
    ("state", "urgent", "due", "told"),
    [
        pytest.param(CaseState.NEW, False, 2 * DAY, 3 * DAY, id="Q02-first-look"),
        pytest.param(CaseState.NEW, True, DAY / 2, 3 * DAY, id="Q02-urgent-stays-urgent-for-the-team"),
        pytest.param(CaseState.LOOKING, False, 3 * DAY, 3 * DAY, id="Q02-looking"),
        pytest.param(CaseState.TO_DECIDE, False, 3 * DAY, 3 * DAY, id="Q02-to-decide"),
    ],
)
def test_the_first_miss_is_told_with_a_new_date(
    state: CaseState, urgent: bool, due: timedelta, told: timedelta
) -> None:
    later = promised_later(state, NOW, PROMISES, None, urgent=urgent)
    assert (later.due - NOW, later.told and later.told - NOW) == (due, told)


def test_a_second_miss_within_three_days_is_not_told_but_the_date_they_know_is_kept_in_view() -> None:
    later = promised_later(CaseState.NEW, NOW, PROMISES, NOW - 2 * DAY)
    assert (later.due, later.told) == (NOW + DAY, None)


@given(st.sampled_from(OWED), st.booleans(), st.timedeltas(timedelta(0), timedelta(days=30)))
def test_nobody_is_told_twice_in_three_days_and_no_date_passes_in_silence(
    state: CaseState, urgent: bool, ago: timedelta
) -> None:
    """Follow the misses of a case that nobody touches: each date that was told is met by new words, or none was."""
    now, told_at, heard = NOW, NOW - ago, NOW - ago + BETWEEN_WORDS
    for _ in range(12):
        later = promised_later(state, now, PROMISES, told_at, urgent=urgent)
        assert later.due > now
        if later.told is None:
            assert later.due <= heard
        else:
            assert now - told_at >= BETWEEN_WORDS
            told_at, heard = now, later.told
        now = later.due
