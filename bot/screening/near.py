"""Near says which patterns a text nearly met, and which words were missing: for people who write patterns."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log10

from bot.screening.fold import build_table, fold
from bot.screening.packs import Known, Pack
from bot.screening.phrase_language import compile_phrase, pieces
from bot.screening.phrases import Phrase, PhraseError

MOST = 5
_RARE_ENOUGH = 1.6
"""How rare the rarest word met must be (minus the logarithm of its share), so that "you" alone brings nothing near."""
_LOOKED_AT = 40
"""How many patterns are looked at closely."""
_RAREST = 3.3
"""For a word that is not among the everyday ones."""
_CLASS = re.compile(r"\{([a-z_]+)\}")
_WORD = re.compile(r"[\w'’@&+#-]+\*?")
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
    folded = fold(text, build_table(pack.emoji)).lower()
    words = frozenset(_bare(_WORD.findall(folded)))
    best: dict[str, _Candidate] = {}
    for one in _candidates(pack, known, words, met):
        if one.pattern not in best or _order(one) > _order(best[one.pattern]):
            best[one.pattern] = one
    looked_at = sorted(best.values(), key=_order, reverse=True)[:_LOOKED_AT]
    near = [(one, _near(one, known, folded)) for one in looked_at]
    near.sort(key=lambda pair: (len(pair[1].missing) / max(1, len(pair[1].found)), -pair[0].weight))
    return tuple(result for _, result in near if result.found)[:most]


def _candidates(
    pack: Pack, known: Known, words: frozenset[str], met: Collection[str]
) -> Iterator[_Candidate]:
    rarities = {word: _rarity(word, known) for word in words}
    for pattern in pack.patterns:
        if pattern.id in met:
            continue
        for phrase in pattern.phrases:
            weights = [_weight(piece, known, rarities) for piece in pieces(phrase.text)]
            if max(weights, default=0.0) >= _RARE_ENOUGH:
                share = sum(weight > 0 for weight in weights) / len(weights)
                yield _Candidate(pattern.id, phrase, share, sum(weights))


def _order(one: _Candidate) -> tuple[float, float]:
    return one.share, one.weight


def _weight(piece: str, known: Known, rarities: Mapping[str, float]) -> float:
    """How rare the rarest word of a piece is that the text has; 0 when it has none."""
    written = _written(piece, known)
    return max((rarity for word, rarity in rarities.items() if _is_in(word, written)), default=0.0)


def _written(piece: str, known: Known, trail: tuple[str, ...] = ()) -> frozenset[str]:
    """All words that a piece may be written with, its classes written out."""
    found = set(_bare(_WORD.findall(_CLASS.sub(" ", piece))))
    for name in _CLASS.findall(piece):
        if name not in trail:
            for entry in known.listed.get(name, ()):
                found |= _written(entry, known, (*trail, name))
    return frozenset(found)


def _is_in(word: str, written: frozenset[str]) -> bool:
    return word in written or any(word.startswith(stem[:-1]) for stem in written if stem.endswith("*"))


def _rarity(word: str, known: Known) -> float:
    if word not in known.common:
        return _RAREST
    return -log10(min(0.5, 2.0 / (1 + known.common.index(word))))


def _bare(words: Iterable[str]) -> list[str]:
    return [word.lower().translate(_APOSTROPHES) for word in words]


def _near(one: _Candidate, known: Known, text: str) -> Near:
    found: list[str] = []
    missing: list[str] = []
    for piece in pieces(one.phrase.text):
        try:
            exact = compile_phrase(piece, known.classes).exact
        except PhraseError:
            continue  # a piece that any word fits
        (found if exact.search(text) else missing).append(piece)
    return Near(one.pattern, one.phrase.text, tuple(found), tuple(missing))
