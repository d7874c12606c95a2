"""The sieve lets nearly all messages pass: it says which phrases and triggers a text could have at all."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.screening.phrases import Part, Phrase
from bot.screening.scan import Scanner


class Sieve:
    """One scan for all words that phrases need, and for all triggers.

    A phrase is numbered by its place; triggers follow. A phrase comes through only when each part it needs is in
    the text; whether it really matches is for its exact expression to say.
    """

    def __init__(self, phrases: Sequence[Phrase], triggers: Sequence[str], cache: Path | None = None) -> None:
        words = list(
            dict.fromkeys(word for phrase in phrases for part in phrase.needs for word in sorted(part.words))
        )
        parts = list(dict.fromkeys(part.words for phrase in phrases for part in phrase.needs))
        self._scanner = Scanner([*(rf"(?:^|\W){word}\W" for word in words), *triggers], cache)
        self._words = len(words)
        self._shift = len(phrases) - len(words)
        self._marks = _marks(words, parts)
        self._firsts = _firsts(words, phrases)
        places = {part: place for place, part in enumerate(parts)}
        self._needs = [_mask(phrase.needs, places) for phrase in phrases]

    def hits(self, text: str) -> list[int]:
        """The numbers of the phrases and triggers that may be in this text."""
        found = self._scanner.hits(text)
        if not found:
            return []
        return self._sorted_out(found)

    def _sorted_out(self, found: Sequence[int]) -> list[int]:
        words, needs = self._words, self._needs
        have, passed, firsts = 0, [], []
        for number in found:
            if number < words:
                have |= self._marks[number]
                firsts.append(self._firsts[number])
            else:
                passed.append(number + self._shift)
        for numbers in firsts:
            passed += [number for number in numbers if needs[number] & have == needs[number]]
        return list(dict.fromkeys(passed)) if len(passed) > 1 else passed


def _marks(words: Sequence[str], parts: Sequence[frozenset[str]]) -> list[int]:
    places = {word: place for place, word in enumerate(words)}
    marks = [0] * len(words)
    for place, part in enumerate(parts):
        for word in part:
            marks[places[word]] |= 1 << place
    return marks


def _firsts(words: Sequence[str], phrases: Iterable[Phrase]) -> list[tuple[int, ...]]:
    places = {word: place for place, word in enumerate(words)}
    firsts: list[list[int]] = [[] for _ in words]
    for number, phrase in enumerate(phrases):
        for word in phrase.needs[0].words:
            firsts[places[word]].append(number)
    return [tuple(numbers) for numbers in firsts]


def _mask(needs: Iterable[Part], places: dict[frozenset[str], int]) -> int:
    mask = 0
    for part in needs:
        mask |= 1 << places[part.words]
    return mask
