"""Balance decides what becomes a finding: how sure a rule is, together with how all the words weigh."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from bot.screening.seen import Reading, Seen
from bot.screening.values import Severity
from bot.screening.weighing import likely

RULE_WEIGHT = 3.2
"""Log-odds that a rule adds when it is fully sure."""
CERTAIN = 0.9
"""A rule as sure as this needs no words beside it."""


class Strictness(StrEnum):
    """How much a community wants to be noticed: one setting moves all limits."""

    RELAXED = "relaxed"
    USUAL = "usual"
    STRICT = "strict"


LEAST = {Strictness.RELAXED: 1.5, Strictness.USUAL: 0.8, Strictness.STRICT: -0.2}
"""Log-odds from which on a message is flagged."""
ALONE = 0.25
"""How much more the words must say where no rule hit."""
PROTECTED = 1.0
"""How much more still, where a context makes a rule's hit harmless."""
MOST_SURE = 0.99
SURE_WORDS = 1.2
"""How far above the limit words without any rule must be to count as a concern."""


def balanced(chosen: Iterable[Seen], reading: Reading, strictness: Strictness) -> Iterator[Seen]:
    """What is left of what rules saw, and what only the words say.

    A rule counts when it and the words together reach the limit; without a rule the words must say more.
    """
    them = list(chosen)
    above = above_limit(them, reading, strictness)
    if above is None:
        yield from them
        return
    for one in them:
        if not one.category.flaggable:
            yield one
        elif above >= 0:
            yield replace(one, sure=_sure(above))
        elif one.sure >= CERTAIN:
            yield one
    if reading.weighed is not None and above >= 0 and not any(one.category.flaggable for one in them):
        severity = Severity.CONCERN if above >= SURE_WORDS else Severity.NOTE
        yield replace(reading.weighed, severity=severity, sure=_sure(above))


def above_limit(chosen: Iterable[Seen], reading: Reading, strictness: Strictness) -> float | None:
    """How far a message lies above the limit, in log-odds; None when its words cannot be weighed."""
    if reading.odds is None:
        return None
    rules = [one.sure for one in chosen if one.category.flaggable]
    least = LEAST[strictness]
    if not rules:
        least += ALONE + (PROTECTED if reading.protected else 0.0)
    return reading.odds.ask + RULE_WEIGHT * max(rules, default=0.0) - least


def _sure(above: float) -> float:
    return min(MOST_SURE, likely(above))
