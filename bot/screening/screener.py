"""The screener puts the tiers together: fold, scan, read, remember."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from bot.screening.balance import Strictness, words_alone
from bot.screening.disguise import TRIGGERS as DISGUISE_TRIGGERS
from bot.screening.disguise import backwards, turn, undo
from bot.screening.explaining import Explanation, Trial
from bot.screening.fold import View, build_table, fold, fold_view
from bot.screening.judge import Judged, judge
from bot.screening.language import in_language
from bot.screening.memory import Memory
from bot.screening.packs import Pack, PackError, Pattern, Reply, Role, load_pack
from bot.screening.phrases import SHAPES, Phrase
from bot.screening.read import Hit, context_holds, is_quoted, read_hits
from bot.screening.seen import Reading, Seen, seen_pattern
from bot.screening.shapes import TRIGGERS as SHAPE_TRIGGERS
from bot.screening.shapes import Shape, number_trigger, shape_reader
from bot.screening.sieve import Lookup, Sieve
from bot.screening.spelling import speller, triggers
from bot.screening.titles import claimed_title
from bot.screening.values import Category, Findings, Message, Severity
from bot.screening.vocabulary import Vocabulary, words_of
from bot.screening.weighing import FILE, Scales, Weighed, Weights, likely, read_weights

CHUNK = 1000
"""Longer texts are read in pieces of this many code points."""
OVERLAP = 200
_DIGIT_TRIGGERS = (
    r"(?:^|\W)\d{3,6}(?:\W|$)",
    r"^\W{0,6}(?:\d\W{0,3}){1,6}$",
    r"(?:^|\W)\d(?:[\s.,-]{1,3}\d){2,6}(?:\W|$)",
)
LEAST_ODDS = -2.2
"""Below this neither an ask nor a telling turn (`TELLING` as log-odds) is near."""
_LETTERS = re.compile(r"[a-z]{2}")
_HANDLE = re.compile(rf"(?<![\w.@]){SHAPES['handle']}(?![\w@])", re.ASCII)
_SHORT_WORDS = 6
_IN_ROW = 20
"""Words in one expression of the scanner, which compiles long ones slowly."""
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
_WEIGHED_SHAPES, _MOST_SHAPES = 8, 16
_PARTS_NEAR = 250
"""Code points between two parts that make an act together."""
_HIDING = re.compile(
    r"[a-z0-9][@$!|*+~_./0-9]+[a-z0-9]|(?:^|\W)\w\W\w\W\w(?:\W|$)|[^\x00-\u024f]", re.IGNORECASE
)
"""Writing inside a word that no ordinary typing slip explains."""
_REMEMBERED = (Role.REFUSAL,)
"""What is nothing without a memory."""
_NOTHING_SEEN: tuple[tuple[Seen, ...], bool, bool] = ((), False, False)
_SCANNED = (Role.ACT, Role.MOVE, Role.PART, Role.HIDDEN, *_REMEMBERED)
Phrases = Sequence[tuple[Pattern, Phrase]]


class Screener:
    """Looks at messages with one locale's packs. Raises on no text. Not for two threads at once."""

    def __init__(self, pack: Pack, weights: Weights | None = None, cache: Path | None = None) -> None:
        self.pack = pack
        self._scales = Scales(weights, pack.same) if weights else None
        self._table = build_table(pack.emoji)
        self._speller = speller(pack.spelling)
        self._words = _vocabulary(pack)
        self._shapes = shape_reader(pack)
        self._contexts = {
            category: tuple(context for context in pack.contexts if category in context.applies)
            for category in Category
        }
        self._no = _reply(pack.replies, "says_no")
        self._yes = _reply(pack.replies, "says_yes")
        self._yields = _reply(pack.replies, "yields")
        self._nothing = _reply(pack.replies, "tells_nothing")
        self._phrases = _phrases(pack.patterns, _SCANNED)
        self._excuses = _phrases(pack.patterns, (Role.EXCUSE,))
        self._reasons = _phrases(pack.patterns, (Role.REASON,))
        self._followups = _phrases(pack.patterns, (Role.FOLLOWUP,))
        self._later = Lookup(
            [phrase for _, phrase in (*self._excuses, *self._reasons, *self._followups)], cache
        )
        self._around = Lookup(_protecting(pack), cache)
        self._layout = _Layout(len(self._phrases), pack, self._words)
        self._useless = self._layout.digits.union(
            number for number, (pattern, _) in enumerate(self._phrases) if pattern.role in _REMEMBERED
        )
        self._sieve = Sieve([phrase for _, phrase in self._phrases], self._layout.triggers, cache)

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """All patterns of the packs, with reasons and examples."""
        return self.pack.patterns

    def can_read(self, text: str) -> bool:
        """Whether a text is in the language of these packs; what is not counts as unread, never as safe."""
        return in_language(text, self.pack.everyday)

    def claimed_title(self, name: str) -> str:
        """The title that a name claims, such as a profession (D14); empty when it claims none."""
        return claimed_title(name, self.pack.titles, self._table)

    def look(
        self,
        message: Message,
        memory: Memory | None = None,
        switched_off: frozenset[str] = frozenset(),
        strictness: Strictness = Strictness.USUAL,
    ) -> Findings:
        """The findings of one message, the most severe first; a memory judges along and records the message."""
        return self.judge(message, memory, switched_off, strictness).findings

    def judge(
        self,
        message: Message,
        memory: Memory | None = None,
        switched_off: frozenset[str] = frozenset(),
        strictness: Strictness = Strictness.USUAL,
    ) -> Judged:
        """The findings of one message with its score; a memory judges along and records the message."""
        if len(message.text) > CHUNK:
            reading = self._long_reading(message, switched_off)
        else:
            found = self.sift(message, memory)
            if not found and (memory is None or memory.is_quiet):
                odds = self._glance(fold(message.text, self._table).lower())
                if odds is None or max(odds.ask, odds.sign) < LEAST_ODDS:
                    if memory is not None:
                        memory.next_turn(message)
                    return Judged(balance=words_alone(odds.ask, strictness) if odds else None)
            reading = self._reading(message, found, memory, switched_off)
        if switched_off:
            reading = _without(reading, switched_off)
        return judge(message, reading, memory, strictness)

    def plain(self, text: str) -> str:
        """The start of a text as it is read: folded, in lower case, with disguises undone."""
        piece = text[:CHUNK]
        *_, last = self._views(piece, self._found(piece))
        return last.text

    def try_text(self, text: str) -> tuple[Trial, ...]:
        """Which patterns' phrases are in the text, and what protected them."""
        piece = text[:CHUNK]
        on_demand = [*self._excuses, *self._reasons, *self._followups]
        return tuple(
            _trial(piece, view, hit)
            for view in self._views(piece, self._found(piece))
            for hit in (*self._hits(view), *self._hits(view, on_demand))
        )

    def explain(self, message: Message, strictness: Strictness = Strictness.USUAL) -> Explanation:
        """How one message with nothing before it is judged, step by step; of a long one, its start."""
        start = replace(message, text=message.text[:CHUNK])
        views = tuple(self._views(start.text, self._found(start.text)))
        return Explanation(
            views=tuple(dict.fromkeys(view.text for view in views)),
            trials=self.try_text(start.text),
            clues=tuple(self._scales.clues(views[-1].text)) if self._scales else (),
            judged=self.judge(start, strictness=strictness),
        )

    def sift(self, message: Message, memory: Memory | None = None) -> Sequence[int]:
        """What a closer look would be for: the numbers of phrases and triggers in the text. Mostly nothing."""
        text = fold(message.text, self._table)
        found = self._sieve.hits(text)
        return self._confirmed(text, found, memory) if found else found

    def _confirmed(self, text: str, found: Sequence[int], memory: Memory | None) -> list[int]:
        """The triggers, and the phrases that really match and could matter here."""
        phrases, count = self._phrases, len(self._phrases)
        useless = self._useless if memory is None else ()
        return [
            number
            for number in found
            if number not in useless and (number >= count or phrases[number][1].exact.search(text))
        ]

    def _found(self, text: str) -> Sequence[int]:
        return self._sieve.hits(fold(text, self._table))

    def _long_reading(self, message: Message, switched_off: frozenset[str]) -> Reading:
        seen: list[Seen] = []
        odds: Weighed | None = None
        weighed: Seen | None = None
        protected = silent = False
        for low in range(0, len(message.text), CHUNK - OVERLAP):
            piece = message.text[low : low + CHUNK]
            views = tuple(self._views(piece, self._found(piece)))
            part, guarded, off = self._read_views(piece, views, switched_off)
            protected, silent = protected or guarded, silent or off
            seen += [_moved(one, low) for one in part]
            here, one = self._weigh(views)
            if here and (odds is None or here.ask > odds.ask):
                odds, weighed = here, _moved(one, low) if one else None
        return Reading(
            seen=tuple(dict.fromkeys(seen)),
            protected=protected,
            odds=odds,
            weighed=None if silent else weighed,
        )

    def _reading(
        self, message: Message, found: Sequence[int], memory: Memory | None, switched_off: frozenset[str]
    ) -> Reading:
        views = tuple(self._views(message.text, found))
        seen, protected, silent = (
            self._read_views(message.text, views, switched_off) if found else _NOTHING_SEEN
        )
        odds, weighed = self._weigh(views)
        weighed = None if silent else weighed
        if memory is None:
            return Reading(seen=seen, protected=protected, odds=odds, weighed=weighed)
        view = fold_view(message.text, self._table)
        if not memory.is_quiet:
            whole = _Scanned(view.text, view.origins)
            seen += tuple(self._unprotected(whole, self._followups))
        short = len(view.text.split()) <= _SHORT_WORDS
        asked = not memory.is_quiet
        handle = _HANDLE.search(view.text) if asked and short else None
        return Reading(
            seen=seen,
            refuses=asked and _says(self._no, view.text),
            accepts=asked and short and _says(self._yes, view.text),
            yields=asked and _says(self._yields, view.text),
            protected=protected,
            odds=odds,
            weighed=weighed,
            answers=asked and short and "?" not in view.text and not _says(self._nothing, view.text),
            handle=view.span(*handle.span()) if handle else None,
            digits=self._digits(view) if self._layout.digits.intersection(found) else None,
        )

    def _digits(self, view: View) -> tuple[str, int, int] | None:
        bare = not re.search(r"[a-z]", view.text)
        for run in self._shapes.runs(view.text):
            year = len(run.digits) == 4 and run.digits.startswith(("19", "20"))
            if len(run.digits) <= 8 and (bare or (len(run.digits) >= 3 and not year)):
                return run.digits, *view.span(run.start, run.end)
        return None

    def _glance(self, plain: str) -> Weighed | None:
        """How the words of a plain text weigh; None when there are no words, or no weights."""
        return self._scales.glance(plain) if self._scales and _LETTERS.search(plain) else None

    def _weigh(self, views: Sequence["_Scanned"]) -> tuple[Weighed | None, Seen | None]:
        """How the words weigh in the view that says most, and what they would be a finding of."""
        if self._scales is None:
            return None, None
        weighed = [(self._scales.weigh(view.text), view) for view in views if _LETTERS.search(view.text)]
        if not weighed:
            return None, None
        odds, view = max(weighed, key=lambda one: one[0].ask)
        if max(odds.ask, odds.sign) < LEAST_ODDS:
            return odds, None
        kind = self._scales.kind(view.text)
        span = view.span(*self._scales.heaviest(view.text))
        reason = self.pack.weighed.get(kind.value, kind.value)
        return odds, Seen(
            kind, Severity.NOTE, f"weighed_{kind.value}", reason, Role.ACT, likely(odds.ask), *span
        )

    def _read_views(
        self, text: str, views: Sequence["_Scanned"], switched_off: frozenset[str] = frozenset()
    ) -> tuple[tuple[Seen, ...], bool, bool]:
        """What is in the views of a text; whether its context protected something; whether something is off."""
        seen: list[Seen] = []
        guarded: list[tuple[Category, int, int]] = []
        plain: set[str] = set()
        for number, view in enumerate(views):
            before = tuple(guarded)
            for hit in self._hits(view):
                start, end = view.span(hit.start, hit.end)
                if hit.pattern.role is Role.HIDDEN and not (number and _HIDING.search(text[start:end])):
                    continue
                if hit.protected_by:
                    guarded.append((hit.pattern.category, start, end))
                elif not _overlaps(before, hit.pattern.category, start, end):
                    one = seen_pattern(hit.pattern, start, end, number > 0 and hit.pattern.id not in plain)
                    seen.append(replace(one, role=Role.ACT) if one.role is Role.HIDDEN else one)
                    plain.add(hit.pattern.id)
            seen += self._seen_shapes(view)
        on = [one for one in seen if one.rule not in switched_off]
        silent = len(on) < len(seen)
        seen = [*_weighed(on)]
        seen += self._seen_excuses(views[-1], seen)
        return tuple(seen), bool(guarded), silent

    def _seen_excuses(self, view: "_Scanned", seen: Sequence[Seen]) -> list[Seen]:
        """Excuses are looked for only when there is something to excuse: there are many, and they are common words."""
        acts = any(one.role is Role.ACT and one.category in _EXCUSABLE for one in seen)
        if not acts and not any(one.role is Role.MOVE for one in seen):
            return []
        excuses = list(self._unprotected(view, self._excuses))
        return [*excuses, *self._unprotected(view, self._reasons)] if acts or excuses else []

    def _unprotected(self, view: "_Scanned", phrases: "Phrases") -> Iterator[Seen]:
        for hit in self._hits(view, phrases):
            if not hit.protected_by:
                yield seen_pattern(hit.pattern, *view.span(hit.start, hit.end), disguised=False)

    def _views(self, text: str, found: Sequence[int]) -> Iterator["_Scanned"]:
        view = fold_view(text, self._table)
        yield _Scanned(view.text, view.origins, found)
        if self._layout.disguises.intersection(found):
            undone = self._undone(view)
            if undone.text != view.text:
                yield self._scanned(undone)
        if self._layout.reversals.intersection(found):
            yield self._scanned(self._undone(backwards(view)))
            for turned in turn(view, self._words):
                yield self._scanned(turned)

    def _undone(self, view: View) -> View:
        return self._speller.correct(undo(self._speller.expand(view), self._words))

    def _scanned(self, view: View) -> "_Scanned":
        return _Scanned(view.text, view.origins, self._sieve.hits(view.text))

    def _hits(self, view: "_Scanned", phrases: "Phrases | None" = None) -> Iterator[Hit]:
        if phrases is None:
            phrases = [self._phrases[number] for number in sorted(view.found) if number < len(self._phrases)]
        else:
            worth = self._later.within(view.text)
            phrases = [one for one in phrases if one[1] in worth]
        if phrases:
            around = self._around.within(view.text)
            for pattern, phrase in phrases:
                contexts = self._contexts[pattern.category]
                yield from read_hits(view.text, [(pattern, phrase)], contexts, around)

    def _seen_shapes(self, view: "_Scanned") -> Iterator[Seen]:
        if not self._layout.shapes.intersection(view.found):
            return
        around = self._around.within(view.text)
        for number, shape in enumerate(islice(self._shapes.shapes(view), _MOST_SHAPES)):
            # So many contact details in one text need no closer look, which would take long.
            if number >= _WEIGHED_SHAPES or not self._is_protected(view.text, shape, around):
                start, end = view.span(shape.start, shape.end)
                sure = 0.95 if shape.disguised else 0.9
                reason = _SHAPE_REASONS[shape.rule]
                yield Seen(
                    Category.CONTACT_SHARE, Severity.CONCERN, shape.rule, reason, Role.ACT, sure, start, end
                )

    def _is_protected(self, text: str, shape: Shape, around: Collection[Phrase]) -> bool:
        if is_quoted(text, shape.start, shape.end):
            return True
        before = text[max(0, shape.start - 60) : shape.end]
        if shape.rule == "phone_number" and any(
            phrase.exact.search(before) for phrase in self.pack.not_phones
        ):
            return True
        contexts = self._contexts[Category.CONTACT_SHARE]
        return context_holds(text, shape.start, shape.end, contexts, around)


