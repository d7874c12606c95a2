"""Titles in names: who calls themselves a therapist or a moderator, in however odd letters (D14)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.screening.fold import FoldTable, fold

# A name such as LifeCoachAna is three words.
_NEW_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[a-z0-9']+")
_LEET = str.maketrans("013457@$", "oieastas")
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Titles:
    """What a name may claim, and words with which it says something else."""

    claims: tuple[str, ...] = ()
    unless: frozenset[str] = frozenset()


def claimed_title(name: str, titles: Titles, table: FoldTable) -> str:
    """Give the first title that a name or a thread's title claims; empty when it claims none."""
    for reading in _readings(name[:LONGEST_NAME], table):
        words = f" {' '.join(_WORD.findall(reading))} "
        if any(f" {word} " in words for word in titles.unless):
            return ""
        found = next((claim for claim in titles.claims if f" {claim} " in words), "")
        if found:
            return found
    return ""


def _readings(name: str, table: FoldTable) -> Iterator[str]:
    """A name as it stands, with its run-together words apart, and with figures read as letters."""
    plain = fold(name, table)
    yield plain.lower()
    apart = _NEW_WORD.sub(" ", plain).lower()
    yield apart
    yield apart.translate(_LEET)
