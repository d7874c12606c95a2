"""A listener's limits hold, whatever else is true."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chats import FIRST_CHATS, MOST_CHATS, OnShift, Shift, Topic, Waiting, could_take

NOW = datetime(2031, 5, 4, 12, 30, tzinfo=UTC)

topics = st.sampled_from(["", *Topic])


@given(st.sampled_from(MOST_CHATS), st.integers(0, 4))
def test_nobody_gets_more_chats_than_they_chose(most: int, open_chats: int) -> None:
    shift = Shift(NOW, most_chats=most)
    assert shift.has_room(open_chats) == (open_chats < most)
    assert shift.most_offered == most


def test_who_chose_no_limit_may_accept_more_and_is_offered_one_at_a_time() -> None:
    assert Shift(NOW).has_room(50)
    assert Shift(NOW).most_offered == 1


@given(st.frozensets(topics.filter(bool)), topics)
def test_no_request_is_offered_about_a_topic_they_do_not_take(not_taken: frozenset[str], topic: str) -> None:
    listener = OnShift(2, NOW, not_taken=not_taken)
    assert could_take(Waiting(1, 9, NOW, topic=topic), listener, mix=False) == (topic not in not_taken)


def test_a_rest_ends_by_itself() -> None:
    shift = Shift(resting_until=NOW)
    assert shift.rests(NOW - timedelta(seconds=1))
    assert not shift.rests(NOW)
    assert not shift.on


@pytest.mark.parametrize(("begun", "new"), [(0, True), (FIRST_CHATS, True), (FIRST_CHATS + 1, False)])
def test_the_first_five_chats_are_those_of_somebody_new(begun: int, new: bool) -> None:
    assert Shift(chats_begun=begun).is_new is new
