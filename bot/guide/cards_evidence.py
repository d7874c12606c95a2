"""Cards for files given as evidence (T45): the form, what was kept and what not, and what the reviewer sees."""

from collections import Counter

from bot.casework.evidence import NotTaken
from bot.guide.actions import Action
from bot.guide.building import buttons, lines, paragraphs
from bot.guide.values import Card, Field, Form
from bot.guide.wording import Wording


def evidence_form(wording: Wording, report: str, most: int) -> Form:
    """Ask for files."""
    files = Field(
        "files",
        wording.text("evidence.files"),
        wording.text("evidence.files_hint"),
        required=True,
        files=most,
    )
    return Form(wording.named("form", Action.SEND_FILE), Action.SEND_FILE, (files,), report)


def evidence_card(
    wording: Wording, number: int, kept: int, refused: tuple[NotTaken, ...], report: str
) -> Card:
    """Say what was kept, who sees it and how long; and of the rest why it was not taken."""
    why = [
        wording.text("evidence.not_taken", why=wording.named("evidence.why", reason), number=many)
        for reason, many in Counter(refused).items()
    ]
    done = (
        paragraphs(wording.count("evidence.kept", kept, report=number), wording.text("evidence.who_sees"))
        if kept
        else wording.text("evidence.none_kept")
    )
    again = buttons(wording, report, Action.ADD_FILE) if refused else ()
    return Card(paragraphs(done, lines(*why)), again)


def files_full_card(wording: Wording, number: int, most: int) -> Card:
    """Answer somebody whose report has as many files as it may; words can still be added."""
    return Card(wording.text("evidence.full", number=number, most=most))


def files_card(wording: Wording, shown: int, left_out: int) -> Card:
    """Show files to the one who reviews; each is covered until it is pressed."""
    more = wording.text("moderator.files_left_out", number=left_out) if left_out else ""
    return Card(lines(wording.count("moderator.files_shown", shown), more))


def no_files_card(wording: Wording) -> Card:
    """Answer a press on files that are not there any more."""
    return Card(wording.text("moderator.no_files"))


def files_opened_card(wording: Wording, who: str, number: int) -> Card:
    """Tell the team who opened the files of a report without a case. `who` is a mention."""
    return Card(wording.text("moderator.files_opened", who=who, number=number))
