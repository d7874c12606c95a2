"""A wrong value is named as its file has it."""

from datetime import date
from decimal import Decimal

import pytest

from bot.errors import MOST_SHOWN, as_written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("two", '"two"'),
        (2, "2"),
        (True, "true"),
        (Decimal("1.50"), "1.50"),
        (date(2026, 5, 4), "2026-05-04"),
        ([1, date(2026, 5, 4)], '[1, "2026-05-04"]'),
        (None, "null"),
    ],
)
def test_a_value_is_written_as_in_its_file(value: object, written: str) -> None:
    assert as_written(value) == written


def test_of_a_long_value_the_beginning_is_named() -> None:
    assert as_written("o" * 200) == '"' + "o" * (MOST_SHOWN - 1) + "..."
