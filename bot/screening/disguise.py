"""Disguise undoes what people do to words so that a filter does not see them."""

import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote_to_bytes

from bot.screening.edges import WORD
from bot.screening.fold import View
from bot.screening.vocabulary import ORDINAL, Vocabulary, may_be_read

_LETTERS = "abcdefghijklmnopqrstuvwxyz"

LETTERS_APART = r"(?:^|[\W_])\w(?:[^\w']|_){1,3}\w(?:[^\w']|_){1,3}\w(?:[\W_]|$)|\w'\w'\w'"
TRIGGERS = (
    r"[a-z]{1,4}(?:[.*|_^~+/\-]|\|\||\*\*|``)[a-z]{1,5}(?:[.*|_^~+/\-]|\|\||\*\*|\W|$)",
    r"[a-z0-9][*|`~^_=<>#&;:?!\\]{1,3}[a-z]",
    r"[a-z](?:[0-9@$!(|+]|£|€){1,4}[a-z]|[a-z][@$!|][0-9@$!|]",
    r"(?:^|\W)(?:[0-9@$!|+(]|£|€){1,3}[a-z]{2}",
    r"[a-z]{2}(?:[0-9@$|+]|£|€){1,3}(?:\W|$)|[a-z][0-9@$!|+]{2}|[0-9@$!|+][@$|+][0-9@$!|+]*[a-z]",
    r"%[0-9a-f][0-9a-f]",
    r"(?:^|\W)_+[a-z]|(?:^|\W)[*`|~]{1,3}[a-z]|[a-z][*`|~]{1,3}(?:\W|$)|(?:^|\n)-?#{1,3} ",
    r"\]\(",
    r"(?:^|\W)\d*o+\d|\do+(?:\W|$)|\d[ils|]{1,2}\d|\d{3}[ils|](?:\W|$)",
    "|".join(f"{letter * 3}" for letter in _LETTERS),
    rf"(?:{'|'.join(letter * 2 for letter in _LETTERS)}){{2}}",
    r"(?:^|\W)[b-df-hj-np-tv-xz]{4,9}(?:\W|$)",
)
"""Expressions for the scanner: a text that has none of these, nor letters apart, is not looked at again."""

_PERCENT = re.compile(r"(?:%[0-9a-f]{2})+")
_ADDRESS = re.compile(r"\]\((?:https?:)?[^()\s]{0,200}\)")
_MARKUP = re.compile(
    r"(?<=[^\W_])(?:\*{1,3}|~~|\|\||`{1,3}|\^|\||__)|(?:\*{1,3}|~~|\|\||`{1,3})(?=[^\W_])"
    r"|(?<![^\W_])_{1,3}(?=[a-z])|(?<=[a-z])_{1,3}(?![^\W_])|(?:(?<=\n)|^)-?#{1,3} "
)
_OHS = re.compile(r"(?<![a-z0-9])(?=[o\d]*\d)[o\d]*o[o\d]*(?![a-z0-9])")
_TURNABLE = re.compile(rf"(?<![{WORD}@])[a-z]{{4,14}}(?![{WORD}@])")
_BACKWARDS_SHARE = 4
"""One in so many of the longer words stands backwards at least where a whole text does; others are unknown words."""
_PIECE = re.compile(r"\S{2,}")
_LETTER = re.compile("[a-z]")
_BREAKS = re.compile("[^a-z0-9]")
_NO_LETTER = re.compile(r"[^a-z0-9@$]")
_AS_LETTERS = re.compile(r"(?<![a-z0-9])(?=(?:[oils|]{0,12}\d){4})[\doils|]{7,15}(?![a-z0-9])", re.ASCII)
_FIGURES = str.maketrans("oils|", "01151")
_WIDE = re.compile(r"\s{2,}|\s/\s|\s\|\s")
_SPACED = re.compile(
    r"(?<![a-z0-9])(?<![a-z0-9]')[a-z0-9@$]"
    r"(?:(?!'[mdst]\s)[\W_]{1,5}[a-z0-9@$](?![a-z0-9])){2,}+"
)
_SINGLE = re.compile(r"[a-z0-9@$](?![a-z0-9])")
_GOES_ON = re.compile(r"(?:[^\w\s]|_){1,4}[a-z0-9]")
_LEAST_SPACED = 3
_MASKED = re.compile(
    rf"(?<![{WORD}@*#.\-])([a-z]{{1,12}})([*#_.\-?~])([a-z]{{1,12}})(?![{WORD}@*#]|[.\-][a-z])"
)
_CUT = re.compile(rf"(?<![{WORD}@])[a-z]+(?:(?:[^\w\s]|_){{1,3}}[a-z]+){{1,12}}(?![{WORD}@])")
_BROKEN = re.compile(r"(?<![a-z0-9])[a-z0-9]{1,5}(?:[.*|_~+/\-][a-z0-9]{1,5}){1,8}(?![a-z0-9@])")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_TOKEN = re.compile(r"(?<![\w@.])[\w@$!|+(£€]{3,60}(?![\w@]|\.[a-z])", re.ASCII)
_BARE = re.compile(rf"(?<![{WORD}@'])[b-df-hj-np-tv-xz]{{4,9}}(?![{WORD}@'])")
_MIXED = re.compile(
    r"(?<![\w@.])(?=[\w@$!(|+]{0,24}[a-z])(?=[\w@$!(|+]{0,24}[0134578@$!(|+])[\w@$!(|+]{2,20}(?![\w@]|\.[a-z])"
)
_LEET = str.maketrans("0134578@$!(|+", "oieastbasiclt")
_MARKS = re.compile(r"[*~|`^_#]")
_MASK = re.compile(r"[a-z][*#_.\-?~][a-z]")
_PARTED = re.compile(r"[a-z](?:[^\w\s]|_){1,3}[a-z]")
_BREAK = re.compile(r"[.*|_~+/\-][a-z0-9]")
_DIGIT = re.compile(r"\d")
_LEET_SIGN = re.compile(r"[0134578@$!(|+]")
"""What must be there for a step to change anything: most texts have hardly one of these."""


