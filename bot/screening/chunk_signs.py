"""What the signs of one chunk of text say: whether it may hide something, alone or with the chunks around it."""

import re
from collections.abc import Callable, Collection, Mapping
from itertools import chain

from bot.screening.glance import FIGURE, SPREAD, Signs
from bot.screening.packs import Pack
from bot.screening.shapes import SPELLED_SIGNS, number_words
from bot.screening.spelling import cut_pieces

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LONE = re.compile(r"(?<![^\W_])(?<!')[^\W_](?![^\W_])(?!')")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\(?(?:19|20)\d\d(?:'?s)?\)?")
_FEW, _YEAR_SPREAD = 3, 4
"""How much a letter that may end a word and a year count: together with little else they are too much."""
_PART_OF_MAIL = re.compile(r"\.(?:com|org|net|co|io|uk|de|in|me|gmail)(?!\w)")
_STANDS_FOR_LETTERS = re.compile(r"[0-9@$|+£€*^~=<>&]")
_OPEN_SIGNS = ("/", "@", "#")
_LONE_WORDS, _CUT_ENDINGS = "aiu", "stmd"
"""Letters that stand alone as words, and those that do after an apostrophe: `it ' s`."""


class ChunkSigns:
    """Says it for the spellings and numbers of one pack.

    `hidden` gives what a chunk is when disguises are undone: nothing new, or None when there is more to it than
    disguises. `words_of` gives the words of a chunk; a disguise with none of the `known` ones behind it hides nothing.
    """

    def __init__(
        self,
        pack: Pack,
        known: frozenset[str],
        words_of: Callable[[str], Collection[str]],
        hidden: Callable[[str], str | None],
    ) -> None:
        self._known, self._words_of, self._hidden = known, words_of, hidden
        self._pieces = cut_pieces(pack.spelling, known, pack.everyday)
        self._numbers = _numbers(pack.numbers)

    def of(self, chunk: str) -> Signs:
        """What the signs of this chunk say."""
        if _YEAR.fullmatch(chunk):
            return Signs(spread=_YEAR_SPREAD)
        hidden = self._hidden(chunk)
        undone = hidden or ""
        odd = hidden is None or self._is_odd(chunk)
        return Signs(odd, self._spread(chunk), undone, self._has_known(undone, chunk))

    def _spread(self, chunk: str) -> int:
        """How much a chunk may be a part of: a name cut up, letters apart, a number in pieces."""
        if not self._pieces.isdisjoint(_WORD.findall(chunk)):
            return SPREAD
        figures = len(_DIGIT.findall(chunk)) * FIGURE
        return figures + sum(map(_alone, _LONE.findall(chunk))) + self._number_words(chunk)

    def _is_odd(self, chunk: str) -> bool:
        if any(sign in chunk for sign in _OPEN_SIGNS) or _PART_OF_MAIL.search(chunk):
            return True
        return (chunk[0] == "." and chunk[1:2].isalnum()) or not SPELLED_SIGNS.isdisjoint(
            _WORD.findall(chunk)
        )

    def _has_known(self, undone: str, chunk: str) -> bool:
        """Whether another reading of a chunk has a known word that is not in it, or may have a part of one."""
        if undone and _STANDS_FOR_LETTERS.search(chunk):
            return True
        shown = self._words_of(chunk)
        words = chain.from_iterable(map(self._words_of, undone.split()))
        return any(word in self._known and word not in shown for word in words)

    def _number_words(self, chunk: str) -> int:
        """The number words of a chunk that is nothing but a number."""
        if self._numbers.sub("", chunk).strip(_BETWEEN):
            return 0
        return sum(not found.isdigit() for found in self._numbers.findall(chunk))


_BETWEEN = " -.,()+/"
"""What may stand between the figures of a number."""


def _alone(letter: str) -> int:
    """How much a lone letter counts: three in a row may be a word with its letters apart."""
    if letter.isdigit() or letter in _LONE_WORDS:
        return 0
    return _FEW if letter in _CUT_ENDINGS else SPREAD


def _numbers(numbers: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(rf"\d|{'|'.join(map(re.escape, number_words(numbers)))}")
