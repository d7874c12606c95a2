"""What people choose about points, and what becomes of it: a ruling to record, or what must be put right first."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from bot.casework.points.hands import Hands
from bot.casework.points.incidents import Incident, Named
from bot.casework.points.problems import Problem
from bot.casework.points.proposals import BadgeTaken, Leaves, Proposal
from bot.casework.points.totals import Decided


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody on the team wants to save.

    `named` are the rules, each with other points than the table's where that is wanted. None means as proposed;
    but nobody is ever sent away by default, so `leaves` must be said. `second` is the second person. `severe`:
    a past act that is too bad to let be (P19). `evident`: the reviewer has looked, and it is clear that it happened.
    `refresher_until`: a refresher is offered in place of the first point (P11). `pause_days`: only a pause, which
    is all that a team without enough people can decide.
    """

    named: tuple[Named, ...]
    incident: Incident
    first: int
    second: int | None = None
    reason: str = ""
    evident: bool = False
    severe: bool = False
    break_days: int | None = None
    mute_days: int | None = None
    badges: tuple[BadgeTaken, ...] | None = None
    leaves: Leaves = Leaves.NOT
    refresher_until: datetime | None = None
    pause_days: int = 0


@dataclass(frozen=True, slots=True)
class Ruling:
    """What people have decided, ready to be recorded and carried out.

    `decided` is for the record. The proposal is as with the points that people gave, and its `standing`
    says where the person is now; None: only a pause. `hands` other than
    ENOUGH is said in the decision: oversight decided alone, or it is only a pause because there are too few people.
    """

    at: datetime
    proposal: Proposal | None
    reason: str
    deciders: tuple[int, ...]
    hands: Hands
    decided: tuple[Decided, ...] = ()
    points: Decimal = Decimal(0)
    break_days: int = 0
    break_ends_at: datetime | None = None
    mute_days: int = 0
    badges: tuple[BadgeTaken, ...] = ()
    leaves: Leaves = Leaves.NOT
    deviates: bool = False
    pause_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """It cannot be saved: everything that must be put right, the first thing first."""

    problems: tuple[Problem, ...]
