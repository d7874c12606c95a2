"""Weighing adds up what every clue in a text speaks for: how likely it is an ask, a sign, and of which kind."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from math import exp, inf, sqrt
from pathlib import Path
from typing import Any, NamedTuple

from bot.screening.clues import REACH, Same, pairs, places, words, words_in
from bot.screening.glance import Glances
from bot.screening.remembered import Remembered
from bot.screening.values import Category

FILE = "weights.json"
SMOOTH = 5
"""Added to the number of words, so that one strong word in a short text does not decide alone."""
PER_WORD = 0.05
"""Log-odds that a text loses with each word: in long texts more clues meet by chance."""
_LONGEST = 40
LONG_FROM, LONG_TO = 25, 80
PER_LONG_WORD = 0.03
"""Log-odds more that words without a rule must say for each word between these: long harmless texts grow likely."""
BY_ITSELF = 3.0
"""How much more a sentence must say than a whole text: among many one may sound like an ask by chance, and who tells
at length what happened says what was asked."""
QUOTED = 1.0
"""How much more of an ask a text is, at most, than it would be without what it quotes."""
_LETTERS = re.compile("[a-z]{2}")
_UNIT = 1000
_NOTHING = repeat(0)
"""What a word or a pair weighs that is no clue."""
_STRONGEST = 5


class Weighed(NamedTuple):
    """How a text weighs, as log-odds: as an ask by itself, and as a small sign in a chat.

    `long` is how much more a long text must say where no rule hit; `sentence` is how its best sentence weighs as an
    ask by itself.
    """

    ask: float
    sign: float
    long: float = 0.0
    sentence: float = -inf

    @property
    def most(self) -> float:
        """The ask of all words together, or of one sentence, where that says more."""
        return max(self.ask, self.sentence - BY_ITSELF)

    @property
    def is_by_sentence(self) -> bool:
        """Whether a sentence says more than all words together."""
        return self.most > self.ask or self.alone > self.ask - self.long

    def beside(self, own: "Weighed") -> "Weighed":
        """The same, but no more of an ask than the writer's own words are, if those were a little more of one."""
        if self.most <= own.most + QUOTED:
            return self
        return own._replace(ask=own.most + QUOTED, sign=self.sign, sentence=-inf)

    @property
    def alone(self) -> float:
        """The same where no rule hit: then all words of a long text together must say more."""
        return max(self.ask - self.long, self.sentence - BY_ITSELF)


@dataclass(frozen=True, slots=True)
class Clue:
    """One word or pair, and what it added to the ask, for people who want to know why."""

    said: str
    weight: float


_Both = int
"""Two weights in one number, so that they are added together: an ask's times `_SIDE`, plus a sign's."""
_BITS = 32
_SIDE, _HALF = 1 << _BITS, 1 << (_BITS - 1)


class Scales:
    """The weights of one locale. They are learnt from the labelled lines of the packs by `tools/weigh.py`."""

    def __init__(self, weights: "Weights", same: Same) -> None:
        self._bias = weights.bias
        self._kinds = weights.kinds
        self._kinds_of: list[dict[tuple[str, str], list[tuple[Category, int]]]] = [
            {} for _ in range(REACH + 1)
        ]
        for kind, known in weights.kinds.items():
            for (first, reach, second), weight in known.clues.items():
                self._kinds_of[reach].setdefault((first, second), []).append((kind, weight))
        # Every word is one object, so that finding a pair hardly ever compares letters.
        one = {word: word for first, _, second in weights.clues for word in (first, second)}
        same = one | {written: one.get(meant, meant) for written, meant in same.items()}
        self.words_of = Remembered(lambda chunk: words_in(chunk, same)).__getitem__
        self._alone: dict[str, _Both] = {}
        self._pairs: list[dict[tuple[str, str], _Both]] = [{} for _ in range(REACH)]
        for (first, reach, second), (ask, sign) in weights.clues.items():
            if reach:
                self._pairs[reach - 1][one[first], one[second]] = ask * _SIDE + sign
            else:
                self._alone[one[first]] = ask * _SIDE + sign
        self._weights_of = [(reach, each.get) for reach, each in enumerate(self._pairs, 1)]
        steps = weights.glances.steps if weights.glances else ()
        self._steps = list(zip(self._weights_of, chain(steps, repeat(-inf)), strict=False))

    def weigh(self, text: str, furthest: int = REACH) -> Weighed:
        """How a plain text in lower case weighs; `furthest` leaves out pairs that stand further apart."""
        them = words(text, self.words_of)
        both = self._words_weigh(them)
        for reach, weight_of in self._weights_of[:furthest]:
            both += sum(map(weight_of, zip(them, them[reach:]), _NOTHING))  # noqa: B905
        return self._weighed(both, len(them))

    def weigh_if_near(self, text: str) -> Weighed | None:
        """How a plain text weighs; None when its words and closest pairs are so far that the others cannot matter."""
        them = words(text, self.words_of)
        count, both = len(them), self._words_weigh(them)
        scale, chance = _scale(count), PER_WORD * min(count, _LONGEST)
        ask_bias, sign_bias = self._bias
        for (reach, weight_of), least in self._steps:
            both += sum(map(weight_of, zip(them, them[reach:]), _NOTHING))  # noqa: B905
            ask = (both + _HALF) >> _BITS
            if ask_bias + ask * scale - chance < least > sign_bias + (both - (ask << _BITS)) * scale - chance:
                return None
        return self._weighed(both, count)

    def _words_weigh(self, them: Sequence[str]) -> _Both:
        return sum(map(self._alone.get, them, _NOTHING))

    def _weighed(self, both: _Both, count: int) -> Weighed:
        ask, sign = _apart(both)
        scale, chance = _scale(count), PER_WORD * min(count, _LONGEST)
        long = PER_LONG_WORD * (min(count, LONG_TO) - LONG_FROM) if count > LONG_FROM else 0.0
        return Weighed(self._bias[0] + ask * scale - chance, self._bias[1] + sign * scale - chance, long)

    def kind(self, text: str) -> Category:
        """The category that a text which is an ask belongs to most likely."""
        them = words(text, self.words_of)
        sums = dict.fromkeys(self._kinds, 0)
        for reach, kinds_of in enumerate(self._kinds_of):
            for speaking in filter(None, map(kinds_of.get, zip(them, them[reach:]))):  # noqa: B905
                for kind, weight in speaking:
                    sums[kind] += weight
        scale = _scale(len(them))
        return max(self._kinds, key=lambda kind: self._kinds[kind].bias + scale * sums[kind])

    def heaviest(self, text: str) -> tuple[int, int]:
        """The stretch of a text whose words speak most for an ask."""
        them, where = words(text, self.words_of), places(text)
        if len(where) != len(them):
            return 0, len(text)
        shares = [float(_apart(both)[0]) if both else 0.0 for both in map(self._alone.get, them, _NOTHING)]
        for reach, weight_of in self._weights_of:
            for place, both in enumerate(map(weight_of, zip(them, them[reach:]), _NOTHING)):  # noqa: B905
                if both:
                    half = _apart(both)[0] / 2
                    shares[place] += half
                    shares[place + reach] += half
        low, high = _heaviest_run(shares)
        return where[low][0], where[high][1]

    def clues(self, text: str) -> list[Clue]:
        """The clues of a text that weigh most, the strongest first."""
        them = words(text, self.words_of)
        scale = _scale(len(them))
        weighed: dict[str, float] = {}
        for first, reach, second in pairs(them):
            if ask := self._ask(first, reach, second):
                weighed[_shown(first, reach, second)] = ask * scale
        strongest = sorted(weighed.items(), key=lambda one: -abs(one[1]))
        return [Clue(said, round(weight, 2)) for said, weight in strongest[: 2 * _STRONGEST]]

    def _ask(self, first: str, reach: int, second: str) -> int:
        both = self._pairs[reach - 1].get((first, second), 0) if reach else self._alone.get(first, 0)
        return _apart(both)[0] if both else 0


