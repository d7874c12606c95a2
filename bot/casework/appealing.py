"""Appeals: who may ask for a second look and until when, who answers it, and what an answer may change. Pure."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from bot.casework.case_authority import CaseAct, Relation, may
from bot.casework.case_life import Promises

# As many as a drop-down can show.
MOST_CHOICES = 25


class Outcome(StrEnum):
    """What a second look led to (G12): the decision stays, its points become fewer, or it is taken back."""

    UPHELD = "upheld"
    CHANGED = "changed"
    REVERSED = "reversed"


class NotNow(StrEnum):
    """Why there is no second look at a decision."""

    NOT_YOURS = "not_yours"
    NOT_DECIDED = "not_decided"
    ASKED = "asked"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Appealable:
    """What the right to a second look depends on. `stands`: it was decided, and nobody has taken it back.

    `told_at`: when it reached the person; None while it is on its way.
    """

    person: int
    stands: bool
    told_at: datetime | None
    asked_at: datetime | None = None


def open_until(told_at: datetime, promises: Promises) -> datetime:
    """Until when somebody can ask for a second look at what they were told then: their time, not ours, counts."""
    return told_at + promises.appeal_open


def not_now(
    decision: Appealable, person: int, now: datetime, promises: Promises | None = None
) -> NotNow | None:
    """Why this person can not ask for a second look at a decision now; None when they can.

    Once for each decision, also when its answer changed it: somebody else has looked then.
    """
    if decision.person != person:
        return NotNow.NOT_YOURS
    if decision.asked_at is not None:
        return NotNow.ASKED
    if not decision.stands:
        return NotNow.NOT_DECIDED
    if decision.told_at is None:
        return None
    return NotNow.OVER if now >= open_until(decision.told_at, promises or Promises()) else None


def may_answer(relation: Relation, *, nobody_else: bool = False) -> bool:
    """Whether somebody in this relation may answer: never who decided or agreed, unless there is nobody else at all."""
    alone = nobody_else and relation is Relation.DECIDER
    return alone or may(CaseAct.ANSWER_APPEAL, relation)


def fewer_than(points: Decimal) -> tuple[Decimal, ...]:
    """How many points a second look may leave: fewer, never more. At most 25 numbers: halves, else whole ones."""
    whole = [Decimal(each) for each in range(100) if each < points]
    halves = [each for one in whole for each in (one, one + Decimal("0.5")) if each < points]
    return tuple(halves if len(halves) <= MOST_CHOICES else whole[:MOST_CHOICES])
