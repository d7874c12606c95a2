"""What the digest is given to show: counts, open and ended cases, and who is near a threshold."""

from dataclasses import dataclass
from datetime import datetime

from bot.guide.known_as import Known
from bot.guide.views import NextStep
from bot.guide.views_patterns import PatternLine
from bot.guide.views_setup import SetupStep


@dataclass(frozen=True, slots=True)
class DigestNote:
    """How many contact notes one person got since the last digest, in how many chats.

    `disputed` of them are a mistake, says the person, and wait for somebody to look.
    """

    person: Known
    notes: int
    chats: int
    link: str = ""
    disputed: int = 0


@dataclass(frozen=True, slots=True)
class FeltLine:
    """How many of the people who answered after a chat did not feel safe with one listener."""

    person: Known
    unsafe: int
    answered: int


@dataclass(frozen=True, slots=True)
class OpenCase:
    """One open case in the digest. `link` leads to its message; `needs_you`: its next step is a moderator's."""

    number: int
    subject: Known
    next_step: NextStep
    minutes: int = 0
    needs_you: bool = False
    late: bool = False
    link: str = ""
    taken_by: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """How many things of one kind could not be read: voice, image, sticker, language, file, other."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class DoneCase:
    """A case that came to its end since the last digest. `how` is `no_problem`, `dealt_with` or `decided`."""

    number: int
    how: str


@dataclass(frozen=True, slots=True)
class NearLine:
    """Somebody whom one more chat would put before people."""

    person: Known
    kind: str
    have: int
    needed: int


@dataclass(frozen=True, slots=True)
class DigestView:
    """All that the digest shows."""

    since: datetime
    until: datetime
    contact_notes: tuple[DigestNote, ...] = ()
    open_cases: tuple[OpenCase, ...] = ()
    reports: int = 0
    uneasy: int = 0
    overdue: int = 0
    unread: tuple[Unread, ...] = ()
    shadow: bool = False
    would_have_spoken: int = 0
    undelivered: int = 0
    missing: tuple[SetupStep, ...] = ()
    felt: tuple[FeltLine, ...] = ()
    decided: tuple[DoneCase, ...] = ()
    near: tuple[NearLine, ...] = ()
    doubtful: tuple[PatternLine, ...] = ()
    # How long half of the reports waited for a first look, in hours; None while too few are known.
    first_look_hours: int | None = None
    # How many suggestions nobody has answered yet.
    suggestions: int = 0
    # How many messages sounded like poor listening, without names; 0 where so few may be chance.
    poor_listening: int = 0

    @property
    def needing(self) -> tuple[OpenCase, ...]:
        """The cases whose next step is a moderator's."""
        return tuple(case for case in self.open_cases if case.needs_you)

    @property
    def waiting(self) -> tuple[OpenCase, ...]:
        """The open cases in which nobody has to do anything today."""
        return tuple(case for case in self.open_cases if not case.needs_you)

    @property
    def minutes(self) -> int:
        """About how many minutes the cases take that need somebody."""
        return sum(case.minutes for case in self.needing)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to say."""
        mentioned = (self.reports, self.uneasy, self.overdue, self.undelivered, self.suggestions)
        told = (*mentioned, self.poor_listening)
        lists = (self.contact_notes, self.open_cases, self.decided, self.near, self.unread, self.missing)
        return not (any(told) or any(lists) or self.would_have_spoken or self.felt or self.doubtful)
