"""Disguise undoes what people do to words so that a filter does not see them."""

import re
from collections.abc import Callable, Sequence
from urllib.parse import unquote_to_bytes

from bot.screening.fold import View

TRIGGERS = (
    r"(?:^|\W)\w[\s.*|_\-,/~+]{1,3}\w[\s.*|_\-,/~+]{1,3}\w(?:\W|$)",
    r"[a-z]{1,4}(?:[.*|_^~+/\-]|\|\||\*\*|``)[a-z]{1,5}(?:[.*|_^~+/\-]|\|\||\*\*|\W|$)",
    r"[a-z][*|`~^]{1,3}[a-z]",
    r"[a-z][0134578@$!(|+][a-z]",
    r"(?:^|\W)[01345789@$!][a-z]{2}",
    r"[a-z]{2}[013457@$](?:\W|$)",
    r"%[0-9a-f][0-9a-f]",
    r"(?:^|\W)\d*o+\d|\do+(?:\W|$)",
    "|".join(f"{letter * 3}" for letter in "abcdefghijklmnopqrstuvwxyz"),
)
"""Expressions for the scanner: a text that has none of these is not looked at again."""

REVERSED_TRIGGER = r"(?:^|\W){}(?:\W|$)"

_PERCENT = re.compile(r"(?:%[0-9a-f]{2})+")
_MARKUP = re.compile(r"(?<=\w)(?:\*{1,3}|~~|\|\||`{1,3}|\^|\|)(?=\w)")
_OHS = re.compile(r"(?<![a-z0-9])(?=[o\d]*\d)[o\d]*o[o\d]*(?![a-z0-9])")
_WIDE = re.compile(r"\s{2,}|\s/\s|\s\|\s")
_SPACED = re.compile(r"(?<![a-z0-9])[a-z0-9@$](?:[\s.*|_\-,/~+]{1,3}[a-z0-9@$](?![a-z0-9])){2,}")
_BROKEN = re.compile(r"(?<![a-z0-9])[a-z0-9]{1,5}(?:[.*|_~+/\-][a-z0-9]{1,5}){1,8}(?![a-z0-9@])")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_MIXED = re.compile(
    r"(?<![\w@.])(?=[\w@$!(|+]*[a-z])(?=[\w@$!(|+]*[0134578@$!(|+])[\w@$!(|+]{2,20}(?![\w@]|\.[a-z])"
)
_LEET = str.maketrans("0134578@$!(|+", "oieastbasiclt")
_ORDINAL = re.compile(
    r"\d+(?:st|nd|rd|th|am|pm|mg|ml|kg|k|m|s|x|yr|yrs|yo|h|hr|hrs|min|mins|g|lb|lbs|f|d|ish)?[!)+]*"
    r"|[a-z]+[!(|+]+|[a-z]+\d{2,}"
)


def undo(view: View, split: Callable[[str], str] = str) -> View:
    """The view with percent-encoding, markup, spacing, stretching and leet undone.

    `split` puts the spaces back between words that were spaced out letter by letter.
    """
    view = _spaced(_markup(_percent(view)), split)
    for step in (_broken, _stretched, _ohs, _leet):
        view = step(view)
    return view


def backwards(view: View) -> View:
    """The view read from the end."""
    count = len(view.text)
    places = view.origins if view.origins is not None else range(count + 1)
    return View(view.text[::-1], [*(places[place] for place in range(count - 1, -1, -1)), places[count]])


def rewrite(view: View, found: Sequence[tuple[int, int, str]]) -> View:
    """The view with stretches replaced; each new letter keeps the place of the old one it stands for."""
    if not found:
        return view
    places = view.origins if view.origins is not None else range(len(view.text) + 1)
    text, origins, last = [], [], 0
    for start, end, new in found:
        text += [view.text[last:start], new]
        origins += [*places[last:start], *_spread(places[start:end], len(new))]
        last = end
    text.append(view.text[last:])
    origins += [*places[last:]]
    return View("".join(text), origins)


def _spread(places: Sequence[int], count: int) -> list[int]:
    if count == 0:
        return []
    spread = [places[min(step, len(places) - 1)] for step in range(count)]
    spread[-1] = places[-1]
    return spread


def _each(view: View, pattern: re.Pattern[str], new: Callable[[str], str]) -> View:
    found = [(hit.start(), hit.end(), new(hit.group())) for hit in pattern.finditer(view.text)]
    return rewrite(view, [one for one in found if view.text[one[0] : one[1]] != one[2]])


def _percent(view: View) -> View:
    return _each(view, _PERCENT, lambda coded: unquote_to_bytes(coded).decode("ascii", "ignore").lower())


def _markup(view: View) -> View:
    return _each(view, _MARKUP, lambda _: "")


def _spaced(view: View, split: Callable[[str], str]) -> View:
    return _each(
        view,
        _SPACED,
        lambda letters: _together(letters, split) if re.search("[a-z]", letters) else letters,
    )


def _together(letters: str, split: Callable[[str], str]) -> str:
    """Spaced letters as words: wider gaps are the gaps between words."""
    words = _WIDE.split(letters) if re.search(r"\w[^\w]\w", letters) else [letters]
    return " ".join(split(re.sub(r"[^a-z0-9@$]", "", word)) for word in words)


def _ohs(view: View) -> View:
    return _each(view, _OHS, lambda number: number.replace("o", "0"))


def _broken(view: View) -> View:
    return _each(
        view, _BROKEN, lambda word: re.sub(r"[^a-z0-9]", "", word) if re.search("[a-z]", word) else word
    )


def _stretched(view: View) -> View:
    return _each(view, _STRETCHED, lambda run: run[0])


def _leet(view: View) -> View:
    return _each(view, _MIXED, lambda word: word if _ORDINAL.fullmatch(word) else word.translate(_LEET))
