"""Who may ask for a second look and until when, who answers, and that it never makes anything worse."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework.appealing import Appealable, NotNow, fewer_than, may_answer, not_now, open_until
from bot.casework.case_authority import Relation
from bot.casework.case_life import Promises

DECIDED = datetime(2031, 5, 4, 12, 30, tzinfo=UTC)
PROMISES = Promises()
PERSON, OTHER = 51, 61
MONTH = timedelta(days=30)
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("person", "stands", "asked", "after", "why"),
    [
        (PERSON, True, False, timedelta(0), None),
        (PERSON, True, False, MONTH - MOMENT, None),
        (PERSON, True, False, MONTH, NotNow.OVER),
        (PERSON, False, False, timedelta(0), NotNow.NOT_DECIDED),
        (PERSON, True, True, timedelta(days=1), NotNow.ASKED),
        # A decision that the answer took back, or that was changed: there is one second look for each.
        (PERSON, False, True, timedelta(days=1), NotNow.ASKED),
        (OTHER, True, False, timedelta(0), NotNow.NOT_YOURS),
        (OTHER, True, True, MONTH, NotNow.NOT_YOURS),
    ],
)
def test_when_a_second_look_is_open(
    person: int, stands: bool, asked: bool, after: timedelta, why: NotNow | None
) -> None:
    decision = Appealable(PERSON, stands, DECIDED, DECIDED + timedelta(hours=1) if asked else None)

    assert not_now(decision, person, DECIDED + after, PROMISES) is why


@given(st.timedeltas(timedelta(0), timedelta(days=4000)))
def test_the_time_does_not_run_while_nobody_has_told_them(after: timedelta) -> None:
    assert not_now(Appealable(PERSON, stands=True, told_at=None), PERSON, DECIDED + after, PROMISES) is None


def test_it_is_open_for_30_days_and_answered_within_7() -> None:
    assert open_until(DECIDED, PROMISES) == DECIDED + MONTH
    assert PROMISES.appeal_answer == timedelta(days=7)


@pytest.mark.parametrize(
    ("relation", "usually", "with_nobody_else"),
    [
        (Relation.SUBJECT, False, False),
        (Relation.PART_TAKER, False, False),
        (Relation.OUTSIDER, False, False),
        (Relation.FREE, True, True),
        (Relation.ASSIGNED, True, True),
        (Relation.OTHER, True, True),
        (Relation.DECIDER, False, True),
        (Relation.OVERSIGHT, True, True),
    ],
)
def test_who_answers(relation: Relation, usually: bool, with_nobody_else: bool) -> None:
    assert may_answer(relation) is usually
    assert may_answer(relation, nobody_else=True) is with_nobody_else


@pytest.mark.parametrize(
    ("points", "left"),
    [
        ("0", []),
        ("0.5", ["0"]),
        ("1", ["0", "0.5"]),
        ("2", ["0", "0.5", "1", "1.5"]),
        ("2.25", ["0", "0.5", "1", "1.5", "2"]),
    ],
)
def test_what_may_be_left(points: str, left: list[str]) -> None:
    assert list(fewer_than(Decimal(points))) == [Decimal(each) for each in left]


@given(st.decimals("0", "100", places=2))
def test_a_second_look_never_adds_points_and_fits_a_drop_down(points: Decimal) -> None:
    left = fewer_than(points)

    assert len(left) <= 25
    assert all(Decimal(0) <= each < points for each in left)
    assert bool(left) is (points > 0)
    assert list(left) == sorted(set(left))
