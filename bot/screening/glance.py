"""The glance adds up what each chunk of a text means by itself: for most texts no closer look is needed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from bot.screening.remembered import Remembered

_MOST_CHUNKS = 127
"""Longer texts are looked at closely."""
_SPREAD_FROM, _NUMBERS_FROM = 3, 5
_ONLY_FIGURES = 30
"""Code points that a text of nothing but a piece of a number has at most."""
SMOOTH = 7
"""As in weighing, with start and end."""
_MOST_WORDS, _MOST_SPREAD = 15, 7
_NUMBERS_AT, _ODD_AT, _HIDES_AT, _JOINED_AT, _WORDS_AT, _SCORE_AT = 10, 20, 27, 34, 41, 52


class Noticed(NamedTuple):
    """What a glance says: the words may be `near` an ask or a small sign, and the signs may be `odd`.

    `hides` says that a chunk may be read as a word that is known, and that there is nothing else odd.
    """

    near: bool
    odd: bool
    hides: bool = False


class Signs(NamedTuple):
    """What the signs of one chunk say: `odd` by themselves, or pieces of something that is spread over chunks."""

    odd: bool = False
    undone: str = ""
    """How else it may be read."""
    known: bool = False
    """Whether there is a known word in that reading. If there is none, it matters only beside words that are near."""
    spread: int = 0
    """Figures and lone letters."""
    numbers: int = 0
    """Figures and number words."""


@dataclass(frozen=True, slots=True)
class Glances:
    """What a word adds at a glance, in thousandths, and from which sum on words are near.

    They are learnt by `tools/weigh.py` so that hardly a text that is near by all its words and pairs is let go.
    """

    words: Mapping[str, int]
    limit: float
    steps: tuple[float, ...] = ()
    """Log-odds below which a text is let go when its words and pairs were weighed up to each distance of pairs."""


class Glance:
    """Looks at whole texts, chunk by chunk: what stands between two spaces is a chunk.

    `words_of` gives the words of a chunk, `signs_of` what its signs say. Each chunk has one number in which all
    this lies side by side, so that one sum says it of a text.
    """

    def __init__(
        self, glances: Glances, words_of: Callable[[str], tuple[str, ...]], signs_of: Callable[[str], Signs]
    ) -> None:
        self._words, self._words_of, self._signs_of = glances.words, words_of, signs_of
        self._known = Remembered(self._worth).__getitem__
        self._undone_of = Remembered(self._read).__getitem__
        self._limits = [
            int(glances.limit * sqrt(count + SMOOTH)) for count in range(1 << _SCORE_AT - _WORDS_AT)
        ]

    def at(self, plain: str) -> Noticed:
        """What shows at a glance in a plain text."""
        chunks = plain.split()
        if len(chunks) > _MOST_CHUNKS:
            return EVERYTHING
        total = sum(map(self._known, chunks))
        near = total >> _SCORE_AT >= self._limits[total >> _WORDS_AT & 0x7FF]
        spread = total & 0x3FF
        odd = (
            total & _ODD
            or spread >= _SPREAD_FROM
            or (total >> _NUMBERS_AT & 0x3FF) >= _NUMBERS_FROM
            or (spread and len(plain) <= _ONLY_FIGURES)
        )
        if near:
            return EVERYTHING if odd or total & (_HIDES | _JOINED) else _NEAR_ONLY
        if odd:
            return _ODD_ONLY
        return _HIDES_ONLY if total & _HIDES else _NOTHING

    def undone(self, plain: str) -> str:
        """A plain text with all chunks read as the known words that they hide."""
        return " ".join(map(self._undone_of, plain.split()))

    def _worth(self, chunk: str) -> int:
        """All that one chunk adds, in one number."""
        words, signs = self._words_of(chunk), self._signs_of(chunk)
        score = sum(self._words.get(word, 0) for word in words)
        odd = signs.odd or len(words) > _MOST_WORDS
        return (
            (score << _SCORE_AT)
            + (min(len(words), _MOST_WORDS) << _WORDS_AT)
            + (odd << _ODD_AT)
            + (signs.known << _HIDES_AT)
            + ((not signs.known and signs.undone != "") << _JOINED_AT)
            + (min(signs.numbers, _MOST_SPREAD) << _NUMBERS_AT)
            + min(signs.spread, _MOST_SPREAD)
        )


    def _read(self, chunk: str) -> str:
        signs = self._signs_of(chunk)
        return signs.undone if signs.known else chunk


_ODD = ((1 << _HIDES_AT - _ODD_AT) - 1) << _ODD_AT
_HIDES = ((1 << _JOINED_AT - _HIDES_AT) - 1) << _HIDES_AT
_JOINED = ((1 << _WORDS_AT - _JOINED_AT) - 1) << _JOINED_AT
_NOTHING, _ODD_ONLY = Noticed(near=False, odd=False), Noticed(near=False, odd=True)
_HIDES_ONLY = Noticed(near=False, odd=False, hides=True)
_NEAR_ONLY, EVERYTHING = Noticed(near=True, odd=False), Noticed(near=True, odd=True)
