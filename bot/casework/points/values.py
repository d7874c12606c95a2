"""What a table of behaviour points holds. Points are decimal numbers with at most two places, so always exact."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

PLACES = Decimal("0.01")


class UnknownRule(KeyError):  # noqa: N818 - read where it is caught: a rule that is not in the table
    """A decision names a rule that the table does not have."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: what is not okay, and what it counts.

    `points` None: no number is known, and people decide each time. `first`: what the first time counts, when that
    is less (coaching first). `red_flag`: people decide at once whether somebody can stay (K5). `grave`: sexual,
    abusive, racist or graphic (K2). `unclear`: what the row means is not settled, so nothing is proposed (G15).
    `with_teens_only`: only for adults who listen to teens, in a chat with a teen (P33). `covers`: rows that it
    holds in itself. It is for acts from the day `since` (None: the first edition) up to and without `until`.
    """

    id: str
    title: str
    points: Decimal | None
    first: Decimal | None = None
    red_flag: bool = False
    listeners_only: bool = False
    grave: bool = False
    unclear: bool = False
    with_teens_only: bool = False
    covers: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    @property
    def is_small(self) -> bool:
        """Whether it counts nothing by itself, but counts when it happens again and again (K1)."""
        return self.points == 0 and not self.red_flag

    @property
    def no_number(self) -> bool:
        """Whether people say each time what it counts: no number is known, or its meaning is not settled."""
        return self.points is None or self.unclear


@dataclass(frozen=True, slots=True)
class Tier:
    """A band of totals and what is proposed in it.

    A break is so many days or so many calendar months; none of both: no break. Badges of leadership go for so
    many months (K2), longer for what is grave. `leaves`: two people decide whether somebody can stay (K4).
    """

    name: str
    least: int
    about: str = ""
    break_days: int = 0
    break_months: int = 0
    badge_months: int = 0
    badge_months_grave: int = 0
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class Fading:
    """After so many quiet calendar months, this percentage of the sum is left (P16, P18)."""

    months: int
    left: int


@dataclass(frozen=True, slots=True)
class Edition:
    """One dated change of the table, for everybody to read (Q24)."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class PointsPolicy:
    """A published table.

    `expires` in calendar months; `small_make` small offences together count `small_points`; `mute_points` earned in
    listeners' rooms mute for `mute_days` (K1; 0 days: never); after `lead_after` quiet months people may apply
    to lead again (P17).
    """

    name: str
    about: str
    rules: Mapping[str, Rule]
    tiers: tuple[Tier, ...]
    fading: tuple[Fading, ...]
    expires: int
    small_make: int
    small_points: Decimal
    editions: tuple[Edition, ...]
    mute_points: Decimal = Decimal(2)
    mute_days: int = 7
    lead_after: int = 3

    def rule(self, rule: str) -> Rule:
        """The row of this id. Raises UnknownRule when there is none."""
        try:
            return self.rules[rule]
        except KeyError:
            raise UnknownRule(rule) from None

    def tier(self, total: Decimal) -> Tier:
        """The band of a total: parts of a point are left out (G4), and more than the last band is the last (G9)."""
        return [tier for tier in self.tiers if tier.least <= int(total)][-1]

    @property
    def has_small(self) -> bool:
        """Whether any row counts nothing by itself, so that small offences are counted together (K1)."""
        return any(rule.is_small for rule in self.rules.values())

    @property
    def mutes(self) -> bool:
        """Whether points earned in listeners' rooms mute (K1)."""
        return self.mute_days > 0

    def first_published(self) -> date:
        """Since when there has been a table at all."""
        return self.editions[0].on

    def published(self) -> date:
        """Since when this table can be read by everybody."""
        return self.editions[-1].on


def as_text(points: Decimal) -> str:
    """Points as people write them: `1.8`, not `1.80`."""
    text = format(points, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
