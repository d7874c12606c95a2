"""Turns that are nothing alone count with what came before them."""

from dataclasses import replace

import pytest

from bot.screening import Category, Memory, Message, Severity, Side
from bot.screening.buildup import adding_up
from bot.screening.memory import Entry
from bot.screening.packs import Role
from bot.screening.seen import Reading, Seen

LISTENER = Message("the lake is lovely at night", Side.LISTENER, "9")
WORDS = Seen(Category.OFFSITE_INVITE, Severity.NOTE, "weighed_offsite_invite", "", Role.ACT, 0.4, 0, 5)
READING = Reading(weighed=WORDS)


def talk(*entries: Entry) -> Memory:
    """A memory of turns, the last of them just before the message."""
    memory = Memory(turn=len(entries))
    for turn, entry in enumerate(entries, 1):
        memory.record(entry._replace(key=str(turn), turn=turn))
    return memory


ASK = Entry("", 0, Side.LISTENER, "", categories=frozenset({Category.OFFSITE_INVITE}), tells=0.2)
NO = Entry("", 0, Side.MEMBER, "", refuses=True)


@pytest.mark.parametrize(("tells", "counts"), [(0.0, False), (0.15, False), (0.25, True)])
def test_after_a_no_only_what_tells_enough_counts_as_asking_again(tells: float, counts: bool) -> None:
    assert bool([*adding_up(LISTENER, READING, tells, talk(ASK, NO), 3)]) is counts


def test_it_is_as_sure_as_it_tells() -> None:
    (seen,) = adding_up(LISTENER, READING, 0.5, talk(ASK, NO), 3)
    assert (seen.sure, seen.adds_up) == (0.5, False)


def test_who_gives_way_to_the_no_does_not_ask_again() -> None:
    assert not [*adding_up(LISTENER, replace(READING, yields=True), 0.5, talk(ASK, NO), 3)]


def test_without_a_no_it_is_nothing() -> None:
    assert not [*adding_up(LISTENER, READING, 0.5, talk(ASK), 2)]


@pytest.mark.parametrize(
    ("before", "tells", "adds_up"), [(0.3, 0.5, []), (0.45, 0.5, [False]), (0.55, 0.5, [True])]
)
def test_small_signs_are_noted_and_then_add_up(before: float, tells: float, adds_up: list[bool]) -> None:
    sign = Entry("", 0, Side.LISTENER, "", tells=before)
    assert [seen.adds_up for seen in adding_up(LISTENER, READING, tells, talk(sign), 2)] == adds_up
