"""Learns the weights of the topics, a crisis and poor listening: `make weights`, or `python -m tools.weigh_topics`.

Reads `patterns/<locale>/<topic>/*.jsonl` and, as ordinary messages, some of the lines that `tools/weigh.py` reads.
Writes `patterns/<locale>/<topic>.weights` and `<topic>.json`.
"""

import json
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy

from bot.screening import Category, Message, Screener
from bot.screening.clues import words, words_in
from bot.screening.fine_scales import FineScales, FineWeights, write_fine_weights
from bot.screening.remembered import Remembered
from bot.screening.topics import TOPICS, Topic
from tools.glances import learn_sums
from tools.labelled_lines import Line, digest, topic_lines
from tools.learning import Material, read_material
from tools.weigh_finely import learn

ORDINARY = 120_000
"""So many of the other lines are learnt from as ordinary ones."""
PLACES = 1 << 21
"""Places in the table: there are fewer clues than where asks are learnt, and a small table is quick to load."""
MOST_PAIRS = 40_000
"""So many words and pairs are kept for the second look, those that weigh most over all lines."""
NEAR = 0.5
"""How far below the limit of a topic a line must not be let go early."""
HELD_BACK = 0.3
"""How strongly large weights of words and pairs are held back."""
LET_GO, LET_GO_BY_PAIRS = 0.03, 0.01
"""The share of such lines that may be let go at a glance, and by pairs."""
LOWER = 0.1
"""By this share of it the limit for pairs is set lower: lines that were not learnt from lie lower than the others."""


def main() -> None:
    """Learn and write."""
    material = read_material(__doc__)
    for topic in TOPICS:
        write(material, topic)


def write(material: Material, topic: Topic) -> None:
    """Learn and write the weights of one topic."""
    known = topic_lines(material.folder, material.lines, topic)
    lines = [*known, *ordinary(material.screener, material.lines, topic)]
    weights = learn(material.screener, lines, digest(known), PLACES)
    write_fine_weights(material.folder / topic.file, weights)
    early = learn_early(material.screener, weights, lines, topic.least - NEAR)
    text = json.dumps(early, ensure_ascii=False, indent=0)
    (material.folder / topic.early_file).write_text(f"{text}\n", encoding="utf-8")
    print(f"{topic.file}: from {len(lines)} lines, {sum(bool(line.ask) for line in lines)} of it")


def ordinary(screener: Screener, lines: Sequence[Line], topic: Topic) -> list[Line]:
    """Some of the lines of the packs, but for those that are known or said by a phrase to be of the topic."""
    texts = sorted({line.text for line in lines})
    places = numpy.random.default_rng(0).permutation(len(texts))[:ORDINARY]
    known = {line.text for line in lines if line.conduct}
    chosen = (texts[place] for place in places)
    if topic.category is Category.CONDUCT:
        return [Line(text, False, False) for text in chosen if text not in known]
    return [Line(text, False, False) for text in chosen if not _says_so(screener, text, topic)]


def learn_early(
    screener: Screener, weights: FineWeights, lines: Sequence[Line], least: float
) -> dict[str, Any]:
    """What words, and then pairs of neighbours, must add up to so that hardly a line of the topic is let go early."""
    words_of = Remembered(lambda chunk: words_in(chunk, screener.pack.same)).__getitem__
    scales = FineScales(weights, words_of, screener.pack.frames)
    texts = [screener.folded(line.text) for line in lines]
    odds = numpy.array([scales.ask_of(text) for text in texts])
    near, them = odds >= least, [words(text, words_of) for text in texts]
    at_a_glance = learn_sums([found[1:-1] for found in them], odds, near, HELD_BACK)
    beside = [[*found, *map(" ".join, pairwise(found))] for found in them]
    counts = [len(found) for found in them]
    by_pairs = learn_sums(beside, odds, near, HELD_BACK, counts, MOST_PAIRS)
    limit = by_pairs.limit(near, LET_GO_BY_PAIRS)
    return {
        "words_limit": at_a_glance.limit(near, LET_GO),
        "words": at_a_glance.words,
        "pairs_limit": round(limit - LOWER * abs(limit), 1),
        "pairs": by_pairs.words,
    }


def _says_so(screener: Screener, text: str, topic: Topic) -> bool:
    findings = screener.look(Message(text), switched_off=frozenset((topic.rule,)))
    return any(finding.category is topic.category for finding in findings)


if __name__ == "__main__":
    main()