def undo(view: View, words: Vocabulary) -> View:
    """The view with percent-encoding, links, spacing, markup, masks, leet and stretching undone.

    What stands for a word of the vocabulary is read as that word; the rest is read letter by letter.
    """
    view = _spaced(_addresses(_percent(view)), words)
    known = _known(view, words)
    view = _markup(_masked(known, words))
    if view is not known:
        view = _known(view, words)
    view = _cut(view, words)
    for plain in (_broken, _ohs, _stretched, _leet):
        view = plain(view)
    return view


def hides(text: str, words: Vocabulary) -> bool:
    """Whether figures or signs stand for letters of known words in a plain text."""
    return any(not found.isalpha() and words.behind(found) for found in _TOKEN.findall(text))


def turn(view: View, words: Vocabulary) -> list[View]:
    """The view with the words turned round that stand backwards; also with all turned, where most stand so."""
    longer = list(_TURNABLE.finditer(view.text))
    found = [
        (one.start(), one.end(), words.turned[one.group()]) for one in longer if one.group() in words.turned
    ]
    if not found:
        return []
    some = rewrite(view, found)
    mostly = len(found) * 2 > len(longer)
    return [some, _each(view, _PIECE, lambda piece: piece[::-1])] if mostly else [some]


def seems_backwards(view: View, words: Vocabulary) -> bool:
    """Whether so many words stand backwards that the whole text may."""
    longer = _TURNABLE.findall(view.text)
    return sum(word in words.turned for word in longer) * _BACKWARDS_SHARE >= len(longer)


def backwards(view: View) -> View:
    """The view read from the end."""
    count = len(view.text)
    places = view.origins if view.origins is not None else range(count + 1)
    return View(view.text[::-1], [*(places[place] for place in range(count - 1, -1, -1)), places[count]])


def rewrite(view: View, found: Sequence[tuple[int, int, str]]) -> View:
    """The view with stretches replaced; each new letter keeps the place of the old one it stands for."""
    if not found:
        return view
    text: list[str] = []
    last = 0
    for start, end, new in found:
        text += (view.text[last:start], new)
        last = end
    text.append(view.text[last:])
    same = all(len(new) == end - start for start, end, new in found)
    return View("".join(text), view.origins if same else _places(view, found))


