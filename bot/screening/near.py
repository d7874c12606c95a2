"""Near says which patterns a text nearly met, and which words were missing: for people who write patterns."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from math import log10

from bot.screening.fold import build_table, fold
from bot.screening.packs import Known, Pack
from bot.screening.phrases import APART_LOOSE, Phrase, PhraseError, compile_phrase, pieces

MOST = 5
_RARE_ENOUGH = 1.6
"""How rare the rarest word met must be (minus the logarithm of its share), so that "you" alone brings nothing near."""
_LOOKED_AT = 40
"""How many patterns are looked at closely."""
_ESCAPED = re.compile(r"\\(.)")
_APOSTROPHES = str.maketrans("", "", "'’")


@dataclass(frozen=True, slots=True)
class Near:
    """A pattern that a text nearly met: which pieces of its nearest phrase are there, and which are not.

    Nothing is missing when all its words are there, but apart or in another order.
    """

    pattern: str
    phrase: str
    found: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    pattern: str
    phrase: Phrase
    share: float
    weight: float


def nearest(
    pack: Pack, known: Known, text: str, met: Collection[str] = (), most: int = MOST
) -> tuple[Near, ...]:
    """The patterns that came closest, the nearest first, without those `met`."""
    folded = fold(text, build_table(pack.emoji))
    words = _bare(" ".join(re.findall(r"[\w'@&+#-]+", folded)))
    best: dict[str, _Candidate] = {}
    for one in _candidates(pack, known, words, met):
        if one.pattern not in best or _order(one) > _order(best[one.pattern]):
            best[one.pattern] = one
    looked_at = sorted(best.values(), key=_order, reverse=True)[:_LOOKED_AT]
    near = [(one, _near(one, known, folded)) for one in looked_at]
    near.sort(key=lambda pair: (len(pair[1].missing) / max(1, len(pair[1].found)), -pair[0].weight))
    return tuple(result for _, result in near if result.found)[:most]


def _candidates(pack: Pack, known: Known, words: str, met: Collection[str]) -> Iterator[_Candidate]:
    for pattern in pack.patterns:
        if pattern.id in met:
            continue
        for phrase in pattern.phrases:
            weights = [_weight(part.words, known, words) for part in phrase.needs]
            if max(weights) >= _RARE_ENOUGH:
                share = sum(weight > 0 for weight in weights) / len(weights)
                yield _Candidate(pattern.id, phrase, share, sum(weights))


def _order(one: _Candidate) -> tuple[float, float]:
    return one.share, one.weight


def _weight(expressions: Iterable[str], known: Known, words: str) -> float:
    """How rare the rarest of these in the text is; 0 when none of them is there."""
    rows = [row for expression in expressions if (row := _plain(expression))]
    return max((_met(row, known, words) for row in rows), default=0.0)


def _met(row: str, known: Known, words: str) -> float:
    """How rare a row in the text is; the words of a torn row count half."""
    if _is_in(row, words):
        return _rarity(row, known)
    return max((_rarity(word, known) / 2 for word in row.split() if _is_in(word, words)), default=0.0)


def _plain(expression: str) -> str:
    """The words behind an expression that a phrase needs; nothing when it is a shape."""
    row = expression.replace(APART_LOOSE, " ").replace("'?", "").replace(r"\w*", "*")
    return "" if "(?" in row else _ESCAPED.sub(r"\1", row)


def _is_in(row: str, words: str) -> bool:
    return f" {row[:-1]}" in words if row.endswith("*") else f" {row} " in words


def _rarity(row: str, known: Known) -> float:
    return sum(-log10(known.words.share(word.rstrip("*"))) for word in row.split())


def _bare(words: str) -> str:
    return f" {words.translate(_APOSTROPHES)} "


def _near(one: _Candidate, known: Known, text: str) -> Near:
    found: list[str] = []
    missing: list[str] = []
    for piece in pieces(one.phrase.text):
        try:
            exact = compile_phrase(piece, known.classes, known.words).exact
        except PhraseError:
            continue  # a piece that any word fits
        (found if exact.search(text) else missing).append(piece)
    return Near(one.pattern, one.phrase.text, tuple(found), tuple(missing))
