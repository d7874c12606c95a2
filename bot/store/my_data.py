"""A copy of what is stored about one person: column by column, never another person's words or name.

Every column of every table stands here: told, or left out with the reason. A test walks all tables.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from sqlalchemy import ColumnElement, Table, and_, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.points import as_text
from bot.casework.values import Source
from bot.screening import Side
from bot.store import tables
from bot.store.keys import Keys
from bot.store.words import DecisionState

Value = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose rows are meant, and where."""

    person: int
    community: int


@dataclass(frozen=True, slots=True)
class Told:
    """Rows of one table that are a person's own, and what a copy holds of them.

    `left_out` gives the reason for every other column.
    """

    name: str
    table: Table
    rows: Callable[[Whose], ColumnElement[bool]]
    columns: tuple[str, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)


OF_THE_BOT = "only for the bot's own work"
WHOSE = "says whose it is, which the reader knows"
SOMEBODY = "names another person"
THEIR_WORDS = "may hold another person's words"
TEAM = "belongs to the team's work"
LINK = "a number that links to another row"


async def copy_of(connection: AsyncConnection, keys: Keys, whose: Whose) -> dict[str, list[dict[str, Value]]]:
    """Read all that is a person's own, by kind; ids as text, since other programs round large numbers."""
    return {told.name: await _rows(connection, keys, told, whose) for told in everything_told()}


async def _rows(connection: AsyncConnection, keys: Keys, told: Told, whose: Whose) -> list[dict[str, Value]]:
    wanted = select(*(told.table.c[name] for name in told.columns)).where(told.rows(whose))
    found = (await connection.execute(wanted)).mappings()
    return [{name: _plain(keys, row[name]) for name in told.columns} for row in found]


def _plain(keys: Keys, value: object) -> Value:
    match value:
        case bytes():
            return keys.unseal_or(value)
        case datetime():
            return value.isoformat()
        case Decimal():
            return as_text(value)
        case bool() | None:
            return value
        case int():
            return value if abs(value) < 2**53 else str(value)
    return str(value)


def everything_told() -> tuple[Told, ...]:
    """List what a copy holds."""
    return (*_self(), *_listening(), *_chats(), *_told_to_us(), *_asked(), *_recorded(), *_decided())


def _self() -> tuple[Told, ...]:
    people, names, letters, spoken = tables.people, tables.names, tables.letters, tables.spoken
    return (
        Told(
            "choices",
            people,
            lambda who: and_(people.c.person == who.person, people.c.community == who.community),
            ("private_words", "locale", "asked_at", "away_until"),
            {"community": WHOSE, "person": WHOSE},
        ),
        Told(
            "names_brought_up",
            names,
            lambda who: and_(names.c.whose == who.person, names.c.community == who.community),
            ("what", "told_at"),
            {"community": WHOSE, "whose": WHOSE, "allowed_by": SOMEBODY},
        ),
        Told(
            "private_messages_from_the_bot",
            letters,
            lambda who: and_(letters.c.person == who.person, letters.c.community == who.community),
            ("made_at", "read_at"),
            {
                "id": OF_THE_BOT,
                "community": WHOSE,
                "person": WHOSE,
                "body": f"{THEIR_WORDS}; it can be read under My messages",
            },
        ),
        Told(
            "when_the_bot_spoke_to_you",
            spoken,
            lambda who: and_(spoken.c.person == who.person, spoken.c.community == who.community),
            ("what", "at"),
            {
                "id": OF_THE_BOT,
                "community": WHOSE,
                "person": WHOSE,
                "place": OF_THE_BOT,
                "would_have": OF_THE_BOT,
            },
        ),
    )


def _listening() -> tuple[Told, ...]:
    listeners, offers, stops = tables.listeners, tables.offers, tables.stops
    return (
        Told(
            "as_a_listener",
            listeners,
            lambda who: and_(listeners.c.person == who.person, listeners.c.community == who.community),
            (
                *("seen_at", "on_shift_since", "resting_until", "last_offer", "most_chats", "not_taken"),
                *("knows_card", "chats_begun", "topics", "languages", "called", "listed", "age_group"),
            ),
            {"id": OF_THE_BOT, "community": WHOSE, "person": WHOSE},
        ),
        Told(
            "requests_offered_to_you",
            offers,
            lambda who: and_(offers.c.listener == who.person, _in_community(offers, who)),
            ("made_at",),
            {"id": OF_THE_BOT, "chat_id": LINK, "listener": WHOSE, "open_chat": OF_THE_BOT},
        ),
        Told(
            "chats_you_stopped",
            stops,
            lambda who: and_(stops.c.listener == who.person, stops.c.community == who.community),
            ("at",),
            {"chat_id": LINK, "community": WHOSE, "member": SOMEBODY, "listener": WHOSE},
        ),
    )


