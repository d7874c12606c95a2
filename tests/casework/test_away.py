"""Being away: promises move, but nobody waits longer than twice what was promised."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.away import may_take_over, moved_due

SINCE = datetime(2031, 5, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)
PROMISED = 3 * DAY
spans = st.timedeltas(timedelta(), timedelta(days=30))


@pytest.mark.parametrize(
    ("due", "away", "now", "later"),
    [
        (3, 1, 0, 4),
        (3, 3, 0, 6),
        (3, 3, 2, 6),
        (3, 7, 0, None),
        # It has moved before: only what is left of twice the promise can be had.
        (5, 1, 1, 6),
        (5, 3, 1, None),
        # It is late already.
        (3, 1, 3, None),
        (3, 1, 5, None),
    ],
)
def test_a_promise_moves_or_the_case_goes_to_others(due: int, away: int, now: int, later: int | None) -> None:
    moved = moved_due(SINCE + due * DAY, away * DAY, SINCE, PROMISED, SINCE + now * DAY)
    assert moved == (None if later is None else SINCE + later * DAY)


@given(spans, spans, spans)
def test_nobody_waits_longer_than_twice_the_promise(due: timedelta, away: timedelta, now: timedelta) -> None:
    moved = moved_due(SINCE + due, away, SINCE, PROMISED, SINCE + now)
    assert moved is None or SINCE + due <= moved <= SINCE + 2 * PROMISED


@pytest.mark.parametrize(
    ("due", "away", "may"),
    [
        (None, None, False),
        (1, None, False),
        (0, None, True),
        (-1, None, True),
        (1, 1, True),
        (1, 0, False),
        (None, 1, True),
    ],
)
def test_when_a_case_may_be_taken_over(due: int | None, away: int | None, may: bool) -> None:
    def day(number: int | None) -> datetime | None:
        return None if number is None else SINCE + number * DAY

    assert may_take_over(day(due), None, day(away), SINCE) is may


def test_a_promise_made_anew_does_not_hide_that_the_first_was_missed() -> None:
    assert may_take_over(SINCE + DAY, SINCE - DAY, None, SINCE)
