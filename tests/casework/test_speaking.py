"""The bot says little: one line in ten minutes, four in a chat, one crisis card in thirty minutes."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.speaking import may_show_crisis_card, may_speak
from bot.casework.values import Spoken
from tests.casework.examples import NOW, POLICY


def said(minutes_ago: float, what: str = "notice") -> Spoken:
    return Spoken(what, NOW - timedelta(minutes=minutes_ago))


@pytest.mark.parametrize(
    ("spoken", "may"),
    [
        ((), True),
        ((said(10),), True),
        ((said(9.99),), False),
        ((said(100), said(80), said(60)), True),
        ((said(100), said(80), said(60), said(40)), False),
        ((said(1, "crisis_card"), said(2, "urgent"), said(3, "time")), True),
        (tuple(said(minutes, "crisis_hint") for minutes in range(10)), True),
        (tuple(said(minutes, "crisis_card") for minutes in range(10)), True),
    ],
)
def test_unasked_lines_in_a_chat(spoken: tuple[Spoken, ...], may: bool) -> None:
    assert may_speak(spoken, NOW, POLICY) is may


def test_a_room_never_ends_so_only_the_ten_minutes_hold() -> None:
    many = tuple(said(100 * number) for number in range(1, 9))
    assert may_speak(many, NOW, POLICY, in_chat=False)
    assert not may_speak((*many, said(5)), NOW, POLICY, in_chat=False)


@pytest.mark.parametrize(
    ("spoken", "plain", "hint"),
    [
        ((), True, True),
        ((said(1), said(2)), True, True),
        ((said(29.9, "crisis_card"),), False, False),
        ((said(30, "crisis_card"),), True, True),
        ((said(1, "crisis_hint"),), True, False),
        ((said(30, "crisis_hint"),), True, True),
        ((said(9, "crisis_hint"), said(3, "crisis_card")), False, False),
    ],
)
def test_crisis_cards(spoken: tuple[Spoken, ...], plain: bool, hint: bool) -> None:
    assert may_show_crisis_card(spoken, NOW, POLICY) is plain
    assert may_show_crisis_card(spoken, NOW, POLICY, hint=True) is hint


@given(st.lists(st.integers(0, 600), max_size=30))
def test_a_busy_chat_never_hears_more_than_four_lines(moments: list[int]) -> None:
    lines: list[Spoken] = []
    for minute in sorted(moments):
        now = NOW + timedelta(minutes=minute)
        if may_speak(tuple(lines), now, POLICY):
            lines.append(Spoken("notice", now))
    assert len(lines) <= 4
    gaps = [later.at - earlier.at for earlier, later in pairwise(lines)]
    assert all(gap >= timedelta(minutes=10) for gap in gaps)
