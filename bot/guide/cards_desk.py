"""The moderators' own cards: More, notes and log, a reminder to send, what is due, being away."""

from collections.abc import Sequence
from datetime import datetime

from bot.guide.actions import Action
from bot.guide.building import (
    ago,
    button,
    buttons,
    day,
    day_and_time,
    fitted,
    lines,
    paragraphs,
    quoted,
    without_gap,
)
from bot.guide.cards_shared import private
from bot.guide.known_as import called
from bot.guide.values import Card, Choice, Field, Form, Select, Style
from bot.guide.views_desk import Away, DeskCase, DeskView, LogEntry, ViewsOfWeek
from bot.guide.wording import Wording

CASE_NOTE_LENGTH = 1000


def more_card(wording: Wording, case: str, number: int, actions: Sequence[Action]) -> Card:
    """Offer what is not on the case message; `case` is its id, `number` what people know it by."""
    return Card(wording.text("moderator.desk.more", number=number), buttons(wording, case, *actions))


def case_note_form(wording: Wording, case: str, number: int) -> Form:
    """Ask for a note to the team about a case."""
    words = Field(
        "words",
        wording.text("moderator.desk.note_label"),
        wording.text("moderator.desk.note_hint"),
        long=True,
        required=True,
        most=CASE_NOTE_LENGTH,
    )
    title = wording.text("moderator.desk.note_title", number=number)
    return Form(title, Action.CASE_NOTE_SAVE, (words,), case)


def case_note_saved_card(wording: Wording, case: str, number: int) -> Card:
    """Confirm a note."""
    text = wording.text("moderator.desk.note_saved", number=number)
    return Card(text, buttons(wording, case, Action.CASE_LOG))


def case_log_card(wording: Wording, number: int, entries: Sequence[LogEntry]) -> Card:
    """List what the team wrote and did about a case, newest first."""
    newest_first = sorted(entries, key=lambda entry: entry.when, reverse=True)
    rows = [_log_row(wording, entry) for entry in newest_first]
    head = wording.text("moderator.log.head", number=number)
    foot = wording.text("moderator.log.foot")
    return Card(fitted(head, rows, foot, lambda left: wording.count("moderator.log.more", left)))


def team_reminder(wording: Wording, rule: str, community: str) -> Card:
    """Remind somebody of a rule in the moderators' name, and say that nothing is decided (Q15)."""
    text = private(
        wording,
        community,
        lines(wording.text("team_reminder.from"), wording.named("team_reminder.about", rule)),
        wording.text("team_reminder.foot"),
    )
    return Card(text, buttons(wording, "", Action.OKAY_HERE, Action.MY_NOTES))


def confirm_remind_card(wording: Wording, case: str, number: int, reminder: Card) -> Card:
    """Show the reminder as it will be read, and ask once more."""
    said = "\n".join(f"> {line}".rstrip() for line in reminder.text.splitlines())
    text = paragraphs(wording.text("moderator.desk.confirm_remind", number=number), said)
    yes = button(wording, Action.CASE_REMIND_YES, case, Style.MAIN)
    return Card(text, (yes, *buttons(wording, case, Action.CASE_CANCEL)))


def reminded_card(wording: Wording, number: int) -> Card:
    """Confirm that the reminder is on its way."""
    return Card(wording.text("moderator.desk.reminded", number=number))


def reminded_today_card(wording: Wording, number: int) -> Card:
    """Answer a second reminder within a day."""
    return Card(wording.text("moderator.desk.reminded_today", number=number))


def no_reminder_card(wording: Wording, number: int) -> Card:
    """Answer when a reminder would tell the person that somebody spoke up."""
    return Card(wording.text("moderator.desk.no_reminder", number=number))


