"""Deleting what is stored about one person: words at once, and what has to stay stays with its reason.

Every column of every table stands here: deleted, emptied, hashed, or kept with the reason. A test walks all tables.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from types import MappingProxyType

from sqlalchemy import BigInteger, ColumnElement, Table, and_, cast, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.keeping import DECISION_KEPT
from bot.store import tables
from bot.store.breaks import break_runs
from bot.store.hashed import hashed_person
from bot.store.keys import Keys
from bot.store.pauses import pause_runs
from bot.store.whose import (
    Whose,
    at_home,
    closed_cases,
    here,
    not_looked_at,
    of_chats,
    own_wish,
)
from bot.store.words import ActState

# Below every number that a flag without a message has.
_NO_MESSAGE = 10**15


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a person's rows in a table.

    Without `emptied` and `hashed` the rows are deleted. `emptied` gives the value that takes a column's place, `hashed`
    are columns that name the person. `kept` gives the reason for every other column.
    """

    table: Table
    rows: Callable[[Whose, datetime], ColumnElement[bool]]
    emptied: Mapping[str, object] = field(default_factory=dict)
    hashed: tuple[str, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)

    @property
    def deletes(self) -> bool:
        """Whether whole rows go."""
        return not (self.emptied or self.hashed)


async def forget_person(connection: AsyncConnection, keys: Keys, whose: Whose, now: datetime) -> None:
    """Carry out every fate; what is under investigation stays as it is."""
    for fate in fates():
        rows = fate.rows(whose, now)
        if fate.deletes:
            await connection.execute(delete(fate.table).where(rows))
            continue
        hashed = dict.fromkeys(fate.hashed, hashed_person(keys, whose.person))
        await connection.execute(update(fate.table).where(rows).values({**fate.emptied, **hashed}))


def fates() -> tuple[Fate, ...]:
    """List what becomes of everything that is a person's own."""
    return (*_rows_that_go(), *_words_that_go(), *_records_that_shrink())


def _rows_that_go() -> tuple[Fate, ...]:
    t = tables
    by_person = (t.people, t.listeners, t.letters, t.spoken, t.news_readers, t.reviewers)
    return (
        *(Fate(table, partial(_theirs, table)) for table in by_person),
        Fate(t.names, lambda who, _: here(t.names, who, "whose")),
        Fate(t.words_held, lambda who, _: t.words_held.c.person == who.person),
        Fate(t.answers, lambda who, _: here(t.answers, who, "member")),
        Fate(t.wishes, lambda who, _: and_(own_wish(who), at_home(t.wishes, who))),
        Fate(t.stops, lambda who, _: here(t.stops, who, "listener")),
        # An offer that is open ends within minutes by itself, and the request goes on to the next listener.
        Fate(
            t.offers,
            lambda who, _: and_(
                t.offers.c.listener == who.person, t.offers.c.open_chat.is_(None), of_chats(t.offers, who)
            ),
        ),
        Fate(
            t.handovers,
            lambda who, _: t.handovers.c.chat_id.in_(
                select(t.chats.c.id).where(here(t.chats, who, "listener"))
            ),
        ),
        Fate(
            t.relayed,
            lambda who, _: and_(
                or_(t.relayed.c.author == who.person, t.relayed.c.receiver == who.person),
                t.relayed.c.chat_id.in_(
                    select(t.chats.c.id).where(t.chats.c.ended_at.is_not(None), at_home(t.chats, who))
                ),
            ),
        ),
        Fate(t.pauses, lambda who, now: and_(here(t.pauses, who), ~pause_runs(now))),
        Fate(t.breaks, lambda who, now: and_(here(t.breaks, who), ~break_runs(now))),
        Fate(
            t.case_files,
            lambda who, _: and_(here(t.case_files, who, "by"), not_looked_at(t.case_files)),
        ),
        Fate(
            t.replies,
            lambda who, _: and_(t.replies.c.person == who.person, t.replies.c.case_id.in_(closed_cases(who))),
        ),
        Fate(
            t.outbox,
            lambda who, _: and_(
                t.outbox.c.lane == f"person:{who.person}",
                at_home(t.outbox, who),
                t.outbox.c.state.not_in((ActState.OWED, ActState.TRYING)),
            ),
        ),
    )


