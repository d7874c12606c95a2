"""A long kind message does not hide the sentence in which somebody asks."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screening import Message, Screener, Side, Strictness, is_flagged
from bot.screening.balance import words_alone
from bot.screening.sentences import roughly_split, sentences
from bot.screening.weighing import BY_ITSELF, Weighed

KIND = (
    "i am so sorry that your week has been this hard, and being tired makes all of it heavier. "
    "it helped me to write down one good thing each evening, however small it was."
)
ASKS = (
    "what is your whatsapp number?",
    "give me your number so i can call you.",
    "add me on snapchat tonight.",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one thing after another. then came rain!", ["one thing after another.", "then came rain!"]),
        ("is it really you? yes. i came back", ["is it really you?", "i came back"]),
        ("it costs 3.50 and no more", []),
        (
            'he said "it is late." then he left (again.) and i slept',
            ['he said "it is late.', "then he left (again.", "and i slept"],
        ),
        ("the first line\nthe second line", ["the first line", "the second line"]),
    ],
)
def test_a_text_of_several_sentences_is_taken_apart(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(st.sampled_from("ab .?!\n;"), max_size=200))
def test_sentences_are_parts_of_their_text(text: str) -> None:
    assert all(sentence in text for sentence in sentences(text))


@given(st.text(st.sampled_from("ab .?!\n;"), max_size=40).map(lambda text: KIND + text))
def test_a_rough_split_loses_no_letter(text: str) -> None:
    letters = [letter for part in roughly_split(text) for letter in part if letter.isalpha()]
    assert letters == [letter for letter in text if letter.isalpha()]


def test_a_short_text_hides_nothing() -> None:
    assert roughly_split("thank you. that helped.") == []
    assert roughly_split(KIND[:159]) == []
    assert len(roughly_split(KIND[:160])) == 2


@pytest.mark.parametrize("ask", ASKS)
@pytest.mark.parametrize("place", ["first", "last"])
def test_one_ask_among_kind_words_is_noticed(screener: Screener, ask: str, place: str) -> None:
    text = f"{ask} {KIND}" if place == "first" else f"{KIND} {ask}"
    assert is_flagged(screener.look(Message(text, Side.LISTENER)))


def test_the_kind_words_alone_are_nothing(screener: Screener) -> None:
    assert not screener.look(Message(KIND, Side.LISTENER))


def test_a_sentence_by_itself_must_say_more() -> None:
    together = Weighed(ask=0.5, sign=-1.0, long=2.0)
    assert together.most == 0.5
    assert together._replace(sentence=0.5 + BY_ITSELF).most == 0.5
    assert together._replace(sentence=2.0 + BY_ITSELF).most == 2.0


def test_one_telling_sentence_is_not_enough_and_a_clear_ask_is() -> None:
    """Who tells at length what happened says what was asked."""
    told = Weighed(ask=-4.0, sign=-4.0, sentence=3.5)
    assert words_alone(told, Strictness.USUAL).above < 0
    assert words_alone(told._replace(sentence=5.0), Strictness.USUAL).above > 0


def test_where_no_rule_hit_a_sentence_need_not_make_up_for_a_long_text() -> None:
    together = Weighed(ask=0.5, sign=-1.0, long=2.0)
    assert together.alone == -1.5
    assert together._replace(sentence=0.25 + BY_ITSELF).alone == 0.25


def test_the_sentence_that_decides_is_shown(screener: Screener) -> None:
    explained = screener.explain(Message(f"{KIND} {ASKS[0]}", Side.LISTENER))
    assert explained.sentence == ASKS[0]
    assert not screener.explain(Message(ASKS[0], Side.LISTENER)).sentence


def test_what_is_shown_of_words_alone_lies_in_the_sentence_that_decided(screener: Screener) -> None:
    shown = 0
    for text in _asks():
        explained = screener.explain(Message(text, Side.LISTENER))
        for finding in explained.judged.findings:
            if explained.sentence and finding.category.flaggable and finding.rule.startswith("weighed_"):
                assert screener.plain(finding.matched).strip() in explained.sentence
                shown += 1
    assert shown


def test_a_disguised_ask_in_one_sentence_is_looked_at(screener: Screener) -> None:
    """Found by a reader: the whole text is far, and so is the sentence until the disguise is undone."""
    text = (
        "moving country with a toddler, brave. how's she settling, is she sleeping through yet? My goodness. "
        "How did you get through the rest of the visit? That's a very visible silence. What do you do when it "
        "happens? cnt we jst skp? sk*pe i mean. or skip. hand in hand. MUM works both ways, clever lad."
    )
    message = Message(text, Side.LISTENER)
    assert is_flagged(screener.look(message)) is is_flagged(screener.judge(message).findings)


def _asks() -> list[str]:
    path = Path(__file__).parents[2] / "benchmarks" / "unseen" / "twelfth" / "positives.jsonl"
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
