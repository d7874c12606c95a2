"""A topic scale weighs how much all words of a text are of one topic, where no phrase says it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise, repeat
from math import inf, sqrt
from pathlib import Path

from bot.screening.balance import Strictness
from bot.screening.clues import words
from bot.screening.fine_clues import Frames, WordsOf
from bot.screening.fine_scales import FineScales, FineWeights, read_fine_weights
from bot.screening.glance import SMOOTH, Glances
from bot.screening.sentences import sentences
from bot.screening.topics import Topic
from bot.screening.values import Finding, Findings
from bot.screening.weighing import likely

AMONG_OTHERS = 1.0
"""How much more one sentence must say than a whole text. For an ask it is more (`BY_ITSELF` in weighing)."""
OPEN = 2.0
"""How far below the limit all words may lie for one sentence to say more."""
_NOTHING = repeat(0)
"""What a word or a pair adds that is not known."""


@dataclass(frozen=True, slots=True)
class TopicWeights:
    """What tells a topic by words: single ones at a glance, then also pairs of neighbours, then all fine clues.

    What single words and pairs add is in thousandths; a text whose sum lies below their limit is let go.
    """

    glances: Glances
    pairs: Mapping[str, int]
    pairs_limit: float
    fine: FineWeights


class TopicScale:
    """Weighs texts that were near a topic at a glance, with weights that are learnt by `tools/weigh_topics.py`."""

    def __init__(self, topic: Topic, weights: TopicWeights, words_of: WordsOf, frames: Frames) -> None:
        self.topic, self.glances = topic, weights.glances
        self.fine = FineScales(weights.fine, words_of, frames)
        self._words_of, self._limit = words_of, weights.pairs_limit
        self._adds = {
            tuple(said.split(" ")) if " " in said else said: by for said, by in weights.pairs.items()
        }

    def odds(self, plain: str) -> float:
        """How much a plain text is of the topic, in log-odds; -inf when it is far from it."""
        return self.weigh(plain) if self.is_near(plain) else -inf

    def weigh(self, plain: str) -> float:
        """The same for a plain text however far it is: all its words, or where these leave it open, one sentence."""
        odds, least = self.fine.ask_of(plain), self.topic.least
        if odds >= least or -inf < odds < least - OPEN:
            return odds
        return max(odds, self._best_sentence(plain) - AMONG_OTHERS)

    def is_near(self, plain: str) -> bool:
        """Whether a plain text may be of the topic by its words and pairs of them."""
        them = words(plain, self._words_of)
        said = sum(map(self._adds.get, them, _NOTHING)) + sum(map(self._adds.get, pairwise(them), _NOTHING))
        return said >= self._limit * sqrt(len(them) + SMOOTH)

    def most(self, plain: str) -> float:
        """How much a plain text, or the sentence in it that says most, is of the topic at most."""
        return max(self.fine.ask_of(plain), self._best_sentence(plain))

    def takes_back(self, phrases: Findings, readings: Iterable[str]) -> bool:
        """Whether what phrases say does not count: none is grave, and all words are clearly against it.

        `readings` are all ways to read the text: what a disguise hides must not speak against what it hid.
        """
        if any(finding.severity >= self.topic.grave for finding in phrases):
            return False
        return all(self.most(reading) < self.topic.against for reading in readings)

    def found(
        self, text: str, plains: Iterable[str], reason: str, strictness: Strictness = Strictness.USUAL
    ) -> Finding | None:
        """What a text, given in plain pieces that were near at a glance, is a finding of by all its words."""
        odds = max(map(self.odds, plains), default=-inf)
        if odds < self.topic.least_for(strictness):
            return None
        sure, topic = round(likely(odds), 3), self.topic
        return Finding(topic.category, topic.severity, topic.rule, sure, 0, len(text), text, reason)

    def _best_sentence(self, plain: str) -> float:
        return max(map(self.fine.ask_of, sentences(plain)), default=-inf)


def read_topic_weights(path: Path) -> TopicWeights:
    """Read a file of weights and the one beside it; raises ValueError, KeyError or OSError when they are none."""
    raw = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return TopicWeights(
        Glances(raw["words"], float(raw["words_limit"])),
        raw["pairs"],
        float(raw["pairs_limit"]),
        read_fine_weights(path),
    )
