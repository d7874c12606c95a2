"""The time of an open chat: what is due next, and when; each deadline comes once and the last one ends the chat."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.chats.turns import Turns


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things take. `usual` is the length in minutes when nobody names one (T40: 45 to 60).

    `quiet`: how long nobody writes before the line about the connection; `close`: from that line to the end;
    `after_end`: how long a chat stays quiet after its time or a goodbye before it is closed;
    `choose_within`: how long a listener may still choose the length.
    """

    usual: int = 45
    warn_before: timedelta = timedelta(minutes=5)
    time_useful: timedelta = timedelta(minutes=2)
    quiet_useful: timedelta = timedelta(minutes=10)
    more: timedelta = timedelta(minutes=15)
    quiet: timedelta = timedelta(minutes=10)
    close: timedelta = timedelta(minutes=20)
    after_end: timedelta = timedelta(minutes=10)
    choose_within: timedelta = timedelta(minutes=10)


class Told(StrEnum):
    """What the two were told about the time so far."""

    NOTHING = ""
    FIVE_MINUTES = "five_minutes"
    TIME_UP = "time_up"


class Deadline(StrEnum):
    """What can become due in an open chat."""

    FIVE_MINUTES = "five_minutes"
    TIME_UP = "time_up"
    QUIET = "quiet"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Times:
    """The time of one open chat. `quiet_told_at`: when the line about the connection was said last."""

    opened_at: datetime
    ends_at: datetime
    turns: Turns = field(default_factory=Turns)
    told: Told = Told.NOTHING
    quiet_told_at: datetime | None = None

    @property
    def quiet_since(self) -> datetime:
        """Since when nobody has written."""
        return self.turns.last_at or self.opened_at

    @property
    def dropped(self) -> bool:
        """Whether nobody has written since the line about the connection."""
        return self.quiet_told_at is not None and self.quiet_told_at >= self.quiet_since


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline and its moment."""

    what: Deadline
    at: datetime


def begin(opened_at: datetime, minutes: int, pace: Pace) -> Times:
    """The times of a chat that has just opened; 0 minutes means that nobody named a length."""
    return Times(opened_at, opened_at + timedelta(minutes=minutes or pace.usual))


def next_due(times: Times, watched_since: datetime, pace: Pace) -> Due:
    """What comes next.

    `watched_since` is when the bot began to see everything without a gap: silence from before it is not
    silence, for it may have been the bot or Discord that was away.
    """
    quiet = _silence(times, watched_since, pace)
    if times.dropped or times.turns.said_goodbye:
        # Nobody is there any more to be told the time.
        return quiet
    match times.told:
        case Told.NOTHING:
            time = Due(Deadline.FIVE_MINUTES, times.ends_at - pace.warn_before)
        case Told.FIVE_MINUTES:
            time = Due(Deadline.TIME_UP, times.ends_at)
        case Told.TIME_UP:
            return quiet
    return min(time, quiet, key=lambda due: due.at)


def _silence(times: Times, watched_since: datetime, pace: Pace) -> Due:
    quiet_since = max(times.quiet_since, watched_since)
    if times.told is Told.TIME_UP:
        return Due(Deadline.CLOSE, max(quiet_since, times.ends_at) + pace.after_end)
    if times.turns.said_goodbye:
        return Due(Deadline.CLOSE, quiet_since + pace.after_end)
    if times.dropped and times.quiet_told_at is not None:
        return Due(Deadline.CLOSE, max(times.quiet_told_at, watched_since) + pace.close)
    return Due(Deadline.QUIET, quiet_since + pace.quiet)


def is_too_late(due: Due, now: datetime, pace: Pace) -> bool:
    """Whether this is better left unsaid by now, for instance after the bot was away."""
    useful = pace.quiet_useful if due.what is Deadline.QUIET else pace.time_useful
    return now - due.at > useful


def told(times: Times, what: Deadline, now: datetime) -> Times:
    """The times after a deadline other than `CLOSE` was dealt with, whether or not anything was said."""
    match what:
        case Deadline.FIVE_MINUTES:
            return replace(times, told=Told.FIVE_MINUTES)
        case Deadline.TIME_UP:
            return replace(times, told=Told.TIME_UP)
        case _:
            return replace(times, quiet_told_at=now)


def longer(times: Times, now: datetime, pace: Pace) -> Times:
    """Both want more time: it is counted from the end, or from now when the end is past."""
    return replace(times, ends_at=max(times.ends_at, now) + pace.more, told=Told.NOTHING)


def with_length(times: Times, minutes: int) -> Times:
    """The listener has chosen how long they have."""
    return replace(times, ends_at=times.opened_at + timedelta(minutes=minutes))
