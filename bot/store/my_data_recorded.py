"""What a copy tells of what others recorded, asked and decided about a person."""

from sqlalchemy import and_, select

from bot.casework.values import Source
from bot.store import tables
from bot.store.my_data_told import LINK, OF_THE_BOT, SOMEBODY, TEAM, THEIR_WORDS, WHOSE, Told
from bot.store.whose import at_home, here, told_cases, was_issued


def recorded() -> tuple[Told, ...]:
    """List what is recorded about the person, as far as they may read it."""
    return (*_recorded(), *_decided())


def _recorded() -> tuple[Told, ...]:
    flags, pauses, cases, replies = tables.flags, tables.pauses, tables.cases, tables.replies
    return (
        Told(
            "notes_about_you",
            flags,
            # What others told us is not theirs to read: it comes with the moderators' question.
            lambda who: and_(here(flags, who, "subject"), flags.c.source == Source.SCREENING),
            (
                *("side", "category", "severity", "rule", "after_refusal", "shadow", "made_at"),
                *("excerpt", "disputed_at", "verdict"),
            ),
            {
                **dict.fromkeys(("id", "place", "message", "detail", "source"), OF_THE_BOT),
                "community": WHOSE,
                "subject": WHOSE,
                "other": SOMEBODY,
                **dict.fromkeys(("chat_id", "case_id"), LINK),
            },
        ),
        Told(
            "pauses",
            pauses,
            # One that the bot gave for some hours is told by the moderator who looks, not by a copy.
            lambda who: and_(here(pauses, who), pauses.c.by.is_not(None)),
            ("since", "until", "lifted_at"),
            {"id": OF_THE_BOT, "community": WHOSE, "person": WHOSE, "case_id": LINK, "by": SOMEBODY},
        ),
        Told(
            "matters_you_were_told_about",
            cases,
            told_cases,
            ("number", "state", "opened_at", "closed_at", "decided_at"),
            {
                **dict.fromkeys(("id", "message", "place", "open_subject"), OF_THE_BOT),
                **dict.fromkeys(("taken_by", "taken_at", "decided_by"), SOMEBODY),
                **dict.fromkeys(("reason", "outcome", "due_at", "late_told_at"), TEAM),
                "community": WHOSE,
                "subject": WHOSE,
            },
        ),
        Told(
            "what_you_were_asked",
            replies,
            lambda who: and_(
                replies.c.person == who.person,
                replies.c.told_at.is_not(None),
                replies.c.case_id.in_(select(cases.c.id).where(at_home(cases, who))),
            ),
            ("rule", "asked_at", "told_at", "due_at", "answer", "words", "answered_at", "taken_back_at"),
            {
                **dict.fromkeys(("id", "longer", "letter", "sent_at", "waits_at"), OF_THE_BOT),
                **dict.fromkeys(("matter", "points_table", "months", "danger"), TEAM),
                "case_id": LINK,
                "person": WHOSE,
                "allegation": f"{THEIR_WORDS}; it can be read under My messages",
                "noticed": TEAM,
                "asked_by": SOMEBODY,
            },
        ),
    )


def _decided() -> tuple[Told, ...]:
    decisions, breaks, appeals = tables.decisions, tables.breaks, tables.appeals
    return (
        Told(
            "decisions_about_you",
            decisions,
            lambda who: and_(here(decisions, who), was_issued()),
            (
                *("points_table", "rule", "named", "acted_at", "decided_at", "told_at", "points"),
                *("state", "leaves"),
                *("altogether", "break_days", "mute_days", "refresher_until", "refresher_at", "corrected_at"),
            ),
            {
                "id": OF_THE_BOT,
                "community": WHOSE,
                "case_id": LINK,
                "person": WHOSE,
                "reason": THEIR_WORDS,
                **dict.fromkeys(("by", "second_by", "corrected_by"), SOMEBODY),
                **dict.fromkeys(("proposed", "needs_second", "circumstances", "waits_in"), TEAM),
            },
        ),
        Told(
            "breaks",
            breaks,
            lambda who: here(breaks, who),
            ("kind", "since", "until", "ended_at"),
            {
                **dict.fromkeys(("id", "roles", "kept_at"), OF_THE_BOT),
                "community": WHOSE,
                "person": WHOSE,
                "decision_id": LINK,
                **dict.fromkeys(("by", "ended_by"), SOMEBODY),
            },
        ),
        Told(
            "second_looks_you_asked_for",
            appeals,
            lambda who: and_(here(appeals, who), appeals.c.made_at.is_not(None)),
            ("made_at", "words", "answer_to", "open_until", "due_at", "outcome", "answered_at"),
            {
                **dict.fromkeys(("id", "token"), OF_THE_BOT),
                "community": WHOSE,
                "decision_id": LINK,
                "person": WHOSE,
                "reason": f"{THEIR_WORDS}; it can be read under My messages",
                **dict.fromkeys(("reviewer", "answered_by"), SOMEBODY),
            },
        ),
    )
