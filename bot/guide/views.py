"""What the cards are given to show: small values, filled by flows from what is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from bot.casework.case_life import CaseState
from bot.casework.case_minutes import minutes_for
from bot.guide.known_as import Known
from bot.guide.values import Card
from bot.guide.views_reply import SideView


class NextStep(StrEnum):
    """What the first line of a case asks of moderators."""

    LOOK_NOW = "look_now"
    LOOK = "look"
    TAKE_OVER = "take_over"
    GO_ON = "go_on"
    WAIT = "wait"
    DECIDE = "decide"
    DECIDE_PAUSED = "decide_paused"
    APPEAL_MAY_COME = "appeal_may_come"
    SECOND = "second"
    ANSWER_APPEAL = "answer_appeal"
    NOTHING = "nothing"


class CaseReason(StrEnum):
    """Why a case was put before moderators."""

    CONTACT = "contact"
    AFTER_REFUSAL = "after_refusal"
    THREE_TURNS = "three_turns"
    THREE_DETAILS = "three_details"
    ADDS_UP = "adds_up"
    ENDINGS = "endings"
    URGENT = "urgent"
    REPORT = "report"
    CONDUCT = "conduct"
    DISPUTED = "disputed"
    STOPPED = "stopped"
    AFTER_ASKED = "after_asked"


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One note of a case.

    `kind` is a screening category or a report's situation; `excerpt` is empty when none is kept; `link`
    leads to the message. `felt_wrong`: the other person said so. `disputed`: its sender says it is a mistake.
    `naming`: what the reporter allows (`now`, `together`, `moderators`); empty for what nobody reported.
    Marks of a report, for readers and not more: `after_stop`: it came moments after the listener had stopped that
    chat. `fresh`: a new account told it. `files`: how many files came with it. `again`: looked at once before.
    """

    when: datetime
    kind: str
    excerpt: str = ""
    link: str = ""
    felt_wrong: bool = False
    disputed: bool = False
    naming: str = ""
    after_stop: bool = False
    fresh: bool = False
    again: bool = False
    files: int = 0


@dataclass(frozen=True, slots=True)
class CaseView:
    """All that the case message shows; its buttons carry `id`. The team is named by mentions."""

    id: int
    number: int
    subject: Known
    subject_side: str
    chats: int
    members: int
    felt_wrong: int
    reason: CaseReason
    state: CaseState = CaseState.NEW
    due_at: datetime | None = None
    evidence: tuple[EvidenceLine, ...] = ()
    taken_by: str = ""
    paused_until: datetime | None = None
    pause_by_bot: bool = False
    closed_by: str = ""
    closed_at: datetime | None = None
    dealt_with: bool = False
    # It was closed because its decision was taken back.
    taken_back: bool = False
    # The subject is known by a made-up name or by none, until two people agree to see the account.
    hidden: bool = False
    # A decision is written and waits for a second person.
    awaits_second: bool = False
    # How many notes the team wrote, and how many files were given.
    notes: int = 0
    files: int = 0

    @property
    def minutes(self) -> int:
        """About how many minutes the next step takes."""
        return minutes_for(self.state, len(self.evidence) + self.files)

    @property
    def has_words(self) -> bool:
        """Whether anything that people wrote is kept."""
        return any(line.excerpt for line in self.evidence)

    # What its subject was asked and what came of it; and when those who wait were last told that we are late.
    side: SideView | None = None
    late_told_at: datetime | None = None

    @property
    def paused_by_people(self) -> bool:
        """Whether a moderator has paused new chats; a pause of the bot's is no decision."""
        return self.paused_until is not None and not self.pause_by_bot

    @property
    def next_step(self) -> NextStep:
        """What a moderator should do next."""
        if self.state.under_review and self.awaits_second:
            return NextStep.SECOND
        if self.state is CaseState.NEW:
            return NextStep.LOOK_NOW if self.reason in _AT_ONCE else NextStep.LOOK
        if self.state.under_review and not self.taken_by:
            return NextStep.TAKE_OVER
        if self.state is CaseState.TO_DECIDE and self.paused_by_people:
            return NextStep.DECIDE_PAUSED
        return _NEXT[self.state]


_AT_ONCE = frozenset({CaseReason.URGENT, CaseReason.AFTER_ASKED})


_NEXT: Mapping[CaseState, NextStep] = MappingProxyType(
    {
        CaseState.LOOKING: NextStep.GO_ON,
        CaseState.WAITING: NextStep.WAIT,
        CaseState.TO_DECIDE: NextStep.DECIDE,
        CaseState.DECIDED: NextStep.APPEAL_MAY_COME,
        CaseState.APPEALED: NextStep.ANSWER_APPEAL,
        CaseState.CLOSED: NextStep.NOTHING,
    }
)


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One message of the reader with all that it was noted for; `excerpt` holds their own words only."""

    when: datetime
    kinds: tuple[str, ...]
    until: datetime
    excerpt: str = ""
    counts: bool = True
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class WaitingMessage:
    """One private message that waits under My messages, with its buttons."""

    when: datetime
    card: Card


@dataclass(frozen=True, slots=True)
class RequestView:
    """What listeners see of a request; its buttons carry `id`. Empty answers and 0 minutes mean not given.

    `since`: when it was asked. `group` is an age group that is kept apart. `offered_to` mentions the one listener
    it is offered to; empty when all may take it.
    """

    id: str
    topic: str
    language: str
    minutes: int
    since: datetime
    group: str = ""
    offered_to: str = ""


@dataclass(frozen=True, slots=True)
class ListedListener:
    """One listener who lets members choose them, under a name of their own. Buttons carry `id`."""

    id: str
    called: str
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    on_shift: bool = False


@dataclass(frozen=True, slots=True)
class ListenerPage:
    """What a listener tells members about themselves; shown only if `listed`."""

    called: str = ""
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    listed: bool = False
