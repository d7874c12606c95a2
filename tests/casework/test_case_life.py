"""A case moves only as its rules say, always has somebody's next step, and always comes to an end."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.case_life import CaseState, CaseStep, Promises, WrongStep, after, can, due_at

NOW = datetime(2031, 5, 4, tzinfo=UTC)


def walk(*steps: CaseStep) -> CaseState:
    state = CaseState.NEW
    for step in steps:
        state = after(state, step)
    return state


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ((), CaseState.NEW),
        ((CaseStep.TAKEN,), CaseState.LOOKING),
        ((CaseStep.TAKEN, CaseStep.HANDED_BACK), CaseState.NEW),
        ((CaseStep.TAKEN, CaseStep.SIDE_ASKED), CaseState.WAITING),
        ((CaseStep.TAKEN, CaseStep.SIDE_ASKED, CaseStep.HANDED_BACK), CaseState.WAITING),
        ((CaseStep.SIDE_ASKED, CaseStep.SIDE_HEARD), CaseState.TO_DECIDE),
        ((CaseStep.SIDE_ASKED, CaseStep.REPLY_OVER, CaseStep.SIDE_ASKED), CaseState.WAITING),
        ((CaseStep.SIDE_ASKED, CaseStep.QUESTION_TAKEN_BACK), CaseState.LOOKING),
        ((CaseStep.SIDE_ASKED, CaseStep.SIDE_HEARD, CaseStep.DECIDED), CaseState.DECIDED),
        ((CaseStep.DECIDED, CaseStep.APPEALED, CaseStep.APPEAL_ANSWERED), CaseState.CLOSED),
        ((CaseStep.DECIDED, CaseStep.APPEAL_OVER), CaseState.CLOSED),
        ((CaseStep.SIDE_ASKED, CaseStep.ALL_CLEAR), CaseState.CLOSED),
        ((CaseStep.TAKEN, CaseStep.DEALT_WITH), CaseState.CLOSED),
    ],
)
def test_the_ways_of_a_case(steps: tuple[CaseStep, ...], state: CaseState) -> None:
    assert walk(*steps) is state


@pytest.mark.parametrize(
    ("state", "step"),
    [
        # P20 to P25: who was asked is heard, or their time is over, before anything is decided.
        (CaseState.WAITING, CaseStep.DECIDED),
        (CaseState.WAITING, CaseStep.SIDE_ASKED),
        # One appeal, and nothing more after it.
        (CaseState.APPEALED, CaseStep.APPEALED),
        (CaseState.CLOSED, CaseStep.APPEALED),
        (CaseState.DECIDED, CaseStep.ALL_CLEAR),
        (CaseState.NEW, CaseStep.SIDE_HEARD),
    ],
)
def test_what_does_not_follow(state: CaseState, step: CaseStep) -> None:
    with pytest.raises(WrongStep, match=f"{step} does not follow from {state}"):
        after(state, step)


@given(st.lists(st.sampled_from(CaseStep)))
def test_whatever_is_tried_a_case_stays_whole(tried: list[CaseStep]) -> None:
    state = CaseState.NEW
    for step in tried:
        state = after(state, step) if can(state, step) else state
    assert (due_at(state, NOW, Promises()) is None) is (state is CaseState.CLOSED)
    assert any(can(state, step) for step in CaseStep) is (state is not CaseState.CLOSED)


def test_something_urgent_is_promised_sooner() -> None:
    urgent = due_at(CaseState.NEW, NOW, Promises(), urgent=True)
    usual = due_at(CaseState.NEW, NOW, Promises())
    assert (urgent, usual) == (NOW + timedelta(hours=12), NOW + timedelta(days=2))
