"""An honest estimate of minutes: by state, and by how much there is to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.case_life import CaseState
from bot.casework.case_minutes import minutes_for


@pytest.mark.parametrize(
    ("state", "pieces", "minutes"),
    [
        (CaseState.NEW, 0, 2),
        (CaseState.NEW, 1, 3),
        (CaseState.NEW, 3, 4),
        (CaseState.LOOKING, 4, 5),
        (CaseState.WAITING, 9, 0),
        (CaseState.TO_DECIDE, 4, 7),
        (CaseState.DECIDED, 9, 0),
        (CaseState.APPEALED, 2, 9),
        (CaseState.CLOSED, 9, 0),
        (CaseState.NEW, 60, 32),
    ],
)
def test_how_long_the_next_step_takes(state: CaseState, pieces: int, minutes: int) -> None:
    assert minutes_for(state, pieces) == minutes


@given(st.sampled_from(CaseState), st.integers(0, 500))
def test_more_to_read_never_takes_less(state: CaseState, pieces: int) -> None:
    assert 0 <= minutes_for(state, pieces) <= minutes_for(state, pieces + 1)
