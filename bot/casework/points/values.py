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
    is less (coaching first). `red_flag`: people decide at once whether somebody can stay (K5).
    """

    id: str
    title: str
    points: Decimal | None
    first: Decimal | None = None
    red_flag: bool = False
    listeners_only: bool = False

    @property
    def is_small(self) -> bool:
        """Whether it counts nothing by itself, but counts when it happens again and again (K1)."""
        return self.points == 0 and not self.red_flag


@dataclass(frozen=True, slots=True)
class Tier:
    """A band of totals and what is proposed in it. `break_days` 0: no break."""

    name: str
    least: int
    about: str = ""
    break_days: int = 0
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
    """A published table. `expires` in calendar months; `small_make` small offences together count `small_points`."""

    name: str
    about: str
    rules: Mapping[str, Rule]
    tiers: tuple[Tier, ...]
    fading: tuple[Fading, ...]
    expires: int
    small_make: int
    small_points: Decimal
    editions: tuple[Edition, ...]

    def rule(self, rule: str) -> Rule:
        """The row of this id. Raises UnknownRule when there is none."""
        try:
            return self.rules[rule]
        except KeyError:
            raise UnknownRule(rule) from None

    def tier(self, total: Decimal) -> Tier:
        """The band of a total: parts of a point are left out (G4), and more than the last band is the last (G9)."""
        return [tier for tier in self.tiers if tier.least <= int(total)][-1]

    def published(self) -> date:
        """Since when this table can be read by everybody."""
        return self.editions[-1].on


def as_text(points: Decimal) -> str:
    """Points as people write them: `1.8`, not `1.80`."""
    text = format(points, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
