"""Spelling finds misspelled anchor words: a cheap look in the scan, confirmed with an edit distance."""

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.screening.alternatives import by_first_letter
from bot.screening.disguise import rewrite
from bot.screening.edges import WORD
from bot.screening.fold import View
from bot.screening.packs import Spelling

_TOKEN = re.compile(rf"(?<![{WORD}.@])[a-z']{{4,14}}(?![{WORD}@])")
_MASKED = re.compile(
    rf"(?<![{WORD}*#?@])(?=[a-z0-9_*#?]*[*#])[a-z](?:[a-z0-9_*#]|\?(?=[a-z0-9_])){{2,12}}(?![{WORD}@*#])"
)
_MASKS = "*#?_"
_LONG = 7
_CUT = r"(?:[\W_]{1,4}|\s(?:then|plus|and)\s)"
_CUTS = re.compile(_CUT)
_JOIN = rf"{_CUT}?"
_GAP = r"(?:\W{1,4}|_|\s(?:then|plus|and)\s)"
_NARROW = r"[\W_]"
_NOTHING = r"[^\w\W]"

_REMEMBERED = 4096


class Speller:
    """The anchors of a pack, ready to be looked for; remembers its last few thousand verdicts."""

    def __init__(self, spelling: Spelling) -> None:
        self._anchors, self._ordinary = spelling.anchors, spelling.ordinary
        self._shorthand = spelling.shorthand
        self._short = re.compile(rf"(?<![{WORD}@]){_any_of(spelling.shorthand)}(?![{WORD}@])")
        self._whole = (*spelling.anchors, *spelling.names)
        cuts = "|".join(_JOIN.join(word) for word in sorted(self._whole, key=len, reverse=True))
        cuts = cuts or _NOTHING
        self._cut = re.compile(by_first_letter(rf"(?<![{WORD}'])(?:{cuts})(?![{WORD}'])"))
        self._alike: dict[tuple[str, int], list[str]] = {}
        for word in self._whole:
            self._alike.setdefault((word[0], len(word)), []).append(word)
        self.unmasked = lru_cache(_REMEMBERED)(self._unmasked)
        self.anchor_for = lru_cache(_REMEMBERED)(self._anchor_for)

    def expand(self, view: View) -> View:
        """The view with shorthand written out."""
        return rewrite(
            view,
            [
                (hit.start(), hit.end(), self._shorthand[hit.group()])
                for hit in self._short.finditer(view.text)
            ],
        )

    def unmask(self, view: View) -> View:
        """The view with masked letters of known words filled in."""
        if "*" not in view.text and "#" not in view.text:
            return view
        masked = [(hit.start(), hit.end(), self.unmasked(hit.group())) for hit in _MASKED.finditer(view.text)]
        return rewrite(view, [one for one in masked if one[2]])

    def correct(self, view: View) -> View:
        """The view with cut-up anchors joined and misspelled ones put right."""
        joined = [
            (hit.start(), hit.end(), _CUTS.sub("", hit.group())) for hit in self._cut.finditer(view.text)
        ]
        view = rewrite(view, [one for one in joined if one[1] - one[0] != len(one[2])])
        found = []
        for token in _TOKEN.finditer(view.text):
            better = self.anchor_for(token.group())
            if better:
                found.append((token.start(), token.end(), better))
        return rewrite(view, found)

    def _unmasked(self, word: str) -> str:
        """The first known word that this one is when any letter may stand under a mask, or nothing."""
        return next(
            (whole for whole in self._alike.get((word[0], len(word)), ()) if _is_masked(word, whole)), ""
        )

    def _anchor_for(self, word: str) -> str:
        """The anchor this word misspells, or nothing."""
        if word in self._ordinary or word in self._anchors:
            return ""
        best = process.extractOne(
            word, self._anchors, scorer=OSA.distance, score_cutoff=1 + (len(word) > _LONG)
        )
        return best[0] if best and _fits(word, best[0], int(best[1])) else ""


