"""The sieve lets nearly all messages pass: it says which phrases and triggers a text could have at all."""

from collections.abc import Sequence
from pathlib import Path

from bot.screening.phrases import SHAPES, Phrase, plain
from bot.screening.scan import ANY_CASE, Scanner


class Sieve:
    """One scan of the plain words for all phrases, and one of the text as it is for all triggers.

    A phrase is numbered by its place; triggers follow. Whether a phrase that comes through really matches is for
    its exact expression to say.
    """

    def __init__(self, phrases: Sequence[Phrase], triggers: Sequence[str], cache: Path | None = None) -> None:
        self._words = Scanner([phrase.loose for phrase in phrases], cache)
        shapes = sorted(frozenset().union(*(phrase.shapes for phrase in phrases)))
        looks = [rf"(?:^|[\W_])(?:{SHAPES[shape]})[\W_]" for shape in shapes]
        self._triggers = Scanner([*triggers, *looks], cache, ANY_CASE)
        self._first, self._last = len(phrases), len(phrases) + len(triggers)
        places = {shape: self._last + place for place, shape in enumerate(shapes)}
        self._shaped = {
            number: frozenset(places[shape] for shape in phrase.shapes)
            for number, phrase in enumerate(phrases)
            if phrase.shapes
        }

    def hits(self, text: str) -> Sequence[int]:
        """The numbers of the phrases and triggers that may be in this text; none for nearly all messages."""
        line = text.encode("utf-8", "replace")
        words = self._words.hits(plain(line))
        found = self._triggers.hits(line + b"\n")
        if not words and not found:
            return ()
        return self._sorted_out(words, found)

    def _sorted_out(self, words: Sequence[int], found: Sequence[int]) -> list[int]:
        """Phrases without the shapes they need go, and so do the shapes, which are nothing by themselves."""
        triggers, shaped = [number + self._first for number in found], self._shaped
        kept = [number for number in words if number not in shaped or shaped[number].issubset(triggers)]
        return kept + [number for number in triggers if number < self._last]


class Lookup:
    """Phrases that are looked for only now and then: which of them may be in a text."""

    def __init__(self, phrases: Sequence[Phrase], cache: Path | None = None) -> None:
        self._phrases = tuple(phrases)
        self._words = Scanner([phrase.loose for phrase in phrases], cache)

    def within(self, text: str) -> frozenset[Phrase]:
        """The phrases worth a search in this text, or in a stretch of it."""
        numbers = self._words.hits(plain(text.encode("utf-8", "replace")))
        return frozenset(self._phrases[number] for number in numbers)
