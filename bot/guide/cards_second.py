"""Cards of the team about a decision: waiting for a second person, standing, ended early, taken back."""

from collections.abc import Sequence
from datetime import datetime

from bot.casework.points import Leaves, Problem
from bot.guide.actions import Action
from bot.guide.building import button, buttons, day_and_time, lines, paragraphs, quoted
from bot.guide.known_as import Known, called
from bot.guide.values import Card, Field, Form, Style
from bot.guide.views_decided import DecisionLine
from bot.guide.wording import Wording

REASON_LENGTH = 800


def decided_line_card(wording: Wording, number: int) -> Card:
    """Confirm that a case is decided."""
    return Card(wording.text("moderator.decided.done", number=number))


def waits_already_card(wording: Wording, number: int) -> Card:
    """Say that a decision of this case waits for a second person already."""
    return Card(wording.text("moderator.decided.waits_already", number=number))


def second_wanted_card(wording: Wording, line: DecisionLine) -> Card:
    """Ask a second person, who was no part of it, to agree or not."""
    text = wording.text("moderator.decided.second_wanted", who=line.who)
    ways = (button(wording, Action.DECISION_AGREE, str(line.id), Style.MAIN),)
    return Card(
        paragraphs(lines(_head(wording, line), _what(wording, line)), text),
        (*ways, *buttons(wording, str(line.id), Action.DECISION_REFUSE)),
    )


def second_waits_card(wording: Wording, number: int, decision: int) -> Card:
    """Tell the first person that it waits, and what to do if nobody else is there."""
    text = wording.text("moderator.decided.second_waits", number=number)
    return Card(text, buttons(wording, str(decision), Action.DECISION_ALONE))


def decision_line_card(wording: Wording, line: DecisionLine) -> Card:
    """Show the team what was decided, with what can still be changed."""
    by = wording.text("moderator.decided.by", who=line.who)
    if line.second:
        by = wording.text("moderator.decided.by_two", who=line.who, second=line.second)
    end = (Action.BREAK_END,) if line.on_break and line.leaves is Leaves.NOT else ()
    ways = buttons(wording, str(line.id), *end, Action.DECISION_CORRECT)
    return Card(lines(_head(wording, line), _what(wording, line), by), ways)


def decision_reversed_line(wording: Wording, who: str, number: int) -> Card:
    """Show the team that a decision was taken back. `who` is a mention."""
    return Card(wording.text("moderator.decided.reversed", who=who, number=number))


def remove_by_hand_card(wording: Wording, number: int, subject: Known) -> Card:
    """Tell the team what the bot leaves to people, because it cannot be undone."""
    return Card(
        wording.text("moderator.decided.remove_by_hand", number=number, subject=called(wording, subject))
    )


def not_agreed_now_card(wording: Wording, number: int, problems: Sequence[Problem]) -> Card:
    """Say why a decision cannot stand as it was written any more."""
    rows = (
        wording.text("moderator.decide.why", why=wording.named("moderator.problem", one)) for one in problems
    )
    return Card(lines(wording.text("moderator.decided.not_now", number=number), *rows))


def not_agreed_card(wording: Wording, number: int) -> Card:
    """Confirm that somebody did not agree."""
    return Card(wording.text("moderator.decided.not_agreed", number=number))


def not_agreed_line_card(wording: Wording, number: int, who: str) -> Card:
    """Show the team that a second person did not agree. `who` is a mention."""
    return Card(wording.text("moderator.decided.not_agreed_line", number=number, who=who))


def put_aside_line_card(wording: Wording, number: int, who: str) -> Card:
    """Show the team that what waited for a second person waits no more. `who` is a mention."""
    return Card(wording.text("moderator.decided.put_aside_line", number=number, who=who))


def appeal_waits_card(wording: Wording, number: int) -> Card:
    """Say that a second look comes before the team takes a decision back."""
    return Card(wording.text("moderator.decided.appeal_waits", number=number))


def oversight_asked_card(wording: Wording, number: int) -> Card:
    """Tell the first person that oversight was asked."""
    return Card(wording.text("moderator.decided.oversight_asked", number=number))


def too_few_line_card(wording: Wording, number: int, until: datetime) -> Card:
    """Say that there are too few people to decide, so that it is only a pause."""
    return Card(wording.text("moderator.decided.too_few", number=number, until=day_and_time(until)))


def reason_form(wording: Wording, action: Action, decision: int) -> Form:
    """Ask why something that was decided is changed."""
    label, hint = wording.text("moderator.decided.why_field"), wording.text("moderator.decided.why_hint")
    field = Field("reason", label, hint, long=True, required=True, most=REASON_LENGTH)
    return Form(wording.named("form", action), action, (field,), str(decision))


def reason_missing_card(wording: Wording, decision: int, action: Action, reason: str) -> Card:
    """Ask for a few words more, and give back what was written."""
    text = wording.text("moderator.decided.reason_missing", words=quoted(reason, REASON_LENGTH))
    return Card(text, buttons(wording, str(decision), action))


def ended_early_card(wording: Wording, number: int) -> Card:
    """Confirm that a break was ended early."""
    return Card(wording.text("moderator.decided.ended_early", number=number))


def corrected_card(wording: Wording, number: int) -> Card:
    """Confirm that a decision was taken back."""
    return Card(wording.text("moderator.decided.corrected", number=number))


def _head(wording: Wording, line: DecisionLine) -> str:
    return wording.text(
        "moderator.decided.head",
        number=line.number,
        subject=called(wording, line.subject),
        rule=quoted(line.rule, 200),
    )


def _what(wording: Wording, line: DecisionLine) -> str:
    points = wording.text("moderator.decided.points", points=line.points) if line.points else ""
    days = wording.count("moderator.decided.days", line.break_days) if line.break_days else ""
    leaves = wording.named("moderator.decide.leave", line.leaves) if line.leaves is not Leaves.NOT else ""
    reason = wording.text("moderator.decided.reason", words=quoted(line.reason, 800)) if line.reason else ""
    return lines(points, days, leaves, reason)
