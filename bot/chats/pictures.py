"""Pictures without anything that describes them: only the parts that make the image are copied."""

import struct
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
# What is needed to draw the image; texts, times, places and profiles are left behind.
_PNG_KEPT = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB"})
_JPEG = b"\xff\xd8"
_END, _SCAN, _ADOBE = 0xD9, 0xDA, 0xEE
_JPEG_KEPT = frozenset({*range(0xC0, 0xD0), 0xDB, 0xDD, _ADOBE, _SCAN})
_RESTARTS = range(0xD0, 0xD8)


class NotAPicture(ValueError):  # noqa: N818 - an answer about a file: it cannot be passed on
    """The file is not a whole PNG or JPEG."""


def bare_picture(content: bytes) -> tuple[bytes, str]:
    """Copy a PNG or JPEG without metadata, and name its ending (`png`, `jpg`).

    A copy that its camera had turned by metadata may stand on its side. Raises NotAPicture for anything else.
    """
    try:
        if content.startswith(_PNG):
            return _PNG + b"".join(_png_chunks(content)), "png"
        if content.startswith(_JPEG):
            return _JPEG + b"".join(_jpeg_segments(content)), "jpg"
    except (struct.error, IndexError):
        pass
    message = "not a whole PNG or JPEG"
    raise NotAPicture(message)


def _png_chunks(content: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise IndexError
        if kind in _PNG_KEPT:
            yield content[at:end]
        if kind == b"IEND":
            # Whatever is hidden behind the end stays behind.
            return
        at = end


def _jpeg_segments(content: bytes) -> Iterator[bytes]:
    at = len(_JPEG)
    while True:
        mark, kind = struct.unpack_from(">BB", content, at)
        if mark != 0xFF:
            raise IndexError
        if kind == 0xFF:
            at += 1
            continue
        if kind == _END:
            yield content[at : at + 2]
            return
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if kind == _SCAN:
            end = _end_of_scan(content, end)
        if end > len(content) or end < at + 4:
            raise IndexError
        if kind in _JPEG_KEPT and not (kind == _ADOBE and end - at != 16):
            yield content[at:end]
        at = end


def _end_of_scan(content: bytes, at: int) -> int:
    """Find the next marker after image data, in which a 0xFF is followed by 0 or a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0:
            raise IndexError
        if content[at + 1] != 0 and content[at + 1] not in _RESTARTS:
            return at
        at += 2
