"""The closer look reads all views of a message, and ends as soon as it shows that nothing is there after all."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.screening.balance import LEAST, Strictness, words_alone
from bot.screening.buildup import may_add_up
from bot.screening.fold import View
from bot.screening.judge import Judged, judge
from bot.screening.memory import Memory
from bot.screening.packs import Role
from bot.screening.seen import Reading, Seen
from bot.screening.spotting import Spotted
from bot.screening.tiers import NO_ANSWER, Tiers, is_low
from bot.screening.values import Message, Severity
from bot.screening.weighing import Weighed, likely

CHUNK = 1000
"""Longer texts are read in pieces of this many code points."""
OVERLAP = 200


class CloserLook:
    """Judges messages with all that a pack knows, under one community's choices."""

    def __init__(self, tiers: Tiers, switched_off: frozenset[str], strictness: Strictness) -> None:
        self._tiers, self._off, self._strictness = tiers, switched_off, strictness

    def judge(self, message: Message, plain: str, odds: Weighed | None, memory: Memory | None) -> Judged:
        """What one message is judged as; `odds` are those of its plain text."""
        if len(message.text) > CHUNK:
            return judge(message, self._long_reading(message), memory, self._strictness)
        found = self._tiers.found(plain, alone=memory is None)
        if not found and (memory is None or memory.is_quiet) and self._is_ordinary(odds, memory):
            return self._ordinary(message, odds, memory)
        views = self._tiers.viewer.views(message.text, found)
        spotted = self._tiers.spotter.spot(message.text, views, self._tiers.layout, self._off)
        odds, view = self._odds(views, odds)
        answer = self._tiers.answer(views[0], memory) if memory is not None else NO_ANSWER
        if not spotted and not answer.matters and self._is_ordinary(odds, memory):
            return self._ordinary(message, odds, memory)
        reading = Reading(
            seen=spotted.seen + answer.followups,
            refuses=answer.refuses,
            accepts=answer.accepts,
            answers=answer.answers,
            yields=answer.yields,
            protected=spotted.protected,
            odds=odds,
            weighed=self._weighed(message, odds, view, spotted, memory),
            handle=answer.handle,
            digits=answer.digits,
        )
        return judge(message, _without(reading, self._off), memory, self._strictness)

    def _is_ordinary(self, odds: Weighed | None, memory: Memory | None) -> bool:
        """Whether words by themselves are nothing; a memory keeps what tells a little."""
        return is_low(odds) or (odds is not None and memory is None and odds.ask < LEAST[self._strictness])

    def _ordinary(self, message: Message, odds: Weighed | None, memory: Memory | None) -> Judged:
        if memory is not None:
            memory.next_turn(message)
        return Judged(balance=words_alone(odds, self._strictness) if odds else None)

    def _long_reading(self, message: Message) -> Reading:
        seen: list[Seen] = []
        best: tuple[Weighed, View, int] | None = None
        protected = silent = False
        for low in range(0, len(message.text), CHUNK - OVERLAP):
            piece = message.text[low : low + CHUNK]
            views = self._tiers.viewer.open(piece)
            part = self._tiers.spotter.spot(piece, views, self._tiers.layout, self._off)
            protected, silent = protected or part.protected, silent or part.silent
            seen += [_moved(one, low) for one in part.seen]
            odds, view = self._odds(views, self._tiers.odds_of(views[0].text))
            if odds and (best is None or odds.ask > best[0].ask):
                best = odds, view, low
        reading = Reading(
            seen=tuple(dict.fromkeys(seen)),
            protected=protected,
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
            if odds and (best is None or odds.ask > best.ask):
                best, said_by = odds, view
        return best, said_by

    def _weighed(
        self, message: Message, odds: Weighed | None, view: View, spotted: Spotted, memory: Memory | None
    ) -> Seen | None:
        """What the words alone are a finding of, where it can come to that: by themselves or by what was before."""
        if odds is None or spotted.silent or is_low(odds) or _has_act(message, spotted.seen):
            return None
        alone = odds.ask >= LEAST[self._strictness]
        if not alone and (memory is None or not may_add_up(message, odds, memory)):
            return None
        return self._said(odds, view)

    def _said(self, odds: Weighed, view: View) -> Seen | None:
        scales = self._tiers.scales
        if scales is None:
            return None
        kind = scales.kind(view.text)
        span = view.span(*scales.heaviest(view.text))
        reason = self._tiers.pack.weighed.get(kind.value, kind.value)
        return Seen(kind, Severity.NOTE, f"weighed_{kind.value}", reason, Role.ACT, likely(odds.ask), *span)


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
