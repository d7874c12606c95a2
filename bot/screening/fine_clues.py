"""Fine clues are what fine scales weigh: words, how they stand together, and how sentences are made."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain

from bot.screening.clues import END, REACH, START, words
from bot.screening.remembered import Remembered

WordsOf = Callable[[str], tuple[str, ...]]
LETTERS, SHAPE, EDGE, FRAME = "#", "~", "|", "^"
"""What clues begin with that are pieces of words, shapes of sentences, stand where a sentence ends, or say beside a
word what its sentence is about."""
_BETWEEN = (" ", *(f" ..{reach} " for reach in range(2, REACH + 1)))
_PIECE = 4
_SHAPES = (3, 4, 5)
_EDGES = (2, 3)
_STOPS = re.compile(r"([.!?\n;]+)")
_STOP, _ASKS = ".", "?"
_ENDS = frozenset((_STOP, _ASKS))
_ENDINGS = ("ing", "ed", "ly", "s")
_SHORTEST = 3
"""So many letters a word has at least before its ending."""
_KEPT = frozenset((START, END, _STOP, _ASKS, "!"))


Frames = Mapping[str, Collection[str]]
"""What sentences are about, such as `you` or `past`, each with the words that show it; `*ed` is an ending."""


class FineClues:
    """Finds the fine clues of texts; `common` words stand for themselves in the shape of a sentence."""

    def __init__(self, words_of: WordsOf, common: Collection[str], frames: Frames) -> None:
        self._words_of, self._common = words_of, common
        self._frames_of = Remembered(lambda word: _frames(word, frames)).__getitem__
        self._pieces_of = Remembered(_pieces).__getitem__
        self._shape_of = Remembered(lambda word: word if word in common else _shape(word)).__getitem__

    def of(self, text: str, them: Sequence[str]) -> list[str]:
        """Every fine clue of a plain text with these words, as often as it is there."""
        found = list(them)
        for reach, between in enumerate(_BETWEEN, 1):
            found += map(between.join, zip(them, them[reach:]))  # noqa: B905
        found += map(" ".join, zip(them, them[1:], them[2:]))  # noqa: B905
        for pieces in map(self._pieces_of, them):
            found += pieces
        marked = self._with_stops(text)
        found += _edges(marked)
        found += _shapes(list(map(self._shape_of, marked)))
        found += self._framed(marked)
        return found

    def _framed(self, marked: Sequence[str]) -> Iterator[str]:
        """Each word that is not common, beside what its sentence is about: a bench with you, a bench with him."""
        for sentence in _sentences(marked):
            about = sorted(set(chain.from_iterable(map(self._frames_of, sentence))))
            for word in dict.fromkeys(sentence):
                if word not in self._common:
                    yield from (f"{FRAME}{frame} {word}" for frame in about)

    def _with_stops(self, text: str) -> list[str]:
        """The words of a text, with a mark where each sentence ends."""
        parts = _STOPS.split(text)
        marked = [START]
        for said, stop in zip(parts[::2], [*parts[1::2], ""], strict=True):
            if found := words(said, self._words_of)[1:-1]:
                marked += [*found, _ASKS if _ASKS in stop else _STOP]
        return [*marked, END]


def _sentences(marked: Sequence[str]) -> Iterator[list[str]]:
    """The words of each sentence, without its end."""
    sentence: list[str] = []
    for word in marked[1:-1]:
        if word in _ENDS:
            yield sentence
            sentence = []
        else:
            sentence.append(word)


def _frames(word: str, frames: Frames) -> list[str]:
    """What a word shows that its sentence is about."""
    endings = {f"*{word[-length:]}" for length in range(1, len(word) - 1)}
    return [name for name, shown_by in frames.items() if word in shown_by or not endings.isdisjoint(shown_by)]


def _pieces(word: str) -> list[str]:
    """The pieces of one word with its edges, so that a misspelled one shares most of them."""
    edged = f"_{word}_"
    return [f"{LETTERS}{edged[place : place + _PIECE]}" for place in range(max(1, len(edged) - _PIECE + 1))]


def _edges(marked: Sequence[str]) -> Iterator[str]:
    """The runs of words in which a sentence ends."""
    last = len(marked)
    ends = [place for place, word in enumerate(marked) if word in _ENDS]
    for length in _EDGES:
        for at in {at for end in ends for at in range(end - length + 1, end + 1)}:
            if 0 <= at <= last - length:
                yield EDGE + " ".join(marked[at : at + length])


def _shapes(shape: Sequence[str]) -> Iterator[str]:
    for length in _SHAPES:
        for at in range(len(shape) - length + 1):
            yield SHAPE + " ".join(shape[at : at + length])


def _shape(word: str) -> str:
    """What stands for a word that is not common: only its ending."""
    if word in _KEPT or word[0] == "{":
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + _SHORTEST:
            return f"_{ending}"
    return "_"
