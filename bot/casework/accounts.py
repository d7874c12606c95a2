"""How new an account is: what a new one tells is put before people, and counts toward nothing by itself."""

from datetime import datetime, timedelta

FRESH_FOR = timedelta(days=7)


def is_fresh(made_at: datetime, joined_at: datetime | None, now: datetime) -> bool:
    """Whether an account was made, or joined, less than seven days ago. `joined_at` None: not known."""
    return now - made_at < FRESH_FOR or (joined_at is not None and now - joined_at < FRESH_FOR)
