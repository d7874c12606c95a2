"""What is quoted is somebody else's: a message is judged by its writer's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screening import Message, Screener, Side, is_flagged
from bot.screening.quotations import quotations, unquoted
from bot.screening.weighing import QUOTED, Weighed


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ('he wrote "give me your number" and i laughed', "he wrote   and i laughed"),
        ("she goes 'add me on snap' every single day", "she goes   every single day"),
        ('i said "no thanks" to that', ""),
        ("it's mine, isn't it? that's what i'd say", ""),
        ('"can i have your number?"', ""),
    ],
)
def test_a_text_without_its_quotations_is_the_writers_own(text: str, own: str) -> None:
    assert " ".join(unquoted(text).split()) == " ".join(own.split())


@given(st.text(st.sampled_from("ab '\"\n."), max_size=80))
def test_a_quotation_stands_between_two_marks_of_a_kind(text: str) -> None:
    for start, end in quotations(text):
        assert text[start] == text[end - 1] in "'\""
        assert "\n" not in text[start:end]


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        (
            "my favourite part of the training was where the pretend member goes 'just give me your snap'",
            "they say 'never share your snap' but just give me your snap, i am nice",
        ),
        (
            "the message went \"you seem mature, what's your snap, don't tell the mods\" and i closed it",
            "my mum always says \"ask and you get\" so what's your snap, and don't tell the mods",
        ),
    ],
)
def test_who_quotes_an_ask_does_not_ask(screener: Screener, told: str, asked: str) -> None:
    assert not is_flagged(screener.look(Message(told, Side.MEMBER)))
    assert is_flagged(screener.look(Message(asked, Side.MEMBER)))


def test_a_quotation_adds_a_little_at_most() -> None:
    whole = Weighed(ask=5.0, sign=0.5, long=1.0, sentence=6.5)
    own = Weighed(ask=-2.0, sign=-3.0, long=0.25)
    both = whole.beside(own)
    assert (both.most, both.sign, both.long) == (own.most + QUOTED, whole.sign, own.long)
    assert whole.beside(whole) is whole


def test_it_is_shown_that_a_message_was_judged_by_its_own_words(screener: Screener) -> None:
    told = "my favourite part of the training was where the pretend member goes 'just give me your snap'"
    explained = screener.explain(Message(told, Side.MEMBER))
    assert explained.unquoted
    assert "snap" not in explained.unquoted
    assert not screener.explain(Message("just give me your snap", Side.MEMBER)).unquoted
