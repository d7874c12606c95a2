"""The closer look reads all views of a message, and ends as soon as it shows that nothing is there after all."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import inf

from bot.screening.answering import NO_ANSWER, Answer
from bot.screening.balance import NEAR, Strictness, balance_of, is_out_of_reach, limit, words_alone
from bot.screening.buildup import adds_up, may_add_up, pull, tells_much
from bot.screening.fold import View
from bot.screening.judge import Judged, going_on, judge, nothing_in
from bot.screening.memory import Memory
from bot.screening.packs import Role
from bot.screening.quick import FirstLook, full_look, is_ordinary, is_quiet, wanted
from bot.screening.seen import Reading, Seen
from bot.screening.spotting import NOTHING as UNSEEN
from bot.screening.spotting import Spotted
from bot.screening.tiers import Tiers, is_far, is_low
from bot.screening.values import Message, Severity, is_flagged
from bot.screening.views import Scanned
from bot.screening.weighing import Weighed, likely

CHUNK = 1000
"""Longer texts are read in pieces of this many code points."""
OVERLAP = 200


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """The pieces in which a text is read, each with its first place; a short text is one."""
    last = max(1, len(text) - OVERLAP)
    return ((low, text[low : low + CHUNK]) for low in range(0, last, CHUNK - OVERLAP))


class CloserLook:
    """Judges messages with all that a pack knows, under one community's choices."""

    def __init__(self, tiers: Tiers, switched_off: frozenset[str], strictness: Strictness) -> None:
        self._tiers, self._off, self._strictness = tiers, switched_off, strictness

    def judge_long(self, message: Message, memory: Memory | None) -> Judged:
        """What a message is judged as that is read in pieces."""
        return judge(message, self._long_reading(message), memory, self._strictness)

    def judge(self, message: Message, first: FirstLook, memory: Memory | None) -> Judged:
        """What one message is judged as in which the first look found something, or with an ask before it."""
        pulled = pull(message, memory) if memory is not None and not memory.is_quiet else 0.0
        if memory is None or not pulled or self._gives_way(first, memory):
            return self._judged(message, first, memory)
        before = memory.flagged_by(message)
        judged = self._judged(message, first, memory)
        if is_flagged(judged.findings):
            return judged
        above = self._above(first, judged) + pulled
        return going_on(message, judged, before, above) if above >= 0 else judged

    def _gives_way(self, first: FirstLook, memory: Memory) -> bool:
        """Whether a message says no, or gives way to one."""
        answer = self._tiers.answer(Scanned(first.plain), memory)
        return answer.refuses or answer.yields

    def _above(self, first: FirstLook, judged: Judged) -> float:
        """How far a message lies above the limit, also one whose words were not weighed yet."""
        if judged.balance is not None:
            return judged.balance.above
        odds = self._tiers.odds_of(first.plain)
        return words_alone(odds, self._strictness).above if odds else -inf

    def _judged(self, message: Message, first: FirstLook, memory: Memory | None) -> Judged:
        if not first.found and is_quiet(memory):
            return self._by_words(message, first, memory)
        if memory is not None and first.far and not first.found and not self._answers(first, memory):
            return self._nothing(message, None, memory)
        views = self._views(message, first.found, first.far, memory)
        if first.far and any(self._is_near(view) for view in views[1:]):
            first = full_look(self._tiers, first.plain, memory, self._strictness, hides=True)
            views = self._views(message, first.found, first.far, memory)
        return self._by_views(message, first, views, memory)

    def _by_views(
        self, message: Message, first: FirstLook, views: Sequence[Scanned], memory: Memory | None
    ) -> Judged:
        """What a message is judged as by all ways to read it, and by what it says to what came before."""
        spotted = self._spot(message.text, views)
        answer = self._tiers.answer(views[0], memory) if memory is not None else NO_ANSWER
        odds, view = self._odds_beside(first, views, matters=answer.says or spotted.may_flag)
        odds = self._finely(message, odds, view, spotted, memory)
        ordinary = is_ordinary(odds, memory, self._strictness, spotted.hides)
        if ordinary and not spotted and not answer.matters:
            return self._nothing(message, odds, memory, spotted.hides)
        weighed = self._weighed(message, odds, view, spotted, memory)
        reading = _without(_reading(spotted, answer, odds, weighed), self._off)
        return judge(message, reading, memory, self._strictness)

    def _odds_beside(
        self, first: FirstLook, views: Sequence[Scanned], *, matters: bool
    ) -> tuple[Weighed | None, View]:
        """How the words weigh, and in which view; far ones only where something stands beside them that `matters`."""
        if not first.far:
            return self._odds(views, first.odds)
        return self._odds(views, self._tiers.odds_of(first.plain)) if matters else (first.odds, views[0])

    def _nothing(
        self, message: Message, odds: Weighed | None, memory: Memory | None, hides: bool = False
    ) -> Judged:
        if memory is not None:
            memory.next_turn(message)
        return nothing_in(odds, self._strictness, hides)

    def _answers(self, first: FirstLook, memory: Memory) -> bool:
        """Whether a message with nothing in it says something to what came before it."""
        return self._tiers.answer(Scanned(first.plain), memory).matters

    def _by_words(self, message: Message, first: FirstLook, memory: Memory | None) -> Judged:
        """What a message is judged as that has nothing but its words, with no ask before it that is still open."""
        hides = self._tiers.viewer.hides_letters(message.text)
        spotted = replace(UNSEEN, hides=hides)
        odds, said = self._finely(message, first.odds, View(first.plain), spotted, memory), None
        if odds is not None and (
            odds.most >= limit(self._strictness, hides) - NEAR
            or (memory is not None and adds_up(message, likely(odds.sign), memory))
        ):
            said = self._said(odds, self._tiers.viewer.views(message.text, ())[0])
        reading = _without(Reading(odds=odds, weighed=said, hides=hides), self._off)
        return judge(message, reading, memory, self._strictness)

    def _views(
        self, message: Message, found: Sequence[int], far: bool, memory: Memory | None
    ) -> tuple[Scanned, ...]:
        return self._tiers.viewer.views(message.text, found, wanted(far, is_quiet(memory)))

    def _spot(self, text: str, views: Sequence[Scanned]) -> Spotted:
        spotted = self._tiers.spotter.spot(text, views, self._tiers.layout, self._off)
        return replace(spotted, hides=True) if self._tiers.viewer.hides(text, views) else spotted

    def _is_near(self, view: Scanned) -> bool:
        """Whether a disguise hid words that are near an ask, or a phrase."""
        if self._tiers.layout.has_phrases(view.found):
            return True
        return not is_far(self._tiers.odds_of(view.text), self._strictness)

    def _long_reading(self, message: Message) -> Reading:
        seen: list[Seen] = []
        best: tuple[Weighed, View, int] | None = None
        protected = silent = hides = False
        for low, piece in pieces(message.text):
            views = self._tiers.viewer.open(piece)
            part = self._spot(piece, views)
            protected, silent = protected or part.protected, silent or part.silent
            hides = hides or part.hides
            seen += [_moved(one, low) for one in part.seen]
            odds, view = self._odds(views, self._tiers.odds_of(views[0].text))
            if odds and (best is None or odds.most > best[0].most):
                best = odds, view, low
        reading = Reading(
            seen=tuple(dict.fromkeys(seen)),
            protected=protected,
            hides=hides,
            odds=best[0] if best else None,
            weighed=None if silent or best is None or _has_act(message, seen) else self._moved_words(*best),
        )
        return _without(reading, self._off)

    def _moved_words(self, odds: Weighed, view: View, by: int) -> Seen | None:
        """What the words of the piece from a place on are a finding of."""
        said = None if is_low(odds) else self._said(odds, view)
        return _moved(said, by) if said else None

    def _odds(self, views: Sequence[View], first: Weighed | None) -> tuple[Weighed | None, View]:
        """How the words weigh in the view that says most, and that view; `first` is for the first one."""
        best, said_by = first, views[0]
        for view in views[1:]:
            odds = self._tiers.odds_of(view.text)
            if odds and (best is None or odds.most > best.most):
                best, said_by = odds, view
        return best, said_by

    def _finely(
        self, message: Message, odds: Weighed | None, view: View, spotted: Spotted, memory: Memory | None
    ) -> Weighed | None:
        """The odds by fine clues, where those could decide: near the limit, or near what adds up in a chat."""
        if odds is None or not (
            self._is_near_limit(odds, spotted) or (memory is not None and tells_much(message, odds, memory))
        ):
            return odds
        finely = self._tiers.weighed_finely(view.text, odds)
        own = self._tiers.own_words(view.text)
        return finely if own is None else finely.beside(own)

    def _is_near_limit(self, odds: Weighed, spotted: Spotted) -> bool:
        reading = Reading(spotted.seen, odds=odds, protected=spotted.protected, hides=spotted.hides)
        balance = balance_of(spotted.seen, reading, self._strictness)
        return (
            balance is not None
            and balance.above >= -NEAR
            and not is_out_of_reach(odds.most, self._strictness)
        )

    def _weighed(
        self, message: Message, odds: Weighed | None, view: View, spotted: Spotted, memory: Memory | None
    ) -> Seen | None:
        """What the words alone are a finding of, where it can come to that: by themselves or by what was before."""
        if odds is None or spotted.silent or is_low(odds) or _has_act(message, spotted.seen):
            return None
        alone = odds.most >= limit(self._strictness, spotted.hides) - NEAR
        if not alone and (memory is None or not may_add_up(message, odds, memory)):
            return None
        return self._said(odds, view)

    def _said(self, odds: Weighed, view: View) -> Seen | None:
        scales = self._tiers.scales
        if scales is None:
            return None
        sentence = self._tiers.asking_sentence(view.text) if odds.is_by_sentence else ""
        said = sentence or view.text
        kind, (low, high) = scales.kind(said), scales.heaviest(said)
        begin = view.text.index(said)
        span = view.span(begin + low, begin + high)
        reason = self._tiers.pack.weighed.get(kind.value, kind.value)
        return Seen(kind, Severity.NOTE, f"weighed_{kind.value}", reason, Role.ACT, likely(odds.most), *span)


def _reading(spotted: Spotted, answer: Answer, odds: Weighed | None, weighed: Seen | None) -> Reading:
    return Reading(
        seen=spotted.seen + answer.followups,
        refuses=answer.refuses,
        accepts=answer.accepts,
        answers=answer.answers,
        yields=answer.yields,
        protected=spotted.protected,
        hides=spotted.hides,
        odds=odds,
        weighed=weighed,
        handle=answer.handle,
        digits=answer.digits,
    )


def _has_act(message: Message, seen: Iterable[Seen]) -> bool:
    """Whether a rule hit that nobody switched off: beside it words are no finding of their own."""
    return any(
        one.role is Role.ACT and one.category.flaggable and one.side in (None, message.side) for one in seen
    )


def _moved(one: Seen, by: int) -> Seen:
    return replace(one, start=one.start + by, end=one.end + by)


def _without(reading: Reading, switched_off: frozenset[str]) -> Reading:
    """Without what is switched off; words alone do not stand in for a rule that people switched off."""
    if not switched_off:
        return reading
    seen = tuple(one for one in reading.seen if one.rule not in switched_off)
    off = reading.weighed is not None and reading.weighed.rule in switched_off
    return replace(reading, seen=seen, weighed=None if off else reading.weighed)
