"""The sieve lets nothing through that a phrase's exact expression would find."""

import pytest

from bot.screening import Pattern, Screener
from bot.screening.phrase_language import compile_class, compile_phrase
from bot.screening.phrases import PhraseError, plain
from bot.screening.sieve import Lookup
from tests.installed import installed_pack

PATTERNS = installed_pack().patterns
BEFORE = ("", "so then. ", "well we went out and it was a long day for all of us there. ")


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_an_example_is_met_wherever_it_stands(screener: Screener, pattern: Pattern) -> None:
    for line in pattern.match:
        for before in BEFORE:
            assert pattern.id in {trial.pattern for trial in screener.try_text(before + line)}, before + line


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("what's your number", "whats, your (number)"),
        ("what's your number", "so \N{WOMAN} what's your number"),
        ("(snap|@) ?", "your @?"),
        ("leave* <2> here", "leave_x rock'n'roll a&b here"),
        ("are you $ [ok]", "are you? ok"),
        ("add {handle}", "add some_one"),
        ("^ (need to|to) hear", "i would like so very much. need to hear it all again and again"),
        ("{pets} food", "the dogs' - food"),
    ],
)
def test_a_loose_expression_matches_wherever_the_exact_one_does(phrase: str, text: str) -> None:
    built = compile_phrase(phrase, {"pets": compile_class(["cats'", "dogs'"], {})})
    assert built.exact.search(text)
    assert Lookup([built]).within(text) == {built}


def test_a_phrase_without_a_word_that_must_be_there_is_refused() -> None:
    with pytest.raises(PhraseError, match="nothing"):
        compile_phrase("[maybe] {any}", {})


def test_plain_text_is_words_and_asks() -> None:
    assert plain(b"Don't  go_there! @Me #1?") == b" don t go there ? @ me @ 1 ? "