@dataclass(frozen=True, slots=True)
class _Scanned(View):
    """A view with the numbers of the expressions found in it."""

    found: Sequence[int] = ()


class _Layout:
    """Which number of the scanner's numbers means what: phrases first, then the triggers."""

    def __init__(self, phrases: int, pack: Pack, words: Vocabulary) -> None:
        self.triggers: list[str] = []
        self._first = phrases
        self.shapes = self._add((*SHAPE_TRIGGERS, number_trigger(pack.numbers)))
        self.disguises = self._add((*DISGUISE_TRIGGERS, *triggers(pack.spelling)))
        self.reversals = self._add(_reversed(words))
        self.digits = self._add(_DIGIT_TRIGGERS)

    def _add(self, expressions: Iterable[str]) -> frozenset[int]:
        start = self._first + len(self.triggers)
        self.triggers += expressions
        return frozenset(range(start, self._first + len(self.triggers)))


def _weighed(seen: Sequence[Seen]) -> Iterator[Seen]:
    """Parts of two kinds that stand close together are an act; a lone part is nothing."""
    hints = [one for one in seen if one.role is Role.PART]
    for one in seen:
        if one.role is not Role.PART:
            yield one
        elif any(one.rule != other.rule and abs(one.start - other.start) <= _PARTS_NEAR for other in hints):
            yield replace(one, role=Role.ACT)


