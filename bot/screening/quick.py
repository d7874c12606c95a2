"""The quick look says of most messages that there is nothing in them, at a glance and by one scan."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.screening.balance import LEAST, Strictness
from bot.screening.glance import EVERYTHING, Noticed
from bot.screening.memory import Memory
from bot.screening.sieve import Wanted
from bot.screening.tiers import Tiers, is_far, is_low
from bot.screening.weighing import Weighed


class FirstLook(NamedTuple):
    """What a quick look at a message came to.

    `odds` are None where the text has no words that can be weighed, or they are so `far` that it was not done: no
    small sign, and so far from an ask that no rule could make them one. `found` are the triggers and phrases in the text that can matter.
    """

    plain: str
    odds: Weighed | None
    far: bool
    found: Sequence[int]

    def is_nothing(self, memory: Memory | None, strictness: Strictness) -> bool:
        """Whether there is nothing in the message by itself, and nothing before it that it could answer."""
        if self.found or not (memory is None or memory.is_quiet):
            return False
        return self.far or is_ordinary(self.odds, memory, strictness)


def first_look(
    tiers: Tiers, plain: str, noticed: Noticed, memory: Memory | None, strictness: Strictness
) -> FirstLook:
    """A quick look at the plain text of a message."""
    odds = tiers.odds_if_near(plain) if noticed.near else None
    far = is_far(odds, strictness) if odds or not tiers.scales else True
    if not far and (noticed.hides or noticed.joined):
        return _scanned(tiers, plain, odds, far, EVERYTHING, memory)
    first = _scanned(tiers, plain, odds, far, noticed, memory)
    if noticed.hides and not noticed.odd and _hides_something(tiers, first, memory):
        return _scanned(tiers, plain, odds, far, EVERYTHING, memory)
    return first


def _hides_something(tiers: Tiers, first: FirstLook, memory: Memory | None) -> bool:
    """Whether there is anything in a text in which known words are written so that they look like others."""
    undone = tiers.undone_at_a_glance(first.plain)
    noticed = tiers.at_a_glance(undone)
    if noticed.near or noticed.odd:
        return True
    found = tiers.found(undone, wanted(first.far, memory), noticed, alone=memory is None)
    return not set(found).issubset(first.found)


def full_look(tiers: Tiers, plain: str, memory: Memory | None, strictness: Strictness) -> FirstLook:
    """A look that leaves nothing out, where the exact odds are wanted."""
    odds = tiers.odds_of(plain)
    return _scanned(tiers, plain, odds, is_far(odds, strictness), EVERYTHING, memory)


def _scanned(
    tiers: Tiers, plain: str, odds: Weighed | None, far: bool, noticed: Noticed, memory: Memory | None
) -> FirstLook:
    found = tiers.found(plain, wanted(far, memory, near=noticed.near), noticed, alone=memory is None)
    return FirstLook(plain, odds, far, found)


def wanted(far: bool, memory: Memory | None, *, near: bool = True) -> Wanted:
    """Which phrases can matter: where the words are far, few of those that need words beside them.

    `near` says that they were not far at a glance.
    """
    if not far:
        return Wanted.ALL
    if memory is not None and not memory.is_quiet:
        return Wanted.MOVES
    return Wanted.PROBES if near else Wanted.STRONG


def is_ordinary(odds: Weighed | None, memory: Memory | None, strictness: Strictness) -> bool:
    """Whether words by themselves are nothing; a memory keeps what tells a little."""
    return is_low(odds) or (odds is not None and memory is None and odds.ask < LEAST[strictness])
