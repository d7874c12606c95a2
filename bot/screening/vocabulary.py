"""Vocabulary is all words that patterns know, found again under figures for letters, stretching and masks."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

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
_LETTER = re.compile("[a-z]")
ORDINAL = re.compile(
    r"\d+(?:st|nd|rd|th|am|pm|mg|ml|kg|k|m|s|x|yr|yrs|yo|h|hr|hrs|min|mins|g|lb|lbs|f|d|ish)?[!)+]*"
    r"|[a-z]+[!(|+]+|[a-z]+\d{2,}"
)
"""Figures with letters that are no disguise."""
_HIDES = re.compile(r"(?:^|[^a-z])[a-z]{1,2}_|_[a-z]{1,2}(?:[^a-z]|$)|[*|~^+=<>#&\\]")
_CUTS = re.compile(r"(?:[^\w\s]|_){1,3}")
_REMEMBERED = 4096
_WORDS = re.compile(r"(?<![\\a-z'])([a-z]{2,})(\\w\*)?(?![a-z'?])")


class Vocabulary:
    """Words in order of weight; where two look alike, the first counts."""

    def __init__(self, words: Iterable[str]) -> None:
        ordered = [word for word in dict.fromkeys(words) if word.isascii() and word.isalpha()]
        self.words = frozenset(ordered)
        self._ordered = [word for word in ordered if len(word) >= _LEAST]
        self.behind = lru_cache(_REMEMBERED)(self._behind)
        self.joined = lru_cache(_REMEMBERED)(self._joined)

    def _behind(self, token: str) -> str:
        """The word behind a token of a text; nothing when there is none, or when the token is no disguise."""
        if token in self.words or (token.isalpha() and not may_be_read(token)) or ORDINAL.fullmatch(token):
            return ""
        found = self.read(token)
        return found if found != token else ""

    def read(self, token: str) -> str:
        """The word behind figures for letters or stretched letters; nothing when there is none, or no disguise."""
        if token in self.words:
            return ""
        for written in (token, token.rstrip(_TRAILING)):
            found = self._read(written)
            if found:
                return found + token[len(written) :]
        return ""

    def _joined(self, cut: str) -> str:
        """Pieces that make a known word put together, the longest such row first."""
        before, _, after = cut.partition("'")
        if before.isalpha() and after.isalpha():
            return before + after if before + after in self.words else cut
        pieces, between = _CUTS.split(cut), [*_CUTS.findall(cut), ""]
        done, place = [], 0
        while place < len(pieces):
            ends = range(len(pieces), place + 1, -1)
            end = next((end for end in ends if "".join(pieces[place:end]) in self.words), place + 1)
            done += ["".join(pieces[place:end]), between[end - 1]]
            place = end
        joined = "".join(done)
        return joined if len(pieces) > 2 or not _HIDES.search(cut) else "".join(pieces)

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
        count = len(letters)
        fewest, starts = [0, *[count + 1] * count], [0] * (count + 1)
        for start in range(count):
            words = fewest[start] + 1
            if words > count:
                continue
            for end in range(start + 1, min(count, start + _SPLIT_WORD) + 1):
                piece = letters[start:end]
                if piece not in self._beginnings:
                    break
                if words < fewest[end] and piece in self.words:
                    fewest[end], starts[end] = words, start
        return " ".join(_parts(letters, starts)) if fewest[-1] <= count else letters

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        short = (word for word in self.words if len(word) <= _SPLIT_WORD)
        return frozenset(word[:end] for word in short for end in range(1, len(word) + 1))

    @cached_property
    def turned(self) -> Mapping[str, str]:
        """Words by how they read from the end, but for those that are words both ways."""
        return {
            word[::-1]: word
            for word in reversed(self._ordered)
            if len(word) >= _LEAST_TURNED and word[::-1] not in self.words
        }

    def _read(self, token: str) -> str:
        if len(token) < _LEAST or not _LETTER.search(token):
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


def _parts(letters: str, starts: Sequence[int]) -> list[str]:
    """The words of which the last begins at the last of these places, and so on back to the first."""
    parts, end = [], len(letters)
    while end:
        parts.append(letters[starts[end] : end])
        end = starts[end]
    return parts[::-1]


def _alike(word: str) -> str:
    """The word with letters and figures that stand for one another made the same."""
    return word.translate(_ALIKE)


def _squeeze(word: str) -> str:
    return _RUN.sub(r"\1", word)
