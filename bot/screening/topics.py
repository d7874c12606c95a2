"""Topics are what texts may be of by all their words, beside an ask: a crisis, or poor listening."""

from dataclasses import dataclass

from bot.screening.balance import Strictness
from bot.screening.values import Category, Severity, Side

STRICTER = 1.0
"""How much less words must say where a community wants to miss less. One that wants fewer notices loses no help."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: what a finding of it is, and from which log-odds on.

    Words alone are of it from `least` on, with this `severity`. Where they lie below `against`, phrases count no more
    that are less than `grave`. Only messages of its `side` are of it; None: those of both.
    """

    category: Category
    severity: Severity
    least: float
    against: float
    grave: Severity
    side: Side | None = None

    def least_for(self, strictness: Strictness) -> float:
        """From which log-odds on words are of it, as a community chose."""
        return self.least - STRICTER if strictness is Strictness.STRICT else self.least

    @property
    def rule(self) -> str:
        """What its findings name, and who wants none of them switches off."""
        return f"weighed_{self.category.value}"

    @property
    def file(self) -> str:
        """The file of its weights in a pack."""
        return f"{self.category.value}.weights"

    @property
    def early_file(self) -> str:
        """The file beside it that says which texts are let go early."""
        return f"{self.category.value}.json"


CRISIS = Topic(Category.CRISIS, Severity.NOTE, least=-0.7, against=-5.0, grave=Severity.URGENT)
"""Words alone cannot tell a plan from despair, so what they say is of the lightest kind that brings help."""
CONDUCT = Topic(
    Category.CONDUCT, Severity.TIP, least=-2.5, against=-3.5, grave=Severity.CONCERN, side=Side.LISTENER
)
TOPICS = (CRISIS, CONDUCT)
