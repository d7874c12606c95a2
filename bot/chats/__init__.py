"""The life of a 1-1 chat as a state machine: pure, with no clock and no store of its own."""

from bot.chats.ending import Asked, Ending, question_after
from bot.chats.life import Event, NotNow, State, after, events_in, is_live, states_before
from bot.chats.table import life_table
from bot.chats.timing import (
    Deadline,
    Due,
    Pace,
    Times,
    Told,
    begin,
    is_too_late,
    longer,
    next_due,
    told,
    with_length,
)
from bot.chats.turns import Turns

__all__ = [
    "Asked",
    "Deadline",
    "Due",
    "Ending",
    "Event",
    "NotNow",
    "Pace",
    "State",
    "Times",
    "Told",
    "Turns",
    "after",
    "begin",
    "events_in",
    "is_live",
    "is_too_late",
    "life_table",
    "longer",
    "next_due",
    "question_after",
    "states_before",
    "told",
    "with_length",
]
