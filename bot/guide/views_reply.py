"""What the cards about somebody's own side are given to show."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.casework.replying import Answer, Matter
from bot.guide.known_as import Known


@dataclass(frozen=True, slots=True)
class AskingView:
    """What a case lets a moderator ask about. Its buttons carry `id`.

    `chat_open`, `not_together` and `not_allowed` count what may not be asked about, and why. `may_ask_again`: a
    reporter who could allow more was not asked a second time yet. `may_be_danger`: something urgent is held back
    by a reporter's choice only; `danger`: a moderator said that somebody may be in danger.
    """

    id: int
    number: int
    subject: Known
    matters: tuple[Matter, ...] = ()
    chat_open: int = 0
    not_together: int = 0
    not_allowed: int = 0
    may_ask_again: bool = False
    may_be_danger: bool = False
    danger: bool = False


@dataclass(frozen=True, slots=True)
class AllegationView:
    """What somebody is told may have happened. `until` is shown by the community's clock (`zone`) and the reader's."""

    id: int
    name: Known
    community: str
    months: str
    sentence: str
    rule: str
    by_person: bool
    until: datetime
    zone: str
    paused_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """One row of a community's table of points."""

    id: str
    title: str


class SideState(StrEnum):
    """How far a question is, for the team."""

    NOT_SENT = "not_sent"
    ON_ITS_WAY = "on_its_way"
    WAITS = "waits"
    ASKED = "asked"
    ANSWERED = "answered"
    NOT_ANSWERED = "not_answered"


@dataclass(frozen=True, slots=True)
class SideView:
    """What the team sees of one question and its answer. `until` is when the waiting ends."""

    matter: Matter
    state: SideState
    until: datetime
    months: str = ""
    sentence: str = ""
    longer: bool = False
    answer: Answer | None = None
    words: str = ""
    answered_at: datetime | None = None
    danger: bool = False
