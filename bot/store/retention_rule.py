"""What a rule of retention says: which things, how long, counted from when, and what ends them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, or_, select

from bot.store.tables import cases

AFTER_CASE = timedelta(days=30)
UNTIL_CASE = "its case is open, and 30 days more"

Due = Callable[[datetime, datetime], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of thing, and when it ends.

    `due` takes the moment `keep` ago and the present one, and says which rows have reached their end.
    `column` is emptied; without one the whole row is deleted.
    """

    what: str
    table: Table
    keep: timedelta
    counted_from: str
    due: Due
    column: str | None = None
    longer_while: str = ""


def case_is_over(case: ColumnElement[int], now: datetime) -> ColumnElement[bool]:
    """Whether something lies in no case, or its case ended long enough ago."""
    return or_(case.is_(None), case_closed_by(case, now - AFTER_CASE))


def case_closed_by(case: ColumnElement[int], limit: datetime) -> ColumnElement[bool]:
    """Whether the case that something lies in was closed by then."""
    return case.in_(select(cases.c.id).where(cases.c.closed_at <= limit))
