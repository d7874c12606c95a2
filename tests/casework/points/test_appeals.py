"""Asking for another look: once, in time, by somebody else (G12)."""

from datetime import timedelta

import pytest

from bot.casework.points import APPEAL_WITHIN, NoAppeal, Team, no_appeal, who_may_look_again
from tests.casework.points.parts import START

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("after", "already", "expected"),
    [
        (timedelta(), False, None),
        (APPEAL_WITHIN - SECOND, False, None),
        (APPEAL_WITHIN, False, NoAppeal.TOO_LATE),
        (timedelta(), True, NoAppeal.ALREADY_ASKED),
    ],
)
def test_once_and_in_time(after: timedelta, expected: NoAppeal | None, *, already: bool) -> None:
    assert no_appeal(START, START + after, already=already) is expected


def test_somebody_else_looks_again() -> None:
    team = Team(frozenset({1, 2}), oversight=3)
    assert who_may_look_again(team, frozenset({1})) == {2, 3}
    assert who_may_look_again(team, frozenset({1, 2, 3})) == frozenset()
