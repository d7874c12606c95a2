"""The driving school (P11): done in time, it takes the first point off; done late, or not, nothing changes."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from bot.casework.points import Decided, Refresher, refreshed, standing_at
from tests.casework.points.parts import DAY, START, TABLE, later

UNTIL = START + 14 * DAY
OFFERED = Decided(START, "F4", refresher=Refresher(UNTIL))
SECOND = timedelta(seconds=1)


def total(decided: Decided, at: datetime) -> Decimal:
    return standing_at([decided], TABLE, at).total


@pytest.mark.parametrize(
    ("done_at", "at", "expected"),
    [
        (None, START, 1),
        (None, UNTIL + DAY, 1),
        (START + 3 * DAY, START + 3 * DAY - SECOND, 1),
        (START + 3 * DAY, START + 3 * DAY, 0),
        (UNTIL, UNTIL, 0),
        (UNTIL + SECOND, later(1) - SECOND, 1),
    ],
    ids=["open", "never-done", "not-yet", "done", "last-moment", "too-late"],
)
def test_it_counts_until_it_is_done_in_time(done_at: datetime | None, at: datetime, expected: int) -> None:
    """P11."""
    decided = refreshed(OFFERED, done_at) if done_at else OFFERED
    assert total(decided, at) == expected


@pytest.mark.parametrize(
    ("points", "left"), [(None, 4), (Decimal("0.5"), 0), (Decimal("2.5"), Decimal("1.5"))]
)
def test_only_the_first_point_goes(points: Decimal | None, left: Decimal) -> None:
    done = Decided(START, "D9", points, Refresher(UNTIL, START))
    assert total(done, START) == left
    entry = standing_at([done], TABLE, START).entries[0]
    assert entry.points == (5 if points is None else points)
    assert entry.counts == left


def test_what_comes_knows_only_what_was_done() -> None:
    done = refreshed(Decided(START, "D9", refresher=Refresher(UNTIL)), START + 3 * DAY)
    before, after = (standing_at([done], TABLE, START + days * DAY).next for days in (1, 5))
    assert [change.total for change in before] == [3, 1, 0]
    assert [change.total for change in after] == [Decimal("2.4"), Decimal("0.8"), 0]


def test_doing_it_again_changes_nothing() -> None:
    done = refreshed(OFFERED, START + DAY)
    assert refreshed(done, START + 2 * DAY) == done
    assert refreshed(Decided(START, "F4"), START) == Decided(START, "F4")