def speller(spelling: Spelling) -> Speller:
    """The speller of a pack."""
    return Speller(spelling)


def triggers(spelling: Spelling) -> tuple[str, ...]:
    """Expressions for the scanner that fire on slips of an anchor, and on masked ones."""
    slips = (rf"(?:^|\W)(?:{'|'.join(_slips(word, spelling.ordinary))})(?:\W|$)" for word in spelling.anchors)
    return (*slips, r"(?:^|\W)[a-z]+[*#]+(?:[a-z]|\W|$)")


def cut_triggers(spelling: Spelling) -> tuple[str, ...]:
    """Expressions for the scanner that fire on anchors cut up."""
    words = (*spelling.anchors, *spelling.names)
    return tuple(rf"(?:^|\W)(?:{'|'.join(_cuts(word))})(?:\W|$)" for word in words)


def shorthand_triggers(spelling: Spelling) -> tuple[str, ...]:
    """The expression for the scanner that fires on shorthand."""
    # The scanner refuses an expression that can never match, so a pack without shorthand gives none.
    return (rf"(?:^|\W){_any_of(spelling.shorthand)}(?:\W|$)",) if spelling.shorthand else ()


def cut_pieces(spelling: Spelling, *ordinary: frozenset[str]) -> frozenset[str]:
    """Of each anchor cut up, and of each shorthand of several words, the least ordinary piece.

    Where none of these words is, nothing is cut up: three most ordinary words are no name in pieces. `ordinary`
    are ever more ordinary words.
    """
    words = (*spelling.anchors, *spelling.names)
    thrice = [pieces for word in words for pieces in _twice(word) if not ordinary[-1].issuperset(pieces)]
    cuts = [*thrice, *(pieces for word in words for pieces in _once(word))]
    cuts += [tuple(short.split()) for short in spelling.shorthand if " " in short]
    return frozenset(
        max(pieces, key=lambda piece: (*(piece not in some for some in ordinary), len(piece)))
        for pieces in cuts
    )


def _cuts(word: str) -> list[str]:
    return [_GAP.join(pieces) for pieces in _once(word)] + [_NARROW.join(pieces) for pieces in _twice(word)]


def _once(word: str) -> list[tuple[str, ...]]:
    return [(word[:place], word[place:]) for place in range(1, len(word))]


def _twice(word: str) -> list[tuple[str, ...]]:
    """Only short words are still known in three pieces."""
    if len(word) > _LONG:
        return []
    return [
        (word[:first], word[first:second], word[second:])
        for first in range(1, len(word) - 1)
        for second in range(first + 1, len(word))
    ]


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(word) for word in words) or _NOTHING})"


def _slips(word: str, ordinary: frozenset[str]) -> list[str]:
    slips = {word[:i] + word[i + 1 :] for i in range(len(word))}
    slips |= {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    slips |= {word[:i] + word[i] + word[i:] for i in range(len(word))}
    literal = sorted(slip for slip in slips if slip not in ordinary and slip != word)
    wild = [f"{word[:i]}[^\\W{word[i]}]{word[i + 1 :]}" for i in range(len(word))]
    wild += [f"{word[:i]}\\w{word[i:]}" for i in range(1, len(word))]
    return literal + wild


def _is_masked(word: str, whole: str) -> bool:
    """Whether a word is another of the same length with letters under masks."""
    return all(letter == other or letter in _MASKS for letter, other in zip(word, whole, strict=True))


def _fits(word: str, anchor: str, distance: int) -> bool:
    if abs(len(word) - len(anchor)) > 1 + (len(anchor) > _LONG):
        return False
    if word in (f"{anchor}s", f"{anchor}'s") or anchor in (f"{word}s", f"{word}'s"):
        return False
    return distance == 1 or (word[0] == anchor[0] and word[-1] == anchor[-1])
