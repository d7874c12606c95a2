"""How long what people wrote, and what is recorded and decided about them, is kept."""

from datetime import timedelta

from sqlalchemy import and_, func, select

from bot.casework.keeping import DECISION_KEPT, EXCERPT_KEPT, FLAG_KEPT
from bot.store.retention_rule import AFTER_CASE, UNTIL_CASE, Rule, case_closed_by, case_is_over
from bot.store.tables import (
    answers,
    appeals,
    breaks,
    case_files,
    case_notes,
    cases,
    chats,
    decisions,
    flags,
    letters,
    names,
    pauses,
    questions,
    record_views,
    replies,
    reports,
    reviewers,
    second_readings,
    switches,
    watermarks,
    words_held,
)


def about_people() -> tuple[Rule, ...]:
    """List what people wrote, which ends first, and the records about them."""
    return (*_words(), *_words_of_cases(), *_records(), *_decided())


def _words() -> tuple[Rule, ...]:
    """List what people wrote: it ends first."""
    return (
        Rule(
            "The words in a note",
            flags,
            EXCERPT_KEPT,
            "the note",
            lambda limit, now: and_(flags.c.made_at <= limit, case_is_over(flags.c.case_id, now)),
            column="excerpt",
            longer_while=UNTIL_CASE,
        ),
        Rule(
            "The words in a report",
            reports,
            EXCERPT_KEPT,
            "the report",
            lambda limit, now: and_(reports.c.made_at <= limit, case_is_over(reports.c.case_id, now)),
            column="words",
            longer_while=UNTIL_CASE,
        ),
        Rule(
            "The topic of a request",
            chats,
            timedelta(0),
            "the end of the chat",
            lambda limit, _: chats.c.ended_at <= limit,
            column="topic",
        ),
        Rule(
            "What a request asks to avoid",
            chats,
            timedelta(0),
            "the end of the chat",
            lambda limit, _: chats.c.ended_at <= limit,
            column="avoid",
        ),
        Rule(
            "Private messages kept under My messages, once read",
            letters,
            timedelta(days=30),
            "reading",
            lambda limit, _: letters.c.read_at <= limit,
        ),
        Rule(
            "Private messages kept under My messages, never read",
            letters,
            timedelta(days=90),
            "writing",
            lambda limit, _: and_(letters.c.made_at <= limit, letters.c.read_at.is_(None)),
        ),
        Rule(
            "What somebody began to report or to ask, and has not sent",
            words_held,
            timedelta(days=1),
            "typing it",
            lambda limit, _: words_held.c.held_at <= limit,
        ),
        Rule(
            "Questions to the moderators, once answered",
            questions,
            timedelta(days=30),
            "the answer",
            lambda limit, _: questions.c.answered_at <= limit,
        ),
        Rule(
            "Questions to the moderators that nobody answered",
            questions,
            timedelta(days=90),
            "asking",
            lambda limit, _: and_(questions.c.asked_at <= limit, questions.c.answered_at.is_(None)),
        ),
    )


def _words_of_cases() -> tuple[Rule, ...]:
    """List what was written about a case: it ends soon after the case and its appeal."""
    return (
        Rule(
            "What moderators wrote about a case",
            case_notes,
            AFTER_CASE,
            "the end of the case",
            lambda limit, _: case_closed_by(case_notes.c.case_id, limit),
        ),
        Rule(
            "Reasons that waited for a second person to agree",
            second_readings,
            AFTER_CASE,
            "the end of the case",
            lambda limit, _: case_closed_by(second_readings.c.case_id, limit),
            column="words",
        ),
        Rule(
            "Pictures and files given as evidence",
            case_files,
            EXCERPT_KEPT,
            "giving them",
            lambda limit, now: and_(case_files.c.at <= limit, case_is_over(case_files.c.case_id, now)),
            longer_while=UNTIL_CASE,
        ),
        Rule(
            "What somebody was asked about, and their side of it",
            replies,
            AFTER_CASE,
            "the end of the case",
            lambda limit, _: case_closed_by(replies.c.case_id, limit),
        ),
        Rule(
            "The words of an appeal",
            appeals,
            AFTER_CASE,
            "the answer",
            lambda limit, _: appeals.c.answered_at <= limit,
            column="words",
        ),
        Rule(
            "The reasons that answer an appeal",
            appeals,
            AFTER_CASE,
            "the answer",
            lambda limit, _: appeals.c.answered_at <= limit,
            column="reason",
        ),
        Rule(
            "How somebody who left can be answered",
            appeals,
            AFTER_CASE,
            "the answer",
            lambda limit, _: appeals.c.answered_at <= limit,
            column="answer_to",
        ),
        Rule(
            "A link to appeal that was not used",
            appeals,
            timedelta(0),
            "the day until which it could be used",
            lambda limit, _: and_(
                appeals.c.open_until <= limit,
                appeals.c.made_at.is_(None),
                # Until the decision has reached them, the time of its link has not begun.
                appeals.c.decision_id.in_(select(decisions.c.id).where(decisions.c.told_at.is_not(None))),
            ),
        ),
    )


