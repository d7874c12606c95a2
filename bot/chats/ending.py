"""Why chats end, and whether the member is asked afterwards if it ended suddenly (T42, T46, T50)."""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.chats.timing import Pace, Times, Told

# Later nobody remembers well, and the question would only worry.
ASKED_WITHIN = timedelta(days=1)


class Ending(StrEnum):
    """Why a chat ended: every one that ended has one of these."""

    MEMBER_ENDED = "member_ended"
    LISTENER_ENDED = "listener_ended"
    END_NOW = "end_now"
    REFERRED = "referred"
    ANOTHER_LISTENER = "another_listener"
    MEMBER_LEFT = "member_left"
    LISTENER_LEFT = "listener_left"
    TIME_OVER = "time_over"
    SAID_GOODBYE = "said_goodbye"
    WENT_QUIET = "went_quiet"
    PLACE_GONE = "place_gone"
    BY_MODERATOR = "by_moderator"
    ROLE_LOST = "role_lost"
    STOPPED = "stopped"


class Asked(StrEnum):
    """Whether the member was asked if the chat ended suddenly, and whether a yes may count."""

    NOT = "not"
    ASKED = "asked"
    COUNTS = "counts"


# The listener went; or stayed away until the chat was closed.
_BY_LISTENER = frozenset({Ending.LISTENER_ENDED, Ending.LISTENER_LEFT, Ending.WENT_QUIET, Ending.TIME_OVER})
# The member gave up waiting: only after the line about the connection.
_AFTER_WAITING = frozenset({Ending.MEMBER_ENDED, Ending.ANOTHER_LISTENER})


def question_after(
    ending: Ending, times: Times, *, watched_since: datetime, now: datetime, pace: Pace
) -> Asked:
    """Say whether to ask the member, and whether their yes may count.

    Asked is only who waited for an answer and heard no goodbye; never after End now, Refer, or an end that
    both could see coming. It counts only if the bot saw everything since the last message (`watched_since`)
    and could read it: outages and restarts are nobody's fault.
    """
    turns = times.turns
    left = ending in _BY_LISTENER or (ending in _AFTER_WAITING and times.dropped)
    if not left or not turns.listener_owes or turns.said_goodbye or _was_announced(ending, times, pace):
        return Asked.NOT
    if turns.last_at is None or now - turns.last_at > ASKED_WITHIN:
        return Asked.NOT
    was_away = watched_since > turns.last_at
    return Asked.ASKED if was_away or turns.unclear else Asked.COUNTS


def _was_announced(ending: Ending, times: Times, pace: Pace) -> bool:
    """Whether the listener stayed to the end, or was there when both were told that it was near (T41)."""
    if times.told is Told.TIME_UP and ending is Ending.LISTENER_ENDED:
        return True
    return times.told is not Told.NOTHING and times.quiet_since >= times.ends_at - pace.warn_before
