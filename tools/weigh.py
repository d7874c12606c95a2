"""Learns the weights of clues from labelled lines: `make weights`, or `python -m tools.weigh [--also FILE ...]`.

Reads `patterns/<locale>/lines/*.jsonl` and the examples in the packs, writes `patterns/<locale>/weights.json`.
Files given with --also are learnt from as well; the result says how many lines they held.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

import numpy
from scipy.sparse import csr_matrix, diags
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression

from bot.screening import Screener
from bot.screening.clues import pairs, words, words_in
from bot.screening.remembered import Remembered
from bot.screening.weighing import FILE, Scales, scale_of, weights_from, write_clue
from tools.glances import learn_glances
from tools.labelled_lines import KINDS, ORDINARY_FOR_ASKS, ORDINARY_FOR_SIGNS, Line, digest
from tools.learning import apart, counts, read_material

LEAST_SEEN = 2
"""A clue that fewer lines have is not learnt."""
STRENGTH = 4.0
KIND_STRENGTH = 10.0
UNIT = 5.0
"""Only sets how strongly large weights are held back."""
MOST_CLUES = 60_000
"""So many clues are kept, those that weigh most over all lines; the rest is learnt anew without the others."""
KIND_CLUES = 1500


def main() -> None:
    """Learn and write."""
    material = read_material(__doc__)
    screener, lines = material.screener, material.lines
    result = learn(screener, material.everything)
    result = {"lines": len(lines), "also": len(material.also), "made_from": digest(lines), **result}
    result["glance"] = learn_glances(
        [screener.folded(line.text) for line in material.everything],
        Scales(weights_from(result), screener.pack.same),
    )
    path = material.folder / FILE
    path.write_text(_json(result), encoding="utf-8")
    print(f"{path.name}: {len(result['clues'])} clues from {material.counted}")


def learn(screener: Screener, lines: Sequence[Line]) -> dict[str, Any]:
    """The weights: of asks, of signs, and of kinds among asks."""
    words_of = Remembered(lambda chunk: words_in(chunk, screener.pack.same)).__getitem__
    them = [words(screener.plain(line.text), words_of) for line in lines]
    counter = CountVectorizer(analyzer=lambda found: list(pairs(found)), min_df=LEAST_SEEN)
    seen = counter.fit_transform(them).astype(float)
    rarity = TfidfTransformer(norm=None).fit(seen)
    scaled = _scaled(rarity.transform(seen), them)
    clues, idf = counter.get_feature_names_out(), rarity.idf_
    heads_of: list[tuple[list[bool | None], Any]] = [
        ([line.ask for line in lines], counts(lines, ORDINARY_FOR_ASKS)),
        ([line.sign for line in lines], counts(lines, ORDINARY_FOR_SIGNS)),
    ]
    kept = _weightiest(scaled, [_head(scaled, *one)[0] for one in heads_of])
    scaled, clues, idf = scaled[:, kept], clues[kept], idf[kept]
    heads = [_head(scaled, *one) for one in heads_of]
    both = [numpy.round(coefficients * idf * 1000 / UNIT).astype(int) for coefficients, _ in heads]
    return {
        "bias": [round(float(bias), 4) for _, bias in heads],
        "clues": {
            write_clue(*clue): [int(ask), int(sign)] for clue, ask, sign in zip(clues, *both, strict=True)
        },
        "kinds": _kinds(scaled, lines, clues, idf),
    }


def _head(scaled: csr_matrix, labels: Sequence[bool | None], weight: Any) -> tuple[Any, float]:
    known = [place for place, label in enumerate(labels) if label is not None]
    seen, sides = scaled[known], numpy.array([labels[place] for place in known])
    counted = apart(seen, sides)
    model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=300, random_state=0)
    model.fit(seen @ diags(counted), sides, sample_weight=weight[known])
    return model.coef_[0] * counted, float(model.intercept_[0])


def _weightiest(scaled: csr_matrix, weights: Sequence[Any]) -> Any:
    often = numpy.sqrt(numpy.asarray(scaled.multiply(scaled).mean(0)).ravel())
    matter = sum(numpy.abs(one) for one in weights) * often
    return numpy.sort(numpy.argsort(-matter, kind="stable")[:MOST_CLUES])


def _kinds(scaled: csr_matrix, lines: Sequence[Line], clues: Any, idf: Any) -> dict[str, Any]:
    asks = [place for place, line in enumerate(lines) if line.kinds]
    found = {}
    for kind in KINDS:
        labels = [kind.value in lines[place].kinds for place in asks]
        model = LogisticRegression(C=KIND_STRENGTH, solver="liblinear", max_iter=300, random_state=0)
        model.fit(scaled[asks], numpy.array(labels))
        weights = numpy.round(model.coef_[0] * idf * 1000 / UNIT).astype(int)
        best = sorted(numpy.argsort(-abs(weights), kind="stable")[:KIND_CLUES])
        found[kind.value] = {
            "bias": round(float(model.intercept_[0]), 4),
            "clues": {write_clue(*clues[place]): int(weights[place]) for place in best if weights[place]},
        }
    return found


def _scaled(seen: csr_matrix, them: Sequence[Sequence[str]]) -> csr_matrix:
    return csr_matrix(diags([scale_of(len(found)) / UNIT for found in them]) @ seen)


def _json(result: dict[str, Any]) -> str:
    """JSON with one clue a line, so that changes can be read."""
    text = json.dumps(result, ensure_ascii=False, indent=0)
    return re.sub(r"\[\n(-?[\d.]+),\n(-?[\d.]+)\n\]", r"[\1, \2]", text) + "\n"


if __name__ == "__main__":
    main()
