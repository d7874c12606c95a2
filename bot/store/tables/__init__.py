"""The tables, as SQLAlchemy Core knows them; the migrations build the same. One module for each room of the house.

`sqlite_autoincrement`: ids stand in buttons and letters, so that of a deleted row must never come back.
"""

from bot.store.tables.base import metadata
from bot.store.tables.casework import (
    appeals,
    breaks,
    case_files,
    case_log,
    case_notes,
    cases,
    decisions,
    flags,
    pauses,
    record_views,
    replies,
    reports,
    reveals,
)
from bot.store.tables.chats import (
    answers,
    apart,
    chat_times,
    chats,
    handovers,
    offers,
    relayed,
    relays,
    stops,
    wishes,
)
from bot.store.tables.communities import communities, names, people, rooms
from bot.store.tables.learning import reviewers, switches, verdicts
from bot.store.tables.listeners import listeners
from bot.store.tables.questions import questions
from bot.store.tables.reading import second_readings
from bot.store.tables.suggestions import news_readers, news_told, suggestions
from bot.store.tables.workings import (
    facts,
    letters,
    outbox,
    spoken,
    tallies,
    timers,
    watermarks,
    words_held,
)

__all__ = [
    "answers",
    "apart",
    "appeals",
    "breaks",
    "case_files",
    "case_log",
    "case_notes",
    "cases",
    "chat_times",
    "chats",
    "communities",
    "decisions",
    "facts",
    "flags",
    "handovers",
    "letters",
    "listeners",
    "metadata",
    "names",
    "news_readers",
    "news_told",
    "offers",
    "outbox",
    "pauses",
    "people",
    "questions",
    "record_views",
    "relayed",
    "relays",
    "replies",
    "reports",
    "reveals",
    "reviewers",
    "rooms",
    "second_readings",
    "spoken",
    "stops",
    "suggestions",
    "switches",
    "tallies",
    "timers",
    "verdicts",
    "watermarks",
    "wishes",
    "words_held",
]
