"""Letters of other alphabets that stand for Latin ones are told from other writing."""

import pytest

from bot.screening import Message, Screener, is_flagged
from bot.screening.strange_letters import strange_words


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("got \u0455n\u0430p today", ["\u0455n\u0430p"]),
        ("got sn\u200b\u200bap today", ["sn\u200b\u200bap"]),
        ("got \uff53\uff4e\uff41\uff50 today", ["\uff53\uff4e\uff41\uff50"]),
        ("\u0455n\u0430p", ["\u0455n\u0430p"]),
        ("\U0001d4f2 \U0001d4ea\U0001d4f6 \U0001d4f8\U0001d4f4", []),
        ("\u043f\u0440\u0438\u0432\u0435\u0442 all", []),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 all", []),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467 caf\u00e9", []),
    ],
)
def test_words_with_letters_of_another_kind_are_found_but_a_font_for_everything_is_not(
    text: str, strange: list[str]
) -> None:
    assert strange_words(text) == strange


@pytest.mark.parametrize(
    ("open_words", "hidden"),
    [
        ("discord is easier for me", "d\u0456sc\u043erd is easier for me"),
        ("lets meet", "l\u0435ts m\u0435\u0435t"),
        ("telegram ok?", "t\u0435l\u0435gr\u0430m ok?"),
    ],
)
def test_what_says_little_in_plain_letters_says_more_in_strange_ones(
    screener: Screener, open_words: str, hidden: str
) -> None:
    assert above(screener, hidden) > above(screener, open_words)
    assert is_flagged(screener.look(Message(hidden)))


def test_a_name_in_strange_letters_is_a_hidden_name(screener: Screener) -> None:
    hidden = {finding.rule for finding in screener.look(Message("d\u0456sc\u043erd is easier for me"))}
    assert "hidden_app" in hidden
    assert "hidden_app" not in {one.rule for one in screener.look(Message("discord is easier for me"))}


def above(screener: Screener, text: str) -> float:
    """How far a text lies above the limit."""
    balance = screener.judge(Message(text)).balance
    assert balance is not None
    return balance.above


@pytest.mark.parametrize(
    "text",
    [
        "my \u0456nst\u0430 is full of cats",
        "i f\u0435el so tired today",
        "the team\u0455 sound again, on my day off",
    ],
)
def test_strange_letters_alone_are_nothing(screener: Screener, text: str) -> None:
    assert not is_flagged(screener.look(Message(text)))
