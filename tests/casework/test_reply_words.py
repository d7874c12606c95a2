"""A question gives nobody away: names, mentions, links and quotations are found before it is sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.reply_words import MOST_LETTERS, Trouble, troubles_in

NAMES = ("Quiet Heron", "Robin")
SAID = ("he said give me your number or I leave you", "what is your phone number?")


@pytest.mark.parametrize(
    ("sentence", "troubles"),
    [
        pytest.param("you asked someone how they can be reached.", (), id="fine"),
        pytest.param("", (Trouble.EMPTY,), id="empty"),
        pytest.param("...", (Trouble.EMPTY,), id="no-words"),
        pytest.param("x" * (MOST_LETTERS + 1), (Trouble.TOO_LONG,), id="long"),
        pytest.param("you asked. You asked again.", (Trouble.MORE_THAN_ONE,), id="two-sentences"),
        pytest.param("you asked\nagain", (Trouble.MORE_THAN_ONE,), id="two-lines"),
        pytest.param("you asked <@61> for more.", (Trouble.MENTION,), id="mention"),
        pytest.param("you asked @someone for more.", (Trouble.MENTION,), id="at-sign"),
        pytest.param("you sent 07700900123 to someone.", (Trouble.MENTION,), id="number"),
        pytest.param("you sent www.example to someone.", (Trouble.LINK,), id="link"),
        pytest.param("you led them to discord.gg there.", (Trouble.LINK,), id="invite"),
        pytest.param("you asked Robin for more.", (Trouble.NAME,), id="name"),
        pytest.param("you asked quiet heron, twice.", (Trouble.NAME,), id="name-of-two-words"),
        pytest.param("you asked robins for more.", (), id="part-of-a-name-is-none"),
        pytest.param('you said "come on" to someone.', (Trouble.QUOTE,), id="marks"),
        pytest.param("you said give me your number to someone.", (Trouble.QUOTE,), id="their-words"),
        pytest.param(
            "you asked: What is YOUR phone, and more.", (Trouble.QUOTE,), id="own-words-in-capitals"
        ),
        pytest.param("you asked for your number.", (), id="three-words-alike-are-no-quotation"),
    ],
)
def test_what_has_to_be_changed(sentence: str, troubles: tuple[Trouble, ...]) -> None:
    assert troubles_in(sentence, NAMES, SAID) == troubles


@given(st.text(max_size=300), st.lists(st.text(max_size=50), max_size=4))
def test_any_words_get_an_answer_each_trouble_once(sentence: str, said: list[str]) -> None:
    found = troubles_in(sentence, said, said)
    assert len(set(found)) == len(found)


@given(st.text(alphabet="abcdefg ", min_size=20, max_size=80))
def test_a_report_cannot_be_copied_into_a_question(words: str) -> None:
    enough = len(words.split()) >= 4
    assert (Trouble.QUOTE in troubles_in(words, (), (words,))) is enough
