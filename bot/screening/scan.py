"""Scan finds, in one Vectorscan pass, which phrases and shapes may be in a text."""

import hashlib
import os
import platform
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import hyperscan

_FLAGS = hyperscan.HS_FLAG_CASELESS | hyperscan.HS_FLAG_SINGLEMATCH
_QUIET = _FLAGS | hyperscan.HS_FLAG_QUIET
_TOGETHER = hyperscan.HS_FLAG_COMBINATION | hyperscan.HS_FLAG_SINGLEMATCH

Wanted = Sequence[tuple[str, ...]]
"""What to look for: for each number, the expressions that must all be in a text."""


class Scanner:
    """One compiled database with its scratch: not for use by two threads at once."""

    def __init__(self, wanted: Wanted, cache: Path | None = None) -> None:
        self._database = _database(_arrange(wanted), cache)
        self._scratch = hyperscan.Scratch(self._database)
        self._database.scratch = self._scratch
        self._scan = self._database.scan
        self._found: list[int] = []
        self._note = _noter(self._found)

    def hits(self, text: str) -> Sequence[int]:
        """The numbers of the expressions that may be in this text; empty for nearly all messages."""
        found = self._found
        if found:
            found.clear()
        self._scan(text.encode("utf-8", "replace") + b"\n", self._note)
        return found


def _noter(found: list[int]) -> object:
    append = found.append

    def note(number: int, _start: int, _end: int, _flags: int, _context: object) -> None:
        append(number)

    return note


@dataclass(frozen=True, slots=True)
class _Line:
    """One expression of the database, with its number and flags."""

    number: int
    expression: bytes
    flags: int


def _arrange(wanted: Wanted) -> list[_Line]:
    """Single expressions keep their number; shared pieces get quiet numbers after them, and are put together."""
    lines, pieces = [], _numbered(wanted)
    for number, parts in enumerate(wanted):
        if len(parts) == 1:
            lines.append(_Line(number, parts[0].encode(), _FLAGS))
        else:
            together = " & ".join(str(pieces[part]) for part in parts)
            lines.append(_Line(number, together.encode(), _TOGETHER))
    return lines + [_Line(number, piece.encode(), _QUIET) for piece, number in pieces.items()]


def _numbered(wanted: Wanted) -> dict[str, int]:
    shared = dict.fromkeys(part for parts in wanted if len(parts) > 1 for part in parts)
    return {part: len(wanted) + place for place, part in enumerate(shared)}


def _database(lines: Sequence[_Line], cache: Path | None) -> hyperscan.Database:
    path = cache / f"{_key(lines)}.scan" if cache else None
    if path and path.is_file():
        loaded = _load(path)
        if loaded is not None:
            return loaded
    database = _compile(lines)
    if path:
        _keep(path, hyperscan.dumpb(database))
    return database


def _compile(lines: Sequence[_Line]) -> hyperscan.Database:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[line.expression for line in lines],
        ids=[line.number for line in lines],
        elements=len(lines),
        flags=[line.flags for line in lines],
    )
    return database


def _load(path: Path) -> hyperscan.Database | None:
    try:
        return hyperscan.loadb(path.read_bytes(), hyperscan.HS_MODE_BLOCK)
    except (hyperscan.error, OSError, ValueError):
        return None


def _keep(path: Path, content: bytes) -> None:
    """Keep the compiled form for the next start, beside other processes; a full or closed folder stops nobody."""
    part = path.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)


def _key(lines: Sequence[_Line]) -> str:
    digest = hashlib.sha256(f"{version('hyperscan')} {platform.machine()}".encode())
    for line in lines:
        digest.update(f"{line.number} {line.flags} {len(line.expression)} ".encode() + line.expression)
    return digest.hexdigest()[:32]