@dataclass(frozen=True, slots=True)
class Kind:
    """What speaks for one category among texts that are asks."""

    bias: float
    clues: Mapping[tuple[str, int, str], int]


@dataclass(frozen=True, slots=True)
class Weights:
    """What a file of weights holds; weights are in thousandths of log-odds."""

    bias: tuple[float, float]
    clues: Mapping[tuple[str, int, str], tuple[int, int]]
    kinds: Mapping[Category, Kind]
    made_from: str = ""
    """What tells which lines they were learnt from."""
    glances: Glances | None = None
    """Without them no text is let go at a glance."""


def has_words(text: str) -> bool:
    """Whether there is anything in a plain text that can be weighed."""
    return _LETTERS.search(text) is not None


def likely(odds: float) -> float:
    """The probability for log-odds."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def read_weights(path: Path) -> Weights:
    """Read a file of weights; raises ValueError or KeyError when it is not one."""
    return weights_from(json.loads(path.read_text(encoding="utf-8")))


def weights_from(raw: Mapping[str, Any]) -> Weights:
    """The weights that a file holds; raises KeyError or TypeError when it does not."""
    return Weights(
        bias=(raw["bias"][0], raw["bias"][1]),
        clues={_clue(key): (ask, sign) for key, (ask, sign) in raw["clues"].items()},
        kinds={
            Category(kind): Kind(one["bias"], {_clue(key): weight for key, weight in one["clues"].items()})
            for kind, one in raw["kinds"].items()
        },
        made_from=raw.get("made_from", ""),
        glances=_glances(raw["glance"]) if "glance" in raw else None,
    )


def _glances(raw: Mapping[str, Any]) -> Glances:
    return Glances(raw["words"], float(raw["limit"]), tuple(raw["steps"]), float(raw["sentences"]))


def write_clue(first: str, reach: int, second: str) -> str:
    """A clue as it stands in the file: `word`, `word word`, or `word ..2 word`."""
    if reach == 0:
        return first
    return f"{first} {second}" if reach == 1 else f"{first} ..{reach} {second}"


def _apart(both: _Both) -> tuple[int, int]:
    ask = (both + _HALF) >> _BITS
    return ask, both - (ask << _BITS)


def _heaviest_run(shares: Sequence[float]) -> tuple[int, int]:
    """The first and last place of the run with the largest sum."""
    best, kept = 0.0, (0, len(shares) - 1)
    total, start = 0.0, 0
    for place, share in enumerate(shares):
        if total <= 0:
            total, start = 0.0, place
        total += share
        if total > best:
            best, kept = total, (start, place)
    return kept


def scale_of(count: int) -> float:
    """How much one clue counts in a text of so many words."""
    return _scale(count) * _UNIT


def _scale(count: int) -> float:
    return 1 / (_UNIT * sqrt(count + SMOOTH))


def _clue(key: str) -> tuple[str, int, str]:
    parts = key.split(" ")
    if len(parts) == 1:
        return parts[0], 0, parts[0]
    if len(parts) == 2:
        return parts[0], 1, parts[1]
    return parts[0], int(parts[1][2:]), parts[2]


def _shown(first: str, reach: int, second: str) -> str:
    return first if reach == 0 else f"{first} {'... ' if reach > 1 else ''}{second}"
