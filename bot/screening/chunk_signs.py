"""What the signs of one chunk of text say: whether it may hide something, alone or with the chunks around it."""

import re
from collections.abc import Callable, Collection, Mapping

from bot.screening.glance import Signs
from bot.screening.packs import Pack
from bot.screening.shapes import SPELLED_SIGNS, number_words
from bot.screening.spelling import cut_pieces

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LONE = re.compile(r"(?<![^\W_])(?<!')[^\W_](?![^\W_])(?!')")
_DIGIT = re.compile(r"\d")
_BEFORE = "so"
"""Stands around a chunk that is looked at, which is never a whole text by itself."""
_OPEN_SIGNS = ("/", "@", "#")
_LONE_WORDS, _CUT_ENDINGS = "aiu", "stmd"
"""Letters that stand alone as words, and those that do after an apostrophe: `it ' s`."""


class ChunkSigns:
    """Says it for the disguises, shapes and spellings of one pack. `scan` finds triggers in a plain text."""

    def __init__(self, pack: Pack, known: Collection[str], scan: Callable[[str], Collection[int]]) -> None:
        self._scan = scan
        self._pieces = cut_pieces(pack.spelling, known, pack.everyday) | SPELLED_SIGNS
        self._numbers = _numbers(pack.numbers)

    def of(self, chunk: str) -> Signs:
        """What the signs of this chunk say."""
        odd = (
            not self._pieces.isdisjoint(_WORD.findall(chunk))
            or any(sign in chunk for sign in _OPEN_SIGNS)
            or (chunk[0] == "." and chunk[1:2].isalnum())
            or bool(self._scan(f"{_BEFORE} {chunk} {_BEFORE}"))
        )
        digits = len(_DIGIT.findall(chunk))
        return Signs(odd, digits + sum(map(_alone, _LONE.findall(chunk))), self._count(chunk))

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
