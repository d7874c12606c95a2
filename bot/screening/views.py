"""Views are the ways to read a text: folded, with disguises undone, turned round; each with what a scan found."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bot.screening.disguise import LETTERS_APART, backwards, hides, seems_backwards, turn, undo
from bot.screening.disguise import TRIGGERS as DISGUISE_TRIGGERS
from bot.screening.fold import View, build_table, fold, fold_view
from bot.screening.packs import Pack
from bot.screening.phrases import Phrase
from bot.screening.shapes import TRIGGERS as SHAPE_TRIGGERS
from bot.screening.shapes import number_trigger
from bot.screening.sieve import Sieve, Wanted
from bot.screening.spelling import cut_triggers, shorthand_triggers, speller, triggers
from bot.screening.strange_letters import strange_words
from bot.screening.vocabulary import Vocabulary, words_of

_DIGIT_TRIGGERS = (
    r"(?:^|\W)\d{3,6}(?:\W|$)",
    r"^\W{0,6}(?:\d\W{0,3}){1,6}$",
    r"(?:^|\W)\d(?:[\s.,-]{1,3}\d){2,6}(?:\W|$)",
)
_BACKWARDS = (r"(?:^|\W)(?:uoy|s'?tahw)(?:\W|$)", r"(?:^|\W)moc\.[a-z]")
"""Signs of a whole text written backwards."""
_AROUND = "so"
"""What stands around a chunk that is looked at alone, since it is never a whole text."""
_LATIN_WORD = re.compile("[a-z]{3,}")
_IN_ROW = 20
"""Words in one expression of the scanner, which compiles long ones slowly."""


@dataclass(frozen=True, slots=True)
class Scanned(View):
    """A view with the numbers of the phrases and triggers found in it."""

    found: Sequence[int] = ()


class _Kinds(NamedTuple):
    """Of which kinds of disguise there are signs."""

    disguises: bool = False
    shorthand: bool = False
    reversals: bool = False
    backwards: bool = False


_NO_KINDS = _Kinds()


@dataclass(frozen=True, slots=True)
class _Opened:
    """A text with what is behind its disguises: as it stands, undone if that changes it, and turned round."""

    text: str
    kinds: _Kinds
    plain: View
    undone: View | None
    turned: tuple[View, ...]


class Layout:
    """Which number of the scanner's numbers means what: phrases first, then the triggers."""

    def __init__(self, phrases: int, pack: Pack, words: Vocabulary) -> None:
        self.triggers: list[str] = []
        self.phrases = phrases
        self.shapes = self._add((*SHAPE_TRIGGERS, number_trigger(pack.numbers)))
        self.shorthand = self._add(shorthand_triggers(pack.spelling))
        apart = self._add((LETTERS_APART, *cut_triggers(pack.spelling)))
        self.disguises = self.shorthand | apart | self._add((*DISGUISE_TRIGGERS, *triggers(pack.spelling)))
        self.reversals = self._add(_reversed(words))
        self.backwards = self._add(_BACKWARDS) if words.turned else frozenset()
        self.reversals |= self.backwards
        self.digits = self._add(_DIGIT_TRIGGERS)
        self.across = self.shapes | self.shorthand | apart | self.digits
        """What may be spread over several chunks of a text."""

    def has_phrases(self, found: Iterable[int]) -> bool:
        """Whether there is a phrase among these numbers."""
        return any(number < self.phrases for number in found)

    def speaks(self, found: Iterable[int]) -> bool:
        """Whether there is a phrase or a shape among these numbers, not only a sign of some disguise."""
        return any(number < self.phrases or number in self.shapes for number in found)

    def kinds(self, found: Sequence[int]) -> "_Kinds":
        """Which kinds of disguise these numbers are signs of."""
        if not found:
            return _NO_KINDS
        kinds = (self.disguises, self.shorthand, self.reversals, self.backwards)
        return _Kinds(*(not numbers.isdisjoint(found) for numbers in kinds))

    def _add(self, expressions: Iterable[str]) -> frozenset[int]:
        start = self.phrases + len(self.triggers)
        self.triggers += expressions
        return frozenset(range(start, self.phrases + len(self.triggers)))


