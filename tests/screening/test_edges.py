"""A letter of any script beside a Latin word continues it, but for scripts that are written without spaces."""

import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from bot.screening import Message, Screener, Side, is_flagged
from bot.screening.edges import WORD
from bot.screening.fold import build_table, fold
from bot.screening.phrase_language import compile_phrase

APART = regex.compile(
    r"[\p{Thai}\p{Lao}\p{Tibetan}\p{Myanmar}\p{Khmer}\p{Tai_Le}\p{New_Tai_Lue}\p{Tai_Tham}\p{Tai_Viet}"
    r"\p{Buginese}\p{Balinese}\p{Javanese}\p{Yi}\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\p{Hangul}"
    r"\p{Tangut}\p{Nushu}\p{Khitan_Small_Script}\u3000-\u30ff\ua9cf\uff00-\uffef]"
)
"""What stands apart from a Latin word, told by the scripts of another library."""
CONTINUES = regex.compile(f"[{WORD}]")
LETTERS = st.characters(categories=["Lu", "Ll", "Lt", "Lo"])


@pytest.mark.parametrize(
    ("script", "letter"),
    [
        ("Latin", "e"),
        ("Latin with a mark", "\u00e9"),
        ("Latin that folds to nothing plain", "\u021d"),
        ("Cyrillic", "\u0436"),
        ("Cyrillic", "\u0434"),
        ("Greek", "\u03c6"),
        ("Hebrew", "\u05d0"),
        ("Arabic", "\u0639"),
        ("Devanagari", "\u0939"),
        ("Devanagari with a vowel sign", "\u0939\u0940"),
        ("Tamil", "\u0b95"),
        ("Armenian", "\u0561"),
        ("Georgian", "\u10d2"),
        ("Ethiopic", "\u1200"),
        ("Cherokee", "\u13a3"),
        ("Mongolian", "\u1820"),
    ],
)
def test_a_letter_beside_a_word_continues_it(script: str, letter: str, screener: Screener) -> None:
    assert not _hits(screener, f"add me on snap{letter}"), script
    assert not _hits(screener, f"{letter}add me on snap"), script
    assert _hits(screener, f"{letter} add me on snap {letter}"), script


@pytest.mark.parametrize(
    ("script", "letter"),
    [
        ("Han", "\u4e2d"),
        ("Hiragana", "\u306e"),
        ("Katakana", "\u30ab"),
        ("a long vowel in Katakana", "\u30fc"),
        ("Thai", "\u0e01"),
        ("Lao", "\u0e81"),
        ("Khmer", "\u1780"),
        ("Burmese", "\u1000"),
        ("Hangul", "\uc73c\ub85c"),
        ("no letter", "\U0001f642"),
        ("no letter", "\u2014"),
        ("a quotation mark", "\u300d"),
    ],
)
def test_beside_scripts_without_spaces_a_word_stands_by_itself(
    script: str, letter: str, screener: Screener
) -> None:
    assert _hits(screener, f"add me on snap{letter}"), script
    assert _hits(screener, f"{letter}add me on snap{letter}"), script
    assert is_flagged(screener.look(Message(f"{letter}add me on sn*p{letter}", Side.LISTENER))), script


def test_number_words_have_edges_too(screener: Screener) -> None:
    digits = "oh seven seven double oh nine oh oh one four two"
    assert is_flagged(screener.look(Message(f"call {digits}", Side.LISTENER)))
    assert is_flagged(screener.look(Message(f"\u4e2d{digits}\u4e2d", Side.LISTENER)))
    joined = " ".join(f"{word}\u0436" for word in digits.split())
    findings = screener.look(Message(joined, Side.LISTENER))
    assert "phone_number" not in [finding.rule for finding in findings]


def test_every_letter_continues_a_word_unless_its_script_has_no_spaces() -> None:
    table = build_table({})
    letters = [chr(code) for code in range(0x80, 0x110000) if unicodedata.category(chr(code))[0] == "L"]
    folded = {part for letter in letters for part in fold(letter, table).strip() if not part.isascii()}
    wrong = {letter for letter in folded if bool(CONTINUES.match(letter)) is bool(APART.match(letter))}
    assert len(folded) > 100_000
    assert not wrong


@given(letter=LETTERS, after=st.booleans())
def test_a_phrase_ends_where_the_word_does(letter: str, after: bool) -> None:
    folded = fold(letter, build_table({})).strip().lower()
    text = f"my number{folded}" if after else f"{folded}my number"
    found = compile_phrase("my number", {}).exact.search(text)
    assert (found is None) is bool(folded and CONTINUES.match(folded[0] if after else folded[-1]))


def _hits(screener: Screener, text: str) -> bool:
    return any(trial.pattern == "add_me" for trial in screener.try_text(text))
