"""What people's verdicts say about a pattern, and who may switch one off. Claims are shown, and never counted in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

ALONE = timedelta(days=7)
ENOUGH_VERDICTS = 5
DOUBTFUL_BELOW = 50


@dataclass(frozen=True, slots=True)
class PatternRecord:
    """One pattern as people judged it: how often it was right and wrong, and how many claim a mistake.

    `claimed` counts different people, and stays out of the share: who is noted often must not be able to
    talk a pattern down.
    """

    pattern: str
    right: int = 0
    wrong: int = 0
    claimed: int = 0

    @property
    def verdicts(self) -> int:
        """How many times people have judged it."""
        return self.right + self.wrong

    @property
    def percent_right(self) -> int | None:
        """The share of right ones in whole percent, never rounded up; None while too few were judged."""
        return 100 * self.right // self.verdicts if self.verdicts >= ENOUGH_VERDICTS else None

    @property
    def doubtful(self) -> bool:
        """Whether people found it wrong more often than right."""
        return is_doubtful(self.percent_right)


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """A pattern that is switched off. `until`: when it comes back by itself; None once two people want it off."""

    pattern: str
    by: int
    since: datetime
    until: datetime | None
    second_by: int | None = None
    number: int = 0


def is_doubtful(percent_right: int | None) -> bool:
    """Whether people found something wrong more often than right."""
    return percent_right is not None and percent_right < DOUBTFUL_BELOW


def most_doubtful(records: Iterable[PatternRecord]) -> tuple[PatternRecord, ...]:
    """All that was judged or claimed, in the order in which it is worth a look."""
    return tuple(sorted(records, key=_order))


def switched_off_by(pattern: str, person: int, now: datetime) -> SwitchedOff:
    """One person alone switches a pattern off for a week."""
    return SwitchedOff(pattern, person, now, now + ALONE)


def may_agree(switched: SwitchedOff, person: int) -> bool:
    """Whether this person can be the second who wants a pattern off."""
    return switched.second_by is None and person != switched.by


def _order(record: PatternRecord) -> tuple[bool, int, int, int, str]:
    return (not record.doubtful, -record.wrong, -record.claimed, -record.right, record.pattern)
