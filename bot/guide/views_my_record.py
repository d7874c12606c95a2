"""What the cards of one's own record and data are given to show."""

from dataclasses import dataclass
from datetime import datetime

from bot.casework.case_life import CaseState
from bot.guide.views import NoteLine
from bot.guide.views_decided import Forecast


@dataclass(frozen=True, slots=True)
class OwnDecision:
    """One decision about the reader. `state`: counts, over, taken_back, or asked (somebody looks again).

    `appeal_until` is set while they can ask for a second look; the button carries `id`.
    """

    id: int
    number: int
    when: datetime
    rule: str
    points: str
    state: str
    until: datetime | None = None
    appeal_until: datetime | None = None
    answer_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class MatterLine:
    """One matter that the reader was told about, and by when the next step is promised."""

    number: int
    state: CaseState
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AwayLine:
    """A break or a pause that runs; `kind` names what somebody goes without. `until` None: it has no end.

    `appeal_until` is set while they can ask for a second look at the decision that it follows from.
    """

    kind: str
    until: datetime | None = None
    appeal_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class MyRecordView:
    """All that is on record about the reader. `total` is empty where the community uses no points."""

    total: str = ""
    next: tuple[Forecast, ...] = ()
    decisions: tuple[OwnDecision, ...] = ()
    matters: tuple[MatterLine, ...] = ()
    away: tuple[AwayLine, ...] = ()
    notes: tuple[NoteLine, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing at all is noted."""
        return not (self.decisions or self.matters or self.away or self.notes)


@dataclass(frozen=True, slots=True)
class StaysView:
    """What stays after somebody had their data deleted, each with its day; `numbers` are matters looked at now."""

    notes: int = 0
    notes_until: datetime | None = None
    decisions_until: datetime | None = None
    pause_until: datetime | None = None
    break_until: datetime | None = None
    numbers: tuple[int, ...] = ()
