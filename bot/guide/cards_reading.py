"""Cards of the team about what somebody new to reviewing wants to end: a second person agrees, or does not."""

from bot.guide.actions import Action
from bot.guide.building import button, buttons, lines, paragraphs, quoted
from bot.guide.known_as import called
from bot.guide.values import Card, Style
from bot.guide.views_decided import ReadingLine
from bot.guide.wording import Wording

REASON_SHOWN = 800


def reading_wanted_card(wording: Wording, line: ReadingLine) -> Card:
    """Ask a second person, who was no part of it, to agree or not."""
    agree = button(wording, Action.DECISION_AGREE, line.argument, Style.MAIN)
    return Card(
        paragraphs(_what(wording, line), wording.text("moderator.reading.wanted", who=line.who)),
        (agree, *buttons(wording, line.argument, Action.DECISION_REFUSE)),
    )


def reading_waits_card(wording: Wording, number: int, argument: str) -> Card:
    """Tell the first person that it waits, and what to do if nobody else is there."""
    text = wording.text("moderator.reading.waits", number=number)
    return Card(text, buttons(wording, argument, Action.DECISION_ALONE))


def reading_waits_already_card(wording: Wording, number: int) -> Card:
    """Say that something in this case waits for a second person already."""
    return Card(wording.text("moderator.reading.waits_already", number=number))


def reading_still_waits_card(wording: Wording, number: int) -> Card:
    """Say that nobody else could be asked."""
    return Card(wording.text("moderator.reading.still_waits", number=number))


def reading_agreed_line(wording: Wording, line: ReadingLine, second: str) -> Card:
    """Show the team that a second person agreed. `second` is a mention."""
    agreed = wording.text("moderator.reading.agreed_line", who=line.who, second=second)
    return Card(lines(_what(wording, line), agreed))


def reading_refused_card(wording: Wording, number: int) -> Card:
    """Confirm that somebody did not agree."""
    return Card(wording.text("moderator.reading.refused", number=number))


def reading_refused_line(wording: Wording, number: int, who: str) -> Card:
    """Show the team that a second person did not agree. `who` is a mention."""
    return Card(wording.text("moderator.reading.refused_line", number=number, who=who))


def _what(wording: Wording, line: ReadingLine) -> str:
    what = wording.named("moderator.reading.what", line.ends)
    reason = quoted(line.reason, REASON_SHOWN)
    return lines(
        wording.text(
            "moderator.reading.head", number=line.number, subject=called(wording, line.subject), what=what
        ),
        wording.text("moderator.reading.points", points=line.points) if line.points else "",
        wording.text("moderator.reading.ends_break") if line.ends_break else "",
        wording.text("moderator.reading.reason", words=reason) if line.reason else "",
    )
