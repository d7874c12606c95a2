"""The quick look ends most messages, and never one that says something to what came before."""

import pytest

from bot.screening import Memory, Message, Screener, Side
from bot.screening.balance import LEAST, Strictness, is_out_of_reach, words_alone
from bot.screening.packs import Role
from bot.screening.spotting import scanned_phrases, weak_phrases
from bot.screening.weighing import Weighed
from tests.installed import installed_pack

PACK = installed_pack()


@pytest.mark.parametrize("strictness", Strictness)
def test_what_is_out_of_reach_is_far_below_the_limit_of_words_alone(strictness: Strictness) -> None:
    far = LEAST[strictness] - 4
    assert is_out_of_reach(far, strictness)
    assert not is_out_of_reach(LEAST[strictness] - 2, strictness)
    assert words_alone(Weighed(far, far), strictness).above < 0


def test_phrases_that_need_no_words_are_never_left_out() -> None:
    phrases = scanned_phrases(PACK)
    weak = weak_phrases(phrases)
    for number, (pattern, _) in enumerate(phrases):
        if not pattern.category.flaggable or pattern.detail or pattern.role is Role.REFUSAL:
            assert number not in weak, pattern.id


def test_most_phrases_are_left_out_where_the_words_are_far() -> None:
    phrases = scanned_phrases(PACK)
    assert len(weak_phrases(phrases)) > len(phrases) / 2


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
