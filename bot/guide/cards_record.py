"""The record of one person as moderators may see it: notes, cases, points, pauses; never words."""

from collections.abc import Sequence

from bot.guide.actions import Action
from bot.guide.building import buttons, day, fitted, lines, quoted, without_gap
from bot.guide.known_as import called
from bot.guide.values import Card, Field, Form
from bot.guide.views_desk import (
    RecordCase,
    RecordCounts,
    RecordDecision,
    RecordNote,
    RecordPoints,
    RecordStretch,
    RecordView,
)
from bot.guide.wording import Wording

REASON_LENGTH = 300


def record_card(wording: Wording, record: RecordView) -> Card:
    """Show a record, and say that this was logged."""
    head = wording.text("moderator.record.head", person=record.person)
    rows = [
        *_points(wording, record.points),
        *_shelf(wording, "decisions", [_decision(wording, one) for one in record.decisions]),
        *_shelf(wording, "cases", [_case(wording, one) for one in record.cases]),
        *_shelf(wording, "notes", [_note(wording, one) for one in record.notes]),
        *_shelf(wording, "stretches", [_stretch(wording, one) for one in record.stretches]),
    ]
    rows = without_gap(rows) or [wording.text("moderator.record.nothing")]
    foot = wording.text("moderator.record.foot")
    return Card(fitted(head, rows, foot, lambda left: wording.count("moderator.digest.more", left)))


def record_counts_card(wording: Wording, record: RecordCounts) -> Card:
    """Show how much there is about somebody whose account is hidden, and nothing to know them by."""
    return Card(
        lines(
            wording.text("moderator.record.head", person=called(wording, record.person)),
            wording.text(
                "moderator.record.counts",
                notes=wording.count("moderator.digest.notes", record.notes),
                cases=wording.count("moderator.record.case_count", record.cases),
                decisions=wording.count("moderator.record.decision_count", record.decisions),
            ),
            wording.text("moderator.record.points", total=record.points) if record.points else "",
            wording.text("moderator.record.counts_foot"),
        )
    )


def record_reason_form(wording: Wording, person: str) -> Form:
    """Ask why a record must be seen that no open case is about. `person` is an id."""
    reason = Field(
        "reason",
        wording.text("moderator.record.reason"),
        wording.text("moderator.record.reason_hint"),
        long=True,
        required=True,
        most=REASON_LENGTH,
    )
    return Form(wording.text("moderator.record.reason_title"), Action.RECORD_READ, (reason,), person)


def reason_too_short_card(wording: Wording, person: str, reason: str) -> Card:
    """Ask for a reason that says something; what was written is given back."""
    text = wording.text("moderator.record.reason_short", reason=quoted(reason, REASON_LENGTH))
    return Card(text, buttons(wording, person, Action.RECORD_ASK))


def own_record_card(wording: Wording) -> Card:
    """Answer a moderator who wants a record that they are part of."""
    return Card(wording.text("moderator.record.own"))


def _points(wording: Wording, points: RecordPoints | None) -> list[str]:
    if points is None:
        return []
    today = wording.text("moderator.record.points", total=points.total)
    if points.next_at is None:
        return [today]
    return [
        today,
        wording.text("moderator.record.points_next", total=points.next_total, when=day(points.next_at)),
    ]


def _shelf(wording: Wording, name: str, rows: Sequence[str]) -> list[str]:
    return ["\n" + wording.named("moderator.record.shelf", name), *rows] if rows else []


def _decision(wording: Wording, one: RecordDecision) -> str:
    state = wording.named("moderator.record.state", one.state)
    return wording.text(
        "moderator.record.decision", when=day(one.when), rule=one.rule, points=one.points, state=state
    )


def _case(wording: Wording, one: RecordCase) -> str:
    if one.closed_at is None:
        ended = wording.named("moderator.record.ended", one.ended or "open")
    else:
        ended = wording.named("moderator.record.ended", one.ended)
        ended = wording.text("moderator.record.closed", ended=ended, when=day(one.closed_at))
    return wording.text("moderator.record.case", number=one.number, when=day(one.opened_at), ended=ended)


def _note(wording: Wording, one: RecordNote) -> str:
    kinds = ", ".join(wording.named("moderator.kind", kind) for kind in one.kinds)
    mark = wording.named("moderator.record.mark", one.mark) if one.mark else ""
    row = wording.text("moderator.record.note", when=day(one.when), kinds=kinds, until=day(one.until))
    return f"{row} · {mark}" if mark else row


def _stretch(wording: Wording, one: RecordStretch) -> str:
    kind = wording.named("moderator.record.stretch", one.kind)
    if one.until is None:
        return wording.text("moderator.record.stretch_open", kind=kind, since=day(one.since))
    return wording.text("moderator.record.stretch_row", kind=kind, since=day(one.since), until=day(one.until))
