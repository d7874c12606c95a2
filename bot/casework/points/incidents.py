"""What happened, as far as the rules about points ask: when, from which side, where, and with whom."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from bot.casework.points.values import PointsPolicy, Rule
from bot.screening import Side


@dataclass(frozen=True, slots=True)
class Incident:
    """What a reviewer says about the circumstances.

    `at` is when it happened, which is not when it is decided (G2). `side` is the side taken then. `grave`: it was
    sexual, abusive, racist or graphic, whatever the row says. `goes_on`: it went on as a member, or from another
    account, after somebody had been asked not to listen any more (K4).
    """

    at: datetime
    side: Side = Side.LISTENER
    in_listener_room: bool = False
    with_teen: bool = False
    by_adult_for_teens: bool = False
    grave: bool = False
    goes_on: bool = False

    @property
    def between_adult_and_teen(self) -> bool:
        """Whether an adult who listens to teens did it, with a teen (P33)."""
        return self.by_adult_for_teens and self.with_teen


@dataclass(frozen=True, slots=True)
class Named:
    """A row that a reviewer names, and the points that they give instead of what the table says."""

    rule: str
    points: Decimal | None = None


class LeftOut(StrEnum):
    """Why a row that a reviewer named counts nothing here."""

    LISTENERS_ONLY = "listeners_only"
    WITH_TEENS_ONLY = "with_teens_only"
    COVERED = "covered"


@dataclass(frozen=True, slots=True)
class NotCounted:
    """One row that a reviewer named and that is left out, with the reason."""

    rule: str
    why: LeftOut


def sorted_out(
    policy: PointsPolicy, named: tuple[Named, ...], incident: Incident
) -> tuple[tuple[Named, ...], tuple[NotCounted, ...]]:
    """Which named rows count for this, each once, and which do not (P32, P33). Raises UnknownRule.

    The place makes no difference: a row counts wherever it happens (P30).
    """
    once = tuple({one.rule: one for one in reversed(named)}.values())[::-1]
    rules = {one.rule: policy.rule(one.rule) for one in once}
    covered = {id_ for rule in rules.values() if misfit(rule, incident) is None for id_ in rule.covers}
    reasons = {id_: misfit(rule, incident) or _covered(rule, covered) for id_, rule in rules.items()}
    left_out = tuple(NotCounted(id_, why) for id_, why in reasons.items() if why is not None)
    return tuple(one for one in once if reasons[one.rule] is None), left_out


def misfit(rule: Rule, incident: Incident) -> LeftOut | None:
    """Why a row cannot be used for what happened; None: it can."""
    if rule.listeners_only and incident.side is Side.MEMBER:
        return LeftOut.LISTENERS_ONLY
    if rule.with_teens_only and not incident.between_adult_and_teen:
        return LeftOut.WITH_TEENS_ONLY
    return None


def _covered(rule: Rule, covered: set[str]) -> LeftOut | None:
    return LeftOut.COVERED if rule.id in covered else None
