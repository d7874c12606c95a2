"""The states of a chat and the events that move it from one to the next."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """Where a chat stands."""

    ASKED = "asked"
    WITHDRAWN = "withdrawn"
    OPENING = "opening"
    OPEN = "open"
    ENDED = "ended"
    DELETED = "deleted"


class Event(StrEnum):
    """What can happen to a chat."""

    WITHDRAW = "withdraw"
    ACCEPT = "accept"
    THREAD_MADE = "thread_made"
    THREAD_REFUSED = "thread_refused"
    PANEL_STANDS = "panel_stands"
    END = "end"
    DELETE = "delete"


class NotNow(Exception):  # noqa: N818 - it is not an error of the program, only an answer: this cannot happen now
    """The event cannot happen in this state, for instance when a second listener accepts."""


# People come into a thread only once its panel stands: nobody ever talks without one (T27).
_MOVES: Mapping[tuple[State, Event], State] = MappingProxyType(
    {
        (State.ASKED, Event.WITHDRAW): State.WITHDRAWN,
        (State.ASKED, Event.ACCEPT): State.OPENING,
        (State.OPENING, Event.THREAD_MADE): State.OPENING,
        (State.OPENING, Event.THREAD_REFUSED): State.ASKED,
        (State.OPENING, Event.PANEL_STANDS): State.OPEN,
        (State.OPEN, Event.END): State.ENDED,
        (State.OPENING, Event.END): State.ENDED,
        (State.ENDED, Event.DELETE): State.DELETED,
    }
)


def after(state: State, event: Event) -> State:
    """The state that follows; raises `NotNow` when the event cannot happen in this state."""
    try:
        return _MOVES[(state, event)]
    except KeyError:
        raise NotNow(f"a chat that is {state} cannot {event}") from None


def states_before(event: Event) -> tuple[State, ...]:
    """Every state in which the event can happen."""
    return tuple(state for state, possible in _MOVES if possible is event)


def events_in(state: State) -> tuple[Event, ...]:
    """Every event that can happen in this state; none when it is the last one."""
    return tuple(possible for at, possible in _MOVES if at is state)
