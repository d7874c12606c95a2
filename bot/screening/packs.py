"""Packs are the knowledge of screening: TOML files that moderators can read, checked when they are loaded."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.screening.phrases import Built, Phrase, PhraseError, compile_class, compile_phrase
from bot.screening.titles import Titles
from bot.screening.values import Category, Severity, Side

PACK_VERSION = 1
"""Raised when the compiled form changes, so that old caches are not used."""


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
    weighed: Mapping[str, str] = field(default_factory=dict)
    titles: Titles = field(default_factory=Titles)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _PatternText(_Strict):
    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    category: Category
    severity: str = Field(pattern="^(tip|note|concern|urgent)$")
    reason: str = Field(min_length=10, max_length=160)
    phrases: list[str] = Field(min_length=1)
    role: Role = Role.ACT
    unless: list[str] = []
    despite: list[str] = []
    side: Side | None = None
    detail: str = ""
    sure: float = Field(default=0.6, ge=0.05, le=0.99)
    match: list[str] = Field(min_length=1)
    leave: list[str] = Field(min_length=1)
    draft: bool = False


class _ContextText(_Strict):
    id: str
    reason: str
    scope: Scope
    applies: list[Category] = Field(min_length=1)
    phrases: list[str] = Field(min_length=1)


class _ReplyText(_Strict):
    id: str
    phrases: list[str] = Field(min_length=1)


class _SpellingText(_Strict):
    anchors: list[str] = []
    ordinary: list[str] = []
    names: list[str] = []
    shorthand: dict[str, str] = {}


class _PhonesText(_Strict):
    regions: list[str] = []
    helplines: list[str] = []
    not_phones: list[str] = []


class _TitlesText(_Strict):
    claims: list[str] = []
    unless: list[str] = []


class _FileText(_Strict):
    classes: dict[str, list[str]] = {}
    pattern: list[_PatternText] = []
    context: list[_ContextText] = []
    reply: list[_ReplyText] = []
    emoji: dict[str, str] = {}
    numbers: dict[str, str] = {}
    spelling: _SpellingText = _SpellingText()
    phones: _PhonesText = _PhonesText()
    common: list[str] = []
    same: dict[str, list[str]] = {}
    weighed: dict[str, str] = {}
    titles: _TitlesText = _TitlesText()


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of one locale, read but not yet compiled."""

    texts: tuple[tuple[str, _FileText], ...]
    known: "Known"


@dataclass(frozen=True, slots=True)
class Known:
    """What phrases are compiled with: the word classes, with what each lists, and everyday words."""

    classes: Mapping[str, Built] = field(default_factory=dict)
    listed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    common: tuple[str, ...] = ()
    """Everyday words, the most frequent first."""


def find_packs() -> Path:
    """The folder of packs: beside the code in an installed wheel, at the top of a checkout otherwise.

    Raises PackError when there is none.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "patterns", package.parent / "patterns"):
        if folder.is_dir():
            return folder
    raise PackError(f"No folder of packs: looked beside {package} and in it for 'patterns'.")


def load_pack(folder: Path, locale: str) -> Pack:
    """Read and check all packs of one locale; raises PackError."""
    files = _read_files(folder / locale)
    patterns = tuple(_pattern(name, text, files.known) for name, file in files.texts for text in file.pattern)
    _no_doubles(patterns)
    return Pack(
        locale=locale,
        patterns=patterns,
        contexts=tuple(
            _context(name, text, files.known) for name, file in files.texts for text in file.context
        ),
        replies=tuple(_reply(name, text, files.known) for name, file in files.texts for text in file.reply),
        emoji={key: word for _, file in files.texts for key, word in file.emoji.items()},
        numbers={key: word for _, file in files.texts for key, word in file.numbers.items()},
        helplines=frozenset(number for _, file in files.texts for number in file.phones.helplines),
        regions=tuple(region for _, file in files.texts for region in file.phones.regions),
        not_phones=tuple(_phrases_of(files, "not_phones")),
        spelling=_spelling(files),
        everyday=frozenset(word for _, file in files.texts for word in file.common),
        same={
            written: meant
            for _, file in files.texts
            for meant, forms in file.same.items()
            for written in forms
        },
        weighed={kind: reason for _, file in files.texts for kind, reason in file.weighed.items()},
        titles=Titles(
            claims=tuple(claim for _, file in files.texts for claim in file.titles.claims),
            unless=frozenset(word for _, file in files.texts for word in file.titles.unless),
        ),
    )


def load_known(folder: Path, locale: str) -> Known:
    """Read only what the phrases of one locale are compiled with; raises PackError."""
    return _read_files(folder / locale).known


def read_patterns(name: str, content: str, known: Known) -> tuple[Pattern, ...]:
    """Read the patterns of one file's content, before it lies in the folder; raises PackError."""
    return tuple(_pattern(name, text, known) for text in _read_file(name, content).pattern)


