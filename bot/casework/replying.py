"""The right of reply (P20 to P25): what may be asked about, when, until when, and what an answer means. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.casework.case_life import CaseState, Promises
from bot.casework.situations import Situation
from bot.screening import Category

QUIET_FROM, QUIET_UNTIL = time(22), time(8)
# Who cannot be written to finds the question under their messages: it waits one period more than a reply takes.
LEAST_WAIT = timedelta(days=7)


class Matter(StrEnum):
    """What somebody can be asked about, in the widest words that are still plain; each has a rule of its own."""

    CONTACT = "contact"
    SHARED = "shared"
    OUTSIDE = "outside"
    WHO_YOU_ARE = "who"
    SECRECY = "secrecy"
    ADVANCE = "advance"
    THREAT = "threat"
    JUDGED = "judged"
    NOT_SERIOUS = "belittled"
    DIAGNOSED = "diagnosed"
    ADVICE = "advice"
    ENDINGS = "endings"
    UNKIND = "unkind"
    BOUNDARY = "boundary"
    RUMOURS = "rumours"
    PRIVATE = "private"
    TROLLING = "trolling"
    OTHER = "other"


class Consent(StrEnum):
    """Whose word something rests on: the bot's own eyes, or a reporter who allows this much."""

    BOT = "bot"
    NOW = "now"
    TOGETHER = "together"
    MODERATORS = "moderators"


class WhyNot(StrEnum):
    """Why one thing in a case may not be asked about."""

    CHAT_OPEN = "chat_open"
    NOT_TOGETHER = "not_together"
    NOT_ALLOWED = "not_allowed"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a case: a note or a report. `other` is who was on the other side, `report` its number of ours."""

    matter: Matter
    at: datetime
    consent: Consent
    chat: int | None = None
    chat_open: bool = False
    other: int | None = None
    report: int | None = None
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What one question rests on: all that may be asked about one matter."""

    matter: Matter
    items: tuple[Item, ...]

    @property
    def noticed_by_person(self) -> bool:
        """Whether it rests on people's words alone; what the bot saw too is said to be seen by it (P22)."""
        return all(item.consent is not Consent.BOT for item in self.items)


def why_not_ask(item: Item, items: Iterable[Item], *, danger: bool = False) -> WhyNot | None:
    """Why something may not be asked about; None when it may.

    The reporter's choice comes first, what the bot saw itself is free, and never while that chat is open.
    `danger`: somebody may be in danger, which alone goes before a reporter's choice, for what is urgent itself.
    """
    if item.chat_open:
        return WhyNot.CHAT_OPEN
    if item.consent in (Consent.BOT, Consent.NOW) or (danger and item.urgent):
        return None
    if item.consent is Consent.MODERATORS:
        return WhyNot.NOT_ALLOWED
    return None if any(_stands_beside(item, other) for other in items) else WhyNot.NOT_TOGETHER


def questions(items: Iterable[Item], *, danger: bool = False) -> tuple[Question, ...]:
    """All that may be asked now, one question for each matter, what happened last first."""
    held = tuple(items)
    free = sorted(
        (item for item in held if why_not_ask(item, held, danger=danger) is None),
        key=lambda item: item.at,
        reverse=True,
    )
    matters = dict.fromkeys(item.matter for item in free)
    return tuple(Question(one, tuple(item for item in free if item.matter is one)) for one in matters)


def may_ask_again(items: Iterable[Item]) -> tuple[int, ...]:
    """The reports whose reporters could allow more than they did."""
    held = tuple(items)
    closed = {WhyNot.NOT_ALLOWED, WhyNot.NOT_TOGETHER}
    return tuple(
        item.report for item in held if item.report is not None and why_not_ask(item, held) in closed
    )


def matter_of_note(category: Category) -> Matter:
    """What a note of the bot's is about."""
    return _NOTED.get(category, Matter.OTHER)


def matter_of_report(situation: Situation) -> Matter:
    """What a report is about."""
    return Matter.CONTACT if situation in _TO_ELSEWHERE else _TOLD.get(situation, Matter.OTHER)


def is_quiet(now: datetime, zone: str) -> bool:
    """Whether it is night in the community: no question is sent then."""
    local = now.astimezone(ZoneInfo(zone)).time()
    return local >= QUIET_FROM or local < QUIET_UNTIL


def next_morning(now: datetime, zone: str) -> datetime:
    """When the next quiet hours are over in the community."""
    return _next_at(now, zone, QUIET_UNTIL)


def next_evening(now: datetime, zone: str) -> datetime:
    """When the next quiet hours begin in the community."""
    return _next_at(now, zone, QUIET_FROM)


def deadline(told_at: datetime, promises: Promises) -> datetime:
    """Until when somebody can answer who was reached at that moment: full hours, never less than promised."""
    return _full_hour(told_at + promises.reply)


