"""What is on record about a person, in the words of the community's table of points."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.casework.points import (
    Book,
    Decided,
    PointsPolicy,
    PolicyError,
    Refresher,
    Rule,
    Standing,
    find_policy,
    standing_at,
)
from bot.flows.work import Work
from bot.store.communities import Community
from bot.store.decisions import RecordedDecision, decisions_about
from bot.store.words import DecisionState

# A circumstance of an act that the rules about muting ask for (K1).
IN_LISTENER_ROOM = "room"


@dataclass(frozen=True, slots=True)
class Ledger:
    """A community's table and one person's decisions in its words; `record` as they are stored.

    `present` are the rules of the table itself; the book also knows those of earlier tables on record.
    """

    name: str
    book: Book
    present: tuple[Rule, ...]
    history: tuple[Decided, ...]
    record: tuple[RecordedDecision, ...] = ()

    def standing(self, at: datetime) -> Standing:
        """Where the person stands at an instant."""
        return standing_at(self.history, self.book.policy, at, self.book.zone)


async def ledger_of(work: Work, community: Community, person: int) -> Ledger | None:
    """Read where a person's points are written; None where the community uses no table.

    Decisions of an earlier table stay as they were: their rules are known beside those of the present one.
    """
    held = await decisions_about(work.connection, work.keys, community.id, person)
    return ledger_from(community, held)


def ledger_from(community: Community, held: Iterable[RecordedDecision]) -> Ledger | None:
    """Write a person's points down from decisions about them; None where the community uses no table."""
    policy = table(community.points_table)
    if policy is None:
        return None
    record = _issued(held)
    known = replace(policy, rules=MappingProxyType({**_old_rules(record), **policy.rules}))
    book = Book(known, community.points_since, ZoneInfo(community.time_zone))
    history = (_as_decided(one, community.points_table, policy) for one in record if one.rule)
    return Ledger(community.points_table, book, tuple(policy.rules.values()), tuple(history), record)


async def record_of(work: Work, community: Community, person: int) -> tuple[RecordedDecision, ...]:
    """Read all decisions about a person that stand or once stood, oldest first."""
    return _issued(await decisions_about(work.connection, work.keys, community.id, person))


def _issued(held: Iterable[RecordedDecision]) -> tuple[RecordedDecision, ...]:
    return tuple(one for one in held if one.state.issued)


def rule_title(one: RecordedDecision) -> str:
    """The rule that a decision names, as its own table words it, or as people did where there was no table."""
    policy = table(one.points_table)
    if policy is None or one.rule not in policy.rules:
        return one.named or one.rule
    return policy.rules[one.rule].title


def table(name: str) -> PointsPolicy | None:
    """The table of this name; None for `off`, and for one that this version does not bring along any more."""
    try:
        return find_policy(name)
    except PolicyError:
        return None


def _old_rules(record: Iterable[RecordedDecision]) -> dict[str, Rule]:
    return {one.rule: Rule(one.rule, rule_title(one), one.points) for one in record if one.rule}


def _as_decided(one: RecordedDecision, present: str, policy: PointsPolicy) -> Decided:
    """As the table says, so that small things add up; or with the points that people gave, where it says nothing."""
    rule = policy.rules.get(one.rule) if one.points_table == present else None
    as_the_table = rule is not None and not rule.no_number and one.points == one.proposed
    until = one.refresher_until
    return Decided(
        one.decided_at,
        one.rule,
        None if as_the_table else one.points,
        Refresher(until, one.refresher_at) if until is not None else None,
        in_listener_room=IN_LISTENER_ROOM in one.circumstances,
        reversed=one.state is not DecisionState.STANDS,
        number=one.id,
    )
