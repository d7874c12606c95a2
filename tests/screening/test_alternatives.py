"""Alternatives in groups match what they matched before."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screening import Screener
from bot.screening.alternatives import by_first_letter


@pytest.mark.parametrize(
    ("written", "grouped"),
    [
        ("(?:add|ask|be)", "(?:a(?:dd|sk)|be)"),
        ("(?:ur|u)", "(?:u(?:r|))"),
        (r"(?:snap\w*|snap)", r"(?:s(?:n(?:a(?:p(?:\w*|)))))"),
        ("(?:a?b|ac)", "(?:a?b|ac)"),
        (r"(?:[|)]x|ab|ac)", r"(?:[|)]x|ab|ac)"),
        (r"(?:a\|b|a\)c)", r"(?:a(?:\|b|\)c))"),
        ("(?<![a-z])(?:ab|(?:ac|ad))x", "(?<![a-z])(?:ab|(?:a(?:c|d)))x"),
    ],
)
def test_alternatives_are_put_in_groups_that_begin_alike(written: str, grouped: str) -> None:
    assert by_first_letter(written) == grouped


@given(
    words=st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=8),
    text=st.text("abc ", max_size=20),
)
def test_the_same_is_found_in_the_same_places(words: list[str], text: str) -> None:
    written = f"(?:{'|'.join(words)})(?:{'|'.join(words)})?(?= |$)"
    found = [hit.span() for hit in re.finditer(written, text)]
    assert [hit.span() for hit in re.finditer(by_first_letter(written), text)] == found


def test_every_phrase_of_the_packs_is_still_an_expression(screener: Screener) -> None:
    for pattern in screener.patterns:
        for phrase in pattern.phrases:
            assert re.compile(by_first_letter(phrase.source)).groups == 0
