"""What the cards about decisions and breaks are given to show."""

from dataclasses import dataclass
from datetime import datetime

from bot.casework.drafting import Draft, Tick
from bot.casework.points import BadgeTaken, Ground, Leaves, Problem, Rule
from bot.casework.reviewing import Ends
from bot.guide.known_as import Known


@dataclass(frozen=True, slots=True)
class Corrected:
    """A decision that was taken back: when it was made, its rule in words, and the total now (empty: no points)."""

    decided_at: datetime
    rule: str
    total: str = ""
    gave_back: bool = False


@dataclass(frozen=True, slots=True)
class NamingView:
    """What can be named in a case: the table, its rules that fit, and when it may have been."""

    case: int
    number: int
    subject: Known
    table: str
    rules: tuple[Rule, ...]
    acted_at: datetime


@dataclass(frozen=True, slots=True)
class ProposalView:
    """What the table says about a draft. `problems` stand in its way as it is, `moments` are when it may have been.

    `leaves`: what the table proposes; it never comes about by itself. `too_many`: two people are needed.
    """

    draft: Draft
    number: int
    subject: Known
    rule: Rule
    points: str
    total: str
    band: str
    break_days: int = 0
    break_until: datetime | None = None
    mute_days: int = 0
    badges: tuple[BadgeTaken, ...] = ()
    leaves: Leaves = Leaves.NOT
    refresher_until: datetime | None = None
    two_people: bool = False
    why: tuple[Ground, ...] = ()
    problems: tuple[Problem, ...] = ()
    moments: tuple[datetime, ...] = ()
    can_be: frozenset[Tick] = frozenset(Tick) - {Tick.ADULT}
    as_proposed: bool = True


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the total will be from then on, if all stays quiet."""

    at: datetime
    total: str


@dataclass(frozen=True, slots=True)
class DecidedView:
    """Everything that the person reads whom a decision is about; what is empty or None is not said.

    `noticed`: `person` or `bot`. `reason` is what people wrote, `points` and `total` are empty without a table.
    `quiet_room` is a mention. `link` leads to the form for a second look, for somebody who may not come back.
    """

    id: int
    rule: str
    facts: str = ""
    noticed: str = ""
    by_two: bool = False
    reason: str = ""
    points: str = ""
    total: str = ""
    forecast: tuple[Forecast, ...] = ()
    break_until: datetime | None = None
    mute_until: datetime | None = None
    badges: tuple[BadgeTaken, ...] = ()
    leaves: Leaves = Leaves.NOT
    quiet_room: str = ""
    pause_ends: bool = False
    refresher_until: datetime | None = None
    appeal_until: datetime | None = None
    link: str = ""
    oversight_alone: bool = False


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """Something that somebody new to reviewing wants to end, as the team sees it; `who` is a mention.

    `reason`, `points` and `ends_break` are of an answer to an appeal. The buttons carry `argument`.
    """

    argument: str
    number: int
    subject: Known
    ends: Ends
    who: str
    reason: str = ""
    points: str = ""
    ends_break: bool = False


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision as the team sees it. `who` is a mention; `reason` is what the first person wrote."""

    id: int
    number: int
    subject: Known
    rule: str
    who: str
    points: str = ""
    break_days: int = 0
    leaves: Leaves = Leaves.NOT
    reason: str = ""
    second: str = ""
    on_break: bool = False
    deciders_only: bool = False
