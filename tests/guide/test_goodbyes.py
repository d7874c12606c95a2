"""Goodbyes are found however they are written, and a broken list of them is refused."""

import pytest

from bot.guide import Wording
from bot.guide.goodbyes import read_goodbyes


@pytest.mark.parametrize(
    "text",
    [
        "Okay, bye for now",
        "GOODBYE",
        "i've got to go, my shift is over. Take care!",
        "I’ve got to go",
        "it was good to talk with you",
        "Sleep well :)",
        "*bye*",
    ],
)
def test_a_goodbye_is_found(wording: Wording, text: str) -> None:
    assert wording.goodbyes.said_in(text)


@pytest.mark.parametrize(
    "text", ["", "how was your day?", "I passed by the house", "a byelaw", "that sounds hard", "🙂"]
)
def test_other_words_are_none(wording: Wording, text: str) -> None:
    assert not wording.goodbyes.said_in(text)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("phrases = [", "my.toml: "),
        ("", "my.toml: phrases must be a list"),
        ("phrases = [1]", "my.toml: phrases must be a list"),
        ("phrases = ['bye', '!']", "my.toml: phrases: '!' has no word"),
    ],
)
def test_a_broken_list_names_file_and_reason(content: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_goodbyes(content, "my.toml")
