"""Quotations are somebody else's words: what stands between two quotation marks of a kind."""

import re
from bisect import bisect_right
from collections.abc import Iterator

_OPENS = re.compile(r"(?<!\w)['\"](?=\S)")
_CLOSES = re.compile(r"(?<=\S)['\"](?!\w)")
_LEAST_WORDS = 3
"""A word or two in quotation marks may be anything: a name, a title, a disguise."""
_SHORTEST, _LONGEST = 4, 300
"""Code points between the marks of a quotation."""


def quotations(text: str) -> list[tuple[int, int]]:
    """Where the quotations of a text begin and end, with their marks."""
    if "'" not in text and '"' not in text:
        return []
    return [
        (start, end)
        for start, end in _between_marks(text)
        if len(text[start + 1 : end - 1].split()) >= _LEAST_WORDS
    ]


def unquoted(text: str) -> str:
    """The text without its quotations; nothing where it has none, or hardly anything else is in it."""
    found = quotations(text)
    if not found:
        return ""
    said, last = [], 0
    for start, end in found:
        said.append(text[last:start])
        last = end
    own = " ".join([*said, text[last:]])
    return own if len(own.split(None, _LEAST_WORDS)) >= _LEAST_WORDS else ""


def _between_marks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of one line between two quotation marks of a kind, each as short as can be."""
    closing: dict[str, list[int]] = {"'": [], '"': []}
    for mark in _CLOSES.finditer(text):
        closing[mark.group()].append(mark.start())
    last = 0
    for mark in _OPENS.finditer(text):
        start, closes = mark.start(), closing[mark.group()]
        place = bisect_right(closes, start + _SHORTEST)
        if start < last or place == len(closes) or closes[place] > start + _LONGEST + 1:
            continue
        if "\n" not in text[start : closes[place]]:
            last = closes[place] + 1
            yield start, last
