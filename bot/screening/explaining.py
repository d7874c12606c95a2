"""Explaining shows step by step how one message was judged, for people who ask why."""

from dataclasses import dataclass

from bot.screening.balance import RULE_WEIGHT
from bot.screening.values import Findings
from bot.screening.weighing import Clue


@dataclass(frozen=True, slots=True)
class Trial:
    """What one pattern made of a text."""

    pattern: str
    act: str
    phrase: str
    matched: str
    protected_by: str
    view: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One message on its way through the tiers.

    `views` are the ways it was read (folded, then with disguises undone), `anchors` the rarest words of phrases in
    it, `words` the log-odds of all its clues, `sure` how sure the surest rule is, `limit` what both must reach.
    """

    views: tuple[str, ...]
    anchors: tuple[str, ...]
    trials: tuple[Trial, ...]
    clues: tuple[Clue, ...]
    words: float
    sure: float
    limit: float
    findings: Findings

    @property
    def rules(self) -> float:
        """The log-odds that rules add."""
        return RULE_WEIGHT * self.sure

    @property
    def above(self) -> float:
        """How far the message lies above the limit; below it when negative."""
        return self.words + self.rules - self.limit