def _trial(text: str, view: View, hit: Hit) -> Trial:
    start, end = view.span(hit.start, hit.end)
    act = f"{hit.pattern.category.value}, {hit.pattern.role.value}"
    return Trial(hit.pattern.id, act, hit.phrase.text, text[start:end], hit.protected_by, view.text)


def load_screener(folder: Path, locale: str = "en", cache: Path | None = None) -> Screener:
    """Load a locale's packs and compile them; `cache` keeps the compiled form, None compiles in memory.

    Raises PackError when a pack cannot be used.
    """
    path = folder / locale / FILE
    weights = _weights(path) if path.is_file() else None
    return Screener(load_pack(folder, locale), weights, cache)


def _weights(path: Path) -> Weights:
    try:
        return read_weights(path)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise PackError(
            f"{path.name}: not a file of weights: {error}. Make it anew with `make weights`."
        ) from None


def _phrases(patterns: Iterable[Pattern], roles: Iterable[Role]) -> Phrases:
    wanted = frozenset(roles)
    return [(one, phrase) for one in patterns if one.role in wanted for phrase in one.phrases]


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
    return (*row, r"(?:^|\W)(?:uoy|s'?tahw)(?:\W|$)", r"(?:^|\W)moc\.[a-z]") if turned else ()


def _protecting(pack: Pack) -> list[Phrase]:
    """Every phrase that can make a hit harmless."""
    exceptions = [phrase for pattern in pack.patterns for phrase in pattern.unless]
    return exceptions + [phrase for context in pack.contexts for phrase in context.phrases]


def _reply(replies: Iterable[Reply], name: str) -> tuple[Phrase, ...]:
    return tuple(phrase for reply in replies if reply.id == name for phrase in reply.phrases)


def _says(phrases: Iterable[Phrase], text: str) -> bool:
    return any(phrase.exact.search(text) for phrase in phrases)


def _overlaps(guarded: Iterable[tuple[Category, int, int]], category: Category, start: int, end: int) -> bool:
    return any(kind is category and start < high and low < end for kind, low, high in guarded)


def _moved(one: Seen, by: int) -> Seen:
    return replace(one, start=one.start + by, end=one.end + by)


def _without(reading: Reading, switched_off: frozenset[str]) -> Reading:
    """Without what is switched off; words alone do not stand in for a rule that people switched off."""
    seen = tuple(one for one in reading.seen if one.rule not in switched_off)
    off = reading.weighed is not None and reading.weighed.rule in switched_off
    return replace(reading, seen=seen, weighed=None if off else reading.weighed)
