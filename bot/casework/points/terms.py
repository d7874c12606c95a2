"""How long something holds: so many days or calendar months, counted in the community's own days."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from bot.casework.points.months import months_after
from bot.casework.points.values import Tier


@dataclass(frozen=True, slots=True)
class Term:
    """So many calendar months and days."""

    days: int = 0
    months: int = 0

    def __bool__(self) -> bool:
        """Whether it is any time at all."""
        return bool(self.days or self.months)

    def end(self, starts_at: datetime, zone: tzinfo = UTC) -> datetime:
        """The same time of day there when it is over, in UTC: a change of the clocks moves nothing."""
        local = months_after(starts_at.astimezone(zone), self.months) + timedelta(days=self.days)
        return local.astimezone(UTC)

    def days_from(self, starts_at: datetime, zone: tzinfo = UTC) -> int:
        """How many days of the calendar there that is."""
        return (self.end(starts_at, zone).astimezone(zone).date() - starts_at.astimezone(zone).date()).days


def break_term(tier: Tier) -> Term:
    """How long a break in this band is; empty: no break."""
    return Term(tier.break_days, tier.break_months)
