"""Instants, points and words go in and come out exactly, and nothing vague goes in."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal, localcontext
from enum import StrEnum
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Table, func, insert, select, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import StatementError

from bot.store.database import Database
from bot.store.types import Instant, Points, WordOf, to_hundredths, to_microseconds

DIALECT = sqlite.dialect()
NAIVE = datetime(2030, 1, 1)  # noqa: DTZ001
YEAR_2, YEAR_9998 = NAIVE.replace(year=2), NAIVE.replace(year=9998)
ZONES = st.timezones() | st.builds(
    lambda minutes: timezone(timedelta(minutes=minutes)), st.integers(-24 * 60 + 1, 24 * 60 - 1)
)


@given(st.datetimes(YEAR_2, YEAR_9998, timezones=ZONES))
def test_an_instant_keeps_the_moment_to_the_microsecond(moment: datetime) -> None:
    back = Instant().process_result_value(to_microseconds(moment), DIALECT)
    assert back is not None
    assert back.tzinfo is UTC
    assert back == moment.astimezone(UTC)


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_instants_sort_in_the_database_as_they_do_in_time(one: datetime, other: datetime) -> None:
    assert (one < other) == (to_microseconds(one) < to_microseconds(other))


def test_both_hours_of_a_clock_change_stay_apart() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first = datetime(2030, 10, 27, 2, 30, tzinfo=berlin)
    assert to_microseconds(first.replace(fold=1)) - to_microseconds(first) == 3_600_000_000


@pytest.mark.parametrize(
    ("vague", "error", "words"),
    [
        (NAIVE, ValueError, "needs a time zone"),
        (date(2030, 1, 1), TypeError, "not date"),
        (1_900_000_000, TypeError, "not int"),
        (datetime.min.replace(tzinfo=timezone(timedelta(hours=3))), ValueError, "years 1 to 9999"),
    ],
)
def test_a_vague_instant_is_refused(vague: object, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        to_microseconds(vague)


@given(st.integers(-100_000_000, 100_000_000))
def test_points_keep_every_hundredth_under_any_precision(hundredths: int) -> None:
    with localcontext(prec=3):
        points = Points().process_result_value(hundredths, DIALECT)
    assert points is not None
    assert Fraction(points) == Fraction(hundredths, 100)
    assert to_hundredths(points) == to_hundredths(Fraction(hundredths, 100)) == hundredths


@pytest.mark.parametrize(
    ("vague", "error", "words"),
    [
        (0.5, TypeError, "not float"),
        (True, TypeError, "not bool"),
        ("1", TypeError, "not str"),
        (Decimal("0.005"), ValueError, "whole hundredths"),
        (Fraction(1, 3), ValueError, "whole hundredths"),
        (Decimal("NaN"), ValueError, "a number"),
        (Decimal("Infinity"), ValueError, "a number"),
        (1_000_001, ValueError, "between"),
    ],
)
def test_vague_points_are_refused(vague: object, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        to_hundredths(vague)


async def test_a_table_of_both_answers_in_their_own_terms(database: Database, now: datetime) -> None:
    scores = Table(
        "scores",
        MetaData(),
        Column("id", Integer, primary_key=True),
        Column("at", Instant),
        Column("points", Points),
    )
    later = now.astimezone(ZoneInfo("Asia/Kathmandu")) + timedelta(microseconds=1)
    async with database.writing() as connection:
        await connection.run_sync(scores.create)
        await connection.execute(
            insert(scores), [{"at": now, "points": 2}, {"at": later, "points": Decimal("0.25")}]
        )
        latest, total = (
            await connection.execute(select(func.max(scores.c.at), func.sum(scores.c.points)))
        ).one()
        early = (await connection.execute(select(scores.c.points).where(scores.c.at < later))).scalars().all()
    assert (latest, total, early) == (later, Decimal("2.25"), [Decimal(2)])


async def test_the_database_never_sees_a_naive_instant(database: Database) -> None:
    moments = Table("moments", MetaData(), Column("at", Instant))
    async with database.writing() as connection:
        await connection.run_sync(moments.create)
        with pytest.raises(StatementError, match="needs a time zone"):
            await connection.execute(insert(moments).values(at=NAIVE))


class Weather(StrEnum):
    SUN = "sun"
    RAIN = "rain"


class Tide(StrEnum):
    HIGH = "high"
    LOW = "low"


@pytest.fixture
async def days(database: Database) -> Table:
    days = Table(
        "days",
        MetaData(),
        Column("weather", WordOf(Weather)),
        Column("tide", WordOf(Tide)),
    )
    async with database.writing() as connection:
        await connection.run_sync(days.create)
    return days


async def test_a_word_comes_out_as_a_member_of_its_own_enumeration(database: Database, days: Table) -> None:
    async with database.writing() as connection:
        await connection.execute(insert(days), {"weather": Weather.SUN, "tide": "low"})
        await connection.execute(insert(days), {"weather": None, "tide": Tide.HIGH})
        found = [tuple(row) for row in await connection.execute(select(days.c.weather, days.c.tide))]
        sunny = (await connection.execute(select(days.c.tide).where(days.c.weather == Weather.SUN))).scalar()
        kept = [tuple(row) for row in await connection.execute(text("SELECT weather, tide FROM days"))]
    assert found == [(Weather.SUN, Tide.LOW), (None, Tide.HIGH)]
    assert [type(word) for word in found[0]] == [Weather, Tide]
    assert sunny is Tide.LOW
    assert kept == [("sun", "low"), (None, "high")]


async def test_a_word_of_another_enumeration_is_refused(database: Database, days: Table) -> None:
    async with database.writing() as connection:
        with pytest.raises(StatementError, match="is not a valid Weather"):
            await connection.execute(insert(days).values(weather=Tide.HIGH))


async def test_a_word_that_nobody_knows_is_not_read_as_another(database: Database, days: Table) -> None:
    async with database.writing() as connection:
        await connection.execute(text("INSERT INTO days (weather) VALUES ('snow')"))
        with pytest.raises(ValueError, match="'snow' is not a valid Weather"):
            (await connection.execute(select(days.c.weather))).all()
