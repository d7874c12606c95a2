"""The order of acts: within each lane (one destination) by age, urgent ones first. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

MICROSECOND = timedelta(microseconds=1)
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What order needs to know about an open row. `not_before` is NEVER while the act is being tried."""

    row: int
    lane: str
    urgent: bool
    not_before: datetime
    latest: datetime | None


def first_ready(rows: Iterable[Waiting], now: datetime) -> Waiting | None:
    """Choose what one lane does now: urgent rows first, then by age.

    A row that waits holds back the later ones of its lane, so that order is kept; urgent ones overtake it.
    Lapsed rows hold back nothing.
    """
    ready = []
    held = False
    for row in sorted(rows, key=lambda one: one.row):
        waits = row.not_before > now and not is_late(row, now)
        if not waits and (row.urgent or not held or is_late(row, now)):
            ready.append(row)
        held = held or waits
    return min(ready, key=rank, default=None)


def earliest(rows: Iterable[Waiting]) -> datetime | None:
    """Return the first moment at which `first_ready` has something for these rows of one lane."""
    ordered = sorted(rows, key=lambda one: one.row)
    moments = [row.latest + MICROSECOND for row in ordered if row.latest is not None and not _tried(row)]
    moments += [row.not_before for row in ordered if row.urgent]
    held = datetime.min.replace(tzinfo=UTC)
    for row in ordered:
        held = max(held, row.not_before)
        if not row.urgent:
            moments.append(held)
            break
    first = min(moments, default=NEVER)
    return None if first == NEVER else first


def rank(row: Waiting) -> tuple[bool, int]:
    """Sort urgent rows first, then by age."""
    return (not row.urgent, row.row)


def _tried(row: Waiting) -> bool:
    return row.not_before == NEVER


def is_late(row: Waiting, now: datetime) -> bool:
    """Tell whether doing this is of no more use."""
    return row.latest is not None and now > row.latest and not _tried(row)


def by_lane(rows: Iterable[Waiting]) -> Iterable[list[Waiting]]:
    """Group rows by their lane."""
    lanes: dict[str, list[Waiting]] = {}
    for row in rows:
        lanes.setdefault(row.lane, []).append(row)
    return lanes.values()