def _read_files(folder: Path) -> _Files:
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise PackError(f"No packs in {folder}: expected files ending in .toml.")
    texts = tuple((path.name, _read_file(path.name, _content(path))) for path in paths)
    common = tuple(word for _, file in texts for word in file.common)
    listed = {name: tuple(entries) for _, file in texts for name, entries in file.classes.items()}
    return _Files(texts, Known(_classes(texts), listed, common))


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise PackError(f"{path.name}: not readable as TOML: {error}") from None


def _read_file(name: str, content: str) -> _FileText:
    try:
        raw = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{name}: not readable as TOML: {error}") from None
    try:
        return _FileText.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = _place(raw, first["loc"])
        raise PackError(f"{name}: {place}: {first['msg']} (found {first['input']!r:.60})") from None


def _place(raw: Mapping[str, object], where: tuple[int | str, ...]) -> str:
    named = ".".join(str(part) for part in where)
    section = raw.get(str(where[0])) if where else None
    if len(where) > 1 and isinstance(section, list) and isinstance(where[1], int):
        entry = section[where[1]]
        if isinstance(entry, dict) and "id" in entry:
            return f"{where[0]} {entry['id']}, {'.'.join(str(part) for part in where[2:])}"
    return named


def _classes(texts: Iterable[tuple[str, _FileText]]) -> dict[str, Built]:
    sources = {name: (file_name, words) for file_name, file in texts for name, words in file.classes.items()}
    done: dict[str, Built] = {}
    for name in sources:
        _resolve(name, sources, done)
    return done


def _resolve(
    name: str,
    sources: Mapping[str, tuple[str, list[str]]],
    done: dict[str, Built],
    trail: tuple[str, ...] = (),
) -> None:
    if name in done or name not in sources:
        return
    file_name, words = sources[name]
    if name in trail:
        raise PackError(f"{file_name}: class {name} contains itself: {' > '.join((*trail, name))}")
    for word in words:
        for inner in (part.split("}")[0] for part in word.split("{")[1:]):
            _resolve(inner, sources, done, (*trail, name))
    try:
        done[name] = compile_class(words, done)
    except PhraseError as error:
        raise PackError(f"{file_name}: class {name}: {error}") from None


def _compile(file_name: str, owner: str, phrases: Iterable[str], known: Known) -> tuple[Phrase, ...]:
    try:
        return tuple(compile_phrase(phrase, known.classes) for phrase in phrases)
    except PhraseError as error:
        raise PackError(f"{file_name}: {owner}: {error}") from None


def _pattern(file_name: str, text: _PatternText, known: Known) -> Pattern:
    return Pattern(
        id=text.id,
        category=text.category,
        severity=Severity[text.severity.upper()],
        reason=text.reason,
        phrases=_compile(file_name, f"pattern {text.id}", text.phrases, known),
        role=text.role,
        unless=_compile(file_name, f"pattern {text.id}, unless", text.unless, known),
        despite=frozenset(text.despite),
        side=text.side,
        detail=text.detail,
        sure=text.sure,
        match=tuple(text.match),
        leave=tuple(text.leave),
        source=file_name,
        draft=text.draft,
    )


def _context(file_name: str, text: _ContextText, known: Known) -> Context:
    phrases = _compile(file_name, f"context {text.id}", text.phrases, known)
    return Context(text.id, text.reason, text.scope, frozenset(text.applies), phrases)


def _reply(file_name: str, text: _ReplyText, known: Known) -> Reply:
    return Reply(text.id, _compile(file_name, f"reply {text.id}", text.phrases, known))


def _phrases_of(files: _Files, key: str) -> Iterable[Phrase]:
    for name, file in files.texts:
        yield from _compile(name, f"phones, {key}", getattr(file.phones, key), files.known)


def _spelling(files: _Files) -> Spelling:
    anchors = tuple(word for _, file in files.texts for word in file.spelling.anchors)
    return Spelling(
        anchors,
        frozenset(word for _, file in files.texts for word in file.spelling.ordinary),
        tuple(word for _, file in files.texts for word in file.spelling.names),
        {word: full for _, file in files.texts for word, full in file.spelling.shorthand.items()},
    )


def _no_doubles(patterns: Iterable[Pattern]) -> None:
    seen: dict[str, str] = {}
    for pattern in patterns:
        if pattern.id in seen:
            raise PackError(f"{pattern.source}: pattern {pattern.id} is already in {seen[pattern.id]}")
        seen[pattern.id] = pattern.source