def _places(view: View, found: Sequence[tuple[int, int, str]]) -> list[int]:
    """Where the letters of a text came from in which these stretches were replaced."""
    places = view.origins if view.origins is not None else range(len(view.text) + 1)
    origins: list[int] = []
    last = 0
    for start, end, new in found:
        origins += places[last:start]
        count, width = len(new), end - start
        if count > width:
            origins += [*places[start:end], *[places[end - 1]] * (count - width)]
        elif count:
            origins += places[start : start + count - 1]
            origins.append(places[end - 1])
        last = end
    origins += places[last:]
    return origins


def _each(view: View, pattern: re.Pattern[str], new: Callable[[str], str]) -> View:
    found = []
    for hit in pattern.finditer(view.text):
        old = hit.group()
        better = new(old)
        if better != old:
            found.append((*hit.span(), better))
    return rewrite(view, found)


def _percent(view: View) -> View:
    return (
        view
        if "%" not in view.text
        else _each(view, _PERCENT, lambda coded: unquote_to_bytes(coded).decode("ascii", "ignore").lower())
    )


def _addresses(view: View) -> View:
    return view if "](" not in view.text else _each(view, _ADDRESS, lambda _: "")


def _markup(view: View) -> View:
    return _each(view, _MARKUP, lambda _: "") if _MARKS.search(view.text) else view


def _spaced(view: View, words: Vocabulary) -> View:
    found = []
    for hit in _SPACED.finditer(view.text):
        start, end = hit.start(), _end_of_row(view.text, *hit.span())
        letters = view.text[start:end]
        if _LETTER.search(letters):
            found.append((start, end, _together(letters, words)))
    return rewrite(view, found)


def _end_of_row(text: str, start: int, end: int) -> int:
    """Where a row of single letters ends: a last one that is the beginning of a longer piece does not belong to it."""
    if not _GOES_ON.match(text, end):
        return end
    letters = [hit.end() for hit in _SINGLE.finditer(text, start, end)]
    return next(
        (last for last in reversed(letters[_LEAST_SPACED - 1 : -1]) if not _GOES_ON.match(text, last)), start
    )


def _together(letters: str, words: Vocabulary) -> str:
    """Spaced letters as words: wider gaps are the gaps between words."""
    parts = _WIDE.split(letters)
    if all(len(part) <= 1 for part in parts):
        parts = ["".join(parts)]
    return " ".join(words.split(_NO_LETTER.sub("", part)) + _end_of(part) for part in parts)


def _end_of(part: str) -> str:
    return part[-1] if part[-1:] in (".", "?", "!", ",") else ""


def _known(view: View, words: Vocabulary) -> View:
    if may_be_read(view.text):
        view = rewrite(view, list(_read(view.text, words)))
    return _each(view, _BARE, lambda bare: words.without_vowels(bare) or bare)


def _read(text: str, words: Vocabulary) -> Iterator[tuple[int, int, str]]:
    for hit in _TOKEN.finditer(text):
        found = words.behind(hit.group())
        if found:
            yield hit.start(), hit.end(), found


def _masked(view: View, words: Vocabulary) -> View:
    if not _MASK.search(view.text):
        return view
    found = [
        (hit.start(), hit.end(), words.unmasked(hit[1], hit[2], hit[3]))
        for hit in _MASKED.finditer(view.text)
    ]
    return rewrite(view, [one for one in found if one[2]])


def _cut(view: View, words: Vocabulary) -> View:
    return _each(view, _CUT, words.joined) if _PARTED.search(view.text) else view


def _ohs(view: View) -> View:
    if not _DIGIT.search(view.text):
        return view
    view = _each(view, _AS_LETTERS, lambda number: number.translate(_FIGURES))
    return _each(view, _OHS, lambda number: number.replace("o", "0"))


def _broken(view: View) -> View:
    if not _BREAK.search(view.text):
        return view
    return _each(view, _BROKEN, lambda word: _BREAKS.sub("", word) if _LETTER.search(word) else word)


def _stretched(view: View) -> View:
    return _each(view, _STRETCHED, lambda run: run[0])


def _leet(view: View) -> View:
    if not _LEET_SIGN.search(view.text):
        return view
    return _each(view, _MIXED, lambda word: word if ORDINAL.fullmatch(word) else word.translate(_LEET))
