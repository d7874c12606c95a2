"""What follows from points: a mute, badges, leaving; and the grounds that a proposal gives for it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from bot.casework.points.incidents import Incident
from bot.casework.points.proposals import Badge, BadgeTaken, Ground, Leaves
from bot.casework.points.terms import Term, break_term
from bot.casework.points.totals import NOTHING, Entry
from bot.casework.points.values import PointsPolicy, Rule, Tier
from bot.screening import Side


def earns_mute(entries: Sequence[Entry], policy: PointsPolicy, number: int) -> bool:
    """Whether decision `number` brings the points earned in listeners' rooms to what mutes (K1).

    Points that have led to a mute, or have expired, are not counted for another.
    """
    gathered: list[Entry] = []
    for entry in entries:
        if not (entry.in_listener_room and entry.worth):
            continue
        gathered = [*(one for one in gathered if one.expires_at > entry.at), entry]
        if sum((one.worth for one in gathered), NOTHING) >= policy.mute_points:
            if entry.number == number:
                return True
            gathered = []
    return False


def leaves_after(tier: Tier, incident: Incident) -> Leaves:
    """Whether the last band is reached: then a listener generally only stops listening (K4)."""
    if not tier.leaves:
        return Leaves.NOT
    if incident.goes_on or incident.side is Side.MEMBER:
        return Leaves.ALTOGETHER
    return Leaves.AS_LISTENER


def badges_taken(
    tier: Tier, rules: Sequence[Rule], incident: Incident, now: datetime, zone: tzinfo, *, earned: bool
) -> Iterable[BadgeTaken]:
    """Which badges go at once: leadership with the band (K2), the one for teens whenever a teen was met (P33)."""
    if rules and incident.between_adult_and_teen:
        yield BadgeTaken(Badge.ADULT_FOR_TEENS)
    if not earned:
        return
    months = tier.badge_months_grave if is_grave(rules, incident) else tier.badge_months
    if tier.leaves:
        yield BadgeTaken(Badge.LEADERSHIP)
    elif months:
        yield BadgeTaken(Badge.LEADERSHIP, Term(months=months).end(now, zone))


def is_grave(rules: Sequence[Rule], incident: Incident) -> bool:
    """Whether what happened was sexual, abusive, racist or graphic: a row says so, or the reviewer."""
    return incident.grave or any(rule.grave for rule in rules)


def grounds_of_rows(rules: Sequence[Rule], new: Sequence[Entry]) -> Iterable[Ground]:
    """Why the rows count what they count."""
    points = {entry.rule: entry.points for entry in new}
    for rule in rules:
        if rule.red_flag:
            yield Ground.RED_FLAG
        if rule.unclear:
            yield Ground.UNCLEAR_ROW
        elif rule.points is None:
            yield Ground.NO_NUMBER
        elif rule.is_small:
            yield Ground.SMALL_TOGETHER if points[rule.id] else Ground.SMALL
        elif points[rule.id] < rule.points:
            yield Ground.FIRST_TIME


def grounds_of_band(
    tier: Tier, rules: Sequence[Rule], incident: Incident, *, earned: bool, mutes: bool
) -> Iterable[Ground]:
    """Why there is a break, a mute, badges that go, or the end."""
    if rules and incident.between_adult_and_teen:
        yield Ground.WITH_A_TEEN
    if mutes:
        yield Ground.MUTED_FOR_ROOMS
    if not earned:
        return
    if tier.leaves:
        yield Ground.WENT_ON if incident.goes_on else Ground.LAST_BAND
    elif break_term(tier):
        yield Ground.BREAK_OF_BAND
    if not tier.leaves and is_grave(rules, incident) and tier.badge_months_grave > tier.badge_months:
        yield Ground.BADGES_LONGER_GRAVE