def _words_that_go() -> tuple[Fate, ...]:
    t = tables
    return (
        Fate(
            t.chats,
            lambda who, _: and_(here(t.chats, who, "member"), t.chats.c.ended_at.is_not(None)),
            {"topic": None, "avoid": None, "wish": "", "wanted": None},
            kept=_others(
                t.chats,
                ("topic", "avoid", "wish", "wanted"),
                "who talked with whom and when, so that the other person can still report it; 90 days",
            ),
        ),
        Fate(
            t.suggestions,
            lambda who, _: here(t.suggestions, who),
            {"words": None, "person": None, "may_name": False},
            kept=_others(
                t.suggestions,
                ("words", "person", "may_name"),
                "what the team answered and changed, without whose idea it was; a year",
            ),
        ),
        Fate(
            t.questions,
            lambda who, _: here(t.questions, who, "asker"),
            {"words": None, "answer": None},
            ("asker",),
            _others(
                t.questions,
                ("words", "answer", "asker"),
                "that something was asked, without by whom; 90 days",
            ),
        ),
        Fate(
            t.reports,
            lambda who, _: and_(
                here(t.reports, who, "reporter"),
                t.reports.c.closed_at.is_not(None),
                not_looked_at(t.reports),
            ),
            {"words": None},
            ("reporter",),
            _others(
                t.reports, ("words", "reporter"), "that something was reported, without who said it; 90 days"
            ),
        ),
        Fate(
            t.appeals,
            lambda who, _: and_(here(t.appeals, who), t.appeals.c.answered_at.is_not(None)),
            {"words": None, "answer_to": None, "token": None},
            kept=_others(
                t.appeals,
                ("words", "answer_to", "token"),
                "that somebody looked again, which happens once; it goes with the decision",
            ),
        ),
    )


def _records_that_shrink() -> tuple[Fate, ...]:
    flags = tables.flags
    emptied: dict[str, object] = {
        "excerpt": None,
        "detail": "",
        "place": 0,
        "message": -cast(flags.c.id, BigInteger) - _NO_MESSAGE,
    }
    return (
        Fate(
            flags,
            lambda who, _: and_(here(flags, who, "subject"), not_looked_at(flags)),
            emptied,
            ("subject",),
            _others(
                flags,
                (*emptied, "subject"),
                "keyed hash, rule, chat and date, so that the same thing again can be counted; 90 days",
            ),
        ),
    )


# Tables that a deletion leaves alone, and why.
LEFT_ALONE: Mapping[str, str] = MappingProxyType(
    {
        "communities": "the settings of the community; who holds an office is changed with /setup",
        "rooms": "the settings of the community",
        "cases": "a record without words, a year from its end; held while people look",
        "case_log": "who did what in a case, without words; it goes with the case",
        "reveals": "what the team asked each other; it goes with the case",
        "case_notes": "what the team wrote to each other; 30 days after the case",
        "second_readings": "what one of the team asked another to agree with; it goes with the case",
        "decisions": f"they count for a while, and can be appealed; {DECISION_KEPT.days} days",
        "apart": "who is never matched with whom: it protects the other person too",
        "chat_times": "the clock of a chat, without a person; it goes with the chat",
        "relays": "made-up names; they go with the chat",
        "news_told": "which news the community was told",
        "record_views": "who of the team opened which record; 90 days",
        "switches": "which pattern the team switched off; a year from its end",
        "verdicts": "how often a pattern was right, without a person",
        "tallies": "counts by day, without a person",
        "timers": "what is to happen when, without words; one that finds nothing does nothing",
        "watermarks": "how far the bot has read, without words; 7 days",
        "facts": "about the deployment, without a person",
    }
)


def _others(table: Table, but: tuple[str, ...], reason: str) -> Mapping[str, str]:
    return dict.fromkeys((column.name for column in table.c if column.name not in but), reason)


def _theirs(table: Table, who: Whose, _: datetime) -> ColumnElement[bool]:
    return here(table, who)
