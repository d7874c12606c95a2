"""The situations a person can report with one choice (T35: a link for each situation)."""

from enum import StrEnum


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
