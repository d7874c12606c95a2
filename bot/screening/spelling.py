"""Spelling finds misspelled anchor words: a cheap look in the scan, confirmed with an edit distance."""

import re
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.screening.disguise import rewrite
from bot.screening.fold import View
from bot.screening.packs import Spelling

_TOKEN = re.compile(r"(?<![\w.@])[a-z']{4,14}(?![\w@])")
_LONG = 7


_REMEMBERED = 4096


class Speller:
    """The anchors of a pack, ready to be looked for; remembers its last few thousand verdicts."""

    def __init__(self, anchors: tuple[str, ...], ordinary: frozenset[str]) -> None:
        self._anchors, self._ordinary = anchors, ordinary
        self.anchor_for = lru_cache(_REMEMBERED)(self._anchor_for)

    def correct(self, view: View) -> View:
        """The view with misspelled anchors put right."""
        found = []
        for token in _TOKEN.finditer(view.text):
            better = self.anchor_for(token.group())
            if better:
                found.append((token.start(), token.end(), better))
        return rewrite(view, found)

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
    return Speller(spelling.anchors, spelling.ordinary)


def triggers(spelling: Spelling) -> tuple[str, ...]:
    """Expressions for the scanner that fire on one-letter slips of an anchor."""
    return tuple(
        rf"(?:^|\W)(?:{'|'.join(_slips(word, spelling.ordinary))})(?:\W|$)" for word in spelling.anchors
    )


def _slips(word: str, ordinary: frozenset[str]) -> list[str]:
    slips = {word[:i] + word[i + 1 :] for i in range(len(word))}
    slips |= {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    slips |= {word[:i] + word[i] + word[i:] for i in range(len(word))}
    literal = sorted(slip for slip in slips if slip not in ordinary and slip != word)
    wild = [f"{word[:i]}[^\\W{word[i]}]{word[i + 1 :]}" for i in range(len(word))]
    wild += [f"{word[:i]}\\w{word[i:]}" for i in range(1, len(word))]
    return literal + wild


def _fits(word: str, anchor: str, distance: int) -> bool:
    if abs(len(word) - len(anchor)) > 1 + (len(anchor) > _LONG):
        return False
    if word in (f"{anchor}s", f"{anchor}'s") or anchor in (f"{word}s", f"{word}'s"):
        return False
    return distance == 1 or (word[0] == anchor[0] and word[-1] == anchor[-1])
