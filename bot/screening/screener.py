"""The screener puts the tiers together: fold, weigh, scan, read, remember."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import reduce
from operator import or_
from pathlib import Path
from typing import TypeVar

from bot.screening.balance import Strictness
from bot.screening.closer import CHUNK, CloserLook, pieces
from bot.screening.explaining import Explanation, TopicWeighed, Trial
from bot.screening.fine_scales import FILE as FINE_FILE
from bot.screening.fine_scales import FineWeights, read_fine_weights, strongest
from bot.screening.fold import View
from bot.screening.glance import Noticed
from bot.screening.judge import Judged
from bot.screening.language import in_language
from bot.screening.loading import load_pack
from bot.screening.memory import Memory
from bot.screening.packs import Pack, PackError, Pattern, Role
from bot.screening.phrases import Phrase
from bot.screening.quick import FirstLook, first_look, full_look
from bot.screening.read import Hit
from bot.screening.tiers import MOST_SHOWN, NO_TOPICS, Tiers
from bot.screening.titles import claimed_title
from bot.screening.topic_scale import TopicWeights, read_topic_weights
from bot.screening.topics import TOPICS, Topic
from bot.screening.values import Category, Findings, Message, Side, most_severe_first
from bot.screening.weighing import FILE, Weights, read_weights

Read = TypeVar("Read", Weights, FineWeights, TopicWeights)


class Screener:
    """Looks at messages with one locale's packs. Raises on no text. Not for two threads at once."""

    def __init__(
        self,
        pack: Pack,
        weights: Weights | None = None,
        cache: Path | None = None,
        fine: FineWeights | None = None,
        topics: Mapping[Topic, TopicWeights] = NO_TOPICS,
    ) -> None:
        self.pack = pack
        self._tiers = Tiers.of(pack, weights, cache, fine, topics)

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
        noticed = tiers.glance.at(plain)
        first = self._first_look(message.text, plain, noticed, memory, strictness)
        found: Findings = ()
        if first is not None:
            found = CloserLook(tiers, switched_off, strictness).judge(message, first, memory).findings
        elif memory is not None:
            memory.next_turn(message)
        if not found and not noticed.topics:
            return found
        return self._with_topics(found, message, (plain,), noticed.topics, switched_off, strictness)

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
            hides = self._tiers.viewer.hides_letters(message.text)
            first = full_look(self._tiers, plains[0], memory, strictness, hides=hides)
            judged = closer.judge(message, first, memory)
        near = reduce(or_, (self._tiers.glance.at(plain).topics for plain in plains))
        found = self._with_topics(judged.findings, message, plains, near, switched_off, strictness)
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
        return Explanation(
            views=tuple(dict.fromkeys(view.text for view in views)),
            trials=trials,
            sentence=sentence,
            unquoted=self._tiers.unquoted_for(views[-1].text, said),
            clues=tuple(scales.clues(sentence or views[-1].text)) if scales else (),
            fine=fine,
            judged=judged,
            topics=tuple(self._topics_of(views[0].text, start.side, trials, strictness)),
            hides=self._tiers.viewer.hides(start.text, views),
        )

    def needs_closer_look(self, message: Message, memory: Memory | None = None) -> bool:
        """Whether a quick look cannot say that there is nothing in a message. It says so of most."""
        text = message.text[:CHUNK]
        plain = self._tiers.viewer.plain(text)
        noticed = self._tiers.glance.at(plain)
        return self._first_look(text, plain, noticed, memory, Strictness.USUAL) is not None

    def _first_look(
        self, text: str, plain: str, noticed: Noticed, memory: Memory | None, strictness: Strictness
    ) -> FirstLook | None:
        """What there is to be looked at closely in a message; None for most."""
        if self._tiers.viewer.hides_letters(text):
            return full_look(self._tiers, plain, memory, strictness, hides=True)
        return first_look(self._tiers, plain, noticed, memory, strictness)

    def _with_topics(
        self,
        found: Findings,
        message: Message,
        plains: Sequence[str],
        near: int,
        switched_off: frozenset[str],
        strictness: Strictness,
    ) -> Findings:
        """The findings, less phrases of a topic that words are against, and with what words alone say of one."""
        for place, scale in enumerate(self._tiers.topics):
            topic = scale.topic
            if topic.rule in switched_off or topic.side not in (None, message.side):
                continue
            if phrases := tuple(one for one in found if one.category is topic.category):
                if scale.takes_back(phrases, self._readings(message.text)):
                    found = tuple(one for one in found if one not in phrases)
            elif near >> place & 1:
                reason = self.pack.weighed.get(topic.category.value, topic.category.value)
                one = scale.found(message.text, plains, reason, strictness)
                found = most_severe_first((*found, one)) if one else found
        return found

    def _readings(self, text: str) -> Iterator[str]:
        return (view.text for _, piece in pieces(text) for view in self._tiers.viewer.open(piece))

    def _topics_of(
        self, plain: str, side: Side, trials: Sequence[Trial], strictness: Strictness
    ) -> Iterator[TopicWeighed]:
        """How a text weighs for each topic that it is near, or has a phrase of."""
        near = self._tiers.glance.at(plain).topics
        for place, scale in enumerate(self._tiers.topics):
            topic = scale.topic
            if topic.side not in (None, side):
                continue
            said = any(one.act == _act(topic.category, Role.ACT) for one in trials)
            if said or (near >> place & 1 and scale.is_near(plain)):
                odds = scale.most(plain) if said else scale.weigh(plain)
                clues = strongest(scale.fine.clues(plain), MOST_SHOWN)
                yield TopicWeighed(topic, clues, odds, topic.least_for(strictness))


def load_screener(folder: Path, locale: str = "en", cache: Path | None = None) -> Screener:
    """Load a locale's packs and compile them; `cache` keeps the compiled form, None compiles in memory.

    Raises PackError when a pack cannot be used.
    """
    with _nothing_collected():
        weights = _read(folder / locale / FILE, read_weights)
        fine = _read(folder / locale / FINE_FILE, read_fine_weights)
        files = {topic: _read(folder / locale / topic.file, read_topic_weights) for topic in TOPICS}
        topics = {topic: read for topic, read in files.items() if read is not None}
        return Screener(load_pack(folder, locale), weights, cache, fine, topics)


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
    act = _act(hit.pattern.category, hit.pattern.role)
    return Trial(hit.pattern.id, act, hit.phrase.text, text[start:end], hit.protected_by, view.text)


def _act(category: Category, role: Role) -> str:
    return f"{category.value}, {role.value}"
