"""What a table proposes about one decision, in plain values; people decide, and others put it into words."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from bot.casework.points.incidents import NotCounted
from bot.casework.points.totals import Decided, Standing
from bot.casework.points.values import Rule, Tier


class Leaves(StrEnum):
    """Whether somebody stays (K4). `as_listener`: they stay as a member."""

    NOT = "not"
    AS_LISTENER = "as_listener"
    ALTOGETHER = "altogether"


class Badge(StrEnum):
    """A sign of trust that can be taken for a while."""

    LEADERSHIP = "leadership"
    ADULT_FOR_TEENS = "adult_for_teens"


@dataclass(frozen=True, slots=True)
class BadgeTaken:
    """A badge to take at once, and until when; None: until people give it again."""

    badge: Badge
    until: datetime | None = None


class Ground(StrEnum):
    """Why a proposal says what it says."""

    FIRST_TIME = "first_time"
    SMALL = "small"
    SMALL_TOGETHER = "small_together"
    NO_NUMBER = "no_number"
    UNCLEAR_ROW = "unclear_row"
    RED_FLAG = "red_flag"
    BREAK_OF_BAND = "break_of_band"
    LAST_BAND = "last_band"
    WENT_ON = "went_on"
    MUTED_FOR_ROOMS = "muted_for_rooms"
    BADGES_LONGER_GRAVE = "badges_longer_grave"
    WITH_A_TEEN = "with_a_teen"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the table says about one decision.

    `points` is what it adds, `standing` where the person would be after it, `break_days` 0: no break; the break ends
    at `break_ends_at`. `decided` is what would be recorded; `why` holds every ground once, in order.
    """

    at: datetime
    rules: tuple[Rule, ...]
    left_out: tuple[NotCounted, ...]
    points: Decimal
    standing: Standing
    decided: tuple[Decided, ...]
    break_days: int
    break_ends_at: datetime | None
    mute_days: int
    badges: tuple[BadgeTaken, ...]
    leaves: Leaves
    why: tuple[Ground, ...]

    @property
    def total(self) -> Decimal:
        """The total after this decision."""
        return self.standing.total

    @property
    def tier(self) -> Tier:
        """The band of that total."""
        return self.standing.tier

    @property
    def welcomed_back(self) -> bool:
        """Whether there is a break at whose end the person is welcomed back."""
        return self.break_ends_at is not None and self.leaves is Leaves.NOT

    @property
    def red_flag(self) -> bool:
        """Whether people decide first whether somebody can stay; the points are for when they do (K5, G8)."""
        return Ground.RED_FLAG in self.why

    @property
    def people_decide(self) -> bool:
        """Whether some row has no settled number, so that nothing is proposed for it."""
        return any(rule.no_number for rule in self.rules)
