"""The words of the store's own columns: states of acts and decisions, what people found, what somebody goes without."""

from enum import StrEnum


class ActState(StrEnum):
    """How far an act is. Only `owed` and `trying` rows still have a body."""

    OWED = "owed"
    TRYING = "trying"
    DONE = "done"
    TOO_LATE = "too_late"
    GIVEN_UP = "given_up"


class DecisionState(StrEnum):
    """Whether a decision counts: it waits for a second person, stands, was refused by them, or was corrected."""

    WAITING = "waiting"
    STANDS = "stands"
    REFUSED = "refused"
    REVERSED = "reversed"
    REPLACED = "replaced"

    @property
    def issued(self) -> bool:
        """Whether it came about: it stands, or once stood."""
        return self not in (DecisionState.WAITING, DecisionState.REFUSED)


class ReadingState(StrEnum):
    """What became of something that waits for a second person: agreed, refused, or the case ended otherwise."""

    WAITING = "waiting"
    AGREED = "agreed"
    REFUSED = "refused"
    ASIDE = "aside"


class Verdict(StrEnum):
    """What people found of a note: right, wrong, or neither, since no decision of its case stands any more."""

    KEPT = "kept"
    CLEARED = "cleared"
    TAKEN_BACK = "taken_back"


class BreakKind(StrEnum):
    """What somebody goes without: listening, writing, a badge (of leadership, for teens); or listening for good."""

    BREAK = "break"
    MUTE = "mute"
    BADGE = "badge"
    TEENS = "teens"
    LEAVE = "leave"
