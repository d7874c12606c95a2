"""The crisis scale weighs how much all words of a text sound like somebody in a crisis, where no phrase says it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from math import inf, sqrt
from pathlib import Path

from bot.screening.clues import words
from bot.screening.fine_clues import Frames, WordsOf
from bot.screening.fine_scales import FineScales, FineWeights, read_fine_weights
from bot.screening.glance import SMOOTH, Glance, Glances, Signs
from bot.screening.packs import Pack
from bot.screening.sentences import sentences
from bot.screening.values import Category, Finding, Findings, Severity
from bot.screening.weighing import BY_ITSELF, likely

FILE, GLANCE_FILE = "crisis.weights", "crisis.json"
RULE = "weighed_crisis"
LEAST = -0.7
"""Log-odds from which on words are those of a crisis."""
OPEN = 2.0
"""How far below that all words may lie for one sentence to say more."""
AGAINST = -5.0
"""Log-odds below which words are clearly those of no crisis."""
_NOTHING = repeat(0)
"""What a word or a pair adds that is not known."""


@dataclass(frozen=True, slots=True)
class CrisisWeights:
    """What tells a crisis by words: single ones at a glance, then also pairs of neighbours, then all fine clues.

    `words` and `pairs` are in thousandths; a text whose sum lies below their limit is let go.
    """

    words: Mapping[str, int]
    words_limit: float
    pairs: Mapping[str, int]
    pairs_limit: float
    fine: FineWeights


class CrisisScale:
    """Weighs texts with weights that are learnt by `tools/weigh_crisis.py`."""

    def __init__(self, weights: CrisisWeights, words_of: WordsOf, frames: Frames) -> None:
        self.fine = FineScales(weights.fine, words_of, frames)
        self._words_of, self._pairs, self._limit = words_of, weights.pairs, weights.pairs_limit
        # Where words are all that counts, no chunk has signs of its own.
        glances = Glances(weights.words, weights.words_limit)
        self._glance = Glance(glances, words_of, lambda _chunk: Signs())

    def odds(self, plain: str) -> float:
        """How much a plain text is one of a crisis, in log-odds; -inf when it is far from it."""
        return self.weigh(plain) if self.is_near(plain) else -inf

    def weigh(self, plain: str) -> float:
        """The same for a plain text however far it is: all its words, or where these leave it open, one sentence."""
        odds = self.fine.ask_of(plain)
        if odds >= LEAST or -inf < odds < LEAST - OPEN:
            return odds
        return max(odds, self._best_sentence(plain) - BY_ITSELF)

    def is_near(self, plain: str) -> bool:
        """Whether a plain text may be one of a crisis by its words, and by pairs of them."""
        if not self._glance.at(plain).near:
            return False
        them = words(plain, self._words_of)
        said = sum(map(self._pairs.get, with_pairs(them), _NOTHING))
        return said >= self._limit * sqrt(len(them) + SMOOTH)

    def most(self, plain: str) -> float:
        """How much a plain text, or the sentence in it that says most, is one of a crisis at most."""
        return max(self.fine.ask_of(plain), self._best_sentence(plain))

    def _best_sentence(self, plain: str) -> float:
        return max(map(self.fine.ask_of, sentences(plain)), default=-inf)


def with_pairs(them: Sequence[str]) -> list[str]:
    """Words, and every pair of neighbours among them."""
    return [*them, *map(" ".join, pairwise(them))]


def phrases_of(findings: Findings) -> Findings:
    """What phrases say of a crisis."""
    return tuple(finding for finding in findings if finding.category is Category.CRISIS)


def stands(scale: CrisisScale, phrases: Findings, readings: Iterable[str]) -> bool:
    """Whether what phrases say counts: unless none is urgent, and all words are clearly against it.

    `readings` are all ways to read the text: what a disguise hides must not speak against what it hid.
    """
    if any(finding.severity is Severity.URGENT for finding in phrases):
        return True
    return any(scale.most(reading) >= AGAINST for reading in readings)


def weighed(scale: CrisisScale, text: str, plains: Iterable[str], pack: Pack) -> Finding | None:
    """What a text, given in plain pieces, is a finding of by all its words.

    It is of the lightest kind: words alone cannot tell a plan from despair.
    """
    odds = max(map(scale.odds, plains))
    if odds < LEAST:
        return None
    kind = Category.CRISIS.value
    sure, reason = round(likely(odds), 3), pack.weighed.get(kind, kind)
    return Finding(Category.CRISIS, Severity.NOTE, RULE, sure, 0, len(text), text, reason)


def read_crisis_weights(path: Path) -> CrisisWeights:
    """Read this file of weights and the one beside it; raises ValueError, KeyError or OSError when they are none."""
    raw = json.loads(path.with_name(GLANCE_FILE).read_text(encoding="utf-8"))
    return CrisisWeights(
        raw["words"],
        float(raw["words_limit"]),
        raw["pairs"],
        float(raw["pairs_limit"]),
        read_fine_weights(path),
    )
