"""Volunteers who help to review (T61): a short practice, and a second reader for the first ten things they end."""

from enum import StrEnum

from bot.casework.appealing import Outcome
from bot.casework.authority import Offices, Person, is_moderator

PRACTICE_STEPS = 5
READ_WITH_ANOTHER = 10


class Ends(StrEnum):
    """What ends something for people beside a decision: a case that is closed, or the answer to an appeal."""

    ALL_CLEAR = "all_clear"
    DEALT_WITH = "dealt_with"
    UPHELD = "upheld"
    CHANGED = "changed"
    REVERSED = "reversed"

    @property
    def outcome(self) -> Outcome | None:
        """What it answers to an appeal."""
        return Outcome(self.value) if self.value in set(Outcome) else None


def holds_reviewers_role(person: Person, offices: Offices) -> bool:
    """Whether somebody was asked to help with reviewing; they begin with the practice."""
    return offices.reviewers_role is not None and offices.reviewers_role in person.roles


def has_practised(steps: int) -> bool:
    """Whether the practice is done: every situation answered, in any way; there is no mark to pass."""
    return steps >= PRACTICE_STEPS


def next_step(steps: int, answered: int) -> int:
    """How far somebody is after answering a situation (from 1 on); one that was answered before changes nothing."""
    return max(steps, answered) if answered <= steps + 1 else steps


def reads_with_another(person: Person, offices: Offices, ended: int) -> bool:
    """Whether a second person has to agree before something ends by a reviewer who has `ended` so much before.

    Moderators need none for that reason, nor does oversight, to whom a team turns that has nobody else.
    """
    experienced = is_moderator(person, offices) or person.id == offices.oversight
    return not experienced and ended < READ_WITH_ANOTHER
