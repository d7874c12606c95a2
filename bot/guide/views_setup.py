"""What the card of `/setup` is given to show: its steps, what each holds, and what is missing."""

from dataclasses import dataclass
from enum import StrEnum

ON, OFF = "on", "off"
"""What a switch in setup holds."""
DAILY, WEEKLY = "daily", "weekly"
"""How often the digest comes."""


class SetupStep(StrEnum):
    """The steps of `/setup`, in their order; the last one checks and finishes."""

    MODERATORS_CHANNEL = "moderators_channel"
    MODERATORS_ROLE = "moderators_role"
    OVERSIGHT = "oversight"
    LISTENER_ROLE = "listener_role"
    LOBBY = "lobby"
    REQUESTS = "requests"
    ROOMS = "rooms"
    LANGUAGE = "language"
    TIME = "time"
    GUIDE_LINK = "guide_link"
    SHADOW = "shadow"
    PAUSE_ON_URGENT = "pause_on_urgent"
    STRICTNESS = "strictness"
    ADULT_ROLE = "adult_role"
    TEEN_ROLE = "teen_role"
    GROUPS_MIX = "groups_mix"
    CRISIS = "crisis"
    CRISIS_ALERT = "crisis_alert"
    RELAY = "relay"
    POINTS = "points"
    BREAK_ROLES = "break_roles"
    MUTING = "muting"
    CHECK = "check"

    @property
    def number(self) -> int:
        """Its place, from 1."""
        return list(SetupStep).index(self) + 1

    @property
    def after(self) -> "SetupStep":
        """The next step, or the last one again."""
        steps = list(SetupStep)
        return steps[min(self.number, len(steps) - 1)]

    @property
    def before(self) -> "SetupStep":
        """The step before, or the first one again."""
        return list(SetupStep)[max(self.number - 2, 0)]


class SetupPart(StrEnum):
    """What is chosen in the steps that choose several things."""

    LEADERSHIP_ROLE = "leadership_role"
    ADULT_TEEN_ROLE = "adult_teen_role"
    REVIEWERS_ROLE = "reviewers_role"
    MUTED_ROLE = "muted_role"
    QUIET_ROOM = "quiet_room"


@dataclass(frozen=True, slots=True)
class SetupValue:
    """What one step holds now: `shown` as people read it, `chosen` as selects know it (ids).

    Of a step that chooses several things there is one for each `part`.
    """

    step: SetupStep
    shown: str = ""
    chosen: tuple[str, ...] = ()
    part: SetupPart | None = None


@dataclass(frozen=True, slots=True)
class MissingPermissions:
    """What is missing in a place (empty: the whole community); `names` are discord.py's."""

    place: str
    names: tuple[str, ...]


class Trouble(StrEnum):
    """What would keep breaks from working."""

    OUT_OF_REACH = "out_of_reach"
    GONE = "gone"
    NO_ROOM = "no_room"
    UNREADABLE_MUTED = "unreadable_muted"
    UNREADABLE_TIMED_OUT = "unreadable_timed_out"
    CAN_WRITE = "can_write"
    ANOTHER_ROLE = "another_role"


@dataclass(frozen=True, slots=True)
class BreakTrouble:
    """One thing in the way of breaks: the rooms it is about and a role, as mentions, and discord.py's permissions.

    `other` is the role that allows what the muted one denies.
    """

    what: Trouble
    places: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    role: str = ""
    other: str = ""


class Said(StrEnum):
    """What setup answers to the last press or form."""

    SAVED = "saved"
    CLEARED = "cleared"
    BAD_ZONE = "bad_zone"
    BAD_HOUR = "bad_hour"
    BAD_LINK = "bad_link"
    TEST_FAILED = "test_failed"
    NOT_EVERYONE = "not_everyone"
    SAME_CHANNEL = "same_channel"


@dataclass(frozen=True, slots=True)
class SetupView:
    """One setup card: the step shown, all values so far, what is missing, and a word about the last press."""

    step: SetupStep
    values: tuple[SetupValue, ...] = ()
    missing: tuple[MissingPermissions, ...] = ()
    said: Said | None = None
    troubles: tuple[BreakTrouble, ...] = ()

    def value(self, step: SetupStep, part: SetupPart | None = None) -> SetupValue:
        """Give what a step (or a part of it) holds now; an empty value when it was never set."""
        found = (value for value in self.values if value.step is step and value.part is part)
        return next(found, SetupValue(step))
