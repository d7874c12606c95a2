"""What a history of decisions adds up to at an instant: expiry first (G5), then what has faded, and what comes next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from bot.casework.points.months import months_after
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


def standing_at(history: Iterable[Decided], policy: PointsPolicy, at: datetime) -> Standing:
    """Where somebody stands; decisions after `at`, and reversed ones, are left out. Raises UnknownRule.

    A quiet time begins with the last decision that stands (G3): reports alone do not end it.
    """
    past = sorted((one for one in history if one.at <= at and not one.reversed), key=_order)
    entries = tuple(_entries(past, policy, at))
    counted = tuple(_counted(entry, _left(entries, policy, at), at) for entry in entries)
    total = _total(entries, policy, at)
    return Standing(at, total, policy.tier(total), counted, tuple(_changes(entries, policy, at)))


def _order(one: Decided) -> tuple[datetime, int, str, Decimal]:
    """By time; the rest only so that the order of the lines makes no difference."""
    return one.at, one.number, one.rule, Decimal(-1) if one.points is None else one.points


def _entries(past: Sequence[Decided], policy: PointsPolicy, at: datetime) -> Iterable[Entry]:
    small: list[datetime] = []
    before: list[Decided] = []
    for one in past:
        rule = policy.rule(one.rule)
        expires_at = months_after(one.at, policy.expires)
        points = one.points if one.points is not None else _points(rule, one, before, policy)
        if rule.is_small and one.points is None:
            small = [*(seen for seen in small if months_after(seen, policy.expires) > one.at), one.at]
            if len(small) >= policy.small_make:
                # These together are one point, and are not counted again for another.
                points, small = policy.small_points, []
        before.append(one)
        refreshed = one.refresher is not None and one.refresher.done_by(at)
        taken_off = min(points, FIRST_POINT) if refreshed else NOTHING
        yield Entry(one.at, one.rule, points, points, expires_at, taken_off, one.in_listener_room, one.number)


def _points(rule: Rule, one: Decided, before: Sequence[Decided], policy: PointsPolicy) -> Decimal:
    again = any(seen.rule == rule.id and months_after(seen.at, policy.expires) > one.at for seen in before)
    if rule.first is not None and not again:
        return rule.first
    return rule.points or NOTHING


def _counted(entry: Entry, left: int, at: datetime) -> Entry:
    return replace(entry, counts=_share(entry.worth, left) if at < entry.expires_at else NOTHING)


def _share(points: Decimal, left: int) -> Decimal:
    """So many percent; what is less than a hundredth of a point is left out."""
    return (points * left / 100).quantize(PLACES, ROUND_DOWN)


def _total(entries: Sequence[Entry], policy: PointsPolicy, at: datetime) -> Decimal:
    alive = sum((entry.worth for entry in entries if at < entry.expires_at), NOTHING)
    return _share(alive, _left(entries, policy, at))


def _left(entries: Sequence[Entry], policy: PointsPolicy, at: datetime) -> int:
    """Which percentage is left: of the sum as it was, not of what an earlier step left (G1)."""
    if not entries:
        return 100
    last = entries[-1].at
    steps = [fading.left for fading in policy.fading if months_after(last, fading.months) <= at]
    return min(steps, default=100)


def _changes(entries: Sequence[Entry], policy: PointsPolicy, at: datetime) -> Iterable[Change]:
    if not entries:
        return
    last = entries[-1].at
    moments = {entry.expires_at: Why.EXPIRES for entry in entries}
    moments |= {months_after(last, fading.months): Why.FADES for fading in policy.fading}
    total = _total(entries, policy, at)
    for moment, why in sorted(moments.items()):
        if moment > at and (after := _total(entries, policy, moment)) != total:
            yield Change(moment, after, why)
            total = after
