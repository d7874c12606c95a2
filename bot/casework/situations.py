"""The situations a person can report with one choice (T35: a link for each situation)."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Situation(StrEnum):
    """What a reporter says happened, in the order shown."""

    ASKED_CONTACT = "asked_contact"
    MOVE_TYPING = "move_typing"
    MOVE_BATTERY = "move_battery"
    MOVE_FREELY = "move_freely"
    MOVE_OTHER = "move_other"
    OUTSIDE_CONTACT = "outside_contact"
    GAVE_SOMETHING = "gave_something"
    THREATENED = "threatened"
    SEXUAL_ROMANTIC = "sexual_romantic"
    JUDGED = "judged"
    NOT_SERIOUS = "not_serious"
    DIAGNOSED = "diagnosed"
    PUSHED_ADVICE = "pushed_advice"
    ENDED_SUDDENLY = "ended_suddenly"
    SOMETHING_ELSE = "something_else"
    UNEASY = "uneasy"
    UNKIND = "unkind"
    BOUNDARY = "boundary"
    RUMOURS = "rumours"
    PRIVATE_SHARED = "private_shared"
    TROLLING = "trolling"

    @property
    def about_contact(self) -> bool:
        """Whether the person was asked for contact details or led elsewhere (T09 to T11)."""
        return self in _ABOUT_CONTACT


_ABOUT_CONTACT = frozenset(
    {
        Situation.ASKED_CONTACT,
        Situation.MOVE_TYPING,
        Situation.MOVE_BATTERY,
        Situation.MOVE_FREELY,
        Situation.MOVE_OTHER,
        Situation.OUTSIDE_CONTACT,
    }
)


class Setting(StrEnum):
    """Who tells about whom: it decides which situations are offered."""

    ABOUT_LISTENER = "about_listener"
    ABOUT_MEMBER = "about_member"
    OUTSIDE = "outside"
    # Told by a listener outside of chats, mostly about another listener (P36).
    AMONG_LISTENERS = "among_listeners"


def situations_for(setting: Setting) -> tuple[Situation, ...]:
    """The situations to choose from, in the order shown; something else comes last everywhere."""
    return _OFFERED[setting]


_HARM = (Situation.GAVE_SOMETHING, Situation.THREATENED, Situation.SEXUAL_ROMANTIC)
_AWAY = (Situation.MOVE_TYPING, Situation.MOVE_BATTERY, Situation.MOVE_FREELY, Situation.MOVE_OTHER)
_HEARD_BADLY = (Situation.JUDGED, Situation.NOT_SERIOUS, Situation.DIAGNOSED, Situation.PUSHED_ADVICE)
_BETWEEN_PEOPLE = (
    Situation.UNKIND,
    Situation.BOUNDARY,
    Situation.RUMOURS,
    Situation.PRIVATE_SHARED,
)
_CONTACT_OUTSIDE = (Situation.ASKED_CONTACT, Situation.MOVE_OTHER, Situation.OUTSIDE_CONTACT)

_OFFERED: Mapping[Setting, tuple[Situation, ...]] = MappingProxyType(
    {
        Setting.ABOUT_LISTENER: (
            Situation.ASKED_CONTACT,
            *_AWAY,
            Situation.OUTSIDE_CONTACT,
            *_HARM,
            *_HEARD_BADLY,
            Situation.ENDED_SUDDENLY,
            Situation.SOMETHING_ELSE,
        ),
        Setting.ABOUT_MEMBER: (
            *_CONTACT_OUTSIDE,
            *_HARM,
            Situation.UNKIND,
            Situation.BOUNDARY,
            Situation.TROLLING,
            Situation.SOMETHING_ELSE,
        ),
        Setting.OUTSIDE: (
            *_CONTACT_OUTSIDE,
            *_HARM,
            *_BETWEEN_PEOPLE,
            *_HEARD_BADLY,
            Situation.SOMETHING_ELSE,
        ),
        Setting.AMONG_LISTENERS: (
            *_CONTACT_OUTSIDE,
            *_HARM,
            *_BETWEEN_PEOPLE,
            Situation.TROLLING,
            Situation.SOMETHING_ELSE,
        ),
    }
)
