"""A phrase is what a pack looks for: an exact expression that decides, and a loose one for the scanner."""

import re
from collections.abc import Mapping

from bot.screening.alternatives import by_first_letter
from bot.screening.edges import AFTER, BEFORE

_PLAIN = bytes(
    letter
    if 48 <= letter <= 57 or 97 <= letter <= 122
    else letter + 32
    if 65 <= letter <= 90
    else {33: 63, 63: 63, 35: 64, 64: 64}.get(letter, 32)
    for letter in range(256)
)
"""Byte by byte: small letters and figures; `!` is a `?`, `#` an `@`, and all else a space."""
SHAPES: Mapping[str, str] = {
    "handle": (
        r"(?:@[\w.]{2,30}|[a-z0-9]+(?:[._\-]+[a-z0-9]+)*[._]+[a-z0-9]*\d[\w.]*"
        r"|[a-z0-9]+(?:_[a-z0-9]+)+|[a-z]{3,}\d{2,}|[a-z]+(?:\.[a-z]+){2,}|[a-z0-9_.]{2,}#\d{2,5}"
        r"|[a-z0-9]+(?:\s+(?:underscore|hyphen|full stop)\s+[a-z0-9]+)+)"
    ),
    "dotted": r"[a-z][a-z0-9]{2,20}\.[a-z][a-z0-9]{1,20}",
    "email": r"[a-z0-9][\w.+\-]*@[a-z0-9\-]+(?:\.[a-z0-9\-]+)+",
    "digits": r"\d{2,}",
    "count": r"\d{1,4}",
    "percent": r"\d{1,3}\s?(?:%|percent|per cent)",
    "any": r"[\w'@&+#.]+",
}
"""Classes built in: things recognised by their shape, not by a list."""
_HANDLE_BEGINS = r"(?<!\w\.)(?=@|[a-z]++\d|[a-z0-9]*+(?:[._\-#]|\s+(?:underscore|hyphen|full)))"
"""What every handle has near its beginning: quick to see, and in most words not there."""
HANDLE = _HANDLE_BEGINS + SHAPES["handle"].replace(")*[._]", "){0,9}[._]").replace("[\\w.]*", "[\\w.]{0,40}")
"""A handle for exact expressions, in which it must end somewhere; the scanner knows no such conditions."""


class PhraseError(ValueError):
    """A phrase cannot be understood; the message says why."""


class Phrase:
    """One phrase of a pack: its words, its exact expression, and a loose one for the scanner.

    The loose expression is for `plain` text. Every text that the exact one matches has a match of the loose one
    and all of the `shapes`; few others have.
    """

    __slots__ = ("_compiled", "_exact", "loose", "shapes", "text")

    def __init__(self, text: str, exact: str, loose: str, shapes: frozenset[str] = frozenset()) -> None:
        self.text, self.loose, self.shapes = text, loose, shapes
        self._exact = exact
        self._compiled: re.Pattern[str] | None = None

    @property
    def source(self) -> str:
        """The exact expression as text, without the edges of words round it."""
        return self._exact

    @property
    def is_ready(self) -> bool:
        """Whether the exact expression is compiled."""
        return self._compiled is not None

    @property
    def exact(self) -> re.Pattern[str]:
        """The expression that decides, for text in lower case; compiled when first needed: most are seldom met."""
        return self._compiled or self.compile()

    def compile(self) -> re.Pattern[str]:
        """Compile the exact expression now."""
        exact = by_first_letter(self._exact.replace(SHAPES["handle"], HANDLE))
        self._compiled = re.compile(f"{BEFORE}{exact}{AFTER}", re.ASCII)
        return self._compiled


def plain(text: bytes) -> bytes:
    """The text as loose expressions read it: letters, figures, `@` and `?`, one space round every word."""
    line = text.translate(_PLAIN).replace(b"?", b" ? ").replace(b"@", b" @ ")
    return b" %b " % b" ".join(line.split())
