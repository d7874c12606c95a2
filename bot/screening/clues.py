"""Clues are what can be weighed in a text: its words, and pairs of words that stand close together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

REACH = 4
"""How many places a pair's second word may stand after its first."""
MOST_WORDS = 400
"""More words of one piece of text are not weighed."""
START, END = "<", ">"
_WORD = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.]+|@\w[\w.]*|(?:https?:|www\.)\S+"
    r"|\w+(?:'\w+| ' ?(?:s|t|m|d|re|ve|ll)\b)*|[?!]"
)
_INSIDE = str.maketrans("", "", "' ")
_HANDLE = re.compile(r"[a-z]+_[a-z0-9_]+|[a-z]{3,}\d{2,}")
_LONG_NUMBER = 5

Same = Mapping[str, Sequence[str]]
"""Written forms and the words they count as: `ur` is `your`, `don't` is `do not`."""


def words(text: str, same: Same) -> list[str]:
    """The words of a plain text in lower case, in one form each, with its start and end."""
    found = [START]
    for written in _WORD.findall(text)[:MOST_WORDS]:
        found += _known(written, same)
    found.append(END)
    return found


def places(text: str, same: Same) -> list[tuple[int, int]]:
    """Where each of the words of a text stands; its start and end stand nowhere."""
    found = [(0, 0)]
    for written in islice(_WORD.finditer(text), MOST_WORDS):
        found += [written.span()] * len(_known(written.group(), same))
    found.append((len(text), len(text)))
    return found


def pairs(them: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    """Every clue of some words: first word, how far the second stands after it (0: itself), second word."""
    count = len(them)
    for place, first in enumerate(them):
        yield first, 0, first
        for reach in range(1, min(REACH, count - 1 - place) + 1):
            yield first, reach, them[place + reach]


def _known(written: str, same: Same) -> Sequence[str]:
    if "@" in written:
        return ("{handle}",) if written[0] == "@" else ("{email}",)
    if written.startswith(("http", "www")):
        return ("{link}",)
    word = written.translate(_INSIDE)
    if word.isdigit():
        return ("{number}",) if len(word) >= _LONG_NUMBER else (f"{{{len(word)}-digits}}",)
    if word in same:
        return same[word]
    return ("{handle}",) if _HANDLE.fullmatch(word) else (word,)
