"""The tables, as SQLAlchemy Core knows them; the migrations build the same. One module for each room of the house.

`sqlite_autoincrement`: ids stand in buttons and letters, so that of a deleted row must never come back.
"""

from bot.store.tables.base import metadata
from bot.store.tables.casework import case_log, cases, flags, pauses, reports, reveals
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
from bot.store.tables.listeners import listeners
from bot.store.tables.workings import facts, letters, outbox, spoken, tallies, timers, watermarks

__all__ = [
    "answers",
    "apart",
    "case_log",
    "cases",
    "chat_times",
    "chats",
    "communities",
    "facts",
    "flags",
    "handovers",
    "letters",
    "listeners",
    "metadata",
    "names",
    "offers",
    "outbox",
    "pauses",
    "people",
    "relayed",
    "relays",
    "reports",
    "reveals",
    "rooms",
    "spoken",
    "stops",
    "tallies",
    "timers",
    "watermarks",
    "wishes",
]
