"""The life of a 1-1 chat as a state machine, and who is offered which request: pure, without clock or store."""

from bot.chats.asking import LANGUAGES, OTHER_LANGUAGE, Topic, Wish, read_language, read_topic, read_wish
from bot.chats.ending import Asked, Ending, question_after
from bot.chats.groups import Group, group_of, may_meet
from bot.chats.life import Event, NotNow, State, after, events_in, is_live, states_before
from bot.chats.matching import (
    OFFER_LASTS,
    PASSES,
    PATIENCE,
    Move,
    Offer,
    OnShift,
    ShowAll,
    Waiting,
    could_take,
    next_moves,
)
from bot.chats.shift import FIRST_CHATS, MOST_CHATS, REST, Shift
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
    "FIRST_CHATS",
    "LANGUAGES",
    "MOST_CHATS",
    "OFFER_LASTS",
    "OTHER_LANGUAGE",
    "PASSES",
    "PATIENCE",
    "REST",
    "Asked",
    "Deadline",
    "Due",
    "Ending",
    "Event",
    "Group",
    "Move",
    "NotNow",
    "Offer",
    "OnShift",
    "Pace",
    "Shift",
    "ShowAll",
    "State",
    "Times",
    "Told",
    "Topic",
    "Turns",
    "Waiting",
    "Wish",
    "after",
    "begin",
    "could_take",
    "events_in",
    "group_of",
    "is_live",
    "is_too_late",
    "life_table",
    "longer",
    "may_meet",
    "next_due",
    "next_moves",
    "question_after",
    "read_language",
    "read_topic",
    "read_wish",
    "states_before",
    "told",
    "with_length",
]