def _chats() -> tuple[Told, ...]:
    chats, answers, wishes = tables.chats, tables.answers, tables.wishes
    when = ("number", "state", "language", "minutes", "made_at", "opened_at", "ended_at", "ending")
    asked = ("topic", "avoid", "wish", "age_group", "for_all")
    unsaid = {
        **dict.fromkeys(("place", "request_message", "panel_message", "live_member"), OF_THE_BOT),
        **dict.fromkeys(("member", "listener", "ended_by", "wanted"), f"{SOMEBODY}, or the reader"),
        "id": OF_THE_BOT,
        "community": WHOSE,
    }
    return (
        Told(
            "chats_as_a_member",
            chats,
            lambda who: and_(chats.c.member == who.person, chats.c.community == who.community),
            (*when, *asked),
            unsaid,
        ),
        Told(
            "chats_as_a_listener",
            chats,
            lambda who: and_(chats.c.listener == who.person, chats.c.community == who.community),
            when,
            {**unsaid, **dict.fromkeys(asked, "the other person said it")},
        ),
        Told(
            "answers_after_chats",
            answers,
            lambda who: and_(answers.c.member == who.person, answers.c.community == who.community),
            ("helped", "safe", "answered_at"),
            {"chat_id": LINK, "community": WHOSE, "member": WHOSE, "listener": SOMEBODY},
        ),
        Told(
            "whom_to_meet_again_or_never",
            wishes,
            lambda who: and_(own_wish(who), wishes.c.community == who.community),
            ("side", "kind", "since"),
            {"community": WHOSE, "member": SOMEBODY, "listener": SOMEBODY},
        ),
    )


def _told_to_us() -> tuple[Told, ...]:
    reports, files = tables.reports, tables.case_files
    return (
        Told(
            "your_reports",
            reports,
            lambda who: and_(reports.c.reporter == who.person, reports.c.community == who.community),
            ("number", "situation", "words", "naming", "made_at", "closed_at", "looked_again_at"),
            {
                "id": OF_THE_BOT,
                "community": WHOSE,
                "reporter": WHOSE,
                "subject": SOMEBODY,
                **dict.fromkeys(("chat_id", "case_id"), LINK),
                **dict.fromkeys(("place", "message"), "leads to what another person wrote"),
                "fresh": TEAM,
            },
        ),
        Told(
            "files_you_gave",
            files,
            lambda who: and_(files.c.by == who.person, files.c.community == who.community),
            ("name", "kind", "at"),
            {
                "id": OF_THE_BOT,
                "community": WHOSE,
                "by": WHOSE,
                **dict.fromkeys(("report_id", "case_id"), LINK),
                "content": "the giver has the file, and it may show another person's words",
            },
        ),
    )


def _asked() -> tuple[Told, ...]:
    suggestions, questions = tables.suggestions, tables.questions
    readers, reviewers, views = tables.news_readers, tables.reviewers, tables.record_views
    return (
        Told(
            "your_suggestions",
            suggestions,
            lambda who: and_(suggestions.c.person == who.person, suggestions.c.community == who.community),
            ("number", "words", "may_name", "progress", "made_at", "answered_at"),
            {
                **dict.fromkeys(("id", "answers"), OF_THE_BOT),
                "community": WHOSE,
                "person": WHOSE,
                "answer": f"{THEIR_WORDS}; it can be read under My messages",
            },
        ),
        Told(
            "your_questions_to_the_moderators",
            questions,
            lambda who: and_(questions.c.asker == who.person, questions.c.community == who.community),
            ("number", "words", "asked_at", "answered_at"),
            {
                **dict.fromkeys(("id", "letter"), OF_THE_BOT),
                "community": WHOSE,
                "asker": WHOSE,
                "answer": f"{THEIR_WORDS}; it can be read under My messages",
                "answered_by": SOMEBODY,
            },
        ),
        Told(
            "news_about_safety",
            readers,
            lambda who: and_(readers.c.person == who.person, readers.c.community == who.community),
            ("since",),
            {"community": WHOSE, "person": WHOSE},
        ),
        Told(
            "practice_for_reviewing",
            reviewers,
            lambda who: and_(reviewers.c.person == who.person, reviewers.c.community == who.community),
            ("steps", "seen_at"),
            {"community": WHOSE, "person": WHOSE},
        ),
        Told(
            "records_you_opened",
            views,
            lambda who: and_(views.c.viewer == who.person, views.c.community == who.community),
            ("at", "reason"),
            {
                "id": OF_THE_BOT,
                "community": WHOSE,
                "viewer": WHOSE,
                "person": SOMEBODY,
                "case_id": LINK,
            },
        ),
    )


