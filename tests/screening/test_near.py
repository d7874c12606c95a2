"""Near tells people who write patterns which words a text lacked."""

from pathlib import Path

import pytest

from bot.screening import Known, Message, Near, Pack, Screener, load_known, load_pack, nearest
from bot.screening.phrase_language import pieces

PACK = """
common = ["i", "you", "is", "what", "your", "on"]

[classes]
lamp = ["lantern", "lamp"]

[[pattern]]
id = "asks_lamp"
category = "contact_request"
severity = "concern"
reason = "Asks for a lamp."
phrases = ["lend me [please] <2> (old|blue) {lamp}", "what is your {any} lamp code ?"]
match = ["lend me an old lantern"]
leave = ["a lamp"]

[[pattern]]
id = "a_wick"
category = "contact_request"
severity = "concern"
role = "part"
reason = "Talks about a wick."
phrases = ["wick"]
match = ["a wick"]
leave = ["a lamp"]

[[pattern]]
id = "an_oil"
category = "contact_request"
severity = "concern"
role = "part"
reason = "Talks about oil."
phrases = ["oil"]
match = ["some oil"]
leave = ["a lamp"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "lamps.toml").write_text(PACK, encoding="utf-8")
    return tmp_path


@pytest.fixture
def pack(folder: Path) -> Pack:
    return load_pack(folder, "en")


@pytest.fixture
def known(folder: Path) -> Known:
    return load_known(folder, "en")


def test_the_missing_words_are_named(pack: Pack, known: Known) -> None:
    (near,) = nearest(pack, known, "would you lend me a blue one")
    assert near == Near(
        "asks_lamp",
        "lend me [please] <2> (old|blue) {lamp}",
        found=("lend", "me", "(old|blue)"),
        missing=("{lamp}",),
    )


def test_nothing_is_missing_when_only_the_order_is_wrong(pack: Pack, known: Known) -> None:
    (near,) = nearest(pack, known, "the blue lantern, lend it to me")
    assert (near.pattern, near.missing) == ("asks_lamp", ())


def test_everyday_words_alone_bring_nothing_near(pack: Pack, known: Known) -> None:
    assert nearest(pack, known, "what is on your mind") == ()


def test_what_was_met_is_not_near(pack: Pack, known: Known) -> None:
    assert nearest(pack, known, "lend me a lamp", met={"asks_lamp"}) == ()


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("lend me", ["lend", "me"]),
        ("(call|ring [you] up) me", ["(call|ring [you] up)", "me"]),
        ("^ {you} <3> [so (a|b)] scam* ? $", ["{you}", "scam*"]),
        ("one two|three", ["one two|three"]),
    ],
)
def test_a_phrase_falls_into_the_pieces_it_needs(phrase: str, expected: list[str]) -> None:
    assert pieces(phrase) == expected


def test_a_part_does_not_count_beside_one_that_is_switched_off(pack: Pack) -> None:
    screener, message = Screener(pack), Message("wick and oil")
    assert {finding.rule for finding in screener.look(message)} == {"a_wick", "an_oil"}
    assert screener.look(message, switched_off=frozenset({"a_wick"})) == ()
