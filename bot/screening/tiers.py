"""Tiers are the parts that look at texts, built once from a pack: views, patterns, answers and weights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, log
from pathlib import Path
from typing import Self

from bot.screening.answering import NO_ANSWER, Answer, Answering
from bot.screening.balance import Strictness, is_out_of_reach
from bot.screening.buildup import TELLING
from bot.screening.chunk_signs import ChunkSigns
from bot.screening.fine_scales import FineScales, FineWeights, strongest
from bot.screening.fold import View
from bot.screening.glance import EVERYTHING, Glance, Glances, NoGlance, Noticed
from bot.screening.memory import Memory
from bot.screening.packs import Pack
from bot.screening.quotations import unquoted
from bot.screening.shapes import shape_reader
from bot.screening.sieve import Wanted
from bot.screening.spotting import Spotter, scanned_phrases, wanted_phrases
from bot.screening.topic_scale import TopicScale, TopicWeights
from bot.screening.topics import Topic
from bot.screening.views import Layout, Scanned, Viewer
from bot.screening.weighing import BY_ITSELF, QUOTED, Clue, Scales, Weighed, Weights, has_words

LEAST_SIGN = log(TELLING / (1 - TELLING))
"""Log-odds below which a turn tells nothing."""
MOST_SHOWN = 10
NO_TOPICS: Mapping[Topic, TopicWeights] = {}


@dataclass(frozen=True, slots=True)
class Tiers:
    """What looks at texts with one pack."""

    pack: Pack
    viewer: Viewer
    spotter: Spotter
    answering: Answering
    scales: Scales | None
    glance: Glance | NoGlance
    fine: FineScales | None = None
    topics: Sequence[TopicScale] = ()

    @classmethod
    def of(
        cls,
        pack: Pack,
        weights: Weights | None,
        cache: Path | None,
        fine: FineWeights | None = None,
        topics: Mapping[Topic, TopicWeights] = NO_TOPICS,
    ) -> Self:
        """Everything for one pack; a pack without weights is judged by its rules alone."""
        phrases, shapes = scanned_phrases(pack), shape_reader(pack)
        viewer = Viewer(pack, [phrase for _, phrase in phrases], wanted_phrases(phrases), cache)
        spotter = Spotter(pack, phrases, shapes, cache)
        scales = Scales(weights, pack.same) if weights else None
        return cls(
            pack=pack,
            viewer=viewer,
            spotter=spotter,
            answering=Answering(pack, shapes, spotter.goes_on, cache),
            scales=scales,
            glance=_glance(pack, weights, viewer, scales, [each.glances for each in topics.values()]),
            fine=FineScales(fine, scales.words_of, pack.frames) if fine and scales else None,
            topics=_topic_scales(pack, topics, scales),
        )

    @property
    def layout(self) -> Layout:
        """What the numbers found mean."""
        return self.viewer.layout

    def odds_of(self, plain: str) -> Weighed | None:
        """How the words of a plain text weigh, or the sentence in it that says most by itself.

        None when there are no words, or no weights.
        """
        odds = self.odds_of_all(plain)
        return odds and odds._replace(sentence=self.best_sentence(plain))

    def odds_of_all(self, plain: str) -> Weighed | None:
        """How all words of a plain text weigh together; None when there are none, or no weights."""
        return self.scales.weigh(plain) if self.scales and has_words(plain) else None

    def best_sentence(self, plain: str) -> float:
        """How much the sentence of a long plain text that is most of an ask is one by itself; -inf for most."""
        near = map(self.odds_if_near, self.glance.near_sentences(plain))
        return max((odds.ask for odds in near if odds is not None), default=-inf)

    def weighed_finely(self, plain: str, odds: Weighed) -> Weighed:
        """How a plain text weighs by fine clues; as it did where there are none."""
        if self.fine is None:
            return odds
        finely = self.fine.weigh(plain, odds)
        if is_out_of_reach(odds.sentence - BY_ITSELF, Strictness.STRICT):
            return finely._replace(sentence=-inf)
        asks = map(self.fine.ask_of, self.glance.near_sentences(plain))
        return finely._replace(sentence=max(asks, default=-inf))

    def own_words(self, plain: str) -> Weighed | None:
        """How a plain text weighs finely without what it quotes; None where it quotes nothing, or nothing else."""
        own = unquoted(plain)
        odds = self.odds_of(own)
        return self.weighed_finely(own, odds) if odds else None

    def unquoted_for(self, plain: str, said: float) -> str:
        """A plain text without what it quotes, where that decided that it weighs `said`; nothing elsewhere."""
        own = self.own_words(plain)
        return unquoted(plain) if own is not None and own.most + QUOTED == said else ""

    def fine_clues_of(self, plain: str, said: float) -> tuple[Clue, ...]:
        """The fine clues that weigh most; none where the words weigh `said` without them."""
        odds = self.odds_of(plain)
        if self.fine is None or odds is None or odds.most == said:
            return ()
        return strongest(self.fine.clues(self.sentence_of(plain, said) or plain), MOST_SHOWN)

    def sentence_of(self, plain: str, said: float) -> str:
        """The sentence of a plain text that decided where it weighs `said`; nothing where all words together did."""
        odds = self.odds_of(plain)
        finely = self.weighed_finely(plain, odds) if odds else None
        if finely is None or finely.most != said or not finely.is_by_sentence:
            return ""
        return self.asking_sentence(plain)

    def asking_sentence(self, plain: str) -> str:
        """The sentence of a plain text that is most of an ask by itself; nothing where none is near one."""
        near = self.glance.near_sentences(plain)
        return max(near, key=self.fine.ask_of, default="") if self.fine else ""

    def odds_if_near(self, plain: str) -> Weighed | None:
        """How the words of a plain text weigh; None when they are far, when there are none, or without weights."""
        return self.scales.weigh_if_near(plain) if self.scales and has_words(plain) else None

    def found(
        self,
        plain: str,
        wanted: Wanted = Wanted.ALL,
        noticed: Noticed = EVERYTHING,
        memory: Memory | None = None,
    ) -> Sequence[int]:
        """The triggers in a plain text that matter beside this memory, and the phrases that are really there."""
        found = self.viewer.scan(plain, wanted, noticed.odd, noticed.spread)
        if not found:
            return found
        confirmed, figures = self.spotter.confirmed(plain, found, memory is None), self.layout.digits
        if figures.isdisjoint(confirmed) or (memory is not None and self._piece(View(plain), memory)):
            return confirmed
        return [one for one in confirmed if one not in figures]

    def answer(self, view: Scanned, memory: Memory) -> Answer:
        """What a message says to what came before it."""
        digits = self.digits(view, memory)
        if memory.is_quiet:
            return Answer(digits=digits) if digits else NO_ANSWER
        read = self.answering.read(view, self.spotter.followups)
        just_before = memory.turn == memory.last_act
        return replace(read, digits=digits, answers=read.answers and just_before)

    def digits(self, view: Scanned, memory: Memory) -> tuple[str, int, int] | None:
        """A piece of a number in a view, and where it stands."""
        return None if self.layout.digits.isdisjoint(view.found) else self._piece(view, memory)

    def _piece(self, view: View, memory: Memory) -> tuple[str, int, int] | None:
        return self.answering.digits(view, memory.holds_digits)


def _topic_scales(
    pack: Pack, topics: Mapping[Topic, TopicWeights], scales: Scales | None
) -> tuple[TopicScale, ...]:
    if scales is None:
        return ()
    of = scales.words_of
    return tuple(TopicScale(topic, weights, of, pack.frames) for topic, weights in topics.items())


def _glance(
    pack: Pack, weights: Weights | None, viewer: Viewer, scales: Scales | None, topics: Sequence[Glances]
) -> Glance | NoGlance:
    if weights is None or weights.glances is None or scales is None:
        return NoGlance()
    known = viewer.words.words | weights.glances.words.keys()
    signs = ChunkSigns(pack, known, scales.words_of, viewer.hidden)
    return Glance(weights.glances, scales.words_of, signs.of, topics)


def is_low(odds: Weighed | None) -> bool:
    """Whether words are neither near an ask nor a sign."""
    return odds is None or (odds.most < LEAST_SIGN and odds.sign < LEAST_SIGN)


def is_far(odds: Weighed | None, strictness: Strictness) -> bool:
    """Whether words are no sign, and so far from an ask that no rule could make them one."""
    return odds is not None and odds.sign < LEAST_SIGN and is_out_of_reach(odds.most, strictness)
