"""Was it written down before it was done? P19, Q23, Q24; days are the community's."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.casework.points import Book, Published, published, rules_in_force
from tests.casework.points.parts import START, STARTER, TABLE

ROW = replace(TABLE.rule("F4"), since=date(2025, 6, 1))


def at_hour(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("zone", "act", "expected"),
    [
        ("UTC", at_hour(2025, 5, 31, 23), Published.AFTER_THE_ACT),
        ("UTC", at_hour(2025, 6, 1, 0), Published.BEFORE_THE_ACT),
        ("Europe/Berlin", at_hour(2025, 5, 31, 23), Published.BEFORE_THE_ACT),
        ("America/New_York", at_hour(2025, 6, 1, 3), Published.AFTER_THE_ACT),
    ],
)
def test_a_day_begins_at_midnight_in_the_community(zone: str, act: datetime, expected: Published) -> None:
    assert published(Book(TABLE, zone=ZoneInfo(zone)), ROW, act) is expected


def test_a_table_is_published_when_the_community_chooses_it() -> None:
    """P19, Q23: that the 2020 table is older helps nobody who could not read it here."""
    book = Book(TABLE, chosen_at=START)
    row = TABLE.rule("F4")
    assert published(book, row, START) is Published.BEFORE_THE_ACT
    assert published(book, row, at_hour(2026, 1, 10, 8)) is Published.NO_TABLE_YET


def test_a_table_may_be_chosen_before_the_date_its_file_was_written() -> None:
    assert published(Book(STARTER, START), STARTER.rule("S1"), START) is Published.BEFORE_THE_ACT


def test_without_a_day_of_choosing_the_first_edition_counts() -> None:
    row = TABLE.rule("F4")
    assert published(Book(TABLE), row, at_hour(2020, 7, 27, 23)) is Published.NO_TABLE_YET
    assert published(Book(TABLE), row, at_hour(2020, 7, 28)) is Published.BEFORE_THE_ACT


def test_the_row_that_was_added_silently_has_its_date_now() -> None:
    """P02, P35, Q24: D14 holds only from the day on which somebody noticed it."""
    row = TABLE.rule("D14")
    assert published(Book(TABLE), row, at_hour(2021, 11, 23)) is Published.AFTER_THE_ACT
    assert published(Book(TABLE), row, at_hour(2021, 11, 24)) is Published.BEFORE_THE_ACT


def test_people_read_the_rows_that_hold_on_a_day() -> None:
    book = Book(TABLE)
    assert len(rules_in_force(book, date(2021, 1, 1))) == 35
    assert len(rules_in_force(book, date(2026, 1, 1))) == 36
    over = replace(TABLE, rules={"F4": replace(ROW, until=date(2025, 9, 1))})
    assert rules_in_force(Book(over), date(2025, 8, 31)) != ()
    assert rules_in_force(Book(over), date(2025, 9, 1)) == ()
