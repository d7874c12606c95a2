"""The moderators' desk with example values: the words of a case, More, notes, reminders, records, what is due."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.casework.case_life import CaseState
from bot.casework.situations import Situation
from bot.guide import Action, Card, Form, Wording
from bot.guide.cards_case import case_card, found_case_card, no_such_case_card, words_card
from bot.guide.cards_desk import (
    away_card,
    back_card,
    case_log_card,
    case_note_form,
    case_note_saved_card,
    confirm_remind_card,
    desk_card,
    more_card,
    no_reminder_card,
    reminded_card,
    reminded_today_card,
    team_reminder,
    views_card,
)
from bot.guide.cards_moderator import (
    cannot_undo_card,
    confirm_over_card,
    confirm_take_over_card,
    free_again_card,
    handed_over_card,
    held_card,
    still_held_card,
    taken_card,
    undone_card,
)
from bot.guide.cards_record import (
    own_record_card,
    reason_too_short_card,
    record_card,
    record_counts_card,
    record_reason_form,
)
from bot.guide.cards_report import report_reopened_card
from bot.guide.known_as import Unnamed
from bot.guide.views import CaseView, EvidenceLine, NextStep
from bot.guide.views_desk import (
    DeskCase,
    DeskView,
    LogEntry,
    OpenedRecord,
    RecordCase,
    RecordCounts,
    RecordDecision,
    RecordNote,
    RecordPoints,
    RecordStretch,
    RecordView,
    ViewCount,
    ViewsOfWeek,
)
from tests.guide.examples.shelf import COMMUNITY, NOW, case

DAY = timedelta(days=1)
PERSON, OTHER, THIRD = "<@2001>", "<@2002>", "<@2003>"
LINK = "https://discord.com/channels/1000/3001/4001"
ALL_OFFERS = (
    Action.CASE_DECIDE,
    Action.CASE_REMIND,
    Action.CASE_DEALT,
    Action.CASE_NOTE,
    Action.CASE_LOG,
    Action.CASE_FILES,
    Action.CASE_RECORD,
    Action.CASE_HAND_OVER,
    Action.CASE_TAKE_OVER,
    Action.REVEAL,
    Action.ABOUT_ACCOUNT,
)
Named = Iterator[tuple[str, Card | Form]]


def cards(wording: Wording) -> Named:
    """What the desk shows of an example case."""
    yield from _examples(wording, case(), NOW, COMMUNITY)


def _examples(wording: Wording, case: CaseView, now: datetime, community: str) -> Named:
    """Give the cards of the desk; `case` is one with evidence."""
    yield from _words(wording, case, now)
    yield from _passing(wording, case)
    yield from _more(wording, now, community)
    yield from _due(wording, now, community)
    yield from _records(wording, now)


def _words(wording: Wording, case: CaseView, now: datetime) -> Named:
    yield "moderator-words", words_card(wording, case, 0)
    yield "moderator-words-none", words_card(wording, replace(case, evidence=()), 0)
    long = tuple(
        EvidenceLine(now, Situation.JUDGED, "*" * 1000, LINK, felt_wrong=True, disputed=True, naming="now")
        for _ in range(4)
    )
    for page in range(5):
        yield f"moderator-words-many-{page}", words_card(wording, replace(case, evidence=long), page)
    yield "moderator-case-found", found_case_card(wording, case)
    closed = replace(case, state=CaseState.CLOSED, closed_by=OTHER, closed_at=now)
    yield "moderator-case-found-closed", found_case_card(wording, closed)
    forgotten = replace(closed, subject=Unnamed.FORGOTTEN, evidence=())
    yield "moderator-case-forgotten", found_case_card(wording, forgotten)
    yield "moderator-case-not-found", no_such_case_card(wording, "77")
    attached = replace(case, notes=1, files=1, taken_by=OTHER)
    yield "moderator-case-attached", case_card(wording, attached)
    yield "moderator-case-attached-more", case_card(wording, replace(attached, notes=2, files=3))
    yield "moderator-case-second", case_card(wording, replace(attached, awaits_second=True))
    yield "moderator-case-one-note", case_card(wording, replace(case, evidence=case.evidence[:1]))


def _passing(wording: Wording, case: CaseView) -> Named:
    held = replace(case, taken_by=OTHER)
    yield "moderator-confirm-over", confirm_over_card(wording, case)
    yield "moderator-handed-over", handed_over_card(wording, 12, "31:7")
    yield "moderator-free-again", free_again_card(wording, case)
    yield "moderator-free-again-link", free_again_card(wording, case, LINK)
    yield "moderator-confirm-take-over", confirm_take_over_card(wording, held)
    yield "moderator-still-held", still_held_card(wording, OTHER, 12)
    yield "moderator-held", held_card(wording, OTHER, 12)
    yield "moderator-taken-undo", taken_card(wording, 12, "31:7")
    yield "moderator-undone", undone_card(wording, 12)
    yield "moderator-cannot-undo", cannot_undo_card(wording, 12)


def _more(wording: Wording, now: datetime, community: str) -> Named:
    yield "moderator-more", more_card(wording, "31", 12, ALL_OFFERS)
    yield "moderator-note-form", case_note_form(wording, "31", 12)
    yield "moderator-note-saved", case_note_saved_card(wording, "31", 12)
    group = "moderator.log.what."
    steps = [key.removeprefix(group) for key in wording.strings if key.startswith(group)]
    done = [LogEntry(now, OTHER, step) for step in steps]
    note = LogEntry(now + DAY, OTHER, words="They *answered* kindly.")
    yield "moderator-log", case_log_card(wording, 12, (*done[:3], note))
    yield "moderator-log-all", case_log_card(wording, 12, done[:18])
    yield "moderator-log-rest", case_log_card(wording, 12, done[18:])
    yield "moderator-log-long", case_log_card(wording, 12, (note, *(done[0] for _ in range(60))))
    long_note = replace(note, words="*" * 1000)
    yield "moderator-log-two", case_log_card(wording, 12, (long_note, long_note))
    group = "team_reminder.about."
    for rule in (key.removeprefix(group) for key in wording.strings if key.startswith(group)):
        yield f"listener-team-reminder-{rule}", team_reminder(wording, rule, community)
    reminder = team_reminder(wording, "contact_request", community)
    yield "moderator-confirm-remind", confirm_remind_card(wording, "31", 12, reminder)
    yield "moderator-reminded", reminded_card(wording, 12)
    yield "moderator-reminded-today", reminded_today_card(wording, 12)
    yield "moderator-no-reminder", no_reminder_card(wording, 12)
    yield "both-report-reopened", report_reopened_card(wording, 142, community)


def _due(wording: Wording, now: datetime, community: str) -> Named:
    mine = DeskCase(12, PERSON, NextStep.GO_ON, 5, now, late=True, link=LINK)
    free = DeskCase(13, OTHER, NextStep.LOOK, 3, now + DAY, link=LINK)
    waits = DeskCase(14, "*Maple*", NextStep.WAIT, 0, now + DAY)
    appeal = DeskCase(9, THIRD, NextStep.ANSWER_APPEAL, 9, now + 6 * DAY, link=LINK)
    yield "moderator-desk", desk_card(wording, DeskView((mine, waits), (free,), (), (appeal,)))
    away = DeskView(stuck=(free,), away_until=now + DAY)
    yield "moderator-desk-away", desk_card(wording, away)
    yield "moderator-desk-nothing", desk_card(wording, DeskView())
    yield "moderator-desk-many", desk_card(wording, DeskView(free=(free,) * 60))
    for moved in (0, 1, 2):
        shown = away_card(wording, now + DAY, moved, (12, 13)[:moved])
        yield f"moderator-away-{moved}", shown
    yield "moderator-back", back_card(wording)
    counts = (ViewCount(PERSON, 1, 1), ViewCount(OTHER, 7))
    reason = OpenedRecord(PERSON, THIRD, "Three people *asked* about them in one week.")
    week = ViewsOfWeek(now, now + 7 * DAY, counts, (reason,))
    yield "moderator-views", views_card(wording, week, community)
    yield "moderator-views-no-reasons", views_card(wording, replace(week, reasons=()), community)


def _records(wording: Wording, now: datetime) -> Named:
    group = "moderator.record.mark."
    marks = [key.removeprefix(group) for key in wording.strings if key.startswith(group)]
    noted = ("contact_request", "pretext")
    notes = tuple(RecordNote(now, noted[:1], now + 90 * DAY, mark) for mark in ("", *marks))
    several = RecordNote(now, noted, now + 90 * DAY)
    ends = ("no_problem", "dealt_with", "other_end")
    closed = tuple(RecordCase(7 + place, now, end, now + DAY) for place, end in enumerate(ends))
    group = "moderator.record.state."
    states = [key.removeprefix(group) for key in wording.strings if key.startswith(group)]
    rule = "Asking for contact details"
    decisions = tuple(RecordDecision(now, rule, "1", state) for state in states)
    group = "moderator.record.stretch."
    kinds = [key.removeprefix(group) for key in wording.strings if key.startswith(group)]
    stretches = tuple(RecordStretch(kind, now, now + DAY if kind != "leave" else None) for kind in kinds)
    full = RecordView(
        PERSON,
        (several, *notes[:2]),
        (RecordCase(12, now), *closed[:1]),
        decisions[1:2],
        stretches[:1],
        RecordPoints("3", "1.8", now + 30 * DAY),
    )
    yield "moderator-record", record_card(wording, full)
    yield "moderator-record-notes", record_card(wording, RecordView(PERSON, notes, closed))
    rest = RecordView(PERSON, decisions=decisions, stretches=stretches, points=RecordPoints("0"))
    yield "moderator-record-rest", record_card(wording, rest)
    yield "moderator-record-nothing", record_card(wording, RecordView(PERSON))
    yield "moderator-record-many", record_card(wording, RecordView(PERSON, notes * 20))
    for number in (1, 2):
        counts = RecordCounts("*Maple*", number, number, number, "1.8" if number > 1 else "")
        yield f"moderator-record-counts-{number}", record_counts_card(wording, counts)
    yield "moderator-record-form", record_reason_form(wording, "2001")
    yield "moderator-record-short", reason_too_short_card(wording, "2001", "because")
    yield "moderator-record-own", own_record_card(wording)