def longest_wait(sent_at: datetime, promises: Promises) -> datetime:
    """Until when a question waits for somebody who cannot be reached."""
    return _full_hour(sent_at + max(LEAST_WAIT, promises.reply + promises.longer))


class Answer(StrEnum):
    """What somebody says first when they tell their side."""

    HAPPENED = "happened"
    DIFFERENTLY = "differently"
    DID_NOT = "did_not"
    RATHER_NOT = "rather_not"


class Meaning(StrEnum):
    """What an answer, or none, means for points."""

    ACCEPTED = "accepted"
    EVIDENT = "evident"
    UNCLEAR = "unclear"

    @property
    def may_count(self) -> bool:
        """Whether points may follow at all; that is for a person to decide."""
        return self is not Meaning.UNCLEAR


def meaning_of(answer: Answer | None, *, evident: bool) -> Meaning:
    """What may follow: accepted counts (P23), denied but evident counts (P24), denied and unclear does not (P25).

    Saying nothing is no answer at all: it is judged by the evidence alone and never speaks against anybody.
    """
    if answer is Answer.HAPPENED:
        return Meaning.ACCEPTED
    return Meaning.EVIDENT if evident else Meaning.UNCLEAR


class Turn(StrEnum):
    """What somebody who was asked can still do."""

    OPEN = "open"
    # The time is over and nobody has decided: a first answer is still heard.
    LATE = "late"
    FIXED = "fixed"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Asked:
    """How far a question is, as its rules see it. `due_at` is None until they were reached."""

    due_at: datetime | None = None
    longer: bool = False
    answered: bool = False
    taken_back: bool = False


def turn_of(asked: Asked, state: CaseState, now: datetime) -> Turn:
    """What somebody can do about a question now."""
    if asked.taken_back or state not in (CaseState.WAITING, CaseState.TO_DECIDE):
        return Turn.SETTLED
    if asked.due_at is None or now < asked.due_at:
        return Turn.OPEN
    return Turn.FIXED if asked.answered else Turn.LATE


def may_have_longer(asked: Asked, state: CaseState, now: datetime) -> bool:
    """Whether somebody can have more time: once, before the deadline, and while an answer is waited for."""
    waits = asked.due_at is not None and state is CaseState.WAITING
    return waits and not asked.longer and turn_of(asked, state, now) is Turn.OPEN


_TO_ELSEWHERE = frozenset(
    {
        Situation.ASKED_CONTACT,
        Situation.MOVE_TYPING,
        Situation.MOVE_BATTERY,
        Situation.MOVE_FREELY,
        Situation.MOVE_OTHER,
        Situation.GAVE_SOMETHING,
    }
)
_TOLD: Mapping[Situation, Matter] = MappingProxyType(
    {
        Situation.OUTSIDE_CONTACT: Matter.OUTSIDE,
        Situation.THREATENED: Matter.THREAT,
        Situation.SEXUAL_ROMANTIC: Matter.ADVANCE,
        Situation.JUDGED: Matter.JUDGED,
        Situation.NOT_SERIOUS: Matter.NOT_SERIOUS,
        Situation.DIAGNOSED: Matter.DIAGNOSED,
        Situation.PUSHED_ADVICE: Matter.ADVICE,
        Situation.ENDED_SUDDENLY: Matter.ENDINGS,
        Situation.UNKIND: Matter.UNKIND,
        Situation.BOUNDARY: Matter.BOUNDARY,
        Situation.RUMOURS: Matter.RUMOURS,
        Situation.PRIVATE_SHARED: Matter.PRIVATE,
        Situation.TROLLING: Matter.TROLLING,
    }
)
_NOTED: Mapping[Category, Matter] = MappingProxyType(
    {
        Category.CONTACT_REQUEST: Matter.CONTACT,
        Category.CONTACT_SHARE: Matter.SHARED,
        Category.OFFSITE_INVITE: Matter.CONTACT,
        Category.PRETEXT: Matter.CONTACT,
        Category.PERSONAL_PROBE: Matter.WHO_YOU_ARE,
        Category.SECRECY: Matter.SECRECY,
        Category.ADVANCE: Matter.ADVANCE,
    }
)


def _stands_beside(item: Item, other: Item) -> bool:
    """Whether another person, about another chat, said or showed something that can be asked about as well."""
    if other.consent is Consent.MODERATORS or other.chat_open or other.other == item.other:
        return False
    return item.chat is None or other.chat != item.chat


def _next_at(now: datetime, zone: str, at: time) -> datetime:
    local = now.astimezone(ZoneInfo(zone))
    wanted = local.replace(hour=at.hour, minute=0, second=0, microsecond=0, fold=0)
    if wanted <= local:
        wanted = (local + timedelta(days=1)).replace(hour=at.hour, minute=0, second=0, microsecond=0, fold=0)
    return wanted.astimezone(now.tzinfo)


def _full_hour(moment: datetime) -> datetime:
    whole = moment.replace(minute=0, second=0, microsecond=0)
    return moment if whole == moment else whole + timedelta(hours=1)
