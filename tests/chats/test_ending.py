"""Whether a member is asked if their chat ended suddenly, and when their yes counts (T42, T46, T50)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chats import Asked, Ending, Pace, Times, Told, Turns, begin, question_after
from bot.screening import Side

START = datetime(2031, 5, 4, 12, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PACE = Pace()
NOW = START + 20 * MINUTE
WAITS = Turns(Side.MEMBER, START + 8 * MINUTE)
TIMES = replace(begin(START, 45, PACE), turns=WAITS)
DROPPED = replace(TIMES, quiet_told_at=START + 18 * MINUTE)
TOLD = replace(TIMES, told=Told.FIVE_MINUTES)


def asked(ending: Ending, times: Times = TIMES, since: datetime = START, now: datetime = NOW) -> Asked:
    return question_after(ending, times, watched_since=since, now=now, pace=PACE)


@pytest.mark.parametrize("ending", Ending)
def test_only_some_endings_leave_somebody_without_a_word(ending: Ending) -> None:
    sudden = {Ending.LISTENER_ENDED, Ending.LISTENER_LEFT, Ending.WENT_QUIET, Ending.TIME_OVER}
    assert asked(ending) is (Asked.COUNTS if ending in sudden else Asked.NOT)


@pytest.mark.parametrize("ending", [Ending.MEMBER_ENDED, Ending.ANOTHER_LISTENER])
def test_who_gave_up_waiting_is_asked_too(ending: Ending) -> None:
    assert asked(ending) is Asked.NOT
    assert asked(ending, DROPPED) is Asked.COUNTS
    wrote_since = replace(DROPPED, turns=replace(WAITS, last_at=START + 19 * MINUTE))
    assert asked(ending, wrote_since) is Asked.NOT


@pytest.mark.parametrize("ending", [Ending.END_NOW, Ending.REFERRED])
def test_never_after_end_now_or_refer(ending: Ending) -> None:
    assert asked(ending, DROPPED) is Asked.NOT


@pytest.mark.parametrize(
    "turns",
    [Turns(), replace(WAITS, last_side=Side.LISTENER), replace(WAITS, goodbye_at=START + 7 * MINUTE)],
)
def test_never_when_the_listener_owed_nothing_or_a_goodbye_was_said(turns: Turns) -> None:
    assert asked(Ending.LISTENER_ENDED, replace(TIMES, turns=turns)) is Asked.NOT


def test_an_end_that_both_saw_coming_is_not_sudden() -> None:
    near = START + 41 * MINUTE
    told = replace(TOLD, turns=replace(WAITS, last_at=near))
    assert asked(Ending.LISTENER_ENDED, told, now=near + MINUTE) is Asked.NOT
    up = replace(TIMES, told=Told.TIME_UP)
    assert asked(Ending.LISTENER_ENDED, up, now=START + 46 * MINUTE) is Asked.NOT
    # Who was left alone long before is still asked.
    assert asked(Ending.TIME_OVER, up, now=START + 55 * MINUTE) is Asked.COUNTS


def test_an_outage_is_asked_about_and_does_not_count() -> None:
    assert asked(Ending.WENT_QUIET, since=START + 9 * MINUTE) is Asked.ASKED
    assert asked(Ending.WENT_QUIET, since=START + 8 * MINUTE) is Asked.COUNTS


def test_what_nobody_could_read_does_not_count() -> None:
    assert asked(Ending.WENT_QUIET, replace(TIMES, turns=replace(WAITS, unclear=True))) is Asked.ASKED


def test_after_a_day_nobody_is_asked() -> None:
    assert asked(Ending.WENT_QUIET, now=START + timedelta(days=2)) is Asked.NOT


@given(
    st.sampled_from(Ending),
    st.sampled_from([None, *Side]),
    st.booleans(),
    st.booleans(),
    st.integers(-10, 40),
    st.sampled_from(Told),
)
def test_it_counts_only_for_a_listener_who_owed_a_word(
    ending: Ending, side: Side | None, goodbye: bool, dropped: bool, gap: int, said: Told
) -> None:
    turns = Turns(side, WAITS.last_at, WAITS.last_at if goodbye else None)
    times = replace(DROPPED if dropped else TIMES, turns=turns, told=said)
    if asked(ending, times, since=START + gap * MINUTE) is Asked.COUNTS:
        assert side is Side.MEMBER
        assert not goodbye
        assert gap <= 8
        assert ending not in {Ending.END_NOW, Ending.REFERRED, Ending.MEMBER_LEFT, Ending.SAID_GOODBYE}
