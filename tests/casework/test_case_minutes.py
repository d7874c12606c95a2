"""How many minutes a case asks for: nothing while others are waited for, more with more to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.case_life import CaseState
from bot.casework.case_minutes import minutes_for

RESTING = (CaseState.WAITING, CaseState.DECIDED, CaseState.CLOSED)


@given(st.sampled_from(CaseState), st.integers(0, 200))
def test_a_case_that_waits_for_others_asks_for_nothing(state: CaseState, pieces: int) -> None:
    assert (minutes_for(state, pieces) == 0) is (state in RESTING)


@given(st.sampled_from(CaseState), st.integers(0, 200))
def test_more_to_read_never_takes_less_time(state: CaseState, pieces: int) -> None:
    assert minutes_for(state, pieces) <= minutes_for(state, pieces + 1)


@pytest.mark.parametrize(("state", "pieces", "minutes"), [(CaseState.NEW, 0, 2), (CaseState.NEW, 3, 4)])
def test_a_first_look_is_short(state: CaseState, pieces: int, minutes: int) -> None:
    assert minutes_for(state, pieces) == minutes
