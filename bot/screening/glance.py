"""The glance adds up what each chunk of a text means by itself: for most texts no closer look is needed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf, sqrt
from typing import NamedTuple, Self

from bot.screening.remembered import Remembered
from bot.screening.sentences import roughly_split, sentences

_STOPS = ".,;:?!"
_MOST_CHUNKS = 63
"""Longer texts are looked at closely."""
SPREAD, FIGURE = 5, 2
"""From which sum on the pieces in a text may be something together, and how much of it one figure is."""
_ONLY_FIGURES = 30
"""Code points that a text of nothing but a piece of a number has at most."""
SMOOTH = 7
"""As in weighing, with start and end."""
_MOST_WORDS, _MOST_SPREAD = 15, 7
_ODD_AT, _HIDES_AT, _JOINED_AT, _WORDS_AT, _TOPICS_AT = 9, 15, 21, 27, 37
_TOPIC_BITS, _TOPIC_ZERO = 22, 1 << 15
"""What a chunk adds to a topic lies between minus and plus this zero, so that in no sum a topic spoils the next one."""


class Noticed(NamedTuple):
    """What a glance says of a text: nothing, for most.

    The words may be `near` an ask or a small sign; the signs of a chunk may be `odd`; chunks may be something
    together that is `spread` over them; one that is not odd may hide a word that is known, or be `joined` to one
    that nobody knows.
    """

    near: bool = False
    odd: bool = False
    spread: bool = False
    hides: bool = False
    joined: bool = False
    topics: int = 0


class Signs(NamedTuple):
    """What the signs of one chunk say: `odd` by themselves, or how much of something that is `spread` over chunks."""

    odd: bool = False
    spread: int = 0
    undone: str = ""
    """How else it may be read."""
    known: bool = False
    """Whether there is a known word in that reading. If there is none, it matters only beside words that are near."""


@dataclass(frozen=True, slots=True)
class Glances:
    """What a word adds at a glance, in thousandths, and from which sum on words are near.

    They are learnt by `tools/weigh.py` so that hardly a text that is near by all its words and pairs is let go.
    """

    words: Mapping[str, int]
    limit: float
    steps: tuple[float, ...] = ()
    """Log-odds below which a text is let go when its words and pairs were weighed up to each distance of pairs."""
    sentences: float = -inf
    """From which sum on a sentence by itself is near."""


class Glance:
    """Looks at whole texts, chunk by chunk: what stands between two spaces is a chunk.

    `words_of` gives the words of a chunk, `signs_of` what its signs say, `topics` what words add to each topic. Each
    chunk has one number in which all this lies side by side, so that one sum says it of a text.
    """

    def __init__(
        self,
        glances: Glances,
        words_of: Callable[[str], tuple[str, ...]],
        signs_of: Callable[[str], Signs],
        topics: Sequence[Glances] = (),
    ) -> None:
        self._words, self._words_of = glances.words, words_of
        self._topics = [_Topic.at_place(place, topic) for place, topic in enumerate(topics)]
        self._score_at = _TOPICS_AT + _TOPIC_BITS * len(topics)
        self._words_only = [
            [Noticed(near, topics=bits) for bits in range(1 << len(topics))] for near in (False, True)
        ]
        self.signs_of = Remembered(signs_of).__getitem__
        self._known = Remembered(self._worth).__getitem__
        self._limits, self._sentence_limits = _limits(glances.limit), _limits(glances.sentences)

    def at(self, plain: str) -> Noticed:
        """What shows at a glance in a plain text."""
        chunks = plain.split()
        if len(chunks) > _MOST_CHUNKS:
            return EVERYTHING
        total = sum(map(self._known, chunks))
        count = total >> _WORDS_AT & _WORDS
        near = total >> self._score_at >= self._limits[count]
        topics, zero = 0, _TOPIC_ZERO * len(chunks)
        for bit, place, limits, _ in self._topics:
            if (total >> place & _TOPIC) - zero >= limits[count]:
                topics |= bit
        pieces = total & _PIECES
        if not pieces and not total & _SIGNS:
            return self._words_only[near][topics]
        spread = pieces >= SPREAD or (pieces >= FIGURE and len(plain) <= _ONLY_FIGURES)
        return Noticed(near, total & _ODD != 0, spread, total & _HIDES != 0, total & _JOINED != 0, topics)

    def near_sentences(self, plain: str) -> list[str]:
        """The sentences of a long plain text that are near an ask by themselves; in most there is none."""
        if not any(map(self._is_near, roughly_split(plain))):
            return []
        return [sentence for sentence in sentences(plain) if self._is_near(sentence)]

    def undone(self, plain: str) -> str:
        """A plain text with all chunks read as the known words that they hide."""
        return " ".join(map(self._read, plain.split()))

    def _is_near(self, sentence: str) -> bool:
        total = sum(map(self._known, sentence.split()))
        return total >> self._score_at >= self._sentence_limits[total >> _WORDS_AT & _WORDS]

    def _worth(self, chunk: str) -> int:
        """All that one chunk adds, in one number."""
        words, signs = self._words_of(chunk), self.signs_of(_bare(chunk))
        score = sum(self._words.get(word, 0) for word in words)
        return (
            (score << self._score_at)
            + sum(topic.worth(words) << topic.place for topic in self._topics)
            + (min(len(words), _MOST_WORDS) << _WORDS_AT)
            + ((not signs.known and signs.undone != "") << _JOINED_AT)
            + (signs.known << _HIDES_AT)
            + ((signs.odd or len(words) > _MOST_WORDS) << _ODD_AT)
            + min(signs.spread, _MOST_SPREAD)
        )

    def _read(self, chunk: str) -> str:
        bare = _bare(chunk)
        signs = self.signs_of(bare)
        return signs.undone + chunk[len(bare) :] if signs.known else chunk


class _Topic(NamedTuple):
    """Where in the number of a chunk a topic stands, which bit says that it is near, and from which sums on it is."""

    bit: int
    place: int
    limits: Sequence[float]
    words: Mapping[str, int]

    @classmethod
    def at_place(cls, place: int, glances: Glances) -> Self:
        """The topic that is the first, second or next one of its glance."""
        return cls(1 << place, _TOPICS_AT + _TOPIC_BITS * place, _limits(glances.limit), glances.words)

    def worth(self, words: Sequence[str]) -> int:
        """What words add to it, above its zero."""
        most = _TOPIC_ZERO - 1
        return _TOPIC_ZERO + max(-most, min(most, sum(self.words.get(word, 0) for word in words)))


class NoGlance:
    """Stands in where there are no weights to glance with: everything may be in a text."""

    def at(self, _plain: str) -> Noticed:
        """What shows at a glance."""
        return EVERYTHING

    def near_sentences(self, plain: str) -> list[str]:
        """All sentences of a long text of several."""
        return sentences(plain) if roughly_split(plain) else []

    def undone(self, plain: str) -> str:
        """The text as it stands."""
        return plain


def _limits(limit: float) -> list[float]:
    """The sum for each number of words, by the limit for one."""
    return [limit * sqrt(count + SMOOTH) for count in range(1 << _TOPICS_AT - _WORDS_AT)]


def _bare(chunk: str) -> str:
    """A chunk without the one sign that ends a clause or a sentence, which changes nothing about its signs."""
    return chunk[:-1] if chunk[-1] in _STOPS and chunk[-2:-1].isalnum() else chunk


def _field(low: int, high: int) -> int:
    return (1 << high) - (1 << low)


_PIECES, _WORDS, _TOPIC = _field(0, _ODD_AT), _field(0, _TOPICS_AT - _WORDS_AT), _field(0, _TOPIC_BITS)
_ODD, _HIDES, _JOINED = (
    _field(_ODD_AT, _HIDES_AT),
    _field(_HIDES_AT, _JOINED_AT),
    _field(_JOINED_AT, _WORDS_AT),
)
_SIGNS = _ODD | _HIDES | _JOINED
EVERYTHING = Noticed(near=True, odd=True, topics=-1)
