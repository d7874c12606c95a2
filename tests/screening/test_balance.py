"""What becomes a finding: how sure a rule is, together with all the words around it."""

from dataclasses import replace

import pytest

from bot.screening import Category, Message, Screener, Severity, Side, Strictness
from bot.screening.balance import (
    ALONE,
    CERTAIN,
    EXCUSED,
    HIDDEN,
    LEAST,
    MORE_ALONE,
    MOST_SURE,
    PROTECTED,
    RULE_WEIGHT,
    SURE_WORDS,
    balance_of,
    balanced,
)
from bot.screening.packs import Role
from bot.screening.seen import Reading, Seen
from bot.screening.weighing import Weighed

USUAL = Strictness.USUAL


def seen(sure: float = 0.7, category: Category = Category.CONTACT_REQUEST) -> Seen:
    return Seen(category, Severity.CONCERN, "asks", "It asks.", Role.ACT, sure, 0, 4)


def reading(ask: float, *, protected: bool = False) -> Reading:
    return Reading(protected=protected, odds=Weighed(ask, ask), weighed=seen(0.5))


def left(chosen: list[Seen], read: Reading, strictness: Strictness = USUAL) -> list[Seen]:
    return list(balanced(chosen, read, balance_of(chosen, read, strictness)))


def test_a_rule_among_ordinary_words_is_let_go() -> None:
    assert left([seen()], reading(-6.0)) == []


def test_a_rule_among_words_that_agree_is_surer() -> None:
    (kept,) = left([seen()], reading(1.0))
    assert kept.rule == "asks"
    assert 0.7 < kept.sure <= MOST_SURE


def test_a_certain_rule_needs_no_words() -> None:
    assert left([seen(CERTAIN)], reading(-9.0)) == [seen(CERTAIN)]


def test_an_excuse_beside_a_rule_says_that_it_is_meant() -> None:
    excuse = replace(seen(0.8, Category.PRETEXT), role=Role.EXCUSE)
    said = LEAST[USUAL] - RULE_WEIGHT * 0.7 - EXCUSED / 2
    assert left([seen()], Reading(seen=(seen(),), odds=Weighed(said, said))) == []
    assert left([seen()], Reading(seen=(seen(), excuse), odds=Weighed(said, said)))


def test_words_alone_are_kept_and_count_only_when_they_are_sure() -> None:
    (noted,) = left([], reading(LEAST[USUAL] + ALONE + 0.1))
    (counted,) = left([], reading(LEAST[USUAL] + ALONE + SURE_WORDS))
    assert (noted.severity, counted.severity) == (Severity.NOTE, Severity.CONCERN)


def test_words_alone_must_say_more_where_a_context_protects() -> None:
    said = LEAST[USUAL] + ALONE + PROTECTED - 0.1
    assert left([], reading(said))
    assert left([], reading(said, protected=True)) == []


@pytest.mark.parametrize("chosen", [[], [seen()]])
def test_who_hides_words_needs_to_say_less(chosen: list[Seen]) -> None:
    said = LEAST[USUAL] + ALONE - RULE_WEIGHT * 0.7 * len(chosen) - HIDDEN / 2
    open_one = Reading(odds=Weighed(said, said), weighed=seen(0.5))
    assert left(chosen, open_one) == []
    assert left(chosen, replace(open_one, hides=True))


@pytest.mark.parametrize(("category", "more"), MORE_ALONE.items())
def test_words_alone_must_say_more_of_what_ordinary_talk_is_full_of(category: Category, more: float) -> None:
    def alone(category: Category, ask: float) -> list[Seen]:
        return left([], Reading(odds=Weighed(ask, ask), weighed=seen(0.5, category)))

    said = LEAST[USUAL] + ALONE + 0.1
    assert alone(Category.CONTACT_REQUEST, said)
    assert not alone(category, said)
    assert alone(category, said + more)


def test_words_alone_must_say_more_in_a_long_text() -> None:
    said = LEAST[USUAL] + ALONE + 0.5
    assert left([], Reading(odds=Weighed(said, said), weighed=seen(0.5)))
    assert left([], Reading(odds=Weighed(said, said, long=2.0), weighed=seen(0.5))) == []
    assert left([seen()], Reading(odds=Weighed(said, said, long=2.0), weighed=seen(0.5)))


def test_where_words_cannot_be_weighed_rules_decide() -> None:
    assert left([seen()], Reading()) == [seen()]
    assert balance_of([seen()], Reading(), USUAL) is None


def test_a_crisis_is_never_weighed_away() -> None:
    crisis = seen(0.5, Category.CRISIS)
    assert left([crisis], reading(-9.0)) == [crisis]


@pytest.mark.parametrize("ask", [-2.0, -0.3, 0.0, 0.5, 0.9, 3.0])
def test_a_stricter_community_notices_all_that_a_relaxed_one_does(ask: float) -> None:
    counts = [len(left([], reading(ask), strictness)) for strictness in Strictness]
    assert counts == sorted(counts)


def test_every_message_has_a_score_and_half_is_flagged(screener: Screener) -> None:
    asked = screener.judge(Message("what's your number?", Side.LISTENER))
    quiet = screener.judge(Message("the bus was late again", Side.LISTENER))
    assert asked.score >= 0.5 > quiet.score > 0.0
