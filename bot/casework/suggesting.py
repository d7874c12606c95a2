"""Suggestions: what becomes of what people say should be better (T59, Q10, Q26). Pure."""

from datetime import timedelta
from enum import StrEnum

# More than this many within the period are put off, so that one person cannot drown the others.
MOST_SUGGESTIONS = 3
PERIOD = timedelta(days=1)


class Progress(StrEnum):
    """How far a suggestion is."""

    NEW = "new"
    THINKING = "thinking"
    DONE = "done"
    NOT_NOW = "not_now"

    @property
    def is_final(self) -> bool:
        """Whether nothing more is expected; it may still be answered anew."""
        return self in (Progress.DONE, Progress.NOT_NOW)


# What moderators may answer.
ANSWERS = (Progress.THINKING, Progress.DONE, Progress.NOT_NOW)


def needs_words(progress: Progress) -> bool:
    """Whether an answer must say more: why not now, or what was changed."""
    return progress.is_final


def may_suggest(lately: int) -> bool:
    """Whether somebody who suggested so often within the period may suggest once more."""
    return lately < MOST_SUGGESTIONS
