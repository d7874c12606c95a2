"""Answering is what a message says to what came before it: a yes, a no, a bare handle, a piece of a number."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.screening.edges import WORD
from bot.screening.fold import View
from bot.screening.packs import Pack
from bot.screening.phrases import HANDLE, Phrase
from bot.screening.seen import Seen
from bot.screening.shapes import ShapeReader
from bot.screening.sieve import Lookup

_HANDLE = re.compile(rf"(?<![{WORD}.@]){HANDLE}(?![{WORD}@])", re.ASCII)
_LETTER = re.compile("[a-z]")
_SHORT, _SHORT_WORDS = 200, 6
"""Letters and words that a short answer has at most."""
_PIECE, _BESIDE_WORDS, _YEAR = 8, 3, 4
"""Digits that a piece of a number has at most, at least beside words, and that a year has."""
_FEW_WORDS = 5
"""Words, the piece among them, beside which it may be the first piece; beside more it must begin with a nought."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one message says to earlier ones; the fields are explained at `Reading`, which takes them over."""

    refuses: bool = False
    accepts: bool = False
    answers: bool = False
    yields: bool = False
    handle: tuple[int, int] | None = None
    digits: tuple[str, int, int] | None = None
    followups: tuple[Seen, ...] = ()

    @property
    def matters(self) -> bool:
        """Whether it can change anything by itself; giving way to a no cannot."""
        return bool(self.says or self.digits)

    @property
    def says(self) -> bool:
        """Whether it says something to what came before it, and is not only a piece of a number."""
        return bool(self.refuses or self.accepts or self.answers or self.handle or self.followups)


NO_ANSWER = Answer()
GoesOn = Callable[[View, Collection[Phrase]], tuple[Seen, ...]]
"""What goes on from an earlier act in a view, of the phrases that are worth a search."""


class Answering:
    """Reads answers with the short replies of one pack, and what goes on from an earlier act (`followups`)."""

    def __init__(
        self, pack: Pack, shapes: ShapeReader, followups: Sequence[Phrase], cache: Path | None = None
    ) -> None:
        self._shapes = shapes
        self._no = _reply(pack, "says_no")
        self._yes = _reply(pack, "says_yes")
        self._yields = _reply(pack, "yields")
        self._nothing = _reply(pack, "tells_nothing")
        replies = [phrase for reply in pack.replies for phrase in reply.phrases]
        self._lookup = Lookup([*replies, *followups], cache)

    def read(self, view: View, goes_on: GoesOn) -> Answer:
        """What a message says, as it stands, where something before it is still open."""
        text = view.text
        worth = self._lookup.within(text)
        short = len(text) <= _SHORT and len(text.split(None, _SHORT_WORDS)) <= _SHORT_WORDS
        if not worth and not short:
            return NO_ANSWER
        handle = _HANDLE.search(text) if short else None
        return Answer(
            refuses=_says(self._no, text, worth),
            accepts=short and _says(self._yes, text, worth),
            yields=_says(self._yields, text, worth),
            answers=short and "?" not in text and not _says(self._nothing, text, worth),
            handle=view.span(*handle.span()) if handle else None,
            followups=goes_on(view, worth),
        )

    def digits(self, view: View, begun: bool) -> tuple[str, int, int] | None:
        """The first piece of a phone number in a view, and where it stands; `begun` says that there was one before.

        Prices, times, helplines and what is counted ("222 points") are none. People tell figures all the time, so a
        first piece stands alone, beside few words, or begins with a nought.
        """
        text = view.text
        bare = not _LETTER.search(text)
        begins = begun or bare or len(text.split(None, _FEW_WORDS)) <= _FEW_WORDS
        for run in self._shapes.runs(text):
            if len(run.digits) <= _PIECE and (bare or _stands_out(run.digits)):
                told = self._shapes.is_told(text, run)
                if not told and (begins or run.digits[0] == "0"):
                    return run.digits, *view.span(run.start, run.end)
        return None


def _stands_out(digits: str) -> bool:
    """Whether figures beside words are enough to be a piece of a number, and no year."""
    return len(digits) >= _BESIDE_WORDS and not (len(digits) == _YEAR and digits.startswith(("19", "20")))


def _reply(pack: Pack, name: str) -> frozenset[Phrase]:
    return frozenset(phrase for reply in pack.replies if reply.id == name for phrase in reply.phrases)


def _says(phrases: frozenset[Phrase], text: str, worth: Iterable[Phrase]) -> bool:
    return any(phrase in phrases and phrase.exact.search(text) for phrase in worth)
