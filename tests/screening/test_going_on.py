"""What somebody writes soon after a flag counts with it, unless it clearly says something else."""

from pathlib import Path

import pytest

from bot.screening import Category, Memory, Message, Screener, Severity, Side
from bot.screening.weighing import Kind, Weights
from tests.screening.talks import Talk

L, M = Side.LISTENER, Side.MEMBER
FLAGGED = "my number is 07700 900123"
LEANING = "the evenings are long and mine"
"""Lies two below the limit, by the weights of these stories."""
ORDINARY = "the garden was long and green"


class Chat(Talk):
    """A chat of one listener and one member."""

    def goes_on(self, side: Side, text: str, key: str = "") -> bool:
        """Whether the next message is noted only for what came before it."""
        return "goes_on" in {finding.rule for finding in self.says(side, text, key)}


@pytest.fixture
def chat(screener: Screener, packs_cache: Path) -> Chat:
    """A chat that is judged with weights of its own, so that learning anew changes nothing here."""
    clues = {("evenings", 0, "evenings"): (31_400, 0)}
    weights = Weights((-9.0, -9.0), clues, {Category.SECRECY: Kind(0.0, {})})
    return Chat(Screener(screener.pack, weights, packs_cache))


def test_what_comes_soon_after_a_flag_is_noted_and_no_more(chat: Chat) -> None:
    chat.says(L, FLAGGED)
    chat.says(M, "what is that for then")
    (finding,) = chat.says(L, LEANING)
    assert (finding.rule, finding.severity) == ("goes_on", Severity.NOTE)
    assert finding.category is Category.CONTACT_SHARE
    assert not finding.adds_up


def test_by_itself_the_same_is_nothing(chat: Chat) -> None:
    assert not chat.says(L, LEANING)


@pytest.mark.parametrize(
    "text", [ORDINARY, "evenings and mine", "no, i will not say where i spend my evenings"]
)
def test_what_clearly_says_something_else_is_nothing(chat: Chat, text: str) -> None:
    chat.says(L, FLAGGED)
    assert not chat.goes_on(L, text)


def test_giving_way_to_a_no_is_nothing(chat: Chat) -> None:
    chat.says(L, FLAGGED)
    assert not chat.goes_on(L, "you're completely right. the evenings are mine")
    assert chat.goes_on(L, "blue and green. the evenings are mine")


def test_however_much_was_flagged_ordinary_words_are_not_marked(chat: Chat) -> None:
    for ending in range(6):
        chat.says(L, f"my number is 07700 90012{ending}")
    assert not chat.goes_on(L, ORDINARY)


def test_so_is_the_same_from_somebody_else(chat: Chat) -> None:
    chat.says(L, FLAGGED)
    assert not chat.goes_on(M, LEANING)


def test_the_more_was_flagged_the_less_has_to_be_said(chat: Chat) -> None:
    weaker = f"{LEANING} and cold and quiet and blue and slow"
    chat.says(L, FLAGGED)
    assert not chat.goes_on(L, weaker)
    chat.says(L, "or 07700 900456")
    assert chat.goes_on(L, weaker)


def test_a_flag_long_ago_says_nothing_about_now(chat: Chat) -> None:
    chat.says(L, FLAGGED)
    for _ in range(8):
        chat.says(M, "we walked along the river and back")
    assert not chat.goes_on(L, LEANING)


def test_notes_lead_to_no_more_notes(chat: Chat) -> None:
    chat.says(L, FLAGGED)
    assert [chat.goes_on(L, LEANING) for _ in range(10)] == [True] * 8 + [False] * 2


def test_an_edit_is_judged_by_what_it_says_now(chat: Chat) -> None:
    chat.says(L, FLAGGED, key="edited")
    assert not chat.goes_on(L, LEANING, key="edited")


def test_a_long_text_is_judged_by_itself(chat: Chat) -> None:
    chat.says(L, FLAGGED)
    assert chat.goes_on(L, f"{LEANING} {'.' * 400}")
    assert not chat.goes_on(L, f"{LEANING} {'.' * 500}")


def test_an_exact_look_says_the_same_as_a_quick_one(chat: Chat) -> None:
    exact = Memory()
    for number, text in enumerate((FLAGGED, LEANING, ORDINARY, LEANING)):
        message = Message(text, L, str(number))
        judged = chat.screener.judge(message, exact)
        assert [one.rule for one in judged.findings] == [one.rule for one in chat.says(L, text, str(number))]
