"""Read judges what the scan found: where exactly, in which speech act, and what around it protects."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bot.screening.packs import Pattern
from bot.screening.phrases import Phrase
from bot.screening.surroundings import Surroundings

_MOST_HITS = 24
"""Of one phrase in one text: to weigh the same words over and over would hold up the bot."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern's phrase found in a view; `protected_by` names the context that makes it harmless, if any."""

    pattern: Pattern
    phrase: Phrase
    start: int
    end: int
    protected_by: str = ""


def read_hit(pattern: Pattern, phrase: Phrase, first: re.Match[str], surroundings: Surroundings) -> Hit:
    """The first unprotected hit of a phrase, or its first protected one when there is no other.

    `first` is where it stands first in the text.
    """
    hit = _hit(pattern, phrase, first, surroundings)
    if not hit.protected_by:
        return hit
    others = (_hit(pattern, phrase, found, surroundings) for found in _others(phrase, first))
    return next((other for other in others if not other.protected_by), hit)


def _hit(pattern: Pattern, phrase: Phrase, found: re.Match[str], surroundings: Surroundings) -> Hit:
    start, end = _trim(surroundings.text, found.start(), found.end())
    return Hit(pattern, phrase, start, end, surroundings.protection(start, end, pattern))


def _others(phrase: Phrase, first: re.Match[str]) -> Iterator[re.Match[str]]:
    return islice(phrase.exact.finditer(first.string, first.start()), 1, _MOST_HITS)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\n\r,.;:-\"'(":
        start += 1
    while end > start and text[end - 1] in " \t\n\r,.;:-\"'":
        end -= 1
    return start, end
