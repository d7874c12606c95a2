"""Retention: how long each thing is kept, in one table that the purge and the documents share."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.keeping import EXCERPT_KEPT, FLAG_KEPT
from bot.casework.suggesting import Progress
from bot.store.tables import (
    answers,
    appeals,
    breaks,
    case_files,
    case_notes,
    cases,
    chats,
    communities,
    decisions,
    flags,
    handovers,
    letters,
    listeners,
    names,
    outbox,
    pauses,
    questions,
    record_views,
    relayed,
    replies,
    reports,
    reviewers,
    spoken,
    stops,
    suggestions,
    switches,
    tallies,
    timers,
    watermarks,
)
from bot.store.tallies import day_of
from bot.store.watermarks import newest_possible

AFTER_CASE = timedelta(days=30)
UNTIL_CASE = "its case is open, and 30 days more"

Due = Callable[[datetime, datetime], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of thing, and when it ends.

    `due` takes the moment `keep` ago and the present one, and says which rows have reached their end.
    `column` is emptied; without one the whole row is deleted.
    """

    what: str
    table: Table
    keep: timedelta
    counted_from: str
    due: Due
    column: str | None = None
    longer_while: str = ""


@dataclass(frozen=True, slots=True)
class Purged:
    """How many of one kind of thing came to their end."""

    what: str
    number: int


def retention_rules() -> tuple[Rule, ...]:
    """Return every rule, in the order in which they are carried out."""
    about_people = (*_words(), *_words_of_cases(), *_records(), *_decided(), *_of_listeners())
    return (*about_people, *_suggested(), *_workings(), *_relayed(), *_departed())


async def purge(connection: AsyncConnection, now: datetime) -> tuple[Purged, ...]:
    """End everything whose time is over, and count it."""
    return tuple([await _carry_out(connection, rule, now) for rule in retention_rules()])


def retention_table() -> str:
    """Write the rules as a page in Markdown."""
    head = ("What", "Kept for", "Counted from", "Then", "Longer while")
    lines = [head, ("---",) * len(head), *(_line(rule) for rule in retention_rules())]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"{_BEFORE}\n{table}\n\n{_AFTER}"


_BEFORE = """# What is kept, and for how long

Sidelight checks this table once a day and ends what has reached its time. This page is made from the table in
`bot/store/retention.py`, and a test holds the two together.
"""

_AFTER = """What people wrote is encrypted while it is kept. Messages of chats and rooms are not stored,
except for the few words in a note. A message of a relayed chat is kept, encrypted, until it has arrived.
Crisis words are never stored, only counted.

How often people found a pattern right or wrong is counted, without names or words, and stays.

A community's settings, a yes or no to private messages, and who is to meet whom again or never stay until the
community ends its use of Sidelight. That somebody wants safety news stays until they stop it or leave. What listeners
chose and tell about themselves goes sooner if they leave. Which listeners were offered a request is forgotten when
somebody accepts it or it ends. The log of a case ends with the case, and so do wishes to see an account. The made-up
names of a relayed chat end with the chat.
"""


def _words() -> tuple[Rule, ...]:
    """List what people wrote: it ends first."""
    return (
        Rule(
            "The words in a note",
            flags,
            EXCERPT_KEPT,
            "the note",
            lambda limit, now: and_(flags.c.made_at <= limit, _case_is_over(flags.c.case_id, now)),
            column="excerpt",
            longer_while=UNTIL_CASE,
        ),
        Rule(
            "The words in a report",
            reports,
            EXCERPT_KEPT,
            "the report",
            lambda limit, now: and_(reports.c.made_at <= limit, _case_is_over(reports.c.case_id, now)),
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
            lambda limit, _: case_notes.c.case_id.in_(select(cases.c.id).where(cases.c.closed_at <= limit)),
        ),
        Rule(
            "Pictures and files given as evidence",
            case_files,
            EXCERPT_KEPT,
            "giving them",
            lambda limit, now: and_(case_files.c.at <= limit, _case_is_over(case_files.c.case_id, now)),
            longer_while=UNTIL_CASE,
        ),
        Rule(
            "What somebody was asked about, and their side of it",
            replies,
            AFTER_CASE,
            "the end of the case",
            lambda limit, _: replies.c.case_id.in_(select(cases.c.id).where(cases.c.closed_at <= limit)),
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
            lambda limit, _: and_(appeals.c.open_until <= limit, appeals.c.made_at.is_(None)),
        ),
    )


