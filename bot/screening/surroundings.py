"""Surroundings are what stands round the hits in one text: clauses, quotations, and words that make hits harmless."""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property

from bot.screening.packs import QUOTE, Context, Pattern, Scope
from bot.screening.phrases import Phrase
from bot.screening.quotations import quotations
from bot.screening.values import Category

_SENTENCE_END = re.compile(r"[.!?]+(?=[\s\"')]|$)|\n")
_STARTERS = (
    "so|can|could|shall|should|let|lets|what|whats|wanna|add|text|give|gimme|send|call|ring|msg|message|dm|maybe|do"
    "|how|are|why|please|pls|which|where|find|hmu"
    "|want|fancy|come|join|any|wat|ur|your|we'd|we could|we should|i'd|id|wanna|gimme|tell|drop|hop"
)
_NEW_ASKS = (
    r"let'?s|shall we|can we|could we|can i|could i|gimme|what'?s (?:ur|your)|send me (?:ur|your)"
    r"|give me (?:ur|your)|add me|wanna|do (?:you|u) have"
)
_REPORTS = ("said", "says", "asked", "asks", "like", "told me", "was", "him", "her", "if", "to", "they", "he")
_DENIALS = ("n't", "not", "never", "dont", "wont", "cant", "stop")
_GOES_ON = "".join(f"(?<!{word})" for word in (*_REPORTS, *_DENIALS))
"""After these a new ask is none: somebody else's, or the one that is denied."""
_ASKS = "can|could|shall|lets|let|what|whats|add|text|give|gimme|send|call|ring|msg|message|dm|hmu|find"
_TURN = re.compile(
    r"[\s,;](?:but|however|still|though|except|anyway|unless)[\s,]"
    rf"|[,;:()]+\s*(?=(?:{_STARTERS})\b)|\s(?:so|and|then)\s(?=(?:{_ASKS}|do you|do u|you can|u can)\b)"
    rf"|{_GOES_ON}\s(?=(?:{_NEW_ASKS})\b)"
)
_AHEAD = 20
_MARKS = frozenset(".!?")
_STEPS = 20_000
"""Code points that are searched for protecting words in one text at most, every search counted. Nothing that people
write comes near; in a text of which this is not enough, what is found counts."""

Owners = Mapping[Phrase, Sequence[tuple[int, Context]]]


def owners_of(contexts: Iterable[Context]) -> Owners:
    """Which contexts each of their phrases stands for, with the place of the context in the pack."""
    owners: dict[Phrase, list[tuple[int, Context]]] = {}
    for place, context in enumerate(contexts):
        for phrase in context.phrases:
            owners.setdefault(phrase, []).append((place, context))
    return owners


class Surroundings:
    """What stands round the hits in one text; each thing is looked up once, however many hits there are.

    `find` gives the phrases that may protect and may be in a text at all, `owners` say of which contexts they are.
    """

    def __init__(self, text: str, find: Callable[[str], Iterable[Phrase]], owners: Owners) -> None:
        self.text = text
        self._find, self._owners = find, owners
        self._found: dict[tuple[Phrase, int, int], int] = {}
        self._by_category: dict[Category, list[tuple[Context, list[Phrase]]]] = {}
        self._turns: dict[int, Sequence[int]] = {}
        self._left = _STEPS

    def protection(self, start: int, end: int, pattern: Pattern) -> str:
        """The name of what makes a hit harmless, or nothing."""
        if pattern.unless and self._is_excepted(start, end, pattern):
            return "unless"
        if QUOTE not in pattern.despite and self.is_quoted(start, end):
            return QUOTE
        return self._context(start, end, pattern.category, pattern.despite)

    def is_protected(self, start: int, end: int, category: Category) -> bool:
        """Whether a context protects a stretch of text that no pattern found (a contact shape)."""
        return bool(self._context(start, end, category, frozenset()))

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether a stretch lies wholly inside a quotation or a line that quotes someone."""
        line = self.text.rfind("\n", 0, start) + 1
        if self.text.startswith("> ", line):
            return True
        return any(low <= start and end <= high for low, high in self._quotes)

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Where the clause round a stretch begins and ends."""
        if start and self.text[start - 1] in _MARKS:
            return start, self._end(max(start, end - 1))
        low, stop = self._sentence(start)
        turns = self._turns.get(low)
        if turns is None:
            found = _TURN.finditer(self.text, low, stop + _AHEAD)
            turns = self._turns[low] = [turn.end() for turn in found]
        before = bisect_right(turns, start)
        return (turns[before - 1] if before else low), self._end(max(start, end - 1))

    def _is_excepted(self, start: int, end: int, pattern: Pattern) -> bool:
        around = [phrase for phrase in pattern.unless if phrase in self._around]
        if not around:
            return False
        low, high = self.clause(start, end)
        clause = self.text[low:high]
        return any(self._spend(high - low) and phrase.exact.search(clause) for phrase in around)

    def _context(self, start: int, end: int, category: Category, despite: Collection[str]) -> str:
        known = self._contexts(category)
        if not known:
            return ""
        low, high = self.clause(start, end)
        within = {
            Scope.MESSAGE: (0, len(self.text)),
            Scope.CLAUSE: (low, high),
            Scope.AFTER: (start, high),
            Scope.BEFORE: (low, end),
        }
        for context, phrases in known:
            if context.id not in despite:
                latest = start - 1 if context.scope is Scope.BEFORE else len(self.text)
                if any(0 <= self._search(phrase, *within[context.scope]) <= latest for phrase in phrases):
                    return context.id
        return ""

    def _search(self, phrase: Phrase, low: int, high: int) -> int:
        """Where a phrase first stands between two places; -1 where it does not."""
        key = (phrase, low, high)
        place = self._found.get(key)
        if place is None:
            found = phrase.exact.search(self.text, low, high) if self._spend(high - low) else None
            place = self._found[key] = found.start() if found else -1
        return place

    def _spend(self, steps: int) -> bool:
        self._left -= steps
        return self._left >= 0

    def _contexts(self, category: Category) -> list[tuple[Context, list[Phrase]]]:
        """The contexts that may protect a hit of a category here, in the order of the pack."""
        known = self._by_category.get(category)
        if known is None:
            live: dict[int, tuple[Context, list[Phrase]]] = {}
            for phrase in self._around:
                for place, context in self._owners.get(phrase, ()):
                    if category in context.applies:
                        live.setdefault(place, (context, []))[1].append(phrase)
            known = self._by_category[category] = [live[place] for place in sorted(live)]
        return known

    @cached_property
    def _around(self) -> Mapping[Phrase, None]:
        return dict.fromkeys(self._find(self.text))

    @cached_property
    def _quotes(self) -> Sequence[tuple[int, int]]:
        return quotations(self.text)

    @cached_property
    def _stops(self) -> tuple[list[int], list[int]]:
        """Where the sentences' ends begin, and where they end."""
        stops = [stop.span() for stop in _SENTENCE_END.finditer(self.text)]
        return [start for start, _ in stops], [end for _, end in stops]

    def _sentence(self, start: int) -> tuple[int, int]:
        """Where the sentence of a place begins, and where the next one does."""
        ends = self._stops[1]
        place = bisect_right(ends, start)
        return (ends[place - 1] if place else 0), (ends[place] if place < len(ends) else len(self.text))

    def _end(self, place: int) -> int:
        """Where the sentence of a place ends."""
        starts, ends = self._stops
        after = bisect_right(ends, place)
        return max(starts[after], place) if after < len(ends) else len(self.text)
