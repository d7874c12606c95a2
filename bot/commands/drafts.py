"""A draft of a pattern: what was typed, its file, and phrases suggested from its examples."""

import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from bot.errors import SidelightError

LISTS = ("match", "leave", "phrases")
"""Fields that hold several lines."""
_SENTENCES = re.compile(r"[.!?\n]+(?=\s|$)")
_WORDS = re.compile(r"[\w'@&+#-]+")
_MOST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Draft:
    """A pattern as a person typed it, in the order in which it is asked for; not yet checked."""

    about: str = ""
    id: str = ""
    category: str = ""
    severity: str = ""
    role: str = ""
    reason: str = ""
    match: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


FIELDS = tuple(field.name for field in fields(Draft))


def changed(draft: Draft, field: str, value: str | tuple[str, ...]) -> Draft:
    """Return the draft with one field changed."""
    return replace(draft, **{field: value})  # type: ignore[arg-type]


def draft_text(draft: Draft) -> str:
    """Write the draft as TOML, without what is still missing."""
    lines = [f"# {' '.join(draft.about.split())}"] if draft.about else []
    lines.append("[[pattern]]")
    for field in ("id", "category", "severity", "role", "reason"):
        if value := getattr(draft, field):
            lines.append(f"{field} = {_quoted(value)}")
    lines.append("draft = true")
    for field in ("phrases", "match", "leave"):
        if values := getattr(draft, field):
            lines += [f"{field} = [", *(f"  {_quoted(value)}," for value in values), "]"]
    return "\n".join(lines) + "\n"


def read_draft(path: Path) -> Draft:
    """Read a draft that was saved unfinished; raise SidelightError when it cannot be read."""
    try:
        content = path.read_text(encoding="utf-8")
        (table,) = tomllib.loads(content)["pattern"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise SidelightError(f"{path}: cannot be read as a draft of one pattern: {error}") from None
    first = content.splitlines()[0]
    return _draft_of(first.removeprefix("#").strip() if first.startswith("#") else "", table)


def write_draft(draft: Draft, path: Path) -> None:
    """Write a finished draft, at the end of a pack if there is one; raise SidelightError or OSError."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    content = f"{before.rstrip()}\n\n{draft_text(draft)}".lstrip()
    try:
        tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise SidelightError(f"{path}: nothing can be added to this file: {error}") from None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def save_unfinished(draft: Draft, target: Path) -> Path:
    """Write an unfinished draft beside where it was to go, else here; never over another file.

    It does not end in .toml, so that it is no pack yet. Raises OSError when neither folder takes it.
    """
    try:
        return _save_new(draft, target.parent, target.stem)
    except OSError:
        return _save_new(draft, Path.cwd(), target.stem)


def suggest_phrases(match: Sequence[str], leave: Sequence[str], everyday: Collection[str]) -> tuple[str, ...]:
    """Return the longest rows of words that all lines share, those that no line to leave alone has if there are.

    A line to leave alone may well have the same words, told by another person or without an ask.
    """
    shared = set.intersection(*(_rows(line) for line in match)) if match else set()
    left = set().union(*(_rows(line) for line in leave))
    telling = {row for row in shared if len(row) > 1 or row[0] not in everyday}
    told = telling - left or telling
    longest = [row for row in told if not any(row != other and _holds(other, row) for other in told)]
    longest.sort(key=lambda row: (-len(row), row))
    return tuple(" ".join(row) for row in longest[:_MOST_ROWS])


def _rows(line: str) -> set[tuple[str, ...]]:
    """Every row of words within a sentence: phrases never run over the end of one."""
    return {
        row for sentence in _SENTENCES.split(line.lower()) for row in _stretches(_WORDS.findall(sentence))
    }


def _stretches(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield tuple(words[start:end])


def _holds(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    return shorter in set(_stretches(longer))


def _quoted(text: str) -> str:
    """Write a text as TOML does: as JSON does, but for one character and halves of pairs."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")


def _draft_of(about: str, table: Mapping[str, object]) -> Draft:
    draft = Draft(about=about)
    for field in FIELDS[1:]:
        value = table.get(field, "")
        if isinstance(value, list):
            draft = changed(draft, field, tuple(str(line) for line in value))
        elif value:
            draft = changed(draft, field, (str(value),) if field in LISTS else str(value))
    return draft


def _save_new(draft: Draft, folder: Path, stem: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        path = folder / f"{stem}{f'-{number}' if number > 1 else ''}.draft"
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(draft_text(draft))
        except FileExistsError:
            number += 1
        else:
            return path