def _recorded() -> tuple[Told, ...]:
    flags, pauses, cases, replies = tables.flags, tables.pauses, tables.cases, tables.replies
    return (
        Told(
            "notes_about_you",
            flags,
            # What others told us is not theirs to read: it comes with the moderators' question.
            lambda who: and_(
                flags.c.subject == who.person,
                flags.c.community == who.community,
                flags.c.source == Source.SCREENING,
            ),
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
            lambda who: and_(
                pauses.c.person == who.person, pauses.c.community == who.community, pauses.c.by.is_not(None)
            ),
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
                replies.c.case_id.in_(select(cases.c.id).where(cases.c.community == who.community)),
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
            lambda who: and_(
                decisions.c.person == who.person, decisions.c.community == who.community, was_told()
            ),
            (
                *("points_table", "rule", "named", "acted_at", "decided_at", "points", "state", "leaves"),
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
            lambda who: and_(breaks.c.person == who.person, breaks.c.community == who.community),
            ("kind", "since", "until", "ended_at"),
            {
                **dict.fromkeys(("id", "roles"), OF_THE_BOT),
                "community": WHOSE,
                "person": WHOSE,
                "decision_id": LINK,
                **dict.fromkeys(("by", "ended_by"), SOMEBODY),
            },
        ),
        Told(
            "second_looks_you_asked_for",
            appeals,
            lambda who: and_(
                appeals.c.person == who.person,
                appeals.c.community == who.community,
                appeals.c.made_at.is_not(None),
            ),
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


# Tables of which a copy holds nothing, and why.
NOT_TOLD: Mapping[str, str] = MappingProxyType(
    {
        "communities": "the settings of the community",
        "rooms": "the settings of the community",
        "case_log": "what the team did, step by step; a person's own steps are in what they asked and answered",
        "reveals": f"{TEAM}, with their words",
        "case_notes": f"{TEAM}, with their words",
        "apart": "names two people; it protects both",
        "chat_times": "the clock of a chat, without a person; it goes with the chat",
        "handovers": "a listener's words about a member; it goes with the chat",
        "relays": "made-up names of both people; they go with the chat",
        "relayed": "which message arrived as which; gone a day after the chat",
        "news_told": "which news the community was told",
        "switches": "which pattern the team switched off, step by step",
        "verdicts": "how often a pattern was right, without a person",
        "tallies": "counts by day, without a person",
        "outbox": "what is on its way; words are forgotten when it is done, and wait under My messages",
        "timers": "what is to happen when, without words",
        "watermarks": "how far the bot has read, without words",
        "facts": "about the deployment, without a person",
    }
)


def own_wish(who: Whose) -> ColumnElement[bool]:
    """The wishes that a person has themselves; what others wish about them is not told."""
    wishes = tables.wishes
    as_member = and_(wishes.c.member == who.person, wishes.c.side == Side.MEMBER)
    as_listener = and_(wishes.c.listener == who.person, wishes.c.side == Side.LISTENER)
    return or_(as_member, as_listener)


def was_told() -> ColumnElement[bool]:
    """Decisions that the person was told: not those that wait for a second person, or never came about."""
    unsaid = (DecisionState.WAITING, DecisionState.REFUSED)
    return tables.decisions.c.state.not_in(unsaid)


def told_cases(who: Whose) -> ColumnElement[bool]:
    """The cases about a person that they know of: they were asked, paused by people, or told a decision."""
    cases, replies, decisions, pauses = tables.cases, tables.replies, tables.decisions, tables.pauses
    asked = exists().where(replies.c.case_id == cases.c.id, replies.c.told_at.is_not(None))
    decided = exists().where(decisions.c.case_id == cases.c.id, was_told())
    paused = exists().where(pauses.c.case_id == cases.c.id, pauses.c.by.is_not(None))
    about = and_(cases.c.subject == who.person, cases.c.community == who.community)
    return and_(about, or_(asked, decided, paused))


def _in_community(table: Table, who: Whose) -> ColumnElement[bool]:
    here = select(tables.chats.c.id).where(tables.chats.c.community == who.community)
    return table.c.chat_id.in_(here)
