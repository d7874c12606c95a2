#!/usr/bin/env python3
"""Learns the weights of clues from labelled lines: `python tools/weigh.py [--locale en] [--also FILE ...]`.

Reads `patterns/<locale>/lines/*.jsonl` and the examples in the packs, writes `patterns/<locale>/weights.json`.
Needs `make setup-weigh`. Files given with --also are learnt from as well, and named in the result by their count only.
"""

import argparse
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy
from scipy.sparse import csr_matrix, diags
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression

from bot.screening import Category, Pattern, Role, Screener, find_packs, load_screener
from bot.screening.clues import pairs, words
from bot.screening.weighing import FILE, scale_of, write_clue

LEAST_SEEN = 2
"""A clue that fewer lines have is not learnt."""
STRENGTH = 4.0
KIND_STRENGTH = 10.0
UNIT = 5.0
"""Only sets how strongly large weights are held back."""
ORDINARY_WEIGHT = 4.0
MOST_CLUES = 45_000
"""So many clues are kept, those that weigh most over all lines; the rest is learnt anew without the others."""
KIND_CLUES = 1500
KINDS = (
    Category.CONTACT_REQUEST,
    Category.CONTACT_SHARE,
    Category.OFFSITE_INVITE,
    Category.PERSONAL_PROBE,
    Category.SECRECY,
    Category.ADVANCE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled line: whether it is an ask by itself (None: unknown), and whether it is at least a small sign."""

    text: str
    ask: bool | None
    sign: bool
    kinds: frozenset[str] = frozenset()
    weight: float = 1.0


def main() -> None:
    """Learn and write."""
    options = _options()
    folder = find_packs()
    screener = load_screener(folder, options.locale)
    lines = [*read_lines(folder / options.locale / "lines"), *examples(screener.patterns)]
    also = [line for path in options.also for line in _read_file(Path(path))]
    result = learn(screener, [*lines, *also])
    result = {"lines": len(lines), "also": len(also), "made_from": digest(lines), **result}
    path = folder / options.locale / FILE
    path.write_text(_json(result), encoding="utf-8")
    print(f"{path.name}: {len(result['clues'])} clues from {len(lines)} + {len(also)} lines")


def read_lines(folder: Path) -> list[Line]:
    """All labelled lines of a folder: messages, and the turns of chats."""
    return [line for path in sorted(folder.glob("*.jsonl")) for line in _read_file(path)]


def examples(patterns: Iterable[Pattern]) -> list[Line]:
    """The examples of the packs: what must not match is no ask; what must match is one, or a sign after one."""
    found = []
    for pattern in patterns:
        found += [Line(text, False, False) for text in pattern.leave]
        if not pattern.category.flaggable:
            found += [Line(text, False, False) for text in pattern.match]
        elif pattern.role is Role.FOLLOWUP:
            found += [Line(text, None, True) for text in pattern.match]
        else:
            kinds = frozenset({pattern.category} & set(KINDS))
            found += [Line(text, True, True, kinds) for text in pattern.match]
    return found


def learn(screener: Screener, lines: Sequence[Line]) -> dict[str, Any]:
    """The weights: of asks, of signs, and of kinds among asks."""
    them = [words(screener.plain(line.text), screener.pack.same) for line in lines]
    counter = CountVectorizer(analyzer=lambda found: list(pairs(found)), min_df=LEAST_SEEN)
    seen = counter.fit_transform(them).astype(float)
    rarity = TfidfTransformer(norm=None).fit(seen)
    scaled = _scaled(rarity.transform(seen), them)
    clues, idf = counter.get_feature_names_out(), rarity.idf_
    weight = numpy.array([line.weight for line in lines])
    labels: list[list[bool | None]] = [[line.ask for line in lines], [line.sign for line in lines]]
    kept = _weightiest(scaled, [_head(scaled, label, weight)[0] for label in labels])
    scaled, clues, idf = scaled[:, kept], clues[kept], idf[kept]
    heads = [_head(scaled, label, weight) for label in labels]
    both = [numpy.round(coefficients * idf * 1000 / UNIT).astype(int) for coefficients, _ in heads]
    return {
        "bias": [round(float(bias), 4) for _, bias in heads],
        "clues": {
            write_clue(*clue): [int(ask), int(sign)] for clue, ask, sign in zip(clues, *both, strict=True)
        },
        "kinds": _kinds(scaled, lines, clues, idf),
    }


def digest(lines: Iterable[Line]) -> str:
    """What tells whether the lines have changed since the weights were learnt."""
    text = "\n".join(sorted(f"{line.ask}{line.sign}{line.text}" for line in lines))
    return sha256(text.encode()).hexdigest()[:16]


def _head(scaled: csr_matrix, labels: Sequence[bool | None], weight: Any) -> tuple[Any, float]:
    known = [place for place, label in enumerate(labels) if label is not None]
    model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=300, random_state=0)
    model.fit(scaled[known], numpy.array([labels[place] for place in known]), sample_weight=weight[known])
    return model.coef_[0], float(model.intercept_[0])


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


def _read_file(path: Path) -> list[Line]:
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [line for record in records for line in _lines(record)]


def _lines(record: dict[str, Any]) -> list[Line]:
    if "turns" in record:
        return list(_turns(record))
    flagged = bool(record["flag"])
    kinds = frozenset(record.get("categories", ())) if flagged else frozenset()
    ordinary = not flagged and record.get("categories") == ["benign"]
    return [Line(record["text"], flagged, flagged, kinds, ORDINARY_WEIGHT if ordinary else 1.0)]


def _turns(record: dict[str, Any]) -> Iterable[Line]:
    """Turns that deserve a flag after what came before teach what a small sign is, not what an ask is."""
    signs = record.get("signs") or [""] * len(record["turns"])
    asking = {record["turns"][place]["sender"] for place in record["flag_turns"]}
    for place, turn in enumerate(record["turns"]):
        sign = place in record["flag_turns"] or bool(signs[place])
        if sign:
            yield Line(turn["text"], None, True)
        elif not record["escalates"] or "signs" in record or turn["sender"] not in asking:
            yield Line(turn["text"], False, False)


def _json(result: dict[str, Any]) -> str:
    """JSON with one clue a line, so that changes can be read."""
    text = json.dumps(result, ensure_ascii=False, indent=0)
    return re.sub(r"\[\n(-?[\d.]+),\n(-?[\d.]+)\n\]", r"[\1, \2]", text) + "\n"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--locale", default="en")
    parser.add_argument("--also", nargs="*", default=[])
    return parser.parse_args()


if __name__ == "__main__":
    main()
