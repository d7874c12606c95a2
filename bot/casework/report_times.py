"""When reports come and are answered: after a stop, in the median, and until when another look can be asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median_high

SOON_AFTER_STOP = timedelta(minutes=15)
MEDIAN_OVER = timedelta(days=90)
LEAST_CLOSED = 5
LOOK_AGAIN_WITHIN = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Closed:
    """When a closed report was made, first looked at, and done."""

    made_at: datetime
    looked_at: datetime
    done_at: datetime


@dataclass(frozen=True, slots=True)
class Typical:
    """How long half of the reports took, at most, to a first look and to an outcome."""

    look: timedelta
    outcome: timedelta


def typical(closed: Iterable[Closed]) -> Typical | None:
    """The team's real medians; None while too few reports were closed to say anything."""
    known = tuple(closed)
    if len(known) < LEAST_CLOSED:
        return None
    # What came into a case that somebody held already was looked at when it came.
    looks = [max(one.looked_at - one.made_at, timedelta(0)) for one in known]
    return Typical(median_high(looks), median_high(one.done_at - one.made_at for one in known))


def came_after_stop(made_at: datetime, ended_at: datetime | None) -> bool:
    """Whether a report came moments after the other side had stopped the chat: a mark for readers, not more."""
    return ended_at is not None and timedelta(0) <= made_at - ended_at <= SOON_AFTER_STOP
