"""Fine scales weigh the few texts that are near an ask once more, by many more clues."""

import json
import sys
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, log2, sqrt
from pathlib import Path
from zlib import compress, crc32, decompress, error

from bot.screening.clues import words
from bot.screening.fine_clues import FineClues, Frames, WordsOf
from bot.screening.weighing import SMOOTH, Clue, Weighed

FILE = "fine.weights"
MOST_WORDS = 120
"""Longer texts are not weighed again."""
_PER_WORD, _LONGEST = 0.03, 40
"""Log-odds that a text loses with each of its first words: in long texts more clues meet by chance."""
PLACES = 1 << 24
_PRINT = 24
"""The upper eight bits of a clue's checksum are its print, the lower ones its place."""
_MOST_STEPS, _NONE = 127, 128


@dataclass(frozen=True, slots=True)
class FineWeights:
    """Weights of fine clues, kept by a short print of each clue: the clues themselves are not kept.

    `table` has a power of two of places, about ten times as many as clues, each with a print and a number of steps,
    or 0; `step` is in log-odds. A clue that is not known is taken for another about once in 2,500 times.
    """

    bias: float
    step: float
    common: frozenset[str]
    table: "array[int]"
    made_from: str = ""


class FineScales:
    """Weighs texts by their fine clues. The weights are learnt by `tools/weigh_finely.py`."""

    def __init__(self, weights: FineWeights, words_of: WordsOf, frames: Frames) -> None:
        self._weights, self._words_of = weights, words_of
        self._clues = FineClues(words_of, weights.common, frames)
        self._last_place = len(weights.table) - 1

    def weigh(self, text: str, first: Weighed) -> Weighed:
        """How a plain text weighs by its fine clues: what they change about the ask, they change about the sign."""
        them = words(text, self._words_of)
        if len(them) > MOST_WORDS:
            return first
        ask = self._ask(text, them)
        return first._replace(ask=ask, sign=first.sign + ask - first.ask)

    def ask_of(self, sentence: str) -> float:
        """How a plain sentence weighs by itself as an ask; -inf where it is too long to be one sentence."""
        them = words(sentence, self._words_of)
        return self._ask(sentence, them) if len(them) <= MOST_WORDS else -inf

    def _ask(self, text: str, them: Sequence[str]) -> float:
        clues = self._clues.of(text, them)
        said = self._scale(them) * self._steps(Counter(map(crc32, map(str.encode, clues))))
        return self._weights.bias + said - _PER_WORD * min(len(them), _LONGEST)

    def clues(self, text: str) -> dict[str, float]:
        """What the fine clues of a plain text add, in log-odds; none where it is too long."""
        them = words(text, self._words_of)
        if len(them) > MOST_WORDS:
            return {}
        often = Counter(self._clues.of(text, them)).items()
        scale = self._scale(them)
        said = {clue: scale * self._steps({crc32(clue.encode()): count}) for clue, count in often}
        return {clue: weight for clue, weight in said.items() if weight}

    def _scale(self, them: Sequence[str]) -> float:
        return self._weights.step * fine_scale(len(them))

    def _steps(self, often: Mapping[int, int]) -> float:
        """The steps of clues, given by their checksums; one said often adds more, but less each time."""
        table, last, total, more = self._weights.table, self._last_place, 0, 0.0
        for found, count in often.items():
            held = table[found & last]
            if held >> 8 == found >> _PRINT and held:
                steps = (held & 255) - _NONE
                total += steps
                if count > 1:
                    more += steps * (log2(1 + count) - 1)
        return total + more


def strongest(said: Mapping[str, float], most: int) -> tuple[Clue, ...]:
    """The clues that add or take most, the strongest first."""
    ordered = sorted(said.items(), key=lambda one: -abs(one[1]))
    return tuple(Clue(clue, round(weight, 2)) for clue, weight in ordered[:most])


def fine_scale(count: int) -> float:
    """How much one clue counts in a text of so many words."""
    return 1 / sqrt(count + SMOOTH)


def pressed(weights: Mapping[str, float], step: float, places: int = PLACES) -> "array[int]":
    """The table for these weights; where two clues want one of its `places`, the heavier one has it."""
    table = array("H", bytes(2 * places))
    for clue, weight in sorted(weights.items(), key=lambda one: (abs(one[1]), one[0])):
        if steps := max(-_MOST_STEPS, min(_MOST_STEPS, round(weight / step))):
            found = crc32(clue.encode())
            table[found & places - 1] = (found >> _PRINT) << 8 | (steps + _NONE)
    return table


def write_fine_weights(path: Path, weights: FineWeights) -> None:
    """Write a file of fine weights: a line that can be read, then the table, packed."""
    head = {
        "made_from": weights.made_from,
        "bias": weights.bias,
        "step": weights.step,
        "common": sorted(weights.common),
    }
    path.write_bytes(json.dumps(head).encode() + b"\n" + compress(_little(weights.table).tobytes(), 9))


def read_fine_weights(path: Path) -> FineWeights:
    """Read a file of fine weights; raises ValueError or KeyError when it is not one."""
    head, _, packed = path.read_bytes().partition(b"\n")
    raw = json.loads(head)
    try:
        table = array("H", decompress(packed))
    except error as problem:
        raise ValueError(str(problem)) from None
    if not table or len(table) & len(table) - 1:
        raise ValueError("it is cut off")
    return FineWeights(
        bias=float(raw["bias"]),
        step=float(raw["step"]),
        common=frozenset(raw["common"]),
        table=_little(table),
        made_from=raw["made_from"],
    )


def _little(table: "array[int]") -> "array[int]":
    """The table with the lower byte of each place first, as files have it; the same table turned on other machines."""
    if sys.byteorder == "little":
        return table
    turned = array("H", table)
    turned.byteswap()
    return turned
