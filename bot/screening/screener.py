"""The screener puts the tiers together: fold, weigh, scan, read, remember."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from math import inf
from pathlib import Path
from typing import TypeVar

from bot.screening.balance import Strictness
from bot.screening.closer import CHUNK, CloserLook, pieces
from bot.screening.crisis_scale import FILE as CRISIS_FILE
from bot.screening.crisis_scale import RULE as CRISIS_RULE
from bot.screening.crisis_scale import CrisisWeights, phrases_of, read_crisis_weights, stands, weighed
from bot.screening.explaining import Explanation, Trial
from bot.screening.fine_scales import FILE as FINE_FILE
from bot.screening.fine_scales import FineWeights, read_fine_weights, strongest
from bot.screening.fold import View
from bot.screening.judge import Judged
from bot.screening.language import in_language
from bot.screening.loading import load_pack
from bot.screening.memory import Memory
from bot.screening.packs import Pack, PackError, Pattern
from bot.screening.phrases import Phrase
from bot.screening.quick import first_look, full_look
from bot.screening.read import Hit
from bot.screening.tiers import MOST_SHOWN, Tiers
from bot.screening.titles import claimed_title
from bot.screening.values import Category, Findings, Message, most_severe_first
from bot.screening.weighing import FILE, Clue, Weights, read_weights

Read = TypeVar("Read", Weights, FineWeights, CrisisWeights)


class Screener:
    """Looks at messages with one locale's packs. Raises on no text. Not for two threads at once."""

    def __init__(
        self,
        pack: Pack,
        weights: Weights | None = None,
        cache: Path | None = None,
        fine: FineWeights | None = None,
        crisis: CrisisWeights | None = None,
    ) -> None:
        self.pack = pack
        self._tiers = Tiers.of(pack, weights, cache, fine, crisis)

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
        tiers, plain = self._tiers, self._tiers.viewer.plain(message.text)
        first = first_look(tiers, plain, memory, strictness)
        found: Findings = ()
        if first is not None:
            found = CloserLook(tiers, switched_off, strictness).judge(message, first, memory).findings
        elif memory is not None:
            memory.next_turn(message)
        return self._with_crisis(found, message.text, (plain,), switched_off)

    def judge(
        self,
        message: Message,
        memory: Memory | None = None,
        switched_off: frozenset[str] = frozenset(),
        strictness: Strictness = Strictness.USUAL,
    ) -> Judged:
        """The findings of one message with its exact score; a memory judges along and records the message."""
        closer = CloserLook(self._tiers, switched_off, strictness)
        plains = [self._tiers.viewer.plain(piece) for _, piece in pieces(message.text)]
        if len(plains) > 1:
            judged = closer.judge_long(message, memory)
        else:
            judged = closer.judge(message, full_look(self._tiers, plains[0], memory, strictness), memory)
        found = self._with_crisis(judged.findings, message.text, plains, switched_off)
        return replace(judged, findings=found)

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
        trials = self.try_text(start.text)
        crisis, crisis_odds = self._crisis_of(views[0].text, trials)
        return Explanation(
            views=tuple(dict.fromkeys(view.text for view in views)),
            trials=trials,
            sentence=sentence,
            unquoted=self._tiers.unquoted_for(views[-1].text, said),
            clues=tuple(scales.clues(sentence or views[-1].text)) if scales else (),
            fine=fine,
            judged=judged,
            crisis=crisis,
            crisis_odds=crisis_odds,
        )

    def needs_closer_look(self, message: Message, memory: Memory | None = None) -> bool:
        """Whether a quick look cannot say that there is nothing in a message. It says so of most."""
        plain = self._tiers.viewer.plain(message.text[:CHUNK])
        return first_look(self._tiers, plain, memory, Strictness.USUAL) is not None

    def _with_crisis(
        self, found: Findings, text: str, plains: Sequence[str], switched_off: frozenset[str]
    ) -> Findings:
        """The findings, less phrases of a crisis that words are against, and with what words alone say of one."""
        scale, phrases = self._tiers.crisis, phrases_of(found)
        if scale is None or CRISIS_RULE in switched_off:
            return found
        if phrases:
            return found if stands(scale, phrases, self._readings(text)) else _without(found, phrases)
        one = weighed(scale, text, plains, self.pack)
        return most_severe_first((*found, one)) if one else found

    def _readings(self, text: str) -> Iterator[str]:
        return (view.text for _, piece in pieces(text) for view in self._tiers.viewer.open(piece))

    def _crisis_of(self, plain: str, trials: Sequence[Trial]) -> tuple[tuple[Clue, ...], float]:
        """What weighs most for and against a crisis, and all of it, where a text is near one or has a phrase of it."""
        scale = self._tiers.crisis
        said = any(one.act.startswith(Category.CRISIS.value) for one in trials)
        if scale is None or not (said or scale.is_near(plain)):
            return (), -inf
        odds = scale.most(plain) if said else scale.weigh(plain)
        return strongest(scale.fine.clues(plain), MOST_SHOWN), odds


def _without(found: Findings, phrases: Findings) -> Findings:
    return tuple(one for one in found if one not in phrases)


def load_screener(folder: Path, locale: str = "en", cache: Path | None = None) -> Screener:
    """Load a locale's packs and compile them; `cache` keeps the compiled form, None compiles in memory.

    Raises PackError when a pack cannot be used.
    """
    with _nothing_collected():
        weights = _read(folder / locale / FILE, read_weights)
        fine = _read(folder / locale / FINE_FILE, read_fine_weights)
        crisis = _read(folder / locale / CRISIS_FILE, read_crisis_weights)
        return Screener(load_pack(folder, locale), weights, cache, fine, crisis)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """What is loaded stays: looking through it for garbage meanwhile would take an eighth of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _read(path: Path, read: Callable[[Path], Read]) -> Read | None:
    if not path.is_file():
        return None
    try:
        return read(path)
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise PackError(
            f"{path.name}: not a file of weights: {error}. Make it anew with `make weights`."
        ) from None


def _trial(text: str, view: View, hit: Hit) -> Trial:
    start, end = view.span(hit.start, hit.end)
    act = f"{hit.pattern.category.value}, {hit.pattern.role.value}"
    return Trial(hit.pattern.id, act, hit.phrase.text, text[start:end], hit.protected_by, view.text)
