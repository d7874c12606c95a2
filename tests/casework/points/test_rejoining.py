"""What leaving and coming back takes or brings is put right; what people changed by hand is respected."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.points import Found, mute_found, role_found
from tests.casework.points.parts import DAY, START

BEFORE, MUTED_AT, LATER = START - DAY, START + timedelta(minutes=1), START + 3 * DAY
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("holds", "kept_at", "joined_at", "expected"),
    [
        (True, MUTED_AT, BEFORE, Found.AS_IT_IS),
        (True, None, LATER, Found.AS_IT_IS),
        (False, MUTED_AT, LATER, Found.LOST),
        (False, None, LATER, Found.LOST),
        (False, None, BEFORE, Found.AS_IT_IS),
        (False, MUTED_AT, BEFORE, Found.BY_PEOPLE),
        (False, MUTED_AT, START, Found.BY_PEOPLE),
        (False, MUTED_AT, None, Found.AS_IT_IS),
        (False, LATER + DAY, LATER, Found.AS_IT_IS),
        (False, LATER + 2 * DAY, BEFORE, Found.AS_IT_IS),
    ],
    ids=[
        *("held", "held-again", "came-back", "was-away", "never-worked", "lifted", "lifted-later", "unknown"),
        *("just-put-on", "put-on-since"),
    ],
)
@pytest.mark.parametrize("by_timeout", [True, False])
def test_a_mute_that_is_not_there_was_lost_or_lifted(
    *, holds: bool, kept_at: datetime | None, joined_at: datetime | None, expected: Found, by_timeout: bool
) -> None:
    found = mute_found(
        holds=holds,
        by_timeout=by_timeout,
        since=START,
        kept_at=kept_at,
        joined_at=joined_at,
        seen_at=LATER + DAY,
    )
    assert found is expected


@pytest.mark.parametrize(("by_timeout", "expected"), [(True, Found.LOST), (False, Found.BY_PEOPLE)])
def test_a_timeout_that_ran_out_was_not_lifted(*, by_timeout: bool, expected: Found) -> None:
    def found(after: timedelta) -> Found:
        return mute_found(
            holds=False,
            by_timeout=by_timeout,
            since=START,
            kept_at=START,
            joined_at=BEFORE,
            seen_at=START + after,
        )

    assert found(26 * DAY) is Found.BY_PEOPLE
    assert found(27 * DAY) is expected


@pytest.mark.parametrize(
    ("known_at", "joined_at", "expected"),
    [
        (LATER, LATER, Found.LOST),
        (LATER + 10 * MINUTE, LATER, Found.LOST),
        (LATER + 11 * MINUTE, LATER, Found.BY_PEOPLE),
        (MUTED_AT, LATER, Found.LOST),
        (LATER, BEFORE, Found.BY_PEOPLE),
        (MUTED_AT, START, Found.BY_PEOPLE),
        (LATER, None, Found.BY_PEOPLE),
    ],
    ids=["at-once", "ten-minutes", "later", "unseen", "never-left", "joined-before", "unknown"],
)
def test_a_role_that_is_there_again_came_with_joining_or_was_given(
    known_at: datetime, joined_at: datetime | None, expected: Found
) -> None:
    assert role_found(since=START, known_at=known_at, joined_at=joined_at) is expected


@given(
    minutes=st.integers(0, 60 * 24 * 365),
    holds=st.booleans(),
    by_timeout=st.booleans(),
    kept=st.none() | st.integers(0, 60 * 24 * 365),
)
def test_who_was_there_all_along_is_never_taken_for_somebody_who_came_back(
    *, minutes: int, holds: bool, by_timeout: bool, kept: int | None
) -> None:
    kept_at = None if kept is None else START + kept * MINUTE
    now = START + minutes * MINUTE
    found = mute_found(
        holds=holds, by_timeout=by_timeout, since=START, kept_at=kept_at, joined_at=BEFORE, seen_at=now
    )
    assert found is not Found.LOST or by_timeout
    assert role_found(since=START, known_at=now, joined_at=BEFORE) is Found.BY_PEOPLE
