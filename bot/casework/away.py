"""A moderator is away: what was promised about their cases moves, or the case goes to somebody else. Pure."""

from datetime import datetime, timedelta

# Nobody waits longer than twice what was promised because one volunteer is away.
LONGEST = 2


def moved_due(
    due: datetime, away: timedelta, since: datetime, promised: timedelta, now: datetime
) -> datetime | None:
    """The new time of a promise, or None: then somebody else has to take the case.

    `since` is when the case came to its state, `promised` how long that state may take. What is late already moves
    no further.
    """
    later = due + away
    return later if due > now and later <= since + LONGEST * promised else None


def is_let_pass(due: datetime | None, late_told_at: datetime | None, now: datetime) -> bool:
    """Whether what was promised is over, or was over and has been promised anew since (`late_told_at`)."""
    return late_told_at is not None or (due is not None and due <= now)


def may_take_over(
    due: datetime | None, late_told_at: datetime | None, away_until: datetime | None, now: datetime
) -> bool:
    """Whether a case may go to another moderator: who holds it is away, or has let the promise pass."""
    return is_let_pass(due, late_told_at, now) or (away_until is not None and away_until > now)
