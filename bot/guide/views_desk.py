"""What the cards of the moderators' desk are given to show: due cases, records, logs, counts of views."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.guide.known_as import Known
from bot.guide.views import NextStep


class Away(StrEnum):
    """How long a moderator can be away; the last one: they are back."""

    DAY = "day"
    THREE_DAYS = "three_days"
    WEEK = "week"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class DeskCase:
    """One case on the desk. `link` leads to its message; empty where the reader cannot go to it."""

    number: int
    subject: Known
    next_step: NextStep
    minutes: int
    due_at: datetime | None = None
    late: bool = False
    link: str = ""
    awaits_second: bool = False


@dataclass(frozen=True, slots=True)
class DeskView:
    """All that `/desk` shows to one moderator.

    `mine`: what they hold; `free`: what nobody has taken; `stuck`: what somebody holds who is away or late;
    `second`: what another person has to look at.
    """

    mine: tuple[DeskCase, ...] = ()
    free: tuple[DeskCase, ...] = ()
    stuck: tuple[DeskCase, ...] = ()
    second: tuple[DeskCase, ...] = ()
    away_until: datetime | None = None

    @property
    def needing(self) -> tuple[DeskCase, ...]:
        """What somebody has to do something about, each once."""
        return tuple(case for case in (*self.mine, *self.free, *self.stuck, *self.second) if case.minutes)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of a case's log or one note. `what` is a step or act; `words` are a note's."""

    when: datetime
    who: str
    what: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class RecordNote:
    """One message on a record, or what somebody told: all its kinds, without words.

    `mark` says whether it stands: empty, disputed, cleared or judged.
    """

    when: datetime
    kinds: tuple[str, ...]
    until: datetime
    mark: str = ""


@dataclass(frozen=True, slots=True)
class RecordCase:
    """One case on a record. `ended` names how it ended; empty while it is open."""

    number: int
    opened_at: datetime
    ended: str = ""
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RecordPoints:
    """What decisions add up to today, and what the total will be next if nothing is decided."""

    total: str
    next_total: str = ""
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RecordDecision:
    """One decision on a record: the rule by its title, the points, and whether it stands."""

    when: datetime
    rule: str
    points: str
    state: str


@dataclass(frozen=True, slots=True)
class RecordStretch:
    """A pause or a break. `until` is None when it has no end."""

    kind: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class RecordView:
    """The record of one person as a moderator may see it; `points` is None where none are used."""

    person: str
    notes: tuple[RecordNote, ...] = ()
    cases: tuple[RecordCase, ...] = ()
    decisions: tuple[RecordDecision, ...] = ()
    stretches: tuple[RecordStretch, ...] = ()
    points: RecordPoints | None = None


@dataclass(frozen=True, slots=True)
class RecordCounts:
    """What a moderator may know of the record behind a pseudonym: how much there is, and nothing to know it by."""

    person: Known
    notes: int = 0
    cases: int = 0
    decisions: int = 0
    points: str = ""


@dataclass(frozen=True, slots=True)
class OpenedRecord:
    """Somebody opened a record for a reason of their own."""

    viewer: str
    person: str
    reason: str


@dataclass(frozen=True, slots=True)
class ViewCount:
    """How often one moderator opened words of cases, and records, in a week."""

    viewer: str
    words: int = 0
    records: int = 0


@dataclass(frozen=True, slots=True)
class ViewsOfWeek:
    """What oversight hears once a week."""

    since: datetime
    until: datetime
    counts: tuple[ViewCount, ...]
    reasons: tuple[OpenedRecord, ...] = ()
