"""About how many minutes the next step of a case takes, so that volunteers can see what fits into their day. Pure."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.casework.case_life import CaseState

# What the step itself takes, before anything is read: a first look, going on, weighing two sides, looking anew.
_STEP: Mapping[CaseState, int] = MappingProxyType(
    {
        CaseState.NEW: 2,
        CaseState.LOOKING: 3,
        CaseState.WAITING: 0,
        CaseState.TO_DECIDE: 5,
        CaseState.DECIDED: 0,
        CaseState.APPEALED: 8,
        CaseState.CLOSED: 0,
    }
)
# One note or report is read in about half a minute.
READ_IN_A_MINUTE = 2


def minutes_for(state: CaseState, pieces: int) -> int:
    """Whole minutes for the next step of a case with so many notes and reports; 0 when nobody has to do anything."""
    step = _STEP[state]
    return step + -(-pieces // READ_IN_A_MINUTE) if step else 0
