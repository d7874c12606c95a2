"""Who may lead, and who may listen to teens, after what was decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import StrEnum

from bot.casework.points.breaks import Break, running_break
from bot.casework.points.proposals import Badge, BadgeTaken
from bot.casework.points.terms import Term
from bot.casework.points.totals import Standing
from bot.casework.points.values import PointsPolicy


class Bar(StrEnum):
    """What stands in the way of applying to lead."""

    POINTS = "points"
    BADGE_TAKEN = "badge_taken"
    ON_BREAK = "on_break"


@dataclass(frozen=True, slots=True)
class Leadership:
    """Whether somebody may apply to lead; if not, since what, and from when on if all stays quiet.

    `opens_at` None with a bar: only people can open it again.
    """

    bars: tuple[Bar, ...] = ()
    opens_at: datetime | None = None

    @property
    def may_apply(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.bars


def may_lead(
    standing: Standing,
    policy: PointsPolicy,
    *,
    badges: Iterable[BadgeTaken] = (),
    breaks: Iterable[Break] = (),
    zone: tzinfo = UTC,
) -> Leadership:
    """Whether somebody may apply to lead at the instant of a standing (P17, K2).

    Three quiet months open it again, or the end of the last point if that is earlier. A talk without points closes
    nothing. A badge that was taken, and a break, close it until their own end.
    """
    ends: dict[Bar, datetime | None] = {}
    if (opens_at := _points_open_at(standing, policy, zone)) is not None:
        ends[Bar.POINTS] = opens_at
    taken = [one for one in badges if one.badge is Badge.LEADERSHIP and is_taken(one, standing.at)]
    if taken:
        untils = [one.until for one in taken if one.until is not None]
        ends[Bar.BADGE_TAKEN] = max(untils) if len(untils) == len(taken) else None
    if (running := running_break(breaks, standing.at)) is not None:
        ends[Bar.ON_BREAK] = running.ends_at
    known = [end for end in ends.values() if end is not None]
    return Leadership(tuple(ends), max(known, default=None) if len(known) == len(ends) else None)


def may_listen_to_teens(badges: Iterable[BadgeTaken], at: datetime) -> bool:
    """Whether an adult still has the badge for listening to teens: once taken, only people give it again (P33)."""
    return not any(one.badge is Badge.ADULT_FOR_TEENS and is_taken(one, at) for one in badges)


def is_taken(badge: BadgeTaken, at: datetime) -> bool:
    """Whether a badge is still taken at an instant."""
    return badge.until is None or at < badge.until


def _points_open_at(standing: Standing, policy: PointsPolicy, zone: tzinfo) -> datetime | None:
    ends = [one.expires_at for one in standing.entries if one.worth and standing.at < one.expires_at]
    if not ends:
        return None
    opens_at = min(Term(months=policy.lead_after).end(standing.entries[-1].at, zone), max(ends))
    return opens_at if standing.at < opens_at else None
