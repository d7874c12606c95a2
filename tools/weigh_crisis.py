"""Learns the weights of the crisis scale: `make weights`, or `python -m tools.weigh_crisis`.

Reads `patterns/<locale>/crisis/*.jsonl` and, as ordinary messages, some of the lines that `tools/weigh.py` reads.
Writes `patterns/<locale>/crisis.weights` and `crisis.json`.
"""

import json
from collections.abc import Sequence
from typing import Any

import numpy

from bot.screening import Category, Message, Screener
from bot.screening.clues import words, words_in
from bot.screening.crisis_scale import FILE, GLANCE_FILE, LEAST, RULE, with_pairs
from bot.screening.fine_scales import FineScales, FineWeights, write_fine_weights
from bot.screening.remembered import Remembered
from tools.glances import learn_sums
from tools.labelled_lines import CRISIS_FOLDER, Line, digest, read_crisis
from tools.learning import read_material
from tools.weigh_finely import learn

ORDINARY = 120_000
"""So many of the other lines are learnt from as ordinary ones."""
PLACES = 1 << 21
"""Places in the table: there are fewer clues than where asks are learnt, and a small table is quick to load."""
MOST_PAIRS = 12_000
"""So many words and pairs are kept for the second look, those that weigh most over all lines."""
NEAR = LEAST - 0.5
"""Log-odds from which on a line must not be let go early."""
HELD_BACK = 0.3
"""How strongly large weights of words and pairs are held back."""
LET_GO, LET_GO_BY_PAIRS = 0.03, 0.05
"""The share of such lines that may be let go at a glance, and by pairs; of lines not learnt from it is far fewer."""


def main() -> None:
    """Learn and write."""
    material = read_material(__doc__)
    known = read_crisis(material.folder / CRISIS_FOLDER)
    lines = [*known, *ordinary(material.screener, material.lines)]
    weights = learn(material.screener, lines, digest(known), PLACES)
    write_fine_weights(material.folder / FILE, weights)
    early = json.dumps(learn_early(material.screener, weights, lines), ensure_ascii=False, indent=0)
    (material.folder / GLANCE_FILE).write_text(f"{early}\n", encoding="utf-8")
    print(f"{FILE}: from {len(lines)} lines, {sum(bool(line.ask) for line in lines)} of a crisis")


def ordinary(screener: Screener, lines: Sequence[Line]) -> list[Line]:
    """Some of the lines of the packs, but for those in which a phrase says that somebody may be in a crisis."""
    texts = sorted({line.text for line in lines})
    places = numpy.random.default_rng(0).permutation(len(texts))[:ORDINARY]
    return [Line(texts[place], False, False) for place in places if not _says_so(screener, texts[place])]


def learn_early(screener: Screener, weights: FineWeights, lines: Sequence[Line]) -> dict[str, Any]:
    """What words, and then pairs of neighbours, must add up to so that hardly a line of a crisis is let go early."""
    words_of = Remembered(lambda chunk: words_in(chunk, screener.pack.same)).__getitem__
    scales = FineScales(weights, words_of, screener.pack.frames)
    texts = [screener.folded(line.text) for line in lines]
    odds = numpy.array([scales.ask_of(text) for text in texts])
    them = [words(text, words_of) for text in texts]
    at_a_glance = learn_sums([found[1:-1] for found in them], odds, odds >= NEAR, HELD_BACK)
    beside = [with_pairs(found) for found in them]
    counts = [len(found) for found in them]
    by_pairs = learn_sums(beside, odds, odds >= NEAR, HELD_BACK, counts, MOST_PAIRS)
    return {
        "words_limit": at_a_glance.limit(odds >= NEAR, LET_GO),
        "words": at_a_glance.words,
        "pairs_limit": by_pairs.limit(odds >= NEAR, LET_GO_BY_PAIRS),
        "pairs": by_pairs.words,
    }


def _says_so(screener: Screener, text: str) -> bool:
    findings = screener.look(Message(text), switched_off=frozenset((RULE,)))
    return any(finding.category is Category.CRISIS for finding in findings)


if __name__ == "__main__":
    main()
