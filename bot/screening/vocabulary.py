"""Vocabulary is all words that patterns know, found again under figures for letters, stretching and masks."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from bot.screening.phrases import Phrase

_LEAST = 3
"""Letters from which a word is looked for behind a disguise."""
_LEAST_MASKED = 4
_LEAST_TURNED = 4
_LEAST_BARE = 4
_ALIKE = str.maketrans("il!|£o0e3€a4@s5$t7+b8g96z2c(", "111110033344455577788999" + "22((")
_FIGURES = re.compile(r"[0-9@$!|+(£€]")
_RUN = re.compile(r"(.)\1+")
_LONG_RUN = re.compile(r"(.)\1{2,}|(.)\2\w*(.)\3")
_TRAILING = "!|+("
_BETWEEN_WORDS = ".-?_/"
_ENDINGS = ("", "s", "ed", "ing", "er", "d", "n", "es")
_VOWELS = re.compile(r"(?<=.)[aeiou]")
_STRETCHED_SHARE = 0.55
"""What is left, at most, of a word of which all letters were stretched."""
_SPLIT_FROM, _SPLIT_WORD = 6, 14
_WORDS = re.compile(r"(?<![\\a-z'])([a-z]{2,})(\\w\*)?(?![a-z'?])")


class Vocabulary:
    """Words in order of weight; where two look alike, the first counts."""

    def __init__(self, words: Iterable[str]) -> None:
        ordered = [word for word in dict.fromkeys(words) if word.isascii() and word.isalpha()]
        self.words = frozenset(ordered)
        self._ordered = [word for word in ordered if len(word) >= _LEAST]

    def read(self, token: str) -> str:
        """The word behind figures for letters or stretched letters; nothing when there is none, or no disguise."""
        if token in self.words:
            return ""
        for written in (token, token.rstrip(_TRAILING)):
            found = self._read(written)
            if found:
                return found + token[len(written) :]
        return ""

    def unmasked(self, before: str, mark: str, after: str) -> str:
        """The word of which one letter between these two pieces was struck out, or nothing."""
        if mark in _BETWEEN_WORDS and len(before) > 1 < len(after) and {before, after} <= self.words:
            return ""
        return self._masked.get(f"{before} {after}", "")

    def without_vowels(self, token: str) -> str:
        """The word of which these are the consonants, or nothing."""
        return "" if token in self.words else self._bare.get(token, "")

    def split(self, letters: str) -> str:
        """Letters run together as known words with spaces between, or as they are when they are no such row."""
        if len(letters) < _SPLIT_FROM or letters in self.words:
            return letters
        best: list[list[str] | None] = [[], *[None] * len(letters)]
        for end in range(1, len(letters) + 1):
            for start in range(max(0, end - _SPLIT_WORD), end):
                before, word = best[start], letters[start:end]
                if before is not None and word in self.words and _fewer(before, best[end]):
                    best[end] = [*before, word]
        return " ".join(best[-1]) if best[-1] else letters

    @cached_property
    def turned(self) -> Mapping[str, str]:
        """Words by how they read from the end, but for those that are words both ways."""
        return {
            word[::-1]: word
            for word in reversed(self._ordered)
            if len(word) >= _LEAST_TURNED and word[::-1] not in self.words
        }

    def _read(self, token: str) -> str:
        if len(token) < _LEAST or not re.search("[a-z]", token):
            return ""
        figures = _FIGURES.search(token) is not None
        if figures and (found := self._alike.get(_alike(token))):
            return found
        if not _LONG_RUN.search(token):
            return ""
        if figures:
            return self._squeezed_alike.get(_squeeze(_alike(token)), "")
        bare = _squeeze(token)
        return self._squeezed.get(bare, bare if len(bare) <= _STRETCHED_SHARE * len(token) else "")

    @cached_property
    def _alike(self) -> Mapping[str, str]:
        return {_alike(word): word for word in reversed(self._ordered)}

    @cached_property
    def _squeezed(self) -> Mapping[str, str]:
        return {_squeeze(word): word for word in reversed(self._ordered)}

    @cached_property
    def _squeezed_alike(self) -> Mapping[str, str]:
        return {_squeeze(_alike(word)): word for word in reversed(self._ordered)}

    @cached_property
    def _masked(self) -> Mapping[str, str]:
        return {
            f"{word[:place]} {word[place + 1 :]}": word
            for word in reversed(self._ordered)
            if len(word) >= _LEAST_MASKED
            for place in range(1, len(word) - 1)
        }

    @cached_property
    def _bare(self) -> Mapping[str, str]:
        bare = {_VOWELS.sub("", word): word for word in reversed(self._ordered)}
        return {letters: word for letters, word in bare.items() if len(letters) >= _LEAST_BARE}


def may_be_read(text: str) -> bool:
    """Whether a text has figures or stretched letters at all, without which no word is behind a token."""
    return _FIGURES.search(text) is not None or _LONG_RUN.search(text) is not None


def words_of(phrases: Iterable[Phrase]) -> list[str]:
    """The words that these phrases can match, each once; a word with any ending stands for its usual ones."""
    found: set[str] = set()
    for phrase in phrases:
        for word, any_ending in _WORDS.findall(phrase.source):
            found.update(word + ending for ending in (_ENDINGS if any_ending else ("",)))
    return sorted(found)


def _fewer(before: list[str], kept: list[str] | None) -> bool:
    return kept is None or len(before) + 1 < len(kept)


def _alike(word: str) -> str:
    """The word with letters and figures that stand for one another made the same."""
    return word.translate(_ALIKE)


def _squeeze(word: str) -> str:
    return _RUN.sub(r"\1", word)
