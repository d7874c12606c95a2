"""Cards for telling us that something is wrong: a choice, optional words, a receipt, what may be said."""

from datetime import datetime

from bot.casework.situations import Situation
from bot.guide.actions import Action
from bot.guide.building import button, buttons, day, paragraphs
from bot.guide.cards_shared import private, urgent_button
from bot.guide.values import Card, Choice, Field, Form, Select
from bot.guide.wording import Wording

NAMING = (Action.NAME_NOW, Action.NAME_TOGETHER, Action.NAME_MODERATORS)


def situations_card(wording: Wording, argument: str) -> Card:
    """Let someone choose what happened (T35), or say with one press that it made them uneasy (T51)."""
    choices = tuple(
        Choice(wording.named("report.situation", each), each)
        for each in Situation
        if each is not Situation.UNEASY
    )
    placeholder = wording.named("select", Action.CHOOSE_SITUATION)
    select = Select(Action.CHOOSE_SITUATION, placeholder, choices, argument=argument)
    uneasy = button(wording, Action.UNEASY, argument)
    return Card(wording.text("report.choose"), (uneasy, urgent_button(wording, argument)), (select,))


def report_form(wording: Wording, argument: str, situation: Situation) -> Form:
    """Ask for optional words. The argument becomes `{situation}:{argument}`."""
    words = Field("words", wording.text("report.words"), wording.text("report.words_hint"), long=True)
    title = wording.named("form", Action.SEND_REPORT)
    return Form(title, Action.SEND_REPORT, (words,), f"{situation}:{argument}")


def split_report_argument(argument: str) -> tuple[Situation, str]:
    """Give the situation and the rest of a report form's argument. Raises ValueError if it is unknown."""
    situation, _, rest = argument.partition(":")
    return Situation(situation), rest


def receipt(
    wording: Wording,
    number: int,
    by: datetime,
    situation: Situation,
    chat: str = "",
    *,
    report: str = "",
    kept_apart: bool = True,
) -> Card:
    """Thank, give first help for this situation, and say what happens next and when.

    `report` is what the buttons carry; `kept_apart`: the two will not be matched again.
    """
    text = paragraphs(
        wording.text("report.thanks"),
        wording.named("report.first_help", situation),
        wording.text("report.number", number=number, by=day(by)),
        wording.text("report.naming"),
        wording.text("report.no_match") if kept_apart else "",
    )
    leave = buttons(wording, chat, Action.END_CHAT) if chat else ()
    own = buttons(wording, report, Action.ADD_TO_REPORT, Action.CHOOSE_NAMING)
    waiting = button(wording, Action.MY_MESSAGES)
    return Card(text, (*leave, *own, waiting, urgent_button(wording, chat)))


def addition_form(wording: Wording, report: str) -> Form:
    """Ask for more words to a report already made."""
    words = Field(
        "words",
        wording.text("report.addition"),
        wording.text("report.words_hint"),
        long=True,
        required=True,
    )
    return Form(wording.named("form", Action.SEND_ADDITION), Action.SEND_ADDITION, (words,), report)


def added_to_report_card(wording: Wording, number: int) -> Card:
    """Confirm that words were added to a report."""
    return Card(wording.text("report.added", number=number))


def naming_card(wording: Wording, report: str) -> Card:
    """Ask what moderators may do, since in a 1-to-1 chat the other person can guess who spoke."""
    return Card(wording.text("report.naming_ask"), buttons(wording, report, *NAMING))


def naming_saved_card(wording: Wording, choice: Action) -> Card:
    """Confirm the reporter's choice: one of NAME_NOW, NAME_TOGETHER, NAME_MODERATORS."""
    return Card(wording.named("report", choice))


def uneasy_thanks(wording: Wording, chat: str = "") -> Card:
    """Thank someone who only pressed that it made them uneasy."""
    actions = (Action.FEELS_WRONG, Action.END_CHAT) if chat else (Action.FEELS_WRONG,)
    return Card(wording.text("report.uneasy_thanks"), buttons(wording, chat, *actions))


def report_done_card(wording: Wording, number: int, community: str = "", *, acted: bool) -> Card:
    """Tell the reporter that we are done, without details about another person."""
    key = "report.done_acted" if acted else "report.done_fine"
    return Card(private(wording, community, wording.text(key, number=number)))


def report_reopened_card(wording: Wording, number: int, community: str = "") -> Card:
    """Tell the reporter that people look at it again after all."""
    return Card(private(wording, community, wording.text("report.reopened", number=number)))
