"""The quick look ends most messages, and never one that says something to what came before."""

import pytest

from bot.screening import Memory, Message, Screener, Severity, Side, is_flagged
from bot.screening.balance import LEAST, REACH, Strictness, is_out_of_reach, words_alone
from bot.screening.buildup import TELLING
from bot.screening.packs import Role
from bot.screening.quick import is_ordinary, wanted
from bot.screening.sieve import Wanted
from bot.screening.spotting import scanned_phrases, wanted_phrases
from bot.screening.tiers import LEAST_SIGN
from bot.screening.weighing import Weighed, likely
from tests.installed import installed_pack

PACK = installed_pack()


@pytest.mark.parametrize("strictness", Strictness)
def test_what_is_out_of_reach_is_far_below_the_limit_of_words_alone(strictness: Strictness) -> None:
    far = LEAST[strictness] - REACH - 0.1
    assert is_out_of_reach(far, strictness)
    assert not is_out_of_reach(LEAST[strictness] - REACH + 0.1, strictness)
    assert words_alone(Weighed(far, far), strictness).above < 0


def test_phrases_that_need_no_words_are_never_left_out() -> None:
    phrases = scanned_phrases(PACK)
    wanted = wanted_phrases(phrases)
    for number, (pattern, _) in enumerate(phrases):
        urgent_detail = pattern.detail and pattern.severity is Severity.URGENT
        if not pattern.category.flaggable or pattern.role is Role.REFUSAL or urgent_detail:
            assert number in wanted[Wanted.STRONG], pattern.id


@pytest.mark.parametrize("when", ["", " tonight", " this evening", " right now", " at the weekend"])
def test_who_asks_when_somebody_is_alone_is_not_let_go_at_a_glance(screener: Screener, when: str) -> None:
    message = Message(f"are your parents home{when}?", Side.LISTENER)
    assert screener.needs_closer_look(message)
    assert screener.look(message) == screener.judge(message).findings


def test_every_phrase_is_looked_for_from_one_level_on() -> None:
    phrases = scanned_phrases(PACK)
    wanted = wanted_phrases(phrases)
    assert sorted(number for level in Wanted for number in wanted[level]) == list(range(len(phrases)))
    flaggable = {number for number, (pattern, _) in enumerate(phrases) if pattern.category.flaggable}
    assert len(flaggable.intersection(wanted[Wanted.STRONG])) < len(flaggable) / 8


@pytest.mark.parametrize(
    ("far", "quiet", "level"),
    [
        (False, True, Wanted.ALL),
        (False, False, Wanted.ALL),
        (True, False, Wanted.MOVES),
        (True, True, Wanted.PROBES),
    ],
)
def test_the_further_the_words_the_fewer_phrases_matter(far: bool, quiet: bool, level: Wanted) -> None:
    assert wanted(far, quiet) is level


def test_an_answer_to_an_open_ask_is_not_passed_over(screener: Screener) -> None:
    memory = Memory()
    screener.look(Message("what's your insta?", Side.LISTENER, "1"), memory)
    assert screener.look(Message("yeah sure", Side.MEMBER, "2"), memory)


def test_a_harmless_turn_is_counted_all_the_same(screener: Screener) -> None:
    memory = Memory()
    for number in range(3):
        assert not screener.look(Message("we walked the dog in the rain", key=str(number)), memory)
    assert memory.turn == 3
    assert not memory.entries


def test_what_a_memory_would_not_keep_is_ordinary() -> None:
    assert likely(LEAST_SIGN) == pytest.approx(TELLING)
    tells_little, tells = Weighed(-4.0, LEAST_SIGN - 0.01), Weighed(-4.0, LEAST_SIGN)
    assert is_ordinary(tells_little, Memory(), Strictness.USUAL)
    assert not is_ordinary(tells, Memory(), Strictness.USUAL)
    assert is_ordinary(tells, None, Strictness.USUAL)


@pytest.mark.parametrize("strictness", Strictness)
def test_words_near_the_limit_are_never_ordinary(strictness: Strictness) -> None:
    near = Weighed(LEAST[strictness] - 1.0, -9.0)
    assert not is_ordinary(near, None, strictness)
    assert not is_ordinary(near, Memory(), strictness)


@pytest.mark.parametrize(
    "text",
    [
        "work made us all swap to telegram and now it buzzes at midnight",
        "a/s/l lol thats how i met my husband, 1999, dial up, noises n all",
    ],
)
def test_a_rule_that_hits_where_the_words_are_far_is_weighed_against_them(
    screener: Screener, text: str
) -> None:
    assert screener.try_text(text)
    assert not is_flagged(screener.look(Message(text, Side.MEMBER)))
