"""Files given as evidence (T45): how many, how large, and of which kind, judged by content and never by name."""

import re
from dataclasses import dataclass
from enum import StrEnum

MOST_FILES = 3
MOST_BYTES = 4 * 1024 * 1024
# Controls that no text file has; tabs, line ends and form feeds are fine.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"%PDF-", "pdf"),
)
_RIFF, _WEBP = b"RIFF", b"WEBP"


class NotTaken(StrEnum):
    """Why a file is not taken."""

    TOO_LARGE = "too_large"
    OTHER_KIND = "other_kind"
    EMPTY = "empty"
    TOO_MANY = "too_many"
    NOT_READ = "not_read"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is, by the ending its name gets."""

    ending: str


def kind_of(content: bytes) -> Kind | NotTaken:
    """Tell a picture, a PDF or a plain text by what is in it; anything else is not taken."""
    if not content:
        return NotTaken.EMPTY
    if len(content) > MOST_BYTES:
        return NotTaken.TOO_LARGE
    for sign, ending in _SIGNS:
        if content.startswith(sign):
            return Kind(ending)
    if content.startswith(_RIFF) and content[8:12] == _WEBP:
        return Kind("webp")
    return Kind("txt") if _is_text(content) else NotTaken.OTHER_KIND


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    # A script or a page is text too, but opening it may do something: those begin with a sign of their own.
    head = text.lstrip()[:200].casefold()
    return not _CONTROLS.search(text) and not head.startswith(
        ("<!doctype", "<html", "<script", "<svg", "<?xml", "#!")
    )
