"""What the cards about appeals are given to show."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from bot.guide.known_as import Known
from bot.guide.views import EvidenceLine


@dataclass(frozen=True, slots=True)
class AppealView:
    """One appeal as the team sees it; its buttons carry `id`. Who is named, is named by a mention.

    `before` is what the person answered before the decision, `reason` what the decider wrote. `case` 0: the case is
    gone. `answer_to`: how they asked to be answered, for they may have left.
    """

    id: int
    case: int
    subject: Known
    rule: str
    points: Decimal
    decided_at: datetime
    decided_by: tuple[str, ...]
    due_at: datetime
    leaves: bool = False
    break_days: int = 0
    reason: str = ""
    before: str = ""
    words: str = ""
    evidence: tuple[EvidenceLine, ...] = ()
    answer_to: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class AnsweredAppeal:
    """What the person who asked is told: what came of it, why, and who looked.

    `alone`: nobody else could look, so the one who decided looked again.
    """

    case: int
    outcome: str
    reason: str
    points: str = ""
    leaves: bool = False
    alone: bool = False
