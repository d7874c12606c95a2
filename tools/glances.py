"""Learns what each word adds at a glance: hardly a line that is near an ask or a small sign may be let go."""

from collections.abc import Sequence
from typing import Any, NamedTuple

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
LET_GO, LET_GO_BY_STEP = 0.0006, 0.0005
"""The share of near lines that may be let go at a glance, and after each step of weighing."""
LET_GO_SENTENCES = 0.2
"""The same for lines as one sentence of a longer text: with 0.0003 nothing more was found."""
STEPS = (1, 2)
"""How far apart pairs stand at most in each step."""
LOWEST, HIGHEST = -6.0, 3.0
"""Log-odds beyond which a line is not told from others that are clear."""


class Learnt(NamedTuple):
    """What each word or pair adds at a glance, in thousandths, and the sum for each of the lines."""

    words: dict[str, int]
    sums: Any

    def limit(self, near: Any, let_go: float) -> float:
        """The sum below which only this share of the near lines lies."""
        return round(float(numpy.quantile(self.sums[near], let_go)), 1)


def learn_glances(texts: Sequence[str], scales: Scales) -> dict[str, Any]:
    """The limit, and a weight for each word, from plain texts and how they weigh with all their clues."""
    weighed = [scales.weigh(text) for text in texts]
    near = numpy.array([not is_far(one, Strictness.USUAL) for one in weighed])
    them = [words(text, scales.words_of)[1:-1] for text in texts]
    learnt = learn_sums(them, [_highest(one) for one in weighed], near)
    sentence = numpy.array([not is_out_of_reach(one.ask - BY_ITSELF, Strictness.USUAL) for one in weighed])
    return {
        "limit": learnt.limit(near, LET_GO),
        "sentences": learnt.limit(sentence, LET_GO_SENTENCES),
        "steps": [_least_near(texts, weighed, scales, furthest) for furthest in STEPS],
        "words": learnt.words,
    }


def learn_sums(
    them: Sequence[Sequence[str]],
    odds: Any,
    near: Any,
    held_back: float = HELD_BACK,
    counts: Sequence[int] = (),
    most: int = 0,
) -> Learnt:
    """What each of the words of texts adds, so that sums come close to these odds, above all for texts that are near.

    `counts` are the numbers of words, where there are pairs among them; of more than `most` the heaviest are kept.
    """
    counter = CountVectorizer(analyzer=lambda found: found, min_df=LEAST_SEEN)
    seen = counter.fit_transform(them).astype(float)
    lengths = numpy.array(counts or [len(found) for found in them])
    scaled = csr_matrix(diags(1 / numpy.sqrt(lengths + SMOOTH)) @ seen)
    names, targets = counter.get_feature_names_out(), numpy.clip(odds, LOWEST, HIGHEST)
    model = _fitted(scaled, targets, near, held_back)
    if most:
        kept = _heaviest(scaled, model.coef_, most)
        scaled, names = scaled[:, kept], names[kept]
        model = _fitted(scaled, targets, near, held_back)
    thousandths = numpy.round(model.coef_ * 1000).astype(int)
    known = {name: int(weight) for name, weight in zip(names, thousandths, strict=True)}
    return Learnt(known, (model.predict(scaled) - model.intercept_) * 1000)


def _heaviest(scaled: csr_matrix, weights: Any, most: int) -> Any:
    often = numpy.sqrt(numpy.asarray(scaled.multiply(scaled).mean(0)).ravel())
    return numpy.sort(numpy.argsort(-numpy.abs(weights) * often, kind="stable")[:most])


def _least_near(texts: Sequence[str], weighed: Sequence[Weighed], scales: Scales, furthest: int) -> float:
    """Where lines that are near begin when only pairs so close together are weighed."""
    partly = [
        _highest(scales.weigh(text, furthest))
        for text, one in zip(texts, weighed, strict=True)
        if not is_far(one, Strictness.USUAL)
    ]
    return round(float(numpy.quantile(partly, LET_GO_BY_STEP)), 2)


def _fitted(scaled: csr_matrix, targets: Any, near: Any, held_back: float) -> Ridge:
    """The lines that are near and stand lowest count more and more, since they are the ones that would be lost."""
    counts = numpy.ones(len(targets))
    for _ in range(ROUNDS):
        predicted = _fit(scaled, targets, counts, held_back).predict(scaled)
        counts[near & (predicted < numpy.quantile(predicted[near], SHARE))] *= TIMES
    return _fit(scaled, targets, counts, held_back)


def _fit(scaled: csr_matrix, targets: Any, counts: Any, held_back: float) -> Ridge:
    return Ridge(alpha=held_back, solver="sparse_cg").fit(scaled, targets, sample_weight=counts)


def _highest(weighed: Weighed) -> float:
    return max(weighed.ask, weighed.sign)
