"""Column types: instants and points stay exact (whole microseconds, whole hundredths), and words are of one kind."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from sqlalchemy import BigInteger, Dialect, Integer, String
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
MOST_POINTS = 1_000_000

WordT = TypeVar("WordT", bound=StrEnum)


class Instant(TypeDecorator[datetime]):
    """A moment as whole microseconds since 1970 in UTC; any aware datetime goes in, UTC comes out.

    Raises TypeError for anything but a datetime, and ValueError for one without a time zone or outside the
    years 1 to 9999 in UTC. While a statement runs, SQLAlchemy wraps both into a StatementError.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> int | None:
        """Turn an aware datetime into microseconds, in exact integer arithmetic."""
        return None if value is None else to_microseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Turn microseconds back into an aware datetime in UTC."""
        return None if value is None else EPOCH + value * MICROSECOND


class Points(TypeDecorator[Decimal]):
    """Points as whole hundredths; int, Decimal and Fraction go in, a Decimal with two places comes out.

    Raises TypeError for floats and anything else, and ValueError for a fraction of a hundredth or for more
    than a million points either way. While a statement runs, SQLAlchemy wraps both into a StatementError.
    """

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> int | None:
        """Turn points into hundredths, exactly."""
        return None if value is None else to_hundredths(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Turn hundredths back into points."""
        return None if value is None else Decimal(f"{value}e-2")


class WordOf(TypeDecorator[WordT]):
    """One of the words of an enumeration, kept as text: `Column("relay", WordOf(RelayFor, 8))`.

    The enumeration's member comes out. In goes a member, or a text that is the word of one. Raises ValueError for
    any other word, and so does reading one that this Sidelight does not know. While a statement runs, SQLAlchemy
    wraps the first into a StatementError.
    """

    impl = String
    cache_ok = True

    def __init__(self, words: type[WordT], length: int | None = None) -> None:
        """Keep words of this enumeration, of at most `length` characters in the schema; None: of any length."""
        super().__init__(length)
        self.words = words

    def process_bind_param(self, value: WordT | str | None, dialect: Dialect) -> str | None:
        """Check the word."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> WordT | None:
        """Turn the text back into the enumeration's member."""
        return None if value is None else self.words(value)


def to_microseconds(moment: object) -> int:
    """Whole microseconds since 1970 in UTC; the errors are those of `Instant`."""
    if not isinstance(moment, datetime):
        raise TypeError(f"an instant must be a datetime with a time zone, not {type(moment).__name__}")
    if moment.utcoffset() is None:
        raise ValueError(f"an instant needs a time zone: {moment.isoformat()} has none")
    try:
        return (moment.astimezone(UTC) - EPOCH) // MICROSECOND
    except OverflowError:
        raise ValueError(f"an instant must lie in the years 1 to 9999 in UTC: {moment.isoformat()}") from None


def to_hundredths(points: object) -> int:
    """Whole hundredths of a point; the errors are those of `Points`."""
    if isinstance(points, bool) or not isinstance(points, int | Decimal | Fraction):
        raise TypeError(f"points must be an int, Decimal or Fraction, not {type(points).__name__}")
    if isinstance(points, Decimal) and not points.is_finite():
        raise ValueError(f"points must be a number, not {points}")
    hundredths = Fraction(points) * 100
    if hundredths.denominator != 1:
        raise ValueError(f"points must be whole hundredths: {points} is not")
    if abs(hundredths) > MOST_POINTS * 100:
        raise ValueError(f"points must lie between -{MOST_POINTS} and {MOST_POINTS}: {points} does not")
    return int(hundredths)
