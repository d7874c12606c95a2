"""What answers after a chat may show: nothing about a single person, and nothing that looks like stars."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.afterwards import (
    ChatAnswer,
    FeltPattern,
    Helped,
    SafeShare,
    encourages,
    felt_patterns,
    safe_share,
)

ANSWERS = st.builds(
    ChatAnswer,
    member=st.integers(1, 12),
    listener=st.integers(101, 103),
    helped=st.sampled_from([None, *Helped]),
    safe=st.sampled_from([None, True, False]),
)


def kind(member: int) -> ChatAnswer:
    return ChatAnswer(member, 101, Helped.YES)


def unsafe(member: int, listener: int = 101) -> ChatAnswer:
    return ChatAnswer(member, listener, safe=False)


def safe(member: int) -> ChatAnswer:
    return ChatAnswer(member, 101, safe=True)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([kind(member) for member in range(5)], True),
        ([kind(member) for member in range(4)], False),
        ([kind(1)] * 50, False),
        ([ChatAnswer(member, 101, Helped.NO) for member in range(20)], False),
        ([ChatAnswer(member, 101, Helped.YES, safe=False) for member in range(20)], False),
        ([ChatAnswer(member, 101, safe=True) for member in range(20)], False),
        ([*(kind(member) for member in range(5)), unsafe(9)], True),
    ],
)
def test_a_listener_is_encouraged_by_five_different_people(answers: list[ChatAnswer], *, said: bool) -> None:
    assert encourages(answers) is said


@given(st.lists(ANSWERS), ANSWERS)
def test_no_answer_ever_takes_encouragement_away(answers: list[ChatAnswer], more: ChatAnswer) -> None:
    assert not encourages(answers) or encourages([*answers, more])


def test_three_different_people_are_a_pattern_and_one_loud_person_is_none() -> None:
    assert felt_patterns([unsafe(1)] * 10) == ()
    assert felt_patterns([unsafe(1), unsafe(2)]) == ()
    assert felt_patterns([unsafe(1), unsafe(2), unsafe(3), safe(4)]) == (FeltPattern(101, 3, 4),)


@given(st.lists(ANSWERS, max_size=60))
def test_patterns_count_people_and_the_most_come_first(answers: list[ChatAnswer]) -> None:
    patterns = felt_patterns(answers)

    assert all(3 <= pattern.unsafe <= pattern.answered for pattern in patterns)
    assert [pattern.unsafe for pattern in patterns] == sorted(
        (pattern.unsafe for pattern in patterns), reverse=True
    )


def test_the_share_needs_ten_chats_of_five_people() -> None:
    five = [safe(member) for member in range(5)]

    assert safe_share(five) is None
    assert safe_share([safe(1)] * 20) is None
    assert safe_share([*five, *five]) == SafeShare(10, 10)
    assert safe_share([*five, *five, unsafe(1), ChatAnswer(2, 101, Helped.YES)]) == SafeShare(10, 11)


def test_the_share_is_never_rounded_up() -> None:
    assert SafeShare(199, 200).percent == 99
    assert SafeShare(200, 200).percent == 100
