"""The words of casework: what is recorded about whom, the community's policy, and what a decision holds."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.screening import Category, Finding, Severity, Side


class Source(StrEnum):
    """Where a flag came from."""

    SCREENING = "screening"
    REPORT = "report"
    ENDING = "ending"


@dataclass(frozen=True, slots=True)
class Flag:
    """One flag on record about one person (the subject)."""

    category: Category
    severity: Severity
    made_at: datetime
    side: Side = Side.LISTENER
    source: Source = Source.SCREENING
    chat: int | None = None
    other: int | None = None
    place: int = 0
    message: int = 0
    detail: str = ""
    after_refusal: bool = False
    shadow: bool = False
    disputed: bool = False
    cleared: bool = False
    judged: bool = False
    number: int = 0
    excerpt: str = ""

    @property
    def stands(self) -> bool:
        """Whether the flag counts today: not shadow, not disputed, not judged."""
        return self.open and not self.disputed

    @property
    def open(self) -> bool:
        """Whether people should see it: it counts, or its subject disputes it and nobody has looked yet."""
        return not (self.shadow or self.cleared or self.judged)


@dataclass(frozen=True, slots=True)
class FlagDraft:
    """A flag about to be recorded, with the excerpt that the subject and moderators may read."""

    category: Category
    severity: Severity
    rule: str
    excerpt: str
    detail: str = ""
    after_refusal: bool = False
    shadow: bool = False
    adds_up: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """Thresholds and limits; the defaults are the thread's own numbers (T49, T50)."""

    contact_chats: int = 3
    ended_chats: int = 5
    window: timedelta = timedelta(days=90)
    between_lines: timedelta = timedelta(minutes=10)
    lines_per_chat: int = 4
    between_crisis_cards: timedelta = timedelta(minutes=30)
    speak_within: timedelta = timedelta(minutes=10)
    urgent_pause: timedelta = timedelta(hours=24)
    pause_on_urgent: bool = True


class Reason(StrEnum):
    """Why a case is put before moderators."""

    CONTACT_CHATS = "contact_chats"
    ENDED_CHATS = "ended_chats"
    URGENT = "urgent"
    AFTER_REFUSAL = "after_refusal"
    THREE_TURNS = "three_turns"
    THREE_DETAILS = "three_details"
    ADDS_UP = "adds_up"
    SECOND_LISTENER = "second_listener"
    DISPUTED = "disputed"
    REPORT = "report"
    STOPPED = "stopped"
    AFTER_ASKED = "after_asked"


class Tip(StrEnum):
    """Which private word a member gets about their own message."""

    WHY_NOT_HERE = "why_not_here"
    OVERSHARED = "overshared"
    BOUNDARY = "boundary"


@dataclass(frozen=True, slots=True)
class Spoken:
    """One unasked line of ours in a place."""

    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Everything a decision about one message may depend on besides the findings.

    `spoken` are the lines said in this place to all, and the crisis cards the writer got in a room;
    `reminded` and `tips` are what the writer was told privately here; `overshare_tip_at` says when the tip
    that may come again came last, and `tipped` that there was a tip about this very message.
    """

    side: Side
    now: datetime
    written_at: datetime
    in_chat: bool
    shadow: bool = False
    other: int | None = None
    chat: int | None = None
    history: tuple[Flag, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    reminded: bool = False
    tips: frozenset[Tip] = frozenset()
    overshare_tip_at: datetime | None = None
    tipped: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be recorded and said after one message. Empty: nothing.

    `buttons_near`: something urgent was written to a member, for whom help comes first. `crisis_hint`: the card is for
    words that only may mean it, so that nobody else is called.
    """

    flags: tuple[FlagDraft, ...] = ()
    notice: Finding | None = None
    reminder: Finding | None = None
    tip: Tip | None = None
    answer_help: bool = False
    boundary_help: bool = False
    crisis_card: bool = False
    crisis_hint: bool = False
    escalation: Reason | None = None
    pause: bool = False
    buttons_near: bool = False
    would_speak: bool = False
