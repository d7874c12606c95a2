"""What a report records about its subject, and what it sets in motion."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.casework.situations import Situation
from bot.casework.thresholds import ENDED_SUDDENLY
from bot.casework.values import FlagDraft, Reason
from bot.screening import Category, Severity

_RECORDED: Mapping[Situation, tuple[Category, Severity]] = MappingProxyType(
    {
        Situation.ASKED_CONTACT: (Category.CONTACT_REQUEST, Severity.CONCERN),
        Situation.MOVE_TYPING: (Category.OFFSITE_INVITE, Severity.CONCERN),
        Situation.MOVE_BATTERY: (Category.OFFSITE_INVITE, Severity.CONCERN),
        Situation.MOVE_FREELY: (Category.OFFSITE_INVITE, Severity.CONCERN),
        Situation.MOVE_OTHER: (Category.OFFSITE_INVITE, Severity.CONCERN),
        Situation.OUTSIDE_CONTACT: (Category.OFFSITE_INVITE, Severity.CONCERN),
        Situation.GAVE_SOMETHING: (Category.CONTACT_REQUEST, Severity.CONCERN),
        Situation.THREATENED: (Category.CONDUCT, Severity.URGENT),
        Situation.SEXUAL_ROMANTIC: (Category.ADVANCE, Severity.CONCERN),
    }
)


def recorded_for(situation: Situation, *, sudden: bool = True, fresh: bool = False) -> FlagDraft:
    """The flag that a report leaves on its subject: without words, and never on the reporter.

    `sudden`: whether the bot saw that chat end suddenly too; else a report of that is kept and counts nowhere.
    `fresh`: a new account told it. People read that like any report, but no threshold counts it.
    """
    category, severity = _RECORDED.get(situation, (Category.CONDUCT, Severity.NOTE))
    detail = situation.value
    if situation is Situation.ENDED_SUDDENLY:
        detail, severity = ENDED_SUDDENLY, severity if sudden else Severity.TIP
    if fresh:
        severity = Severity.TIP
    return FlagDraft(category, severity, f"report.{situation.value}", excerpt="", detail=detail)


def weightier(held: Situation, said: Situation) -> Situation:
    """What a report is about once its reporter has said another thing too: the graver, else the later.

    One press says less than a situation that was chosen.
    """
    if held is Situation.UNEASY or said is Situation.UNEASY:
        return held if said is Situation.UNEASY else said
    return held if recorded_for(held).severity > recorded_for(said).severity else said


def case_reason(situation: Situation) -> Reason | None:
    """Why a report opens a case at once; None for what only counts (T42: no blame for one sudden end)."""
    if situation in (Situation.UNEASY, Situation.ENDED_SUDDENLY):
        return None
    return Reason.URGENT if situation is Situation.THREATENED else Reason.REPORT
