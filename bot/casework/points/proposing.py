"""From a table, what stands and what a reviewer names, a proposal. Nothing is decided here: people do that."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from decimal import Decimal

from bot.casework.points.consequences import (
    badges_taken,
    earns_mute,
    grounds_of_band,
    grounds_of_rows,
    leaves_after,
)
from bot.casework.points.incidents import Incident, Named, sorted_out
from bot.casework.points.proposals import Leaves, Proposal
from bot.casework.points.terms import Term, break_term
from bot.casework.points.totals import NOTHING, Decided, standing_at
from bot.casework.points.values import PointsPolicy, Rule


@dataclass(frozen=True, slots=True)
class Book:
    """A community's table, when the community chose it (None: not known), and the zone of its days."""

    policy: PointsPolicy
    chosen_at: datetime | None = None
    zone: tzinfo = UTC


def propose(
    book: Book, history: Iterable[Decided], named: Iterable[Named], incident: Incident, now: datetime
) -> Proposal:
    """Work out what the table says about the rows that a reviewer names. Raises UnknownRule.

    `history` are all decisions about the person. Where a named row has points, they hold instead of the table's.
    """
    policy, before = book.policy, tuple(history)
    counted, left_out = sorted_out(policy, tuple(named), incident)
    rules = tuple(policy.rule(one.rule) for one in counted)
    number = 1 + max((one.number for one in before), default=0)
    decided = tuple(_decided(one, policy.rule(one.rule), incident, now, number) for one in counted)
    standing = standing_at((*before, *decided), policy, now, book.zone)
    new = tuple(entry for entry in standing.entries if entry.number == number)
    points = sum((entry.points for entry in new), NOTHING)
    leaves = leaves_after(standing.tier, incident) if points else Leaves.NOT
    term = break_term(standing.tier) if points and leaves is Leaves.NOT else Term()
    mutes = policy.mutes and earns_mute(standing.entries, policy, number)
    badges = badges_taken(standing.tier, rules, incident, now, book.zone, earned=points > 0)
    return Proposal(
        at=now,
        rules=rules,
        left_out=left_out,
        points=points,
        standing=standing,
        decided=decided,
        break_days=term.days_from(now, book.zone),
        break_ends_at=term.end(now, book.zone) if term else None,
        mute_days=policy.mute_days if mutes else 0,
        badges=tuple(badges),
        leaves=leaves,
        why=(
            *dict.fromkeys(grounds_of_rows(rules, new)),
            *grounds_of_band(standing.tier, rules, incident, earned=points > 0, mutes=mutes),
        ),
    )


def _decided(named: Named, rule: Rule, incident: Incident, now: datetime, number: int) -> Decided:
    # A row whose meaning is not settled is never scored by the bot (G15).
    points = Decimal(0) if rule.unclear and named.points is None else named.points
    return Decided(now, rule.id, points, in_listener_room=incident.in_listener_room, number=number)
