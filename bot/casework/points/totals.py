"""What a history of decisions adds up to at an instant: expiry first (G5), then what has faded, and what comes next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from bot.casework.points.terms import Term
from bot.casework.points.values import PLACES, PointsPolicy, Rule, Tier

NOTHING = Decimal(0)
FIRST_POINT = Decimal(1)


@dataclass(frozen=True, slots=True)
class Refresher:
    """The way to get rid of the first point (P11): until when, and when it was done. Done late, it changes nothing."""

    until: datetime
    done_at: datetime | None = None

    def done_by(self, at: datetime) -> bool:
        """Whether it had been done in time at that instant."""
        return self.done_at is not None and self.done_at <= min(at, self.until)


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: when it was issued (G2), and for which rule.

    `points` is what people decided instead of what the table says, with a written reason. `reversed`: an appeal
    undid it, so it never counts, nor ends a quiet time. `number` is the decision's number in the record.
    """

    at: datetime
    rule: str
    points: Decimal | None = None
    refresher: Refresher | None = None
    in_listener_room: bool = False
    reversed: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision with its points, what a refresher took off them, and what they count at the instant asked for."""

    at: datetime
    rule: str
    points: Decimal
    counts: Decimal
    expires_at: datetime
    taken_off: Decimal = NOTHING
    in_listener_room: bool = False
    number: int = 0

    @property
    def worth(self) -> Decimal:
        """The points without what a refresher took off."""
        return self.points - self.taken_off


class Why(StrEnum):
    """Why a total will change by itself."""

    FADES = "fades"
    EXPIRES = "expires"
    BOTH = "expires and fades"


@dataclass(frozen=True, slots=True)
class Change:
    """What the total will be from an instant on, if nothing more is decided."""

    at: datetime
    total: Decimal
    why: Why


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands at an instant: the total, its band, and what changes by itself."""

    at: datetime
    total: Decimal
    tier: Tier
    entries: tuple[Entry, ...]
    next: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Calendar:
    """When things end by a table, in calendar months of a zone: the same time of day there."""

    policy: PointsPolicy
    zone: tzinfo

    def expiry(self, at: datetime) -> datetime:
        return Term(months=self.policy.expires).end(at, self.zone)

    def fading(self, last: datetime) -> dict[datetime, int]:
        """From which instants on so many percent are left, after the last decision."""
        steps = self.policy.fading
        return {Term(months=one.months).end(last, self.zone): one.left for one in steps}


def standing_at(
    history: Iterable[Decided], policy: PointsPolicy, at: datetime, zone: tzinfo = UTC
) -> Standing:
    """Where somebody stands; decisions after `at`, and reversed ones, are left out. Raises UnknownRule.

    A quiet time begins with the last decision that stands (G3): reports alone do not end it. Months are those of
    the calendar in `zone`, the community's.
    """
    past = sorted((one for one in history if one.at <= at and not one.reversed), key=_order)
    calendar = _Calendar(policy, zone)
    entries = tuple(_entries(past, calendar, at))
    steps = calendar.fading(entries[-1].at) if entries else {}
    left = _left(steps, at)
    total = _share(_alive(entries, at), left)
    counted = tuple(_counted(entry, left, at) for entry in entries)
    return Standing(at, total, policy.tier(total), counted, tuple(_changes(entries, steps, at)))


def _order(one: Decided) -> tuple[datetime, int, str, Decimal]:
    """By time; the rest only so that the order of the lines makes no difference."""
    return one.at, one.number, one.rule, Decimal(-1) if one.points is None else one.points


def _entries(past: Sequence[Decided], calendar: _Calendar, at: datetime) -> Iterable[Entry]:
    policy = calendar.policy
    small: list[datetime] = []
    known_until: dict[str, datetime] = {}
    for one in past:
        rule, expires_at = policy.rule(one.rule), calendar.expiry(one.at)
        again = rule.id in known_until and one.at < known_until[rule.id]
        known_until[rule.id] = max(expires_at, known_until.get(rule.id, expires_at))
        points = one.points if one.points is not None else _points(rule, again=again)
        if rule.is_small and one.points is None:
            small = [*(until for until in small if one.at < until), expires_at]
            if len(small) >= policy.small_make:
                # These together are one point, and are not counted again for another.
                points, small = policy.small_points, []
        refreshed = one.refresher is not None and one.refresher.done_by(at)
        taken_off = min(points, FIRST_POINT) if refreshed else NOTHING
        yield Entry(one.at, one.rule, points, points, expires_at, taken_off, one.in_listener_room, one.number)


def _points(rule: Rule, *, again: bool) -> Decimal:
    if rule.first is not None and not again:
        return rule.first
    return rule.points or NOTHING


def _counted(entry: Entry, left: int, at: datetime) -> Entry:
    return replace(entry, counts=_share(entry.worth, left) if at < entry.expires_at else NOTHING)


def _alive(entries: Sequence[Entry], at: datetime) -> Decimal:
    return sum((entry.worth for entry in entries if at < entry.expires_at), NOTHING)


def _share(points: Decimal, left: int) -> Decimal:
    """So many percent; what is less than a hundredth of a point is left out."""
    return (points * left / 100).quantize(PLACES, ROUND_DOWN)


def _left(steps: Mapping[datetime, int], at: datetime) -> int:
    """Which percentage is left: of the sum as it was, not of what an earlier step left (G1)."""
    return min((left for moment, left in steps.items() if moment <= at), default=100)


def _changes(entries: Sequence[Entry], steps: Mapping[datetime, int], at: datetime) -> Iterable[Change]:
    ending: dict[datetime, Decimal] = {}
    for entry in entries:
        ending[entry.expires_at] = ending.get(entry.expires_at, NOTHING) + entry.worth
    alive = _alive(entries, at)
    total = _share(alive, _left(steps, at))
    for moment in sorted(moment for moment in {*ending, *steps} if moment > at):
        ends = ending.get(moment, NOTHING)
        alive -= ends
        after = _share(alive, _left(steps, moment))
        if after != total:
            yield Change(moment, after, _why(fades=moment in steps and alive > 0, expires=ends > 0))
            total = after


def _why(*, fades: bool, expires: bool) -> Why:
    if fades and expires:
        return Why.BOTH
    return Why.EXPIRES if expires else Why.FADES
