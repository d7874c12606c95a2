"""What the signs of one chunk of text say: whether it may hide something, alone or with the chunks around it."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import chain

from bot.screening.glance import Signs
from bot.screening.packs import Pack
from bot.screening.shapes import SPELLED_SIGNS, number_words
from bot.screening.spelling import cut_pieces

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LONE = re.compile(r"(?<![^\W_])(?<!')[^\W_](?![^\W_])(?!')")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\(?(?:19|20)\d\d(?:'?s)?[.,?!:;)]?")
_YEAR_SPREAD = 2
"""A year is no piece of a number, but a year with another figure may be."""
_PART_OF_MAIL = re.compile(r"\.(?:com|org|net|co|io|uk|de|in|me|gmail)(?!\w)")
_STANDS_FOR_LETTERS = re.compile(r"[0-9@$|+£€*^~=<>&]")
"""With these a chunk may be a part of a word of which the next chunk is another part."""
_OPEN_SIGNS = ("/", "@", "#")
_LONE_WORDS, _CUT_ENDINGS = "aiu", "stmd"
"""Letters that stand alone as words, and those that do after an apostrophe: `it ' s`."""


class ChunkSigns:
    """Says it for the spellings and numbers of one pack.

    `hidden` gives what a chunk is when disguises are undone, or None when there is more to it; `words_of` the words
    of a chunk. A disguise with none of the `known` words behind it hides nothing.
    """

    def __init__(
        self,
        pack: Pack,
        known: frozenset[str],
        words_of: Callable[[str], Collection[str]],
        hidden: Callable[[str], Sequence[str] | None],
    ) -> None:
        self._known, self._words_of, self._hidden = known, words_of, hidden
        self._pieces = cut_pieces(pack.spelling, known, pack.everyday) | SPELLED_SIGNS
        self._numbers = _numbers(pack.numbers)

    def of(self, chunk: str) -> Signs:
        """What the signs of this chunk say."""
        if _YEAR.fullmatch(chunk):
            return Signs(spread=_YEAR_SPREAD, numbers=_YEAR_SPREAD)
        hidden = self._hidden(chunk)
        odd = self._is_odd(chunk) or hidden is None or len(hidden) > 1
        undone = next((text for text in hidden or () if text != chunk), "")
        if undone and _STANDS_FOR_LETTERS.search(chunk):
            odd = True
        lone = sum(map(_alone, _LONE.findall(chunk)))
        spread = len(_DIGIT.findall(chunk)) + lone
        return Signs(odd, undone, self._has_known(undone, chunk), spread, self._count(chunk))

    def _is_odd(self, chunk: str) -> bool:
        if not self._pieces.isdisjoint(_WORD.findall(chunk)) or any(sign in chunk for sign in _OPEN_SIGNS):
            return True
        return (chunk[0] == "." and chunk[1:2].isalnum()) or _PART_OF_MAIL.search(chunk) is not None

    def _has_known(self, undone: str, chunk: str) -> bool:
        """Whether another reading of a chunk has a known word that is not in it."""
        shown = self._words_of(chunk)
        words = chain.from_iterable(map(self._words_of, undone.split()))
        return any(word in self._known and word not in shown for word in words)

    def _count(self, chunk: str) -> int:
        """The figures and number words of a chunk that has nothing else."""
        return len(self._numbers.findall(chunk)) if not self._numbers.sub("", chunk).strip(_BETWEEN) else 0


_BETWEEN = " -.,()+/"
"""What may stand between the figures of a number."""


def _alone(letter: str) -> int:
    """How much a lone letter counts: three in a row may be a word with its letters apart."""
    if letter.isdigit() or letter in _LONE_WORDS:
        return 0
    return 2 if letter in _CUT_ENDINGS else 3


def _numbers(numbers: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(rf"\d|{'|'.join(map(re.escape, number_words(numbers)))}")
