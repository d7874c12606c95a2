"""The life of a case: its states, what leads from one to the next, and by when each step is promised. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType


class CaseState(StrEnum):
    """Where a case stands."""

    NEW = "new"
    LOOKING = "looking"
    WAITING = "waiting"
    TO_DECIDE = "to_decide"
    DECIDED = "decided"
    APPEALED = "appealed"
    CLOSED = "closed"

    @property
    def under_review(self) -> bool:
        """Whether people still look at what happened; what comes in meanwhile joins the case."""
        return self in _UNDER_REVIEW


class CaseStep(StrEnum):
    """What moves a case on."""

    TAKEN = "taken"
    HANDED_BACK = "handed_back"
    SIDE_ASKED = "side_asked"
    SIDE_HEARD = "side_heard"
    REPLY_OVER = "reply_over"
    QUESTION_TAKEN_BACK = "question_taken_back"
    ALL_CLEAR = "all_clear"
    DEALT_WITH = "dealt_with"
    DECIDED = "decided"
    APPEALED = "appealed"
    APPEAL_ANSWERED = "appeal_answered"
    APPEAL_OVER = "appeal_over"


class WrongStep(ValueError):  # noqa: N818 - an answer, caught where a press is answered
    """A step that does not follow from the state that a case is in."""


_UNDER_REVIEW = frozenset({CaseState.NEW, CaseState.LOOKING, CaseState.WAITING, CaseState.TO_DECIDE})
_AT_WORK = (CaseState.NEW, CaseState.LOOKING, CaseState.TO_DECIDE)

_MOVES: Mapping[tuple[CaseState, CaseStep], CaseState] = MappingProxyType(
    {
        (CaseState.NEW, CaseStep.TAKEN): CaseState.LOOKING,
        # Who takes over later finds the case as it was.
        (CaseState.LOOKING, CaseStep.TAKEN): CaseState.LOOKING,
        (CaseState.WAITING, CaseStep.TAKEN): CaseState.WAITING,
        (CaseState.TO_DECIDE, CaseStep.TAKEN): CaseState.TO_DECIDE,
        (CaseState.LOOKING, CaseStep.HANDED_BACK): CaseState.NEW,
        (CaseState.WAITING, CaseStep.HANDED_BACK): CaseState.WAITING,
        (CaseState.TO_DECIDE, CaseStep.HANDED_BACK): CaseState.TO_DECIDE,
        **{(state, CaseStep.SIDE_ASKED): CaseState.WAITING for state in _AT_WORK},
        (CaseState.WAITING, CaseStep.SIDE_HEARD): CaseState.TO_DECIDE,
        (CaseState.WAITING, CaseStep.REPLY_OVER): CaseState.TO_DECIDE,
        (CaseState.WAITING, CaseStep.QUESTION_TAKEN_BACK): CaseState.LOOKING,
        **{(state, CaseStep.ALL_CLEAR): CaseState.CLOSED for state in _UNDER_REVIEW},
        # Dealt with by a talk: no points, so nothing to appeal.
        **{(state, CaseStep.DEALT_WITH): CaseState.CLOSED for state in _UNDER_REVIEW},
        **{(state, CaseStep.DECIDED): CaseState.DECIDED for state in _AT_WORK},
        (CaseState.DECIDED, CaseStep.APPEALED): CaseState.APPEALED,
        (CaseState.APPEALED, CaseStep.APPEAL_ANSWERED): CaseState.CLOSED,
        (CaseState.DECIDED, CaseStep.APPEAL_OVER): CaseState.CLOSED,
    }
)


@dataclass(frozen=True, slots=True)
class Promises:
    """How long each step may take. Three days to a reply is what the thread's platform names (G13)."""

    first_look: timedelta = timedelta(days=2)
    urgent_look: timedelta = timedelta(hours=12)
    looking: timedelta = timedelta(days=3)
    reply: timedelta = timedelta(days=3)
    longer: timedelta = timedelta(days=3)
    to_decide: timedelta = timedelta(days=3)
    appeal_open: timedelta = timedelta(days=30)
    appeal_answer: timedelta = timedelta(days=7)


def after(state: CaseState, step: CaseStep) -> CaseState:
    """The state that follows. Raises WrongStep when the step does not lead anywhere from here."""
    try:
        return _MOVES[state, step]
    except KeyError:
        raise WrongStep(f"{step} does not follow from {state}") from None


def state_after(steps: Iterable[CaseStep]) -> CaseState:
    """The state to which these steps have led, from the beginning. Raises WrongStep."""
    state = CaseState.NEW
    for step in steps:
        state = after(state, step)
    return state


def can(state: CaseState, step: CaseStep) -> bool:
    """Whether a step makes sense now."""
    return (state, step) in _MOVES


def due_at(state: CaseState, now: datetime, promises: Promises, *, urgent: bool = False) -> datetime | None:
    """By when the next step of a case that has just come to this state is promised; None when nothing is."""
    allowed = {
        CaseState.NEW: promises.urgent_look if urgent else promises.first_look,
        CaseState.LOOKING: promises.looking,
        CaseState.WAITING: promises.reply,
        CaseState.TO_DECIDE: promises.to_decide,
        CaseState.DECIDED: promises.appeal_open,
        CaseState.APPEALED: promises.appeal_answer,
        CaseState.CLOSED: None,
    }[state]
    return None if allowed is None else now + allowed
