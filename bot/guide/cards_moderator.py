"""Cards in the moderators' channel beside the case message: confirmations, urgent calls."""

from datetime import datetime

from bot.guide.actions import Action
from bot.guide.building import button, buttons, day_and_time, hidden, lines
from bot.guide.cards_case import case_buttons
from bot.guide.known_as import Known, called
from bot.guide.values import Button, Card, Style
from bot.guide.views import CaseView
from bot.guide.wording import Wording


def confirm_take_card(wording: Wording, case: CaseView) -> Card:
    """Ask once more before a moderator takes a case."""
    text = wording.text("moderator.confirm_take", number=case.number)
    return Card(text, _confirm(wording, case, Action.CASE_TAKE_YES))


def confirm_pause_card(wording: Wording, case: CaseView, until: datetime) -> Card:
    """Ask once more before new chats are paused, and say who is told what."""
    text = wording.text(
        "moderator.confirm_pause", subject=called(wording, case.subject), until=day_and_time(until)
    )
    return Card(text, _confirm(wording, case, Action.CASE_PAUSE_YES))


def confirm_fine_card(wording: Wording, case: CaseView) -> Card:
    """Ask once more before a case is closed as not a problem."""
    text = wording.text("moderator.confirm_fine", number=case.number, subject=called(wording, case.subject))
    return Card(text, _confirm(wording, case, Action.CASE_FINE_YES))


def confirm_dealt_card(wording: Wording, case: CaseView) -> Card:
    """Ask once more before a case is closed as dealt with."""
    text = wording.text("moderator.confirm_dealt", number=case.number)
    return Card(text, _confirm(wording, case, Action.CASE_DEALT_YES))


def taken_card(wording: Wording, number: int, undo: str = "") -> Card:
    """Confirm that a moderator took a case. `undo` is what the button to take it back carries."""
    return Card(wording.text("moderator.done_take", number=number), _undo(wording, undo))


def paused_card(wording: Wording, subject: Known, until: datetime, undo: str = "") -> Card:
    """Confirm a pause from new chats."""
    text = wording.text("moderator.done_pause", subject=called(wording, subject), until=day_and_time(until))
    return Card(text, _undo(wording, undo))


def case_done_card(wording: Wording, number: int) -> Card:
    """Confirm that a case is closed as not a problem."""
    return Card(wording.text("moderator.done_fine", number=number))


def case_dealt_card(wording: Wording, number: int, undo: str = "") -> Card:
    """Confirm that a case is closed as dealt with."""
    return Card(wording.text("moderator.done_dealt", number=number), _undo(wording, undo))


def confirm_over_card(wording: Wording, case: CaseView) -> Card:
    """Ask once more before a moderator hands a case over; no reason is wanted."""
    text = wording.text("moderator.confirm_over", number=case.number)
    return Card(text, _confirm(wording, case, Action.CASE_HAND_OVER_YES))


def handed_over_card(wording: Wording, number: int, undo: str = "") -> Card:
    """Confirm that a case is handed over."""
    return Card(wording.text("moderator.done_over", number=number), _undo(wording, undo))


def free_again_card(wording: Wording, case: CaseView, link: str = "") -> Card:
    """Call the others to a case that nobody holds any more."""
    key = "moderator.free_again_link" if link else "moderator.free_again"
    values = {"link": link} if link else {}
    text = wording.text(key, number=case.number, subject=called(wording, case.subject), **values)
    return Card(text, case_buttons(wording, case)[:1])


def confirm_take_over_card(wording: Wording, case: CaseView) -> Card:
    """Ask once more before a moderator takes a case from another."""
    text = wording.text("moderator.confirm_take_over", number=case.number, who=case.taken_by)
    return Card(text, _confirm(wording, case, Action.CASE_TAKE_OVER_YES))


def still_held_card(wording: Wording, who: str, number: int) -> Card:
    """Answer somebody who wants a case from a moderator who is here and in time. `who` is a mention."""
    return Card(wording.text("moderator.still_held", who=who, number=number))


def held_card(wording: Wording, who: str, number: int) -> Card:
    """Answer somebody who wants what only the one who is on it may do. `who` is a mention."""
    return Card(wording.text("moderator.held", who=who, number=number))


