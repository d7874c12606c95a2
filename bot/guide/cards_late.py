"""What those who wait are told meanwhile: somebody looks at it now, or it takes longer than was promised."""

from datetime import datetime

from bot.guide.actions import Action
from bot.guide.building import buttons, day, day_and_time
from bot.guide.cards_report import NAMING
from bot.guide.cards_shared import private
from bot.guide.known_as import Known, called
from bot.guide.values import Card
from bot.guide.wording import Wording


def looking_card(wording: Wording, number: int, community: str = "") -> Card:
    """Tell a reporter that somebody looks at their report now; never who."""
    text = private(wording, community, wording.text("late.looking", number=number))
    return Card(text, buttons(wording, "", Action.MY_MESSAGES))


def late_report_card(wording: Wording, number: int, by: datetime, community: str = "") -> Card:
    """Tell a reporter that we are late, and the new date."""
    return Card(private(wording, community, wording.text("late.report", number=number, by=day(by))))


def late_subject_card(wording: Wording, by: datetime, community: str = "") -> Card:
    """Tell somebody who knows that people look at something about them that it takes longer."""
    text = wording.text("late.subject", by=day(by), directory=wording.helplines.directory)
    return Card(private(wording, community, text))


def late_team_card(wording: Wording, number: int, subject: Known) -> Card:
    """Call the team to something urgent that has waited longer than promised."""
    return Card(wording.text("moderator.late_urgent", number=number, subject=called(wording, subject)))


def late_line(wording: Wording, told_at: datetime | None) -> str:
    """Give the line of a case that is late; nothing when nobody was told."""
    return wording.text("moderator.late", when=day_and_time(told_at)) if told_at is not None else ""


def after_asked_card(wording: Wording, number: int, subject: Known) -> Card:
    """Call the team: somebody in a case told us something new after its subject was asked for their side."""
    return Card(wording.text("moderator.after_asked", number=number, subject=called(wording, subject)))


def naming_again_card(wording: Wording, report: str, number: int, community: str = "") -> Card:
    """Ask a reporter once more what we may do; leaving it as it is takes no press."""
    text = private(wording, community, wording.text("late.naming_again", number=number))
    return Card(text, buttons(wording, report, *NAMING))
