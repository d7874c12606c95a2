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
ANY_CASE = hyperscan.HS_FLAG_CASELESS
"""For text as it is."""
_TOGETHER = 600
"""Expressions in one database: compiling grows faster than their number, scanning does not."""


class Scanner:
    """A few compiled databases with their scratch: not for use by two threads at once."""

    def __init__(self, expressions: Sequence[str], cache: Path | None = None, kind: int = WORDS) -> None:
        flags = _FLAGS | kind
        lines = [expression.encode() for expression in expressions]
        self._found: list[int] = []
        note = _noter(self._found)
        self._scans = [
            partial(_ready(lines[low : low + _TOGETHER], low, flags, cache).scan, match_event_handler=note)
            for low in range(0, len(lines), _TOGETHER)
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


def _ready(lines: Sequence[bytes], first: int, flags: int, cache: Path | None) -> hyperscan.Database:
    database = _database(lines, first, flags, cache)
    database.scratch = hyperscan.Scratch(database)
    return database


def _database(lines: Sequence[bytes], first: int, flags: int, cache: Path | None) -> hyperscan.Database:
    path = cache / f"{_key(lines, first, flags)}.scan" if cache else None
    if path and path.is_file():
        loaded = _load(path)
        if loaded is not None:
            return loaded
    database = _compile(lines, first, flags)
    if path:
        _keep(path, hyperscan.dumpb(database))
    return database


def _compile(lines: Sequence[bytes], first: int, flags: int) -> hyperscan.Database:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    count = len(lines)
    numbers = list(range(first, first + count))
    database.compile(expressions=lines, ids=numbers, elements=count, flags=[flags] * count)
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


def _key(lines: Sequence[bytes], first: int, flags: int) -> str:
    digest = hashlib.sha256(f"{version('hyperscan')} {platform.machine()} {flags} {first}".encode())
    for line in lines:
        digest.update(len(line).to_bytes(4, "big") + line)
    return digest.hexdigest()[:32]
