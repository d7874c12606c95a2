"""A table of behaviour points as people read it: each row in plain words, how points end, and its dated changes."""

from dataclasses import dataclass
from decimal import Decimal

from bot.casework.points import PointsPolicy, Rule, as_text, find_policy, shipped_policies
from bot.guide.rules import RowText, RuleBook
from bot.guide.wording import Wording

# Typed off pictures by a volunteer: shown with a mark that it may be out of date (G10).
TRANSCRIBED = frozenset({"table-2020"})


@dataclass(frozen=True, slots=True)
class PointsTable:
    """A published table with what the rules say about its rows. `name` is what a community chooses it by."""

    name: str
    policy: PointsPolicy
    rows: tuple[tuple[Rule, RowText], ...]

    @property
    def transcribed(self) -> bool:
        """Whether it is history that somebody typed off."""
        return self.name in TRANSCRIBED

    def row(self, anchor: str) -> tuple[Rule, RowText] | None:
        """Give a row by its address, such as `f4`."""
        return next((each for each in self.rows if anchor_of(each[0]) == anchor), None)


def points_table(book: RuleBook, name: str) -> PointsTable | None:
    """Give the table that a community chose; None when it uses no points.

    Rows that the rules say nothing about are left out: nobody gets points for them (Q23).
    """
    if name not in shipped_policies():
        return None
    policy = find_policy(name)
    told = ((rule, book.row(name, rule.id)) for rule in policy.rules.values())
    return PointsTable(name, policy, tuple((rule, row) for rule, row in told if row is not None))


def anchor_of(rule: Rule) -> str:
    """Give the address of a row: its id in small letters."""
    return rule.id.lower()


def counts(wording: Wording, rule: Rule) -> str:
    """Say what a row counts, for whom, and from which day or until which."""
    said = [_counts(wording, rule)]
    if rule.with_teens_only:
        said.append(wording.text("rules.points.with_teens_only"))
    elif rule.listeners_only:
        said.append(wording.text("rules.points.listeners_only"))
    if rule.since is not None:
        said.append(wording.text("rules.points.since", on=wording.day(rule.since)))
    if rule.until is not None:
        said.append(wording.text("rules.points.until", on=wording.day(rule.until)))
    return " ".join(said)


def how_points_work(wording: Wording, policy: PointsPolicy) -> tuple[str, ...]:
    """Say in plain words how points add up and end; only what this table really has."""
    small = wording.text(
        "rules.points.small_make", number=policy.small_make, points=_points(wording, policy.small_points)
    )
    mute = wording.count("rules.points.mutes", policy.mute_days, points=_points(wording, policy.mute_points))
    return (
        wording.text("rules.points.add_up"),
        wording.count("rules.points.expires", policy.expires),
        *(wording.count("rules.points.fades", step.months, left=100 - step.left) for step in policy.fading),
        *((small,) if policy.has_small else ()),
        *((mute,) if policy.mutes else ()),
    )


def bands(wording: Wording, policy: PointsPolicy) -> tuple[str, ...]:
    """Say what each band of totals means, as the table has them (Q16)."""
    return tuple(wording.text("rules.points.band", band=tier.name, about=tier.about) for tier in policy.tiers)


def _counts(wording: Wording, rule: Rule) -> str:
    if rule.points is None:
        return wording.text("rules.points.people_at_once" if rule.red_flag else "rules.points.people")
    if rule.unclear:
        return wording.text("rules.points.unclear", points=_points(wording, rule.points))
    if rule.is_small:
        return wording.text("rules.points.small")
    points = _points(wording, rule.points)
    if rule.red_flag:
        return wording.text("rules.points.or_people", points=points)
    return wording.text("rules.points.talk_first", points=points) if rule.first == 0 else points


def _points(wording: Wording, points: Decimal) -> str:
    return wording.text("rules.points.one" if points == 1 else "rules.points.many", points=as_text(points))
