"""Pack files are TOML that moderators can read: their form, checked when they are read."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.screening.packs import PackError, Role, Scope
from bot.screening.values import Category, Side


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PatternText(_Strict):
    """A pattern as it is written."""

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


class ContextText(_Strict):
    """A context as it is written."""

    id: str
    reason: str
    scope: Scope
    applies: list[Category] = Field(min_length=1)
    phrases: list[str] = Field(min_length=1)


class ReplyText(_Strict):
    """Short answers as they are written."""

    id: str
    phrases: list[str] = Field(min_length=1)


class SpellingText(_Strict):
    """Words for spelling as they are written."""

    anchors: list[str] = []
    ordinary: list[str] = []
    names: list[str] = []
    shorthand: dict[str, str] = {}


class PhonesText(_Strict):
    """What there is to know about phone numbers, as it is written."""

    regions: list[str] = []
    helplines: list[str] = []
    not_phones: list[str] = []


class TitlesText(_Strict):
    """What a name may claim, and words with which it says something else."""

    claims: list[str] = []
    unless: list[str] = []


class FileText(_Strict):
    """One file of a pack."""

    classes: dict[str, list[str]] = {}
    pattern: list[PatternText] = []
    context: list[ContextText] = []
    reply: list[ReplyText] = []
    emoji: dict[str, str] = {}
    numbers: dict[str, str] = {}
    spelling: SpellingText = SpellingText()
    phones: PhonesText = PhonesText()
    common: list[str] = []
    same: dict[str, list[str]] = {}
    frames: dict[str, list[str]] = {}
    weighed: dict[str, str] = {}
    titles: TitlesText = TitlesText()


def read_content(path: Path) -> str:
    """The text of a file; raises PackError when it is none."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise PackError(f"{path.name}: not readable as TOML: {error}") from None


def read_file(name: str, content: str) -> FileText:
    """Read and check the content of a file; raises PackError, which names the place."""
    try:
        raw = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{name}: not readable as TOML: {error}") from None
    try:
        return FileText.model_validate(raw)
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
