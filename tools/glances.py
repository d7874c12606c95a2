"""Learns what each word adds at a glance: hardly a line that is near an ask or a small sign may be let go."""

from collections.abc import Sequence
from typing import Any

import numpy
from scipy.sparse import csr_matrix, diags
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import Ridge

from bot.screening.balance import Strictness, is_out_of_reach
from bot.screening.clues import words
from bot.screening.glance import SMOOTH
from bot.screening.tiers import is_far
from bot.screening.weighing import BY_ITSELF, Scales, Weighed

LEAST_SEEN = 2
HELD_BACK = 3.0
"""How strongly large weights are held back."""
ROUNDS, SHARE, TIMES = 10, 0.005, 3.0
"""So often the near lines that stand lowest, this share of them, come to count this many times as much."""
LET_GO, LET_GO_BY_STEP = 0.0006, 0.0012
"""The share of near lines that may be let go at a glance, and after each step of weighing."""
LET_GO_SENTENCES = 0.2
"""The same for lines as one sentence of a longer text: with 0.0003 nothing more was found."""
STEPS = (1, 2)
"""How far apart pairs stand at most in each step."""
LOWEST, HIGHEST = -6.0, 3.0
"""Log-odds beyond which a line is not told from others that are clear."""


def learn_glances(texts: Sequence[str], scales: Scales) -> dict[str, Any]:
    """The limit, and a weight for each word, from plain texts and how they weigh with all their clues."""
    weighed = [scales.weigh(text) for text in texts]
    near = numpy.array([not is_far(one, Strictness.STRICT) for one in weighed])
    them = [words(text, scales.words_of)[1:-1] for text in texts]
    counter = CountVectorizer(analyzer=lambda found: found, min_df=LEAST_SEEN)
    seen = counter.fit_transform(them).astype(float)
    scaled = csr_matrix(diags([1 / numpy.sqrt(len(found) + SMOOTH) for found in them]) @ seen)
    model = _fitted(scaled, numpy.array([_target(one) for one in weighed]), near)
    limit = numpy.quantile(model.predict(scaled)[near], LET_GO) - model.intercept_
    sentence = numpy.array([not is_out_of_reach(one.ask - BY_ITSELF, Strictness.STRICT) for one in weighed])
    sentences = numpy.quantile(model.predict(scaled)[sentence], LET_GO_SENTENCES) - model.intercept_
    thousandths = numpy.round(model.coef_ * 1000).astype(int)
    return {
        "limit": round(float(limit) * 1000, 1),
        "sentences": round(float(sentences) * 1000, 1),
        "steps": [_least_near(texts, weighed, scales, furthest) for furthest in STEPS],
        "words": {word: int(thousandths[place]) for word, place in sorted(counter.vocabulary_.items())},
    }


def _least_near(texts: Sequence[str], weighed: Sequence[Weighed], scales: Scales, furthest: int) -> float:
    """Where lines that are near begin when only pairs so close together are weighed."""
    partly = [
        _highest(scales.weigh(text, furthest))
        for text, one in zip(texts, weighed, strict=True)
        if not is_far(one, Strictness.USUAL)
    ]
    return round(float(numpy.quantile(partly, LET_GO_BY_STEP)), 2)


def _fitted(scaled: csr_matrix, targets: Any, near: Any) -> Ridge:
    """The lines that are near and stand lowest count more and more, since they are the ones that would be lost."""
    counts = numpy.ones(len(targets))
    for _ in range(ROUNDS):
        predicted = _fit(scaled, targets, counts).predict(scaled)
        counts[near & (predicted < numpy.quantile(predicted[near], SHARE))] *= TIMES
    return _fit(scaled, targets, counts)


def _fit(scaled: csr_matrix, targets: Any, counts: Any) -> Ridge:
    return Ridge(alpha=HELD_BACK, solver="sparse_cg").fit(scaled, targets, sample_weight=counts)


def _target(weighed: Weighed) -> float:
    return max(LOWEST, min(HIGHEST, _highest(weighed)))


def _highest(weighed: Weighed) -> float:
    return max(weighed.ask, weighed.sign)
