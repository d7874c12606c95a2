"""Clues are words in one form each, and pairs of words that stand close together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screening.clues import END, MOST_WORDS, REACH, START, pairs, places, words, words_in

SAME = {"ur": "your", "telegram": "{app}", "instagram": "{app}"}


def words_of(chunk: str) -> tuple[str, ...]:
    return words_in(chunk, SAME)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what is ur telegram?", ["what", "is", "your", "{app}", "?"]),
        ("don't", ["dont"]),
        ("really?!?!", ["really", "?"]),
        ("write to ann@example.com", ["write", "to", "{email}"]),
        ("i'm @quiet_otter", ["im", "{handle}"]),
        ("quiet_otter_44 it is", ["{handle}", "it", "is"]),
        ("in 20 minutes", ["in", "{2-digits}", "minutes"]),
        ("07700900123", ["{number}"]),
        ("found me on inst@gram.", ["found", "me", "on", "{app}"]),
        ("telegram@quietotter", ["{app}", "{handle}"]),
        ("its velvet.turnip", ["its", "{dotted}", "velvet", "turnip"]),
        ("snap:jo.bee!", ["{dotted}", "snap", "jo", "bee", "!"]),
        ("at 10.30 p.m. wait...what", ["at", "{2-digits}", "{2-digits}", "p", "m", "wait", "what"]),
        ("see https://example.com/a?b now", ["see", "{link}", "now"]),
        ("", []),
        ("…", []),
    ],
)
def test_words_come_in_one_form(text: str, expected: list[str]) -> None:
    assert words(text, words_of) == [START, *expected, END]


def test_a_pair_names_how_far_apart_its_words_stand() -> None:
    found = list(pairs(["a", "b", "c"]))
    assert ("a", 0, "a") in found
    assert ("a", 2, "c") in found
    assert len(found) == 6


@given(st.lists(st.sampled_from("abcd"), max_size=12))
def test_no_pair_reaches_further_than_it_may(them: list[str]) -> None:
    assert all(reach <= REACH for _, reach, _ in pairs(them))


@given(st.text(max_size=200).map(str.lower))
def test_any_text_has_words_and_no_more_than_the_most(text: str) -> None:
    found = words(text, words_of)
    assert found[0] == START
    assert found[-1] == END
    assert len(found) <= MOST_WORDS + 2
    assert all(found)


@given(
    st.lists(
        st.sampled_from(
            ["you", "don't", "ann@example.com", "?", "?!?", "!!", "42", "x_y", "jo.bee", "www.jo.bee", "p.m."]
        ),
        max_size=20,
    )
)
def test_each_word_of_plain_text_has_its_place(them: list[str]) -> None:
    text = " ".join(them)
    assert len(places(text)) == len(words(text, words_of))
