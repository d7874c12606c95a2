"""Files are judged by what is in them, never by their name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.evidence import MOST_BYTES, Kind, NotTaken, kind_of


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"\x89PNG\r\n\x1a\n rest", "png"),
        (b"\xff\xd8\xff\xe0 rest", "jpg"),
        (b"GIF89a rest", "gif"),
        (b"RIFF\x01\x02\x03\x04WEBP rest", "webp"),
        (b"%PDF-1.7 rest", "pdf"),
        ("They wrote: where do you live?\r\n\tée".encode(), "txt"),
        (b"\xef\xbb\xbfwith a mark", "txt"),
    ],
)
def test_pictures_pdf_and_text_are_taken(content: bytes, ending: str) -> None:
    assert kind_of(content) == Kind(ending)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", NotTaken.EMPTY),
        (b"MZ\x90\x00\x03 program", NotTaken.OTHER_KIND),
        (b"PK\x03\x04 archive", NotTaken.OTHER_KIND),
        (b"\x7fELF", NotTaken.OTHER_KIND),
        (b"RIFF\x01\x02\x03\x04WAVE", NotTaken.OTHER_KIND),
        (b"<html><script>", NotTaken.OTHER_KIND),
        (b"  <svg xmlns='x'>", NotTaken.OTHER_KIND),
        (b"#!/bin/sh", NotTaken.OTHER_KIND),
        (b"text with \x00 in it", NotTaken.OTHER_KIND),
        (b"\xff\xfe\x00d", NotTaken.OTHER_KIND),
        (b"a" * (MOST_BYTES + 1), NotTaken.TOO_LARGE),
    ],
)
def test_everything_else_is_not(content: bytes, why: NotTaken) -> None:
    assert kind_of(content) is why


def test_four_megabytes_are_just_enough() -> None:
    assert kind_of(b"a" * MOST_BYTES) == Kind("txt")


@given(st.binary(max_size=200))
def test_any_bytes_at_all_have_an_answer(content: bytes) -> None:
    assert isinstance(kind_of(content), Kind | NotTaken)