def _records() -> tuple[Rule, ...]:
    """List the records about people, without words."""
    return (
        Rule(
            "Notes (rule, chat, date)",
            flags,
            FLAG_KEPT,
            "the note",
            lambda limit, now: and_(flags.c.made_at <= limit, case_is_over(flags.c.case_id, now)),
            longer_while=UNTIL_CASE,
        ),
        Rule(
            "Reports (situation, date)",
            reports,
            timedelta(days=90),
            "the report",
            lambda limit, now: and_(reports.c.made_at <= limit, case_is_over(reports.c.case_id, now)),
            longer_while=UNTIL_CASE,
        ),
        Rule(
            "Answers after a chat",
            answers,
            timedelta(days=90),
            "answering",
            lambda limit, _: answers.c.answered_at <= limit,
        ),
        Rule(
            "Cases and their logs",
            cases,
            timedelta(days=365),
            "closing",
            lambda limit, _: cases.c.closed_at <= limit,
        ),
        Rule(
            "Who opened whose record, and why",
            record_views,
            timedelta(days=90),
            "opening it",
            lambda limit, _: record_views.c.at <= limit,
        ),
        Rule(
            "Pauses from new chats",
            pauses,
            timedelta(days=365),
            "the end of the pause",
            lambda limit, _: pauses.c.until <= limit,
        ),
        Rule(
            "That a name or title was brought up (not the name itself)",
            names,
            timedelta(days=365),
            "bringing it up",
            lambda limit, _: names.c.told_at <= limit,
        ),
        Rule(
            "Reading positions in chats",
            watermarks,
            timedelta(days=7),
            "the end of the chat",
            lambda limit, _: watermarks.c.place.in_(
                select(chats.c.place).where(chats.c.ended_at <= limit, chats.c.place.is_not(None))
            ),
        ),
        Rule(
            "Chats (who with whom, when, how long, why it ended)",
            chats,
            timedelta(days=90),
            "the end of the chat",
            lambda limit, _: and_(
                chats.c.ended_at <= limit,
                ~select(flags.c.id).where(flags.c.chat_id == chats.c.id).exists(),
                ~select(reports.c.id).where(reports.c.chat_id == chats.c.id).exists(),
            ),
            longer_while="a note or a report points to it",
        ),
    )


def _decided() -> tuple[Rule, ...]:
    """List what people decided."""
    return (
        Rule(
            "Decisions and their points (rule, dates, reason)",
            decisions,
            DECISION_KEPT,
            "the decision, so six months after its points end",
            lambda limit, _: decisions.c.decided_at <= limit,
        ),
        Rule(
            "Which pattern a moderator switched off or on",
            switches,
            timedelta(days=365),
            "switching it on again",
            lambda limit, _: switches.c.ended_at <= limit,
        ),
        Rule(
            "How far somebody is with the practice of reviewing",
            reviewers,
            timedelta(days=365),
            "their last answer",
            lambda limit, _: reviewers.c.seen_at <= limit,
        ),
        Rule(
            "Breaks",
            breaks,
            DECISION_KEPT,
            "the end of the break; its beginning, where it has no end",
            lambda limit, _: func.coalesce(breaks.c.ended_at, breaks.c.until, breaks.c.since) <= limit,
        ),
    )
