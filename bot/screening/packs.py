"""Packs are the knowledge of screening: patterns, what makes their hits harmless, and words to know."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.screening.phrase_language import Built
from bot.screening.phrases import Phrase
from bot.screening.titles import Titles
from bot.screening.values import Category, Severity, Side


class PackError(Exception):
    """A pack cannot be used; the message names the file, the pattern and what is wrong."""


class Role(StrEnum):
    """What a pattern needs to become a finding."""

    ACT = "act"
    """Nothing: it is a finding by itself."""
    MOVE = "move"
    """An excuse in the same message, or an act before it in the same place."""
    EXCUSE = "excuse"
    """An act or a move in the same message; then it is a pretext."""
    REASON = "reason"
    """An act in the same message; then it is a pretext. For reasons that are also everyday talk."""
    PART = "part"
    """A part of an act: counts with a part of another kind close by in the same message."""
    HIDDEN = "hidden"
    """A disguise: the words were written so that a filter might not see them."""
    FOLLOWUP = "followup"
    """An act before it in the same place."""
    REFUSAL = "refusal"
    """Never a finding: a no that names what was asked, so that going on after it is seen."""

    @property
    def excuses(self) -> bool:
        """Whether it explains an act, and is nothing without one."""
        return self in (Role.EXCUSE, Role.REASON)


class Scope(StrEnum):
    """Where the words of a context must stand to protect."""

    BEFORE = "before"
    AFTER = "after"
    CLAUSE = "clause"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One thing screening looks for, with its reason and the examples that hold it."""

    id: str
    category: Category
    severity: Severity
    reason: str
    phrases: tuple[Phrase, ...]
    role: Role = Role.ACT
    unless: tuple[Phrase, ...] = ()
    despite: frozenset[str] = frozenset()
    side: Side | None = None
    detail: str = ""
    sure: float = 0.6
    match: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()
    source: str = ""
    draft: bool = False
    """New, and held by fewer examples than a shipped pattern."""


QUOTE = "quote"
"""The context that needs no words: quotation marks."""


@dataclass(frozen=True, slots=True)
class Context:
    """Words around a hit that make it harmless: a refusal, a report, a quoted rule."""

    id: str
    reason: str
    scope: Scope
    applies: frozenset[Category]
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """Short answers that only mean something after an ask: a yes or a no."""

    id: str
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Spelling:
    """Words that matter (anchors), and ordinary words close to them that must be left as they are.

    `names` are too short to be misspelled, but may be cut up, masked or turned round; `shorthand` is written out.
    """

    anchors: tuple[str, ...] = ()
    ordinary: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    shorthand: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything known for one locale."""

    locale: str
    patterns: tuple[Pattern, ...]
    contexts: tuple[Context, ...]
    replies: tuple[Reply, ...]
    emoji: Mapping[str, str]
    numbers: Mapping[str, str]
    helplines: frozenset[str]
    regions: tuple[str, ...]
    not_phones: tuple[Phrase, ...]
    spelling: Spelling
    everyday: frozenset[str]
    same: Mapping[str, str] = field(default_factory=dict)
    frames: Mapping[str, frozenset[str]] = field(default_factory=dict)
    weighed: Mapping[str, str] = field(default_factory=dict)
    titles: Titles = field(default_factory=Titles)

    @property
    def phrases(self) -> Iterator[Phrase]:
        """Every phrase of the pack, of patterns and of all that goes with them."""
        for pattern in self.patterns:
            yield from (*pattern.phrases, *pattern.unless)
        owners: tuple[Context | Reply, ...] = (*self.contexts, *self.replies)
        for owner in owners:
            yield from owner.phrases
        yield from self.not_phones


@dataclass(frozen=True, slots=True)
class Known:
    """What phrases are compiled with: the word classes, with what each lists, and everyday words."""

    classes: Mapping[str, Built] = field(default_factory=dict)
    listed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    common: tuple[str, ...] = ()
    """Everyday words, the most frequent first."""
