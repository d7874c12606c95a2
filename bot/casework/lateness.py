"""A promise was missed: what is promised now, and whether those who wait are told again (Q02). Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.casework.case_life import CaseState, Promises, due_at

BETWEEN_WORDS = timedelta(days=3)

# Where people owe the next step of a case. Elsewhere the time of somebody else is over; an appeal has its own clock.
_PEOPLE_OWE = frozenset({CaseState.NEW, CaseState.LOOKING, CaseState.TO_DECIDE})


@dataclass(frozen=True, slots=True)
class Later:
    """The new promise: `due` for the team, `told` for those who wait; None when the date they know still holds."""

    due: datetime
    told: datetime | None


def owed_by_people(state: CaseState) -> bool:
    """Whether a missed promise in this state is one that people made."""
    return state in _PEOPLE_OWE


def promised_later(
    state: CaseState, now: datetime, promises: Promises, told_at: datetime | None, *, urgent: bool = False
) -> Later:
    """What is promised after a miss at this moment; `told_at`: when those who wait last got a new date.

    They are told at most every three days, so the date they hear is never nearer than that: it is then either
    kept, or they are told again. The team is held to what it promised, which may be sooner.
    """
    usual = due_at(state, now, promises, urgent=urgent) or now + BETWEEN_WORDS
    if told_at is None or now - told_at >= BETWEEN_WORDS:
        return Later(usual, max(usual, now + BETWEEN_WORDS))
    return Later(min(usual, told_at + BETWEEN_WORDS), None)