def undone_card(wording: Wording, number: int) -> Card:
    """Confirm that the last step was taken back."""
    return Card(wording.text("moderator.undone", number=number))


def cannot_undo_card(wording: Wording, number: int) -> Card:
    """Answer a wish to take back what is too long ago, or has changed since."""
    return Card(wording.text("moderator.cannot_undo", number=number))


def nothing_done_card(wording: Wording) -> Card:
    """Answer Go back."""
    return Card(wording.text("moderator.nothing_done"))


def someone_did_card(wording: Wording, who: str, number: int) -> Card:
    """Answer a press on a case that someone else changed first. `who` is a mention."""
    return Card(wording.text("moderator.someone_did", who=who, number=number))


def own_case_card(wording: Wording, number: int) -> Card:
    """Answer someone who is part of the case they want to decide."""
    return Card(wording.text("moderator.own_case", number=number))


def needs_other_person_card(wording: Wording, number: int) -> Card:
    """Answer somebody who has decided already what another person must look at now."""
    return Card(wording.text("moderator.needs_other_person", number=number))


def take_first_card(wording: Wording, number: int) -> Card:
    """Answer somebody who wants what only the one who is on it may do."""
    return Card(wording.text("moderator.take_first", number=number))


def urgent_card(wording: Wording, case: CaseView, kind: str, link: str) -> Card:
    """Call moderators at once. `kind` is a category or a situation, `link` leads to the chat."""
    kind = wording.named("moderator.kind", kind)
    # A relayed chat has no place to go to.
    first = wording.text(
        "moderator.urgent_no_link", number=case.number, subject=called(wording, case.subject), kind=kind
    )
    if link:
        first = wording.text(
            "moderator.urgent",
            number=case.number,
            subject=called(wording, case.subject),
            kind=kind,
            link=link,
        )
    paused = (
        wording.text("moderator.urgent_paused", subject=called(wording, case.subject))
        if case.pause_by_bot
        else ""
    )
    return Card(lines(first, paused), case_buttons(wording, case))


def report_without_person_card(
    wording: Wording,
    number: int,
    situation: str,
    words: str,
    link: str = "",
    *,
    files: int = 0,
    fresh: bool = False,
    report: str = "",
) -> Card:
    """Show moderators a report that names nobody we know; its words stay covered until wanted.

    `link` leads to the message that was reported, where there is one; `report` is what the button for its
    `files` carries.
    """
    kind = wording.named("moderator.kind", situation)
    first = wording.text("moderator.report_without_person", number=number, kind=kind)
    said = wording.text("moderator.report_words", words=hidden(words, 800)) if words else ""
    mark = wording.text("moderator.report_fresh") if fresh else ""
    given = buttons(wording, report, Action.REPORT_FILES) if files else ()
    return Card(lines(first, said, mark, link), given)


def oversight_unreached_card(wording: Wording, oversight: str) -> Card:
    """Tell the team that a case waits for oversight, and nothing about it. `oversight` is a mention."""
    return Card(wording.text("moderator.oversight_unreached", oversight=oversight))


def requests_closed_card(wording: Wording, place: str) -> Card:
    """Tell the team that requests cannot be shown. `place` is a mention of the channel."""
    return Card(wording.text("moderator.requests_closed", place=place))


def asked_elsewhere_card(wording: Wording, link: str, community: str) -> Card:
    """Call oversight to somebody who asks for a moderator, while the team cannot be written to."""
    asked = wording.text("moderator.crisis_asked", link=link)
    why = wording.text("moderator.instead_of_team", community=community)
    return Card(lines(asked, why, wording.text("moderator.crisis_foot")))


def _confirm(wording: Wording, case: CaseView, yes: Action) -> tuple[Button, ...]:
    argument = str(case.id)
    return (button(wording, yes, argument, Style.MAIN), *buttons(wording, argument, Action.CASE_CANCEL))


def _undo(wording: Wording, undo: str) -> tuple[Button, ...]:
    return buttons(wording, undo, Action.CASE_UNDO) if undo else ()
