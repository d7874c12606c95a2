"""Balance decides what becomes a finding: how sure a rule is, together with how all the words weigh."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.screening.packs import Role
from bot.screening.seen import Reading, Seen
from bot.screening.values import Category, Severity
from bot.screening.weighing import Weighed, likely

RULE_WEIGHT = 3.0
"""Log-odds that a rule adds when it is fully sure."""
EXCUSED = 1.0
"""How much more it adds where an excuse stands beside it: who is in no hurry to reach somebody gives none."""
CERTAIN = 0.9
"""A rule as sure as this needs no words beside it."""


class Strictness(StrEnum):
    """How much a community wants to be noticed: one setting moves all limits."""

    RELAXED = "relaxed"
    USUAL = "usual"
    STRICT = "strict"


LEAST = {Strictness.RELAXED: 1.7, Strictness.USUAL: 1.0, Strictness.STRICT: -0.1}
"""Log-odds from which on a message is flagged."""
ALONE = 0.3
"""How much more the words must say where no rule hit."""
MORE_ALONE: Mapping[Category, float] = {Category.ADVANCE: 0.8}
"""How much more still, where they speak for this: people who love or praise others use the same words."""
PROTECTED = 1.0
"""And how much more, where a context makes a rule's hit harmless."""
HIDDEN = 3.0
"""How much less all must say where something else stands for letters of known words: hardly anybody writes so who has
nothing to hide."""
MOST_SURE = 0.99
REACH = RULE_WEIGHT * MOST_SURE + EXCUSED
"""How far below the limit words may lie for the surest rule, with an excuse beside it, to make them an ask."""
NEAR = 2.5
"""Words are weighed finely when a message lies at most this far below the limit."""
SURE_WORDS = 1.2
"""How far above the limit words without any rule must be to count as a concern."""


@dataclass(frozen=True, slots=True)
class Balance:
    """What the words and the surest rule of a message say, and the limit that both must reach; all in log-odds."""

    words: float
    rules: float
    limit: float

    @property
    def above(self) -> float:
        """How far the message lies above the limit; below it when negative."""
        return self.words + self.rules - self.limit


def balance_of(chosen: Iterable[Seen], reading: Reading, strictness: Strictness) -> Balance | None:
    """The balance of a message in which these things were seen; None when its words cannot be weighed."""
    if reading.odds is None:
        return None
    sure = max((one.sure for one in chosen if one.category.flaggable), default=0.0)
    if not sure:
        alone = words_alone(reading.odds, strictness, reading.protected, reading.hides)
        more = MORE_ALONE.get(reading.weighed.category, 0.0) if reading.weighed else 0.0
        return replace(alone, limit=alone.limit + more)
    excused = any(one.role is Role.EXCUSE for one in reading.seen)
    return Balance(
        reading.odds.most, RULE_WEIGHT * sure + EXCUSED * excused, limit(strictness, reading.hides)
    )


def words_alone(
    odds: Weighed, strictness: Strictness, protected: bool = False, hides: bool = False
) -> Balance:
    """The balance of words that no rule hit."""
    more = ALONE + odds.most - odds.alone + PROTECTED * protected
    return Balance(odds.most, 0.0, limit(strictness, hides) + more)


def limit(strictness: Strictness, hides: bool) -> float:
    """What words and rules must say together, in log-odds; less where known words are hidden."""
    return LEAST[strictness] - HIDDEN * hides


def is_out_of_reach(ask: float, strictness: Strictness) -> bool:
    """Whether these words are so far from an ask that not even the surest rule would make it one."""
    return ask + REACH < LEAST[strictness]


def balanced(chosen: Iterable[Seen], reading: Reading, balance: Balance | None) -> Iterator[Seen]:
    """What is left of what rules saw, and what only the words say.

    A rule counts when it and the words together reach the limit; without a rule the words must say more.
    """
    if balance is None:
        yield from chosen
        return
    sure = min(MOST_SURE, likely(balance.above))
    for one in chosen:
        if not one.category.flaggable or (balance.above < 0 and one.sure >= CERTAIN):
            yield one
        elif balance.above >= 0:
            yield replace(one, sure=sure)
    if reading.weighed is not None and not balance.rules and balance.above >= 0:
        severity = Severity.CONCERN if balance.above >= SURE_WORDS else Severity.NOTE
        yield replace(reading.weighed, severity=severity, sure=sure)
