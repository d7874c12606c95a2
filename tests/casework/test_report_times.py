"""Real medians, marks of time, and how new an account is."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.accounts import is_fresh
from bot.casework.report_times import Closed, Typical, came_after_stop, typical
from tests.casework.examples import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
spans = st.timedeltas(timedelta(0), timedelta(days=90))


def closed(look: timedelta, done: timedelta) -> Closed:
    return Closed(NOW, NOW + look, NOW + done)


def test_fewer_than_five_answers_say_nothing() -> None:
    assert typical([closed(HOUR, DAY)] * 4) is None
    assert typical([closed(HOUR, DAY)] * 5) == Typical(HOUR, DAY)


def test_one_slow_answer_does_not_change_the_middle() -> None:
    answers = [closed(HOUR * n, DAY * n) for n in (1, 2, 3, 4)]
    assert typical([*answers, closed(DAY * 60, DAY * 80)]) == Typical(HOUR * 3, DAY * 3)


def test_what_joins_a_case_at_work_was_looked_at_when_it_came() -> None:
    assert typical([closed(-DAY, DAY)] * 5) == Typical(timedelta(0), DAY)


@given(st.lists(st.tuples(spans, spans), min_size=5, max_size=20))
def test_at_least_half_took_no_longer(times: list[tuple[timedelta, timedelta]]) -> None:
    answers = [closed(look, done) for look, done in times]
    shown = typical(answers)
    assert shown is not None
    assert sum(one.looked_at - one.made_at <= shown.look for one in answers) * 2 >= len(answers)
    assert sum(one.done_at - one.made_at <= shown.outcome for one in answers) * 2 >= len(answers)
    assert shown == typical(reversed(answers))


@pytest.mark.parametrize(
    ("minutes", "marked"), [(-1, False), (0, True), (14, True), (15, True), (15.1, False)]
)
def test_a_quarter_of_an_hour_after_a_stop_is_marked(minutes: float, *, marked: bool) -> None:
    assert came_after_stop(NOW + timedelta(minutes=minutes), NOW) is marked


def test_a_chat_that_lives_marks_nothing() -> None:
    assert not came_after_stop(NOW, None)


@pytest.mark.parametrize(
    ("made", "joined", "fresh"),
    [
        (NOW - 7 * DAY, None, False),
        (NOW - 7 * DAY + HOUR, None, True),
        (NOW - 400 * DAY, NOW - 7 * DAY, False),
        (NOW - 400 * DAY, NOW - 6 * DAY, True),
        (NOW - DAY, NOW - DAY, True),
    ],
)
def test_an_account_is_new_for_a_week(made: datetime, joined: datetime | None, *, fresh: bool) -> None:
    assert is_fresh(made, joined, NOW) is fresh
