"""Read judges what the scan found: where exactly, in which speech act, and what around it protects."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from bot.screening.packs import Context, Pattern, Scope
from bot.screening.phrases import Phrase

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
_AFTER_NO_REPORT = "".join(f"(?<!{word})" for word in _REPORTS)
_ASKS = "can|could|shall|lets|let|what|whats|add|text|give|gimme|send|call|ring|msg|message|dm|hmu|find"
_TURN = re.compile(
    r"[\s,;](?:but|however|still|though|except|anyway|unless)[\s,]"
    rf"|[,;:()]+\s*(?=(?:{_STARTERS})\b)|\s(?:so|and|then)\s(?=(?:{_ASKS}|do you|do u|you can|u can)\b)"
    rf"|{_AFTER_NO_REPORT}\s(?=(?:{_NEW_ASKS})\b)"
)
_QUOTE = re.compile(r"(?<!\w)(['\"])(?=\S)(.{4,300}?)(?<=\S)\1(?!\w)")
_QUOTE_WORDS = 3
_AHEAD = 20
_MOST_HITS = 24
"""Of one phrase in one text: to weigh the same words over and over would hold up the bot."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern's phrase found in a view; `protected_by` names the context that makes it harmless, if any."""

    pattern: Pattern
    phrase: Phrase
    start: int
    end: int
    protected_by: str = ""


def read_hits(
    text: str,
    phrases: Iterable[tuple[Pattern, Phrase]],
    contexts: Iterable[Context],
    around: Collection[Phrase],
) -> Iterator[Hit]:
    """The first unprotected hit of each phrase, or its first protected one when there is no other.

    `around` are the phrases of contexts that may be in the text at all.
    """
    contexts = tuple(contexts)
    for pattern, phrase in phrases:
        kept: Hit | None = None
        for found in islice(phrase.exact.finditer(text), _MOST_HITS):
            start, end = _trim(text, found.start(), found.end())
            hit = Hit(pattern, phrase, start, end, protection(text, start, end, pattern, contexts, around))
            if kept is None or not hit.protected_by:
                kept = hit
            if not hit.protected_by:
                break
        if kept:
            yield kept


def protection(
    text: str,
    start: int,
    end: int,
    pattern: Pattern,
    contexts: Iterable[Context],
    around: Collection[Phrase],
) -> str:
    """The name of what makes a hit harmless, or nothing."""
    windows = _Windows(text, start, end, around)
    if any(phrase in around and phrase.exact.search(windows.clause) for phrase in pattern.unless):
        return "unless"
    if "quote" not in pattern.despite and _quoted(text, start, end):
        return "quote"
    for context in contexts:
        if (
            pattern.category in context.applies
            and context.id not in pattern.despite
            and _holds(context, windows)
        ):
            return context.id
    return ""


def context_holds(
    text: str, start: int, end: int, contexts: Iterable[Context], around: Collection[Phrase]
) -> bool:
    """Whether a context protects a stretch of text that no pattern found (a contact shape)."""
    windows = _Windows(text, start, end, around)
    return any(_holds(context, windows) for context in contexts)


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a stretch lies wholly inside a quotation or a line that quotes someone."""
    return _quoted(text, start, end)


class _Windows:
    """The text round a hit: its clause, what comes before and after, and the phrases worth a search there."""

    def __init__(self, text: str, start: int, end: int, around: Collection[Phrase]) -> None:
        self.text, self.around = text, around
        self.start, self.end = start, end
        self._clause: tuple[int, int] | None = None

    @property
    def low(self) -> int:
        """Where the clause begins."""
        return self._bounds()[0]

    @property
    def high(self) -> int:
        """Where the clause ends."""
        return self._bounds()[1]

    @property
    def clause(self) -> str:
        """The words of the clause."""
        return self.text[self.low : self.high]

    def _bounds(self) -> tuple[int, int]:
        if self._clause is None:
            self._clause = _clause(self.text, self.start, self.end)
        return self._clause


def _holds(context: Context, windows: _Windows) -> bool:
    return any(
        phrase in windows.around and _stands(phrase, context.scope, windows) for phrase in context.phrases
    )


def _stands(phrase: Phrase, scope: Scope, windows: _Windows) -> bool:
    text = windows.text
    match scope:
        case Scope.MESSAGE:
            return bool(phrase.exact.search(text))
        case Scope.CLAUSE:
            return bool(phrase.exact.search(text, windows.low, windows.high))
        case Scope.AFTER:
            return bool(phrase.exact.search(text, windows.start, windows.high))
    return _starts_before(text, windows, phrase)


def _starts_before(text: str, windows: _Windows, phrase: Phrase) -> bool:
    found = phrase.exact.search(text, windows.low, windows.end)
    return found is not None and found.start() < windows.start


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    low, look = 0, min(len(text), start + _AHEAD)
    for stop in _SENTENCE_END.finditer(text, 0, start):
        low = stop.end()
    for turn in _TURN.finditer(text, low, look):
        if turn.end() <= start:
            low = turn.end()
    after = _SENTENCE_END.search(text, max(start, end - 1))
    return low, after.start() if after else len(text)


def _quoted(text: str, start: int, end: int) -> bool:
    line = text.rfind("\n", 0, start) + 1
    if text[line : line + 2] == "> ":
        return True
    return any(
        quote.start() <= start and end <= quote.end() and len(quote.group(2).split()) >= _QUOTE_WORDS
        for quote in _QUOTE.finditer(text)
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\n\r,.;:-\"'(":
        start += 1
    while end > start and text[end - 1] in " \t\n\r,.;:-\"'":
        end -= 1
    return start, end
