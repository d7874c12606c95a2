"""The vocabulary finds words behind disguises, the same word for the same letters every time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screening.vocabulary import Vocabulary

WORDS = Vocabulary(
    ["snap", "number", "add", "me", "on", "now", "know", "no", "w", "a", "dd", "text", "text's"]
)


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("addmeon", "add me on"),
        ("addmeonsnap", "add me on snap"),
        ("snapqq", "snapqq"),
        ("number", "number"),
        ("knownumber", "know number"),
        ("nownow", "now now"),
        ("add", "add"),
        ("aaaaaa", "a a a a a a"),
    ],
)
def test_letters_are_split_into_the_fewest_words(letters: str, words: str) -> None:
    assert WORDS.split(letters) == words


@given(words=st.lists(st.sampled_from(sorted(WORDS.words)), min_size=6, max_size=12))
def test_known_words_run_together_are_split_into_known_words(words: list[str]) -> None:
    split = WORDS.split("".join(words))
    assert split.replace(" ", "") == "".join(words)
    assert set(split.split()) <= WORDS.words
    assert len(split.split()) <= len(words)


@pytest.mark.parametrize(
    ("token", "word"),
    [
        ("5n4p", "snap"),
        ("snaaaap", "snap"),
        ("snap", ""),
        ("1st", ""),
        ("2pm", ""),
        ("zzz", "z"),
        ("n0w!", "now!"),
    ],
)
def test_a_word_is_read_behind_figures_and_stretching(token: str, word: str) -> None:
    assert WORDS.behind(token) == word


@pytest.mark.parametrize(
    ("cut", "word"),
    [("sn.ap", "snap"), ("s.n.a.p", "snap"), ("num-ber", "number"), ("no-w", "now"), ("q-q-q", "q-q-q")],
)
def test_pieces_that_make_a_word_are_joined(cut: str, word: str) -> None:
    assert WORDS.joined(cut) == word
