"""What stands round a hit: its clause, its quotation, and the words that make it harmless."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screening.packs import Context, Pattern, Scope
from bot.screening.phrase_language import compile_phrase
from bot.screening.surroundings import Surroundings, owners_of
from bot.screening.values import Category, Severity


def around(text: str, *contexts: Context) -> Surroundings:
    phrases = [phrase for context in contexts for phrase in context.phrases]
    return Surroundings(text, lambda _: phrases, owners_of(contexts))


def context(scope: Scope, phrase: str = "never") -> Context:
    return Context("no", "A no.", scope, frozenset(Category), (compile_phrase(phrase, {}),))


def pattern(unless: str = "") -> Pattern:
    phrases = (compile_phrase(unless, {}),) if unless else ()
    return Pattern("ask", Category.CONTACT_REQUEST, Severity.CONCERN, "Asks.", (), unless=phrases)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("hi there. buy it now. bye", " buy it now"),
        ("hi there.buy it now", "buy it now"),
        ("i like it, can you buy it", "can you buy it"),
        ("he said so but buy it", "buy it"),
        ("one\nbuy it\ntwo", "buy it"),
        ("really?! buy it!! yes", " buy it"),
        ("...buy it", "buy it"),
        ("buy it", "buy it"),
    ],
)
def test_a_clause_ends_where_a_sentence_or_its_thought_does(text: str, clause: str) -> None:
    start = text.index("buy it")
    low, high = around(text).clause(start, start + len("buy it"))
    assert text[low:high] == clause


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("sounds hard send me your pin", "send"),
        ("please don't send me your pin", "please"),
        ("never send me your pin", "never"),
        ("he said send me your pin", "he"),
    ],
)
def test_an_ask_begins_a_thought_of_its_own_unless_it_is_denied_or_told(text: str, begins: str) -> None:
    low, _ = around(text).clause(text.index("your pin"), len(text))
    assert text[low:].startswith(begins)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('he said "you can buy it now" ok', True),
        ("he said 'you can buy it now' ok", True),
        ("he said \"you can buy it now' ok", False),
        ('he said "buy it" ok', False),
        ('he said "you can\nbuy it now" ok', False),
        ("> you can buy it now", True),
        ("don't buy it on mum's phone", False),
        ("'" + "so " * 120 + "buy it'", False),
    ],
)
def test_a_quotation_has_a_few_words_between_two_marks_on_one_line(text: str, quoted: bool) -> None:
    start = text.index("buy it")
    assert around(text).is_quoted(start, start + len("buy it")) is quoted


@pytest.mark.parametrize(
    ("scope", "text", "protected"),
    [
        (Scope.BEFORE, "never buy it", True),
        (Scope.BEFORE, "buy it never", False),
        (Scope.BEFORE, "never. buy it", False),
        (Scope.AFTER, "buy it never", True),
        (Scope.AFTER, "never buy it", False),
        (Scope.CLAUSE, "buy it never. ok", True),
        (Scope.CLAUSE, "buy it. never", False),
        (Scope.MESSAGE, "buy it. ok. never", True),
    ],
)
def test_a_context_protects_where_its_words_stand_in_its_scope(
    scope: Scope, text: str, protected: bool
) -> None:
    start = text.index("buy it")
    said = around(text, context(scope)).protection(start, start + len("buy it"), pattern())
    assert said == ("no" if protected else "")


def test_the_words_of_a_patterns_own_exception_must_stand_in_the_clause() -> None:
    asks = pattern("my mum")
    for text, expected in (("buy it to my mum", "unless"), ("buy it. my mum is here", "")):
        assert Surroundings(text, lambda _: asks.unless, {}).protection(0, 6, asks) == expected


def test_in_a_flood_of_hits_what_is_found_counts() -> None:
    text = "buy it " * 600 + "never"
    flood = around(text, context(Scope.CLAUSE))
    said = [flood.protection(start, start + 6, pattern()) for start in range(0, 4200, 7)]
    assert said[0] == "no"
    assert around(text, context(Scope.AFTER)).protection(4193, 4199, pattern()) == "no"
    scattered = around(text, context(Scope.AFTER))
    said = [scattered.protection(start, start + 6, pattern()) for start in range(0, 4200, 7)]
    assert said[0] == "no"
    assert said[-1] == ""


@given(text=st.text("ad .!?\n'\"so,", max_size=60), data=st.data())
def test_every_stretch_lies_in_its_clause(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = around(text).clause(start, end)
    assert 0 <= low <= start
    assert high >= min(start, len(text)) - 1
