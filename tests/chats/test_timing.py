"""The clock of a chat: each deadline once and in time, and whatever happens, the last one ends it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.chats import (
    Deadline,
    Due,
    Pace,
    Times,
    Told,
    begin,
    is_too_late,
    longer,
    next_due,
    told,
    with_length,
)
from bot.screening import Side

START = datetime(2031, 5, 4, 12, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PACE = Pace()
minutes = st.floats(0, 240).map(lambda number: number * MINUTE)


def left_alone(times: Times, since: datetime = START, now: datetime = START) -> list[Due]:
    """Everything that becomes due from now on when nobody writes any more."""
    met: list[Due] = []
    while not met or met[-1].what is not Deadline.CLOSE:
        due = next_due(times, since, PACE)
        now = max(now, due.at)
        met.append(due)
        if due.what is not Deadline.CLOSE:
            times = told(times, due.what, now)
        assert len(met) < 10
    return met


def busy(times: Times, until: timedelta) -> Times:
    """The two write to each other until then."""
    return Times(
        times.opened_at,
        times.ends_at,
        times.turns.then(Side.LISTENER, START + until, goodbye=False),
        times.told,
        times.quiet_told_at,
    )


def test_five_minutes_before_and_at_the_end() -> None:
    times = busy(begin(START, 30, PACE), 24 * MINUTE)
    assert next_due(times, START, PACE) == Due(Deadline.FIVE_MINUTES, START + 25 * MINUTE)
    times = busy(told(times, Deadline.FIVE_MINUTES, START + 25 * MINUTE), 29 * MINUTE)
    assert next_due(times, START, PACE) == Due(Deadline.TIME_UP, START + 30 * MINUTE)
    times = told(times, Deadline.TIME_UP, START + 30 * MINUTE)
    assert next_due(times, START, PACE) == Due(Deadline.CLOSE, START + 40 * MINUTE)
    # Nobody is cut off: whoever still writes is left in peace.
    assert next_due(busy(times, 39 * MINUTE), START, PACE).at == START + 49 * MINUTE


def test_without_a_length_it_is_the_usual_one_and_the_listener_may_choose() -> None:
    assert begin(START, 0, PACE).ends_at == START + 45 * MINUTE
    assert with_length(begin(START, 60, PACE), 15).ends_at == START + 15 * MINUTE


def test_more_time_counts_from_the_end_and_both_are_told_again() -> None:
    times = told(begin(START, 30, PACE), Deadline.FIVE_MINUTES, START)
    more = longer(times, START + 26 * MINUTE, PACE)
    assert (more.ends_at, more.told) == (START + 45 * MINUTE, Told.NOTHING)
    assert longer(times, START + 35 * MINUTE, PACE).ends_at == START + 50 * MINUTE


def test_silence_is_met_with_a_line_and_then_an_end() -> None:
    times = begin(START, 60, PACE)
    assert [(due.what, due.at - START) for due in left_alone(times)] == [
        (Deadline.QUIET, 10 * MINUTE),
        (Deadline.CLOSE, 30 * MINUTE),
    ]


def test_who_is_not_there_is_not_told_the_time() -> None:
    met = [due.what for due in left_alone(busy(begin(START, 30, PACE), 12 * MINUTE))]
    assert met == [Deadline.QUIET, Deadline.CLOSE]
    back = told(busy(begin(START, 30, PACE), 12 * MINUTE), Deadline.QUIET, START + 22 * MINUTE)
    assert next_due(busy(back, 23 * MINUTE), START, PACE).what is Deadline.FIVE_MINUTES


def test_after_a_goodbye_there_is_no_word_about_connections() -> None:
    times = begin(START, 60, PACE)
    turns = times.turns.then(Side.LISTENER, START + 5 * MINUTE, goodbye=True)
    times = Times(START, times.ends_at, turns)
    assert left_alone(times) == [Due(Deadline.CLOSE, START + 15 * MINUTE)]


def test_what_was_not_seen_is_no_silence() -> None:
    times = busy(begin(START, 60, PACE), MINUTE)
    assert next_due(times, START + 20 * MINUTE, PACE) == Due(Deadline.QUIET, START + 30 * MINUTE)


def test_what_is_too_late_is_not_said() -> None:
    due = Due(Deadline.FIVE_MINUTES, START)
    assert not is_too_late(due, START + 2 * MINUTE, PACE)
    assert is_too_late(due, START + 3 * MINUTE, PACE)
    assert not is_too_late(Due(Deadline.QUIET, START), START + 10 * MINUTE, PACE)


@given(st.sampled_from([0, 15, 30, 45, 60]), minutes, minutes, minutes, st.booleans(), st.sampled_from(Told))
def test_every_clock_ends_the_chat_and_says_nothing_twice(
    length: int, wrote: timedelta, since: timedelta, now: timedelta, goodbye: bool, said: Told
) -> None:
    times = begin(START, length, PACE)
    turns = times.turns.then(Side.MEMBER, START + wrote, goodbye=goodbye)
    met = left_alone(Times(START, times.ends_at, turns, said), START + since, START + now)
    spoken = [due.what for due in met]
    assert len(spoken) == len(set(spoken))
    assert spoken[-1] is Deadline.CLOSE
    assert max(due.at for due in met) <= START + max(wrote, since, now, 60 * MINUTE) + 30 * MINUTE


@given(minutes, minutes)
def test_writing_never_brings_the_end_nearer_without_a_goodbye(wrote: timedelta, later: timedelta) -> None:
    times = busy(begin(START, 60, PACE), wrote)
    after = busy(times, wrote + later)
    assert next_due(after, START, PACE).at >= next_due(times, START, PACE).at
