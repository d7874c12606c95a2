"""Spotting says what is in the views of a text: acts, parts of acts, contact shapes and excuses, unprotected."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from bot.screening.balance import CERTAIN
from bot.screening.fold import View
from bot.screening.packs import Pack, Pattern, Role
from bot.screening.phrases import Phrase
from bot.screening.read import Hit, read_hit
from bot.screening.searches import Searches
from bot.screening.seen import Seen, seen_pattern
from bot.screening.shapes import Shape, ShapeReader
from bot.screening.sieve import Lookup, Wanted
from bot.screening.strange_letters import strange_words
from bot.screening.surroundings import Surroundings, owners_of
from bot.screening.values import Category, Severity
from bot.screening.views import Layout, Scanned

Phrases = Sequence[tuple[Pattern, Phrase]]

_REMEMBERED = (Role.REFUSAL,)
"""What is nothing without a memory."""
_SCANNED = (Role.ACT, Role.MOVE, Role.PART, Role.HIDDEN, *_REMEMBERED)
_SHAPE_REASONS = {
    "phone_number": "Gives a phone number.",
    "email_address": "Gives a mail address.",
    "invite_link": "Gives a link to another place to talk.",
    "profile_link": "Gives a link to an account elsewhere.",
}
_EXCUSABLE = frozenset(
    (
        Category.CONTACT_REQUEST,
        Category.CONTACT_SHARE,
        Category.OFFSITE_INVITE,
        Category.PERSONAL_PROBE,
        Category.SECRECY,
    )
)
_MOST_PHRASES = 64
"""Phrases that are looked for in one text; what people write has 45 at most."""
_WEIGHED_SHAPES, _MOST_SHAPES = 8, 16
_BEFORE_SHAPE = 60
"""Code points before a shape in which a word may say that it is no phone number."""
_PARTS_NEAR = 250
"""Code points between two parts that make an act together."""
_HIDING = re.compile(
    r"[a-z0-9][@$!|*+~_./0-9]+[a-z0-9]|(?:^|\W)\w\W\w\W\w(?:\W|$)|[^\x00-\u024f]", re.IGNORECASE
)
"""Writing inside a word that no ordinary typing slip explains."""


@dataclass(frozen=True, slots=True)
class Spotted:
    """What is in the views of a text.

    `protected` says that its context protected something, `silent` that something is there which is switched off,
    `hides` that figures, signs or strange letters stand for those of known words.
    """

    seen: tuple[Seen, ...] = ()
    protected: bool = False
    silent: bool = False
    hides: bool = False

    def __bool__(self) -> bool:
        return bool(self.seen) or self.protected or self.silent

    @property
    def may_flag(self) -> bool:
        """Whether words beside it could make a flag of what was seen."""
        return any(one.category.flaggable for one in self.seen)


NOTHING = Spotted()


class Spotter:
    """Looks for the patterns of one pack in views."""

    def __init__(self, pack: Pack, phrases: Phrases, shapes: ShapeReader, cache: Path | None = None) -> None:
        self._phrases, self._shapes = phrases, shapes
        self._not_phones = pack.not_phones
        self._owners = owners_of(pack.contexts)
        self._followups = phrases_of(pack, Role.FOLLOWUP)
        self._on_demand = [*phrases_of(pack, Role.EXCUSE), *phrases_of(pack, Role.REASON)]
        self._later = Lookup([phrase for _, phrase in self._on_demand], cache)
        self._searches = Searches()
        protecting = _protecting(pack)
        self._protecting = Lookup(protecting, cache)
        self._places = {phrase: place for place, phrase in enumerate(protecting)}
        self._known: Surroundings | None = None
        self._useless = frozenset(
            number for number, (pattern, _) in enumerate(phrases) if pattern.role in _REMEMBERED
        )

    def confirmed(self, plain: str, found: Iterable[int], alone: bool) -> list[int]:
        """The triggers, and the phrases that really match; without those that are nothing to a message alone."""
        phrases, count, first = self._phrases, len(self._phrases), self._searches.first
        useless = self._useless if alone else ()
        return [
            number
            for number in self._few(found)
            if number >= count or (number not in useless and first(phrases[number][1], plain))
        ]

    def _few(self, found: Iterable[int]) -> Sequence[int]:
        """These numbers, but not more phrases than people meet in one text: the surest then."""
        numbers, count = sorted(found), len(self._phrases)
        if len(numbers) <= _MOST_PHRASES:
            return numbers
        ours = [number for number in numbers if number < count]
        surest = sorted(ours, key=lambda number: -self._phrases[number][0].sure)[:_MOST_PHRASES]
        return [*sorted(surest), *numbers[len(ours) :]]

    def spot(
        self,
        text: str,
        views: Sequence[Scanned],
        layout: Layout,
        switched_off: frozenset[str] = frozenset(),
    ) -> Spotted:
        """What is in the views of a text."""
        if not any(layout.speaks(view.found) for view in views):
            return NOTHING
        seen: list[Seen] = []
        guarded: list[tuple[Category, int, int]] = []
        plain: set[str] = set()
        for number, view in enumerate(views):
            before = tuple(guarded)
            for hit in self.hits(view):
                start, end = view.span(hit.start, hit.end)
                if hit.pattern.role is Role.HIDDEN and not _is_hidden(text[start:end], number):
                    continue
                if hit.protected_by:
                    guarded.append((hit.pattern.category, start, end))
                elif not _overlaps(before, hit.pattern.category, start, end):
                    one = seen_pattern(hit.pattern, start, end, number > 0 and hit.pattern.id not in plain)
                    seen.append(replace(one, role=Role.ACT) if one.role is Role.HIDDEN else one)
                    plain.add(hit.pattern.id)
            if not layout.shapes.isdisjoint(view.found):
                seen += self._seen_shapes(view)
        on = [one for one in seen if one.rule not in switched_off]
        whole = [*_put_together(on)]
        whole += self._seen_excuses(views[-1], whole)
        return Spotted(tuple(whole), bool(guarded), len(on) < len(seen))

    def has_shapes(self, view: Scanned) -> bool:
        """Whether a contact is given in a view by its form."""
        return next(self._shapes.shapes(view), None) is not None

    @property
    def goes_on(self) -> list[Phrase]:
        """The phrases that go on from an earlier act."""
        return [phrase for _, phrase in self._followups]

    def followups(self, view: View, worth: Collection[Phrase]) -> tuple[Seen, ...]:
        """What goes on from an earlier act, of the phrases that are worth a search."""
        return tuple(self._unprotected(view, _worth(self._followups, worth)))

    def hits(self, view: Scanned) -> Iterator[Hit]:
        """The phrases in a view, protected or not."""
        count = len(self._phrases)
        return self._read(view, [self._phrases[number] for number in self._few(view.found) if number < count])

    def hits_on_demand(self, view: Scanned) -> Iterator[Hit]:
        """The phrases in a view that are looked for only now and then: excuses, and what goes on from an act."""
        yield from self._read(view, self._worth_later(view))
        yield from self._read(view, self._followups)

    def _read(self, view: View, phrases: Phrases) -> Iterator[Hit]:
        text = view.text
        for pattern, phrase in phrases:
            if first := self._searches.first(phrase, text):
                yield read_hit(pattern, phrase, first, self._surroundings(text))

    def _surroundings(self, text: str) -> Surroundings:
        """What stands round the hits in a text; that of the last one is kept, for it is asked for again and again."""
        known = self._known
        if known is None or known.text != text:
            known = self._known = Surroundings(text, self._around, self._owners)
        return known

    def _around(self, text: str) -> list[Phrase]:
        """The phrases that may protect and may be in a text, in the order of the pack."""
        return sorted(self._protecting.within(text), key=self._places.__getitem__)

    def _worth_later(self, view: View) -> Phrases:
        """The excuses that may be in a view."""
        return _worth(self._on_demand, self._later.within(view.text))

    def _unprotected(self, view: View, phrases: Phrases) -> Iterator[Seen]:
        for hit in self._read(view, phrases):
            if not hit.protected_by:
                yield seen_pattern(hit.pattern, *view.span(hit.start, hit.end), disguised=False)

    def _seen_excuses(self, view: Scanned, seen: Sequence[Seen]) -> list[Seen]:
        """Excuses are looked for only when there is something to excuse: there are many, and they are common words."""
        acts = any(one.role is Role.ACT and one.category in _EXCUSABLE for one in seen)
        if not acts and not any(one.role is Role.MOVE for one in seen):
            return []
        worth = self._worth_later(view)
        excuses = list(self._unprotected(view, [one for one in worth if one[0].role is Role.EXCUSE]))
        if not acts and not excuses:
            return []
        return [*excuses, *self._unprotected(view, [one for one in worth if one[0].role is Role.REASON])]

    def _seen_shapes(self, view: Scanned) -> Iterator[Seen]:
        shapes = islice(self._shapes.shapes(view), _MOST_SHAPES)
        for number, shape in enumerate(shapes):
            # So many contact details in one text need no closer look, which would take long.
            if number >= _WEIGHED_SHAPES or not self._is_protected(view.text, shape):
                start, end = view.span(shape.start, shape.end)
                sure = 0.95 if shape.disguised else 0.9
                reason = _SHAPE_REASONS[shape.rule]
                yield Seen(
                    Category.CONTACT_SHARE, Severity.CONCERN, shape.rule, reason, Role.ACT, sure, start, end
                )

    def _is_protected(self, text: str, shape: Shape) -> bool:
        surroundings = self._surroundings(text)
        if surroundings.is_quoted(shape.start, shape.end):
            return True
        before = text[max(0, shape.start - _BEFORE_SHAPE) : shape.end]
        if shape.rule == "phone_number" and any(phrase.exact.search(before) for phrase in self._not_phones):
            return True
        return surroundings.is_protected(shape.start, shape.end, Category.CONTACT_SHARE)


def _is_hidden(written: str, number: int) -> bool:
    """Whether a name was written so that it is seen only in another view than the first, or with strange letters."""
    return bool(number and _HIDING.search(written)) or bool(strange_words(written))


def phrases_of(pack: Pack, *roles: Role) -> Phrases:
    """The phrases of all patterns of some roles, each with its pattern."""
    return [(one, phrase) for one in pack.patterns if one.role in roles for phrase in one.phrases]


def scanned_phrases(pack: Pack) -> Phrases:
    """The phrases that are looked for in every text."""
    return phrases_of(pack, *_SCANNED)


def wanted_phrases(phrases: Phrases) -> dict[Wanted, list[int]]:
    """The numbers of phrases by how far the words of a text may be for them still to matter."""
    rows: dict[Wanted, list[int]] = {level: [] for level in Wanted}
    for number, (pattern, _) in enumerate(phrases):
        rows[_wanted(pattern)].append(number)
    return rows


def _wanted(pattern: Pattern) -> Wanted:
    """What needs no words, what a memory keeps, and who asks when somebody is alone matters everywhere."""
    surest = seen_pattern(pattern, 0, 0, disguised=True).sure
    if not pattern.category.flaggable or surest >= CERTAIN or pattern.role in _REMEMBERED:
        return Wanted.STRONG
    if pattern.detail and pattern.severity is Severity.URGENT:
        return Wanted.STRONG
    if pattern.detail:
        return Wanted.PROBES
    return Wanted.MOVES if pattern.role is Role.MOVE else Wanted.ALL


def _worth(phrases: Phrases, worth: Collection[Phrase]) -> Phrases:
    return [one for one in phrases if one[1] in worth] if worth else ()


def _protecting(pack: Pack) -> list[Phrase]:
    """Every phrase that can make a hit harmless."""
    exceptions = [phrase for pattern in pack.patterns for phrase in pattern.unless]
    return exceptions + [phrase for context in pack.contexts for phrase in context.phrases]


def _put_together(seen: Sequence[Seen]) -> Iterator[Seen]:
    """Parts of two kinds that stand close together are an act; a lone part is nothing."""
    hints = [one for one in seen if one.role is Role.PART]
    for one in seen:
        if one.role is not Role.PART:
            yield one
        elif any(one.rule != other.rule and abs(one.start - other.start) <= _PARTS_NEAR for other in hints):
            yield replace(one, role=Role.ACT)


def _overlaps(guarded: Iterable[tuple[Category, int, int]], category: Category, start: int, end: int) -> bool:
    return any(kind is category and start < high and low < end for kind, low, high in guarded)
