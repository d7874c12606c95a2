"""Learns the weights of fine clues: `make weights`, or `python -m tools.weigh_finely [--also FILE ...]`.

Reads what `tools/weigh.py` reads, writes `patterns/<locale>/fine.weights`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy
from scipy.sparse import csr_matrix, diags, vstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression

from bot.screening import Screener
from bot.screening.clues import words, words_in
from bot.screening.fine_clues import EDGE, FRAME, LETTERS, SHAPE, FineClues
from bot.screening.fine_scales import (
    FILE,
    PLACES,
    FineWeights,
    fine_scale,
    pressed,
    write_fine_weights,
)
from bot.screening.remembered import Remembered
from tools.labelled_lines import ORDINARY_FOR_ASKS, Line, digest
from tools.learning import apart, counts, read_material

LEAST_SEEN = 2
"""A clue that fewer lines have is not learnt."""
COMMON = 150
"""So many words stand for themselves in the shape of a sentence."""
SHARES = {LETTERS: 0.5, SHAPE: 0.5, EDGE: 0.7, FRAME: 0.5}
"""How much clues of these kinds count beside words and runs of words, which count 1."""
UNIT = 5.0
"""Only sets how strongly large weights are held back."""
STRENGTH, HIDING_STRENGTH = 12.0, 40.0
COPIES, HIDDEN = 3, 0.5
"""Half of the weights are learnt from copies of all lines in which this share of the clues is hidden: no line
may lean on few clues."""
DOUBTED, OF_DOUBTED = 3.0, 0.3
"""From how far on the lines of the other half speak against a line, and what it counts then. Some lines are labelled
wrongly, and some only their writer understands."""
DOUBTED_ORDINARY, OF_DOUBTED_ORDINARY = 1.5, 1 / 6
"""The same for an ordinary line, which counts more than others."""
EVEN = -0.43
"""Added to all log-odds of asks, so that ordinary support turns are flagged as seldom as the limit was chosen for."""
_LARGEST = 127


def main() -> None:
    """Learn and write."""
    material = read_material(__doc__)
    learnt = learn(material.screener, material.everything, digest(material.lines), doubting=True)
    weights = replace(learnt, bias=round(learnt.bias + EVEN, 4))
    path = material.folder / FILE
    write_fine_weights(path, weights)
    print(f"{path.name}: from {material.counted}")


def learn(
    screener: Screener, lines: Sequence[Line], made_from: str, places: int = PLACES, *, doubting: bool = False
) -> FineWeights:
    """The weights of fine clues for an ask, from all lines that are known to be one or not, in so many places.

    `doubting` lets lines count less that the others clearly speak against.
    """
    lines = [line for line in lines if line.ask is not None]
    words_of = Remembered(lambda chunk: words_in(chunk, screener.pack.same)).__getitem__
    texts = [screener.plain(line.text) for line in lines]
    them = [words(text, words_of) for text in texts]
    common = frozenset(
        word for word, _ in Counter(word for found in them for word in found).most_common(COMMON)
    )
    clues_of = FineClues(words_of, common, screener.pack.frames)
    found = (clues_of.of(text, said) for text, said in zip(texts, them, strict=True))
    counter = CountVectorizer(analyzer=lambda clues: clues, min_df=LEAST_SEEN)
    seen = counter.fit_transform(found).astype(float)
    clues = counter.get_feature_names_out()
    worth = TfidfTransformer(norm=None).fit(seen).idf_ * numpy.array(
        [SHARES.get(clue[0], 1.0) for clue in clues]
    )
    worth *= numpy.log(2) / UNIT
    seen.data = numpy.log2(1 + seen.data)
    labels = numpy.array([line.ask for line in lines])
    worth *= apart(seen, labels)
    scaled = csr_matrix(diags([fine_scale(len(said)) for said in them]) @ seen @ diags(worth))
    weight = counts(lines, ORDINARY_FOR_ASKS)
    if doubting:
        weight *= _trusted(scaled, labels, weight, numpy.array([line.ordinary for line in lines]))
    coefficients, bias = _fitted(scaled, labels, weight)
    weighed = coefficients * worth
    step = float(f"{numpy.quantile(numpy.abs(weighed), 0.9999) / _LARGEST:.6g}")
    table = pressed({clue: float(weight) for clue, weight in zip(clues, weighed, strict=True)}, step, places)
    return FineWeights(round(bias, 4), step, common, table, made_from)


def _fitted(scaled: csr_matrix, labels: Any, weight: Any) -> tuple[Any, float]:
    """The mean of what is learnt from the lines as they are, and from copies in which clues are hidden."""
    random = numpy.random.default_rng(0)
    copies = vstack([_hidden(scaled, random) for _ in range(COPIES)]).tocsr()
    seen = _fit(scaled, labels, weight, STRENGTH)
    hidden = _fit(copies, numpy.tile(labels, COPIES), numpy.tile(weight, COPIES) / COPIES, HIDING_STRENGTH)
    coefficients = (seen.coef_[0] + hidden.coef_[0]) / 2
    return coefficients, float(seen.intercept_[0] + hidden.intercept_[0]) / 2


def _trusted(scaled: csr_matrix, labels: Any, weight: Any, ordinary: Any) -> Any:
    """How much of each line counts: less where what the other half of the lines teaches speaks clearly against it."""
    against = numpy.empty(len(labels))
    even = numpy.arange(len(labels)) % 2 == 0
    for half in (even, ~even):
        odds = _fit(scaled[half], labels[half], weight[half], STRENGTH).decision_function(scaled[~half])
        against[~half] = numpy.where(labels[~half], -odds, odds)
    trusted = numpy.where(against > DOUBTED, OF_DOUBTED, 1.0)
    return numpy.where(ordinary & (against > DOUBTED_ORDINARY), OF_DOUBTED_ORDINARY, trusted)


def _hidden(scaled: csr_matrix, random: Any) -> csr_matrix:
    copy = scaled.copy()
    copy.data *= (random.random(copy.nnz) > HIDDEN) / (1 - HIDDEN)
    copy.eliminate_zeros()
    return copy


def _fit(scaled: csr_matrix, labels: Any, weight: Any, strength: float) -> LogisticRegression:
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=300, random_state=0)
    return model.fit(scaled, labels, sample_weight=weight)


if __name__ == "__main__":
    main()
