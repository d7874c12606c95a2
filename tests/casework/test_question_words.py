"""What in a question to the moderators may name somebody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.question_words import Names, names_somebody

KNOWN = frozenset({"monday", "english"})


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("What should I do about <@123456>?", Names.MENTION),
        ("i had trouble with @quietfox", Names.MENTION),
        ("look at https://discord.com/channels/1/2", Names.MENTION),
        ("In chat 12 somebody was rude", Names.NUMBER),
        ("report #142 is not answered", Names.NUMBER),
        ("call me on 07700 900123", Names.NUMBER),
        ("Yesterday, Robin told me something", Names.NAME),
        ("how do I talk with Robin about it", Names.NAME),
    ],
)
def test_what_names_somebody_is_seen(words: str, named: Names) -> None:
    assert names_somebody(words, KNOWN) is named


@pytest.mark.parametrize(
    "words",
    [
        "I am struggling with a difficult situation. Could you give me some tips?",
        "How can I say no kindly? It is the second time this week.",
        "Can I listen on Monday in English?",
        "may I take 2 chats at once",
        "what if I'm tired",
        "",
    ],
)
def test_a_question_without_names_is_passed_on(words: str) -> None:
    assert names_somebody(words, KNOWN) is None


@given(st.text())
def test_any_text_at_all_has_an_answer(words: str) -> None:
    assert names_somebody(words) in {None, *Names}
