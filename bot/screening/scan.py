"""Scan finds, in one Vectorscan pass, which phrases and shapes may be in a text."""

import hashlib
import os
import platform
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib.metadata import version
from pathlib import Path

import hyperscan

_FLAGS = hyperscan.HS_FLAG_SINGLEMATCH | hyperscan.HS_FLAG_PREFILTER
"""Prefilter lets the scanner simplify an expression that is too large for it, and find it a little too often."""
WORDS = hyperscan.HS_FLAG_UTF8
"""For plain text. UTF8 changes nothing there but how expressions are compiled: without it, Vectorscan 5.4.12
misses a few texts (about 1 in 10,000) of expressions with many overlapping alternatives."""
SIGNS = 0
"""For folded text with all its signs."""
_TOGETHER = 600
"""Expressions in one database: compiling grows faster than their number, scanning does not."""


_Line = tuple[int, bytes]


class Scanner:
    """A few compiled databases with their scratch: not for use by two threads at once."""

    def __init__(
        self,
        expressions: Sequence[str],
        cache: Path | None = None,
        kind: int = WORDS,
        numbers: Sequence[int] | None = None,
    ) -> None:
        flags = _FLAGS | kind
        lines = [expression.encode() for expression in expressions]
        numbers = range(len(lines)) if numbers is None else numbers
        self._found: list[int] = []
        note = _noter(self._found)
        self._scans = [
            partial(_ready(some, flags, cache).scan, match_event_handler=note)
            for some in _rows(list(zip(numbers, lines, strict=True)))
        ]

    def hits(self, line: bytes) -> tuple[int, ...]:
        """The numbers of the expressions that may be in this line; none for nearly all messages."""
        for scan in self._scans:
            scan(line)
        found = self._found
        if not found:
            return ()
        numbers = tuple(found)
        found.clear()
        return numbers


def _noter(found: list[int]) -> Callable[[int, int, int, int, object], bool | None]:
    append = found.append

    def note(number: int, _start: int, _end: int, _flags: int, _context: object) -> None:
        append(number)

    return note


def _rows(lines: Sequence[_Line]) -> list[Sequence[_Line]]:
    return [lines[low : low + _TOGETHER] for low in range(0, len(lines), _TOGETHER)]


def _ready(lines: Sequence[_Line], flags: int, cache: Path | None) -> hyperscan.Database:
    database = _database(lines, flags, cache)
    database.scratch = hyperscan.Scratch(database)
    return database


def _database(lines: Sequence[_Line], flags: int, cache: Path | None) -> hyperscan.Database:
    path = cache / f"{_key(lines, flags)}.scan" if cache else None
    if path and path.is_file():
        loaded = _load(path)
        if loaded is not None:
            return loaded
    database = _compile(lines, flags)
    if path:
        _keep(path, hyperscan.dumpb(database))
    return database


def _compile(lines: Sequence[_Line], flags: int) -> hyperscan.Database:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    numbers, expressions = [number for number, _ in lines], [line for _, line in lines]
    count = len(lines)
    database.compile(expressions=expressions, ids=numbers, elements=count, flags=[flags] * count)
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


def _key(lines: Sequence[_Line], flags: int) -> str:
    digest = hashlib.sha256(f"{version('hyperscan')} {platform.machine()} {flags}".encode())
    for number, line in lines:
        digest.update(number.to_bytes(4, "big") + len(line).to_bytes(4, "big") + line)
    return digest.hexdigest()[:32]
