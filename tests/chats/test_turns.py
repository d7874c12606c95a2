"""Whose turn it is: told from who wrote last and whether a goodbye was said."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.chats import Turns
from bot.screening import Side

NOW = datetime(2031, 5, 4, 12, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def said(*lines: tuple[Side, float, bool]) -> Turns:
    turns = Turns()
    for side, minute, goodbye in lines:
        turns = turns.then(side, NOW + minute * MINUTE, goodbye=goodbye)
    return turns


def test_who_wrote_last_waits_for_the_other() -> None:
    assert not Turns().listener_owes
    assert said((Side.LISTENER, 0, False), (Side.MEMBER, 1, False)).listener_owes
    assert not said((Side.MEMBER, 0, False), (Side.LISTENER, 1, False)).listener_owes


def test_a_goodbye_stands_through_a_few_more_words_and_not_through_a_talk() -> None:
    assert said((Side.LISTENER, 0, True), (Side.MEMBER, 1, False)).said_goodbye
    assert said((Side.LISTENER, 0, True), (Side.LISTENER, 10, False)).said_goodbye
    assert not said((Side.LISTENER, 0, True), (Side.MEMBER, 11, False)).said_goodbye
    assert not said((Side.LISTENER, 0, True), (Side.MEMBER, 5, False), (Side.MEMBER, 12, False)).said_goodbye


def test_what_is_read_late_changes_nothing_that_came_after() -> None:
    turns = said((Side.LISTENER, 5, False))
    assert turns.then(Side.MEMBER, NOW, goodbye=True) == turns


def test_what_could_not_be_read_stays_unclear() -> None:
    turns = Turns().then(Side.LISTENER, NOW, goodbye=False, unclear=True)
    assert turns.then(Side.MEMBER, NOW, goodbye=False).unclear


@given(st.lists(st.tuples(st.sampled_from(Side), st.floats(0, 90), st.booleans()), max_size=12))
def test_the_last_moment_is_the_latest_of_all(lines: list[tuple[Side, float, bool]]) -> None:
    turns = said(*lines)
    assert turns.last_at == max((NOW + minute * MINUTE for _, minute, _ in lines), default=None)
