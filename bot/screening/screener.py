"""The screener puts the tiers together: fold, weigh, scan, read, remember."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from bot.screening.balance import Strictness
from bot.screening.closer import CHUNK, CloserLook
from bot.screening.explaining import Explanation, Trial
from bot.screening.fine_scales import FILE as FINE_FILE
from bot.screening.fine_scales import FineWeights, read_fine_weights
from bot.screening.fold import View
from bot.screening.judge import Judged
from bot.screening.language import in_language
from bot.screening.loading import load_pack
from bot.screening.memory import Memory
from bot.screening.packs import Pack, PackError, Pattern
from bot.screening.phrases import Phrase
from bot.screening.quick import first_look, full_look
from bot.screening.read import Hit
from bot.screening.tiers import Tiers
from bot.screening.titles import claimed_title
from bot.screening.values import Findings, Message
from bot.screening.weighing import FILE, Weights, read_weights

Read = TypeVar("Read", Weights, FineWeights)


class Screener:
    """Looks at messages with one locale's packs. Raises on no text. Not for two threads at once."""

    def __init__(
        self,
        pack: Pack,
        weights: Weights | None = None,
        cache: Path | None = None,
        fine: FineWeights | None = None,
    ) -> None:
        self.pack = pack
        self._tiers = Tiers.of(pack, weights, cache, fine)

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """All patterns of the packs, with reasons and examples."""
        return self.pack.patterns

    def warm_up(self) -> Iterator[Phrase]:
        """Compile one phrase a step, about a millisecond each, so that no busy message has to wait for it."""
        for phrase in self.pack.phrases:
            if not phrase.is_ready:
                phrase.compile()
                yield phrase

    def can_read(self, text: str) -> bool:
        """Whether a text is in the language of these packs; what is not counts as unread, never as safe."""
        return in_language(text, self.pack.everyday)

    def claimed_title(self, name: str) -> str:
        """The title that a name claims, such as a profession (D14); empty when it claims none."""
        return claimed_title(name, self.pack.titles, self._tiers.viewer.table)

    def look(
        self,
        message: Message,
        memory: Memory | None = None,
        switched_off: frozenset[str] = frozenset(),
        strictness: Strictness = Strictness.USUAL,
    ) -> Findings:
        """The findings of one message, the most severe first; a memory judges along and records the message."""
        if len(message.text) > CHUNK:
            return self.judge(message, memory, switched_off, strictness).findings
        tiers = self._tiers
        first = first_look(tiers, tiers.viewer.plain(message.text), memory, strictness)
        if first is not None:
            return CloserLook(tiers, switched_off, strictness).judge(message, first, memory).findings
        if memory is not None:
            memory.next_turn(message)
        return ()

    def judge(
        self,
        message: Message,
        memory: Memory | None = None,
        switched_off: frozenset[str] = frozenset(),
        strictness: Strictness = Strictness.USUAL,
    ) -> Judged:
        """The findings of one message with its exact score; a memory judges along and records the message."""
        closer = CloserLook(self._tiers, switched_off, strictness)
        if len(message.text) > CHUNK:
            return closer.judge_long(message, memory)
        plain = self._tiers.viewer.plain(message.text)
        return closer.judge(message, full_look(self._tiers, plain, memory, strictness), memory)

    def plain(self, text: str) -> str:
        """The start of a text as it is read: folded, in lower case, with disguises undone."""
        return self._tiers.viewer.open(text[:CHUNK])[-1].text

    def folded(self, text: str) -> str:
        """The start of a text folded and in lower case, with disguises left as they are."""
        return self._tiers.viewer.plain(text[:CHUNK])

    def try_text(self, text: str) -> tuple[Trial, ...]:
        """Which patterns' phrases are in the text, and what protected them."""
        piece, spotter = text[:CHUNK], self._tiers.spotter
        return tuple(
            _trial(piece, view, hit)
            for view in self._tiers.viewer.open(piece)
            for hit in (*spotter.hits(view), *spotter.hits_on_demand(view))
        )

    def explain(self, message: Message, strictness: Strictness = Strictness.USUAL) -> Explanation:
        """How one message with nothing before it is judged, step by step; of a long one, its start."""
        start = replace(message, text=message.text[:CHUNK])
        views, scales = self._tiers.viewer.open(start.text), self._tiers.scales
        judged = self.judge(start, strictness=strictness)
        fine = self._tiers.fine_clues_of(views[-1].text, judged.balance.words) if judged.balance else ()
        said = judged.balance.words if judged.balance else 0.0
        sentence = self._tiers.sentence_of(views[-1].text, said)
        return Explanation(
            views=tuple(dict.fromkeys(view.text for view in views)),
            trials=self.try_text(start.text),
            sentence=sentence,
            unquoted=self._tiers.unquoted_for(views[-1].text, said),
            clues=tuple(scales.clues(sentence or views[-1].text)) if scales else (),
            fine=fine,
            judged=judged,
        )

    def needs_closer_look(self, message: Message, memory: Memory | None = None) -> bool:
        """Whether a quick look cannot say that there is nothing in a message. It says so of most."""
        plain = self._tiers.viewer.plain(message.text[:CHUNK])
        return first_look(self._tiers, plain, memory, Strictness.USUAL) is not None


def load_screener(folder: Path, locale: str = "en", cache: Path | None = None) -> Screener:
    """Load a locale's packs and compile them; `cache` keeps the compiled form, None compiles in memory.

    Raises PackError when a pack cannot be used.
    """
    weights = _read(folder / locale / FILE, read_weights)
    fine = _read(folder / locale / FINE_FILE, read_fine_weights)
    return Screener(load_pack(folder, locale), weights, cache, fine)


def _read(path: Path, read: Callable[[Path], Read]) -> Read | None:
    if not path.is_file():
        return None
    try:
        return read(path)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise PackError(
            f"{path.name}: not a file of weights: {error}. Make it anew with `make weights`."
        ) from None


def _trial(text: str, view: View, hit: Hit) -> Trial:
    start, end = view.span(hit.start, hit.end)
    act = f"{hit.pattern.category.value}, {hit.pattern.role.value}"
    return Trial(hit.pattern.id, act, hit.phrase.text, text[start:end], hit.protected_by, view.text)
