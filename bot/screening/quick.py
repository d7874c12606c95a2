"""The quick look says of most messages that there is nothing in them, at a glance and by one scan."""

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from bot.screening.balance import NEAR, Strictness, is_out_of_reach, words_alone
from bot.screening.glance import EVERYTHING, Noticed
from bot.screening.memory import Memory
from bot.screening.sieve import Wanted
from bot.screening.tiers import LEAST_SIGN, Tiers, is_far
from bot.screening.weighing import BY_ITSELF, Weighed


class FirstLook(NamedTuple):
    """What a quick look at a message came to that has to be looked at closely.

    `odds` are None where the text has no words that can be weighed, or they are so `far` that it was not done: no
    small sign, and so far from an ask that no rule could make them one. `found` are the triggers and phrases in the
    text that can matter.
    """

    plain: str
    odds: Weighed | None
    far: bool
    found: Sequence[int]


def first_look(
    tiers: Tiers, plain: str, noticed: Noticed, memory: Memory | None, strictness: Strictness
) -> FirstLook | None:
    """A quick look at the plain text of a message, after a glance; None when there is nothing in it, as in most."""
    quiet = is_quiet(memory)
    odds, far = _weighed(tiers, plain, noticed.near, strictness)
    level = wanted(far, quiet) if noticed.near or not far else Wanted.STRONG if quiet else Wanted.MOVES
    if not far and (noticed.hides or noticed.joined):
        noticed = EVERYTHING
    found = tiers.found(plain, level, noticed, memory)
    if noticed.hides and not noticed.odd and _hides_something(tiers, plain, found, level, memory):
        found = tiers.found(plain, level, EVERYTHING, memory)
    if not found and quiet and (far or is_ordinary(odds, memory, strictness)):
        return None
    return FirstLook(plain, odds, far, found)


def _weighed(tiers: Tiers, plain: str, near: bool, strictness: Strictness) -> tuple[Weighed | None, bool]:
    """How the words weigh, or one sentence by itself, and whether all of them are far."""
    odds, far = None, True
    if near:
        odds = tiers.odds_of_all(plain) if strictness is Strictness.STRICT else tiers.odds_if_near(plain)
        far = is_far(odds, strictness) if odds or not tiers.scales else True
    sentence = tiers.best_sentence(plain)
    if sentence == -inf or (far and is_out_of_reach(sentence - BY_ITSELF, strictness)):
        return odds, far
    odds = odds or tiers.odds_of_all(plain)
    return odds and odds._replace(sentence=sentence), False


def full_look(
    tiers: Tiers, plain: str, memory: Memory | None, strictness: Strictness, *, hides: bool
) -> FirstLook:
    """A look that leaves nothing out, where the exact odds are wanted or a text `hides` known words by its letters."""
    odds = tiers.odds_of(plain)
    far = not hides and is_far(odds, strictness)
    found = tiers.found(plain, wanted(far, is_quiet(memory)), EVERYTHING, memory)
    return FirstLook(plain, odds, far, found)


def wanted(far: bool, quiet: bool) -> Wanted:
    """Which phrases can matter in a text that was not far at a glance.

    Where its words are far all the same, few of those that need words beside them; `quiet`: no ask is open.
    """
    if not far:
        return Wanted.ALL
    return Wanted.PROBES if quiet else Wanted.MOVES


def is_quiet(memory: Memory | None) -> bool:
    """Whether nothing before a message could change how it is judged when it is an ordinary one."""
    return memory is None or memory.is_quiet


def is_ordinary(
    odds: Weighed | None, memory: Memory | None, strictness: Strictness, hides: bool = False
) -> bool:
    """Whether words by themselves are nothing, however finely they are weighed; a memory keeps what tells a little."""
    if odds is None:
        return True
    is_kept = memory is not None and odds.sign >= LEAST_SIGN
    return not is_kept and words_alone(odds, strictness, hides=hides).above < -NEAR


def _hides_something(
    tiers: Tiers, plain: str, found: Sequence[int], level: Wanted, memory: Memory | None
) -> bool:
    """Whether there is anything in a text in which known words are written so that they look like others."""
    undone = tiers.glance.undone(plain)
    noticed = tiers.glance.at(undone)
    if noticed.near or noticed.odd or tiers.glance.near_sentences(undone):
        return True
    more = tiers.found(undone, level, noticed, memory)
    return not set(more).issubset(found)