def _decided() -> tuple[Rule, ...]:
    """List what people decided."""
    return (
        Rule(
            "Decisions and their points (rule, dates, reason)",
            decisions,
            timedelta(days=366),
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
            timedelta(days=366),
            "the end of the break",
            lambda limit, _: func.coalesce(breaks.c.ended_at, breaks.c.until) <= limit,
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
            lambda limit, now: and_(flags.c.made_at <= limit, _case_is_over(flags.c.case_id, now)),
            longer_while=UNTIL_CASE,
        ),
        Rule(
            "Reports (situation, date)",
            reports,
            timedelta(days=90),
            "the report",
            lambda limit, now: and_(reports.c.made_at <= limit, _case_is_over(reports.c.case_id, now)),
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


def _of_listeners() -> tuple[Rule, ...]:
    """List what is kept for listeners' work."""
    return (
        Rule(
            "A note that a listener hands over",
            handovers,
            timedelta(0),
            "the end of the chat it goes along to, or of its own if it goes nowhere",
            lambda limit, _: func.coalesce(handovers.c.next_chat, handovers.c.chat_id).in_(
                select(chats.c.id).where(chats.c.ended_at <= limit)
            ),
        ),
        Rule(
            "That a listener stopped a chat (who with whom, when)",
            stops,
            timedelta(days=7),
            "the stop",
            lambda limit, _: stops.c.at <= limit,
        ),
        Rule(
            "A listener's shift, limits, page and number of chats",
            listeners,
            timedelta(days=365),
            "their last choice or chat",
            lambda limit, _: listeners.c.seen_at <= limit,
        ),
    )


def _suggested() -> tuple[Rule, ...]:
    """List what is kept of suggestions: what was changed because of them outlives who said it."""
    final = suggestions.c.progress.in_([each for each in Progress if each.is_final])
    answered = "the team's last answer"
    return (
        Rule(
            "The words of a suggestion",
            suggestions,
            timedelta(days=30),
            answered,
            lambda limit, _: and_(final, suggestions.c.answered_at <= limit),
            column="words",
        ),
        Rule(
            "Who made a suggestion",
            suggestions,
            timedelta(days=30),
            answered,
            lambda limit, _: and_(final, suggestions.c.answered_at <= limit),
            column="person",
        ),
        Rule(
            "A suggestion that nothing is decided about",
            suggestions,
            timedelta(days=180),
            "the suggestion",
            lambda limit, _: and_(~final, suggestions.c.made_at <= limit),
        ),
        Rule(
            "What the team answered to a suggestion",
            suggestions,
            timedelta(days=365),
            answered,
            lambda limit, _: and_(final, suggestions.c.answered_at <= limit),
        ),
    )


def _workings() -> tuple[Rule, ...]:
    """List what the bot needs for its own work."""
    return (
        Rule(
            "When the bot spoke unasked",
            spoken,
            timedelta(days=90),
            "speaking",
            lambda limit, _: spoken.c.at <= limit,
        ),
        Rule(
            "What the bot did on Discord (its words are forgotten when done)",
            outbox,
            timedelta(days=90),
            "doing it",
            lambda limit, _: outbox.c.done_at <= limit,
        ),
        Rule(
            "Counts by day",
            tallies,
            timedelta(days=400),
            "that day",
            lambda limit, _: tallies.c.day < day_of(limit),
        ),
    )


def _relayed() -> tuple[Rule, ...]:
    """List what relayed chats need beside the chats themselves."""
    ended = select(chats.c.id).where(chats.c.ended_at.is_not(None))
    return (
        Rule(
            "Which message of a relayed chat arrived as which",
            relayed,
            timedelta(days=1),
            "the end of the chat",
            lambda limit, _: relayed.c.chat_id.in_(ended.where(chats.c.ended_at <= limit)),
        ),
        Rule(
            "Reading positions in direct messages",
            watermarks,
            timedelta(days=7),
            "the last message read",
            lambda limit, _: and_(watermarks.c.place < 0, watermarks.c.message < newest_possible(limit)),
        ),
    )


def _departed() -> tuple[Rule, ...]:
    """List what is left of communities that removed the bot; the last rule takes all that refers to them."""
    return (
        _of_departed("Acts", outbox),
        _of_departed("Timers", timers),
        _of_departed("Reading positions", watermarks),
        Rule(
            "Everything else about a community that removed Sidelight",
            communities,
            timedelta(days=30),
            "removal",
            lambda limit, _: communities.c.left_at <= limit,
        ),
    )


def _of_departed(what: str, table: Table) -> Rule:
    return Rule(
        f"{what} of a community that removed Sidelight",
        table,
        timedelta(days=30),
        "removal",
        lambda limit, _: table.c.community.in_(
            select(communities.c.id).where(communities.c.left_at <= limit)
        ),
    )


def _case_is_over(case: ColumnElement[int], now: datetime) -> ColumnElement[bool]:
    over = select(cases.c.id).where(cases.c.closed_at <= now - AFTER_CASE)
    return or_(case.is_(None), case.in_(over))


async def _carry_out(connection: AsyncConnection, rule: Rule, now: datetime) -> Purged:
    due = rule.due(now - rule.keep, now)
    if rule.column is None:
        done = await connection.execute(delete(rule.table).where(due))
    else:
        full = rule.table.c[rule.column].is_not(None)
        done = await connection.execute(update(rule.table).where(due, full).values({rule.column: None}))
    return Purged(rule.what, done.rowcount)


def _line(rule: Rule) -> tuple[str, ...]:
    days = "day" if rule.keep.days == 1 else "days"
    kept = f"{rule.keep.days} {days}" if rule.keep else "not at all"
    end = "emptied" if rule.column else "deleted"
    return (rule.what, kept, rule.counted_from, end, rule.longer_while)
