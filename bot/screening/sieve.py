"""The sieve lets nearly all messages pass: it says which phrases and triggers a text could have at all."""

from collections.abc import Collection, Mapping, Sequence
from enum import IntEnum
from pathlib import Path

from bot.screening.phrases import SHAPES, Phrase, plain
from bot.screening.scan import SIGNS, Scanner


class Wanted(IntEnum):
    """How many of the phrases are looked for; each level has all those before it."""

    STRONG = 0
    """What needs no words beside it, and urgent asks for a detail."""
    PROBES = 1
    """Asks for a personal detail, which a memory keeps: where the words are not far at a glance."""
    MOVES = 2
    """What goes on from an open ask: where there is one."""
    ALL = 3
    """Where the words of a text are near."""


class Sieve:
    """Scans the plain words for phrases, and the folded text with all its signs for triggers.

    A phrase is numbered by its place; triggers follow. Whether a phrase that comes through really matches is for
    its exact expression to say. `wanted` says of each level which phrases are looked for from it on, `across` which
    of the triggers are for what is spread over a text.
    """

    def __init__(
        self,
        phrases: Sequence[Phrase],
        triggers: Sequence[str],
        wanted: Mapping[Wanted, Sequence[int]],
        across: Collection[int],
        cache: Path | None = None,
    ) -> None:
        words = [_words(phrases, wanted[level], cache).hits for level in Wanted]
        self._levels = [words[: level + 1] for level in Wanted]
        self._count = len(phrases)
        spread = [number for number in range(len(triggers)) if self._count + number in across]
        inside = [number for number in range(len(triggers)) if self._count + number not in across]
        self._across, self._inside = (
            Scanner([triggers[number] for number in numbers], cache, SIGNS, numbers).hits
            for numbers in (spread, inside)
        )
        shapes = sorted(frozenset().union(*(phrase.shapes for phrase in phrases)))
        self._looks = Scanner([rf"(?:^|[\W_])(?:{SHAPES[shape]})[\W_]" for shape in shapes], cache, SIGNS)
        self._shaped = {
            number: frozenset(map(shapes.index, phrase.shapes))
            for number, phrase in enumerate(phrases)
            if phrase.shapes
        }

    def hits(
        self, text: str, wanted: Wanted = Wanted.ALL, odd: bool = True, spread: bool = True
    ) -> Sequence[int]:
        """The numbers of the phrases and triggers that may be in this plain text; none for nearly all messages.

        Triggers are looked for where a text is `odd`; those of what is spread over it also where it is `spread`.
        """
        line = text.encode("utf-8", "replace")
        words = plain(line)
        found: tuple[int, ...] = ()
        for hits in self._levels[wanted]:
            found += hits(words)
        if found:
            found = self._with_shapes(found, line + b"\n")
        return found + self._triggers(line + b"\n", odd) if odd or spread else found

    def triggers(self, text: str) -> tuple[int, ...]:
        """The numbers of the triggers that may be in a plain text."""
        return self._triggers(text.encode("utf-8", "replace") + b"\n", odd=True)

    def _triggers(self, signs: bytes, odd: bool) -> tuple[int, ...]:
        """They are counted by themselves, so that what is compiled of them serves however many phrases there are."""
        found = self._across(signs) + self._inside(signs) if odd else self._across(signs)
        return tuple([self._count + number for number in found]) if found else found

    def _with_shapes(self, found: tuple[int, ...], signs: bytes) -> tuple[int, ...]:
        """Without the phrases whose shapes are not there."""
        shaped = self._shaped
        if shaped.keys().isdisjoint(found):
            return found
        shapes = self._looks.hits(signs)
        return tuple(number for number in found if number not in shaped or shaped[number].issubset(shapes))


class Lookup:
    """Phrases that are looked for only now and then: which of them may be in a text."""

    def __init__(self, phrases: Sequence[Phrase], cache: Path | None = None) -> None:
        self._phrases = tuple(phrases)
        self._words = _words(phrases, range(len(phrases)), cache)

    def within(self, text: str) -> frozenset[Phrase]:
        """The phrases worth a search in this text, or in a stretch of it."""
        numbers = self._words.hits(plain(text.encode("utf-8", "replace")))
        return frozenset([self._phrases[number] for number in numbers])


def _words(phrases: Sequence[Phrase], numbers: Sequence[int], cache: Path | None) -> Scanner:
    return Scanner([phrases[number].loose for number in numbers], cache, numbers=numbers)
