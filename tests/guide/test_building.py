"""The small pieces: other people's words stay harmless, lists fit, times carry their zone."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guide.building import TEXT_LIMIT, ago, day, day_and_time, fitted, hidden, opening, quoted
from bot.guide.wording import Wording


def shown_plainly(text: str) -> str:
    """Undo the backslashes, as Discord does when it shows them."""
    return re.sub(r"\\(.)", r"\1", text)


@given(st.text())
def test_quoted_words_are_one_short_line_without_live_markdown(words: str) -> None:
    line = quoted(words)

    assert "\n" not in line
    assert len(shown_plainly(line)) <= 200
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_~`|<>\[\]#:@]", line)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("call me", "call me"),
        ("two\nlines", "two lines"),
        ("@everyone", r"\@everyone"),
        ("||secret||", r"\|\|secret\|\|"),
        ("https://bad.example", r"https\://bad.example"),
    ],
)
def test_words_are_quoted_as_they_read(words: str, line: str) -> None:
    assert quoted(words) == line


def test_long_words_are_cut_with_a_sign() -> None:
    assert quoted("a" * 300, 10) == "a" * 9 + "…"


def test_moderators_choose_when_to_read() -> None:
    assert hidden("a||b") == r"||a\|\|b||"


@given(st.lists(st.text("x", min_size=1, max_size=400), max_size=60))
def test_a_list_always_fits_and_says_what_it_left_out(rows: list[str]) -> None:
    text = fitted("head", rows, "tail", lambda left: f"{left} more")

    assert len(text) <= TEXT_LIMIT
    assert text.startswith("head")
    assert text.endswith("tail")
    left_out = int(found.group(1)) if (found := re.search(r"^(\d+) more$", text, re.MULTILINE)) else 0
    assert text.count("\nx") == len(rows) - left_out


def test_times_are_shown_in_the_readers_own_zone() -> None:
    moment = datetime(2026, 6, 3, 12, 0, tzinfo=UTC)

    assert day(moment) == "<t:1780488000:D>"
    assert day_and_time(moment) == "<t:1780488000:f>"
    assert ago(moment) == "<t:1780488000:R>"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        day(datetime(2026, 6, 3, 12, 0))  # noqa: DTZ001 - on purpose


def test_a_private_word_opens_with_who_speaks_and_no_topic(wording: Wording) -> None:
    assert opening(wording, "Willow *Room*") == (
        r"*Sidelight, the bot of Willow \*Room\*. I never ask for your number or password.*"
    )
    assert opening(wording, "") == ""
