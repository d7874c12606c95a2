"""Cards and forms of second looks, of one's own record and of one's own data, with example values."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from bot.casework.appealing import NotNow, Outcome
from bot.casework.case_life import CaseState
from bot.guide import Action, Card, Form, Wording
from bot.guide.cards_appeal import (
    REASON_LENGTH,
    appeal_answer_form,
    appeal_answered_card,
    appeal_card,
    appeal_decider_card,
    appeal_done_card,
    appeal_form,
    appeal_late_card,
    appeal_not_now_card,
    appeal_over_card,
    appeal_passed_on_card,
    appeal_receipt_card,
    both_sides_card,
    you_answered_card,
)
from bot.guide.cards_my_record import (
    confirm_delete_card,
    data_copy_card,
    data_deleted_card,
    data_kept_card,
    my_data_card,
    my_record_card,
)
from bot.guide.cards_news import NewsWish
from bot.guide.views import EvidenceLine, NoteLine
from bot.guide.views_appeal import AnsweredAppeal, AppealView
from bot.guide.views_decided import Forecast
from bot.guide.views_my_record import AwayLine, MatterLine, MyRecordView, OwnDecision, StaysView
from bot.store.words import BreakKind

NOW = datetime(2026, 5, 6, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=28)
HALF_A_YEAR = NOW + timedelta(days=184)
PERSON, OTHER, THIRD = "<@2001>", "<@2002>", "<@2003>"
COMMUNITY = "Willow Room"
CONTACT = "help@example.org"
REASON = "The number you gave was the helpline's. That is fine here."

Named = Iterator[tuple[str, Card | Form]]


def cards(wording: Wording) -> Named:
    """Appeals, and what people see about themselves."""
    yield from _appealing(wording)
    yield from _own_record(wording)


def _appealing(wording: Wording) -> Named:
    """What the person reads who asks for a second look, and the team that answers."""
    yield "both-appeal-form", appeal_form(wording, 7)
    yield "both-appeal-receipt", appeal_receipt_card(wording, 12, LATER)
    for why in NotNow:
        yield f"both-appeal-not-now-{why}", appeal_not_now_card(wording, why, CONTACT)
    yield "both-appeal-late", appeal_late_card(wording, 12, LATER, COMMUNITY)
    for outcome in Outcome:
        points = "0.5" if outcome is Outcome.CHANGED else ""
        for alone in (False, True):
            answered = AnsweredAppeal(12, outcome, REASON, points, leaves=alone, alone=alone)
            name = f"both-appeal-{outcome}-{'alone' if alone else 'other'}"
            yield name, appeal_answered_card(wording, answered, COMMUNITY)
    longest = AnsweredAppeal(12, Outcome.REVERSED, "*" * REASON_LENGTH, "0.5", leaves=True, alone=True)
    yield "both-appeal-longest", appeal_answered_card(wording, longest, "*" * 100)
    yield from _answering(wording)


def appeal() -> AppealView:
    """Give an appeal against two points, with a break of one day."""
    return AppealView(
        id=3,
        case=12,
        subject=PERSON,
        rule="Asking for a number, an address or an account",
        points=Decimal(2),
        decided_at=NOW,
        decided_by=(OTHER, THIRD),
        due_at=LATER,
        break_days=1,
        reason="It happened in three chats.",
        before="I only gave the *helpline*.",
        words="Nobody has read what I answered.",
        evidence=(EvidenceLine(NOW, "contact_request", "what's your number"), EvidenceLine(NOW, "judged")),
        answer_to="me@example.org",
    )


def _answering(wording: Wording) -> Named:
    one = appeal()
    leaves = replace(one, leaves=True, break_days=14, alone=True)
    yield "moderator-appeal", appeal_card(wording, one)
    yield "moderator-appeal-late", appeal_card(wording, leaves, late=True)
    yield "moderator-appeal-both-sides", both_sides_card(wording, one)
    yield "moderator-appeal-alone", both_sides_card(wording, leaves)
    bare = replace(one, points=Decimal(0), reason="", before="", evidence=())
    yield "moderator-appeal-bare", both_sides_card(wording, bare)
    for length in range(0, 2001, 125):
        long = replace(one, reason="*" * length, before="y" * length, words="_" * length)
        yield f"moderator-appeal-long-{length}", both_sides_card(wording, long)
    for action in (Action.APPEAL_KEEP, Action.APPEAL_CHANGE, Action.APPEAL_REVERSE):
        form = appeal_answer_form(wording, 3, action, Decimal(2), on_break=True)
        yield f"moderator-appeal-form-{action}", form
    many = appeal_answer_form(wording, 3, Action.APPEAL_CHANGE, Decimal(100))
    yield "moderator-appeal-form-many", many
    for outcome in Outcome:
        yield f"moderator-appeal-done-{outcome}", appeal_done_card(wording, one, OTHER, outcome)
    yield "moderator-appeal-you-answered", you_answered_card(wording, one)
    yield "moderator-appeal-over", appeal_over_card(wording, 12)
    yield "moderator-appeal-decider", appeal_decider_card(wording, one)
    yield "moderator-appeal-passed-on", appeal_passed_on_card(wording, 12)


def _own_record(wording: Wording) -> Named:
    """What people read about their own record and data."""
    yield "both-record-empty", my_record_card(wording, MyRecordView())
    yield "both-record", my_record_card(wording, record())
    quiet = replace(record(), next=(), total="0", decisions=record().decisions[1:])
    yield "both-record-quiet", my_record_card(wording, quiet)
    for state in (one for one in CaseState if one.under_review):
        matter = MatterLine(12, state, LATER if state is CaseState.WAITING else None)
        looked_at = MyRecordView(matters=(matter,))
        yield f"both-record-matter-{state}", my_record_card(wording, looked_at)
    yield "both-record-left", my_record_card(wording, listens_no_more(appeal_until=LATER))
    yield "both-record-left-long-ago", my_record_card(wording, listens_no_more(appeal_until=None))
    for number in (1, 40):
        many = (NoteLine(NOW, ("contact_request",), LATER, "x" * 180),) * (6 if number == 1 else number)
        yield f"both-record-many-{number}", my_record_card(wording, replace(record(), notes=many))
    for left in range(1, 12):
        rows = (NoteLine(NOW, ("contact_request",), LATER, "x" * 100),) * left
        yield f"both-record-edge-{left}", my_record_card(wording, MyRecordView(notes=rows))
    yield "both-data", my_data_card(wording)
    for wish in NewsWish:
        yield f"both-data-news-{wish}", my_data_card(wording, wish)
    yield "both-data-copy", data_copy_card(wording)
    yield "both-data-confirm", confirm_delete_card(wording, StaysView(1, LATER))
    stays = StaysView(2, LATER, LATER, LATER, LATER, (12, 14))
    yield "both-data-deleted", data_deleted_card(wording, stays)
    yield "both-data-kept", data_kept_card(wording)


def record() -> MyRecordView:
    """Give a record with a bit of everything, as it can be: one matter at a time, and each break with its end."""
    rule = "Asking for a number, an address or an account"
    counts = OwnDecision(7, 12, NOW, rule, "3", "counts", HALF_A_YEAR, LATER)
    talk = replace(counts, id=8, number=14, points="0")
    asked = replace(talk, id=9, number=15, state="asked", appeal_until=None, answer_by=LATER)
    before = replace(counts, when=NOW - timedelta(days=200), until=None, appeal_until=None)
    return MyRecordView(
        total="3",
        next=(
            Forecast(LATER, "1.8"),
            Forecast(LATER + timedelta(days=60), "0.6"),
            Forecast(HALF_A_YEAR, "0"),
        ),
        decisions=(
            replace(before, id=5, number=3, state="over"),
            replace(before, id=6, number=4, state="taken_back"),
            counts,
            talk,
            asked,
        ),
        matters=(MatterLine(16, CaseState.WAITING, LATER),),
        away=(
            AwayLine("pause", LATER),
            *(AwayLine(kind.value, LATER) for kind in (BreakKind.BREAK, BreakKind.MUTE, BreakKind.BADGE)),
        ),
        notes=(NoteLine(NOW, ("contact_request",), LATER, "what's your *number*?"),),
    )


def listens_no_more(appeal_until: datetime | None) -> MyRecordView:
    """Give the record of somebody who listens no more, and talks with no teens: neither has an end."""
    rule = "Asking for a number, an address or an account"
    decision = OwnDecision(7, 12, NOW, rule, "8", "counts", HALF_A_YEAR, appeal_until)
    kinds = (BreakKind.LEAVE, BreakKind.TEENS)
    return MyRecordView(
        total="8",
        next=(Forecast(LATER, "4.8"), Forecast(HALF_A_YEAR, "0")),
        decisions=(decision,),
        away=tuple(AwayLine(kind.value, None, appeal_until) for kind in kinds),
    )