class Viewer:
    """Opens the views of texts, for one pack and the phrases that are looked for (see `Sieve` for `wanted`)."""

    def __init__(
        self,
        pack: Pack,
        phrases: Sequence[Phrase],
        wanted: Mapping[Wanted, Sequence[int]],
        cache: Path | None = None,
    ) -> None:
        self.table = build_table(pack.emoji)
        self._speller = speller(pack.spelling)
        self.words = _vocabulary(pack)
        self.layout = Layout(len(phrases), pack, self.words)
        self._last: _Opened | None = None
        self._sieve = Sieve(phrases, self.layout.triggers, wanted, self.layout.across, cache)
        self.scan = self._sieve.hits

    def plain(self, text: str) -> str:
        """The text folded and in lower case."""
        return fold(text, self.table).lower()

    def hidden(self, chunk: str) -> str | None:
        """What else a chunk of plain text is when disguises are undone, or nothing; None when there is more to it."""
        found = self._sieve.triggers(f"{_AROUND} {chunk} {_AROUND}")
        if not found:
            return ""
        if not self.layout.disguises.issuperset(found):
            return None
        opened = self._open(chunk, self.layout.kinds(found))
        return opened.undone.text if opened.undone else ""

    def hides(self, text: str, views: Sequence[View]) -> bool:
        """Whether figures, signs or strange letters stand for letters of known words in a text with these views."""
        return (len(views) > 1 and hides(views[0].text, self.words)) or self.hides_letters(text)

    def hides_letters(self, text: str) -> bool:
        """Whether strange letters stand for those of known words in a text."""
        return any(map(self._has_known, strange_words(text)))

    def _has_known(self, chunk: str) -> bool:
        return not self.words.words.isdisjoint(_LATIN_WORD.findall(self.plain(chunk)))

    def open(self, text: str) -> tuple[Scanned, ...]:
        """All views of a text."""
        return self.views(text, self.scan(self.plain(text)))

    def views(self, text: str, found: Sequence[int], wanted: Wanted = Wanted.ALL) -> tuple[Scanned, ...]:
        """All views of a text in which these numbers were found: as it stands, and undone where that changes it."""
        opened = self._opened_for(text, found)
        undone = opened.undone
        if undone and wanted is not Wanted.ALL and _is_same(undone.text, opened.plain.text):
            undone = None
        more = (undone, *opened.turned) if undone else opened.turned
        return (
            Scanned(opened.plain.text, opened.plain.origins, found),
            *(Scanned(one.text, one.origins, self.scan(one.text, wanted)) for one in more),
        )

    def _opened_for(self, text: str, found: Sequence[int]) -> "_Opened":
        """What is behind a text; of the last one it is kept, for what hides an ask is opened once more."""
        kinds = self.layout.kinds(found)
        if self._last is None or self._last.text != text or self._last.kinds != kinds:
            self._last = self._open(text, kinds)
        return self._last

    def _open(self, text: str, kinds: "_Kinds") -> "_Opened":
        view = fold_view(text, self.table)
        undone, turned = None, []
        if kinds.disguises:
            undone = self._undone(self._speller.expand(view) if kinds.shorthand else view)
        if kinds.reversals:
            if kinds.backwards or seems_backwards(view, self.words):
                turned.append(self._undone(self._speller.expand(backwards(view))))
            turned += turn(view, self.words)
        changed = undone is not None and undone.text != view.text
        return _Opened(text, kinds, view, undone if changed else None, tuple(turned))

    def _undone(self, view: View) -> View:
        return self._speller.correct(undo(self._speller.unmask(view), self.words))


def _is_same(text: str, other: str) -> bool:
    """Whether two texts differ in apostrophes only, which make no difference to weights and strong phrases."""
    return text.replace("'", "") == other.replace("'", "")


def _vocabulary(pack: Pack) -> Vocabulary:
    """All words of the packs, those first that matter most."""
    known = (*pack.spelling.anchors, *pack.spelling.names)
    phrases = words_of(phrase for pattern in pack.patterns for phrase in pattern.phrases)
    everything = (*known, *phrases, *sorted(pack.everyday))
    return Vocabulary(word for word in everything if word not in pack.spelling.shorthand)


def _reversed(words: Vocabulary) -> tuple[str, ...]:
    turned = sorted(words.turned)
    rows = (turned[low : low + _IN_ROW] for low in range(0, len(turned), _IN_ROW))
    row = (rf"(?:^|\W)(?:{'|'.join(some)})(?:\W|$)" for some in rows)
    return tuple(row)