def desk_card(wording: Wording, desk: DeskView) -> Card:
    """Show what is due, the total of minutes first."""
    needing = desk.needing
    minutes = wording.count("moderator.minutes", sum(case.minutes for case in needing))
    first = wording.text("moderator.desk.needs", number=len(needing), minutes=minutes)
    head = first if needing else wording.text("moderator.desk.nothing")
    rows = [
        *_shelf(wording, "mine", desk.mine),
        *_shelf(wording, "free", desk.free),
        *_shelf(wording, "stuck", desk.stuck),
        *_shelf(wording, "second", desk.second),
    ]
    away = desk.away_until
    foot = wording.text("moderator.desk.away", until=day_and_time(away)) if away else ""
    text = fitted(head, without_gap(rows), foot, lambda left: wording.count("moderator.digest.more", left))
    return Card(text, selects=(_away_select(wording, is_away=away is not None),))


def away_card(wording: Wording, until: datetime, moved: int, free: Sequence[int]) -> Card:
    """Confirm that somebody is away: how many promises moved, and which cases others are called to."""
    numbers = ", ".join(str(number) for number in free)
    return Card(
        lines(
            wording.text("moderator.desk.away", until=day_and_time(until)),
            wording.count("moderator.desk.moved", moved) if moved else "",
            wording.text("moderator.desk.let_go", numbers=numbers) if free else "",
        )
    )


def back_card(wording: Wording) -> Card:
    """Welcome somebody back."""
    return Card(wording.text("moderator.desk.back"))


def views_card(wording: Wording, views: ViewsOfWeek, community: str) -> Card:
    """Tell oversight who opened how many words and records in a week, and for which reasons."""
    head = private(
        wording,
        community,
        wording.text("moderator.views.head", since=day(views.since), until=day(views.until)),
    )
    rows = [
        wording.text(
            "moderator.views.row",
            who=count.viewer,
            words=wording.count("moderator.views.words", count.words),
            records=wording.count("moderator.views.records", count.records),
        )
        for count in views.counts
    ]
    if views.reasons:
        rows.append("\n" + wording.text("moderator.views.reasons"))
        rows += [
            wording.text(
                "moderator.views.reason", who=one.viewer, person=one.person, reason=quoted(one.reason)
            )
            for one in views.reasons
        ]
    foot = wording.text("moderator.views.foot")
    return Card(fitted(head, rows, foot, lambda left: wording.count("moderator.digest.more", left)))


def _shelf(wording: Wording, name: str, cases: Sequence[DeskCase]) -> list[str]:
    """Give one shelf with its heading; an empty line before it, or Discord draws it as part of the list above."""
    if not cases:
        return []
    return ["\n" + wording.named("moderator.desk.shelf", name), *(_due(wording, case) for case in cases)]


def _due(wording: Wording, case: DeskCase) -> str:
    key = "moderator.desk.case_link" if case.link else "moderator.desk.case"
    values = {"link": case.link} if case.link else {}
    step = wording.named("moderator.next", case.next_step)
    row = wording.text(key, number=case.number, subject=called(wording, case.subject), next=step, **values)
    minutes = wording.count("moderator.minutes", case.minutes) if case.minutes else ""
    due = "" if case.due_at is None else _by_when(wording, case.due_at, late=case.late)
    return " · ".join(filter(None, (row, minutes, due)))


def _by_when(wording: Wording, due: datetime, *, late: bool) -> str:
    return wording.text("moderator.desk.late" if late else "moderator.desk.due", due=ago(due))


def _away_select(wording: Wording, *, is_away: bool) -> Select:
    offered = [one for one in Away if is_away or one is not Away.BACK]
    choices = tuple(Choice(wording.named("moderator.desk.away_for", one), one) for one in offered)
    return Select(Action.AWAY_UNTIL, wording.named("select", Action.AWAY_UNTIL), choices)


def _log_row(wording: Wording, entry: LogEntry) -> str:
    when = day_and_time(entry.when)
    if entry.words:
        words = quoted(entry.words, CASE_NOTE_LENGTH)
        return wording.text("moderator.log.note", when=when, who=entry.who, words=words)
    group = "moderator.log.what"
    what = wording.named(group, entry.what if wording.has(group, entry.what) else "other_step")
    return wording.text("moderator.log.row", when=when, who=entry.who, what=what)
