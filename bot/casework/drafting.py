"""A decision that somebody is still putting together: what they named so far, small enough for a button. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from bot.casework.points import Incident
from bot.screening import Side

_PARTS = 4


class Tick(StrEnum):
    """What a reviewer can say about an act beside its rule; each begins with another letter."""

    EVIDENT = "evident"
    ROOM = "room"
    TEEN = "teen"
    GRAVE = "grave"
    ON_AND_ON = "on_and_on"
    SEVERE = "severe"
    # Not ticked by anybody: they hold the badge of adults who listen to teens.
    ADULT = "adult"


@dataclass(frozen=True, slots=True)
class Draft:
    """Which rule is named, when it was, and what is said about it. `acted_at` has whole seconds."""

    case: int
    rule: str
    acted_at: datetime
    ticked: frozenset[Tick] = frozenset()

    @property
    def argument(self) -> str:
        """How a button carries it."""
        letters = "".join(sorted(tick.value[0] for tick in self.ticked))
        return f"{self.case}:{self.rule}:{int(self.acted_at.timestamp())}:{letters}"

    def incident(self, side: Side) -> Incident:
        """What happened, as the rules about points ask."""
        return Incident(
            self.acted_at,
            side,
            in_listener_room=Tick.ROOM in self.ticked,
            with_teen=Tick.TEEN in self.ticked,
            by_adult_for_teens=Tick.ADULT in self.ticked,
            grave=Tick.GRAVE in self.ticked,
            goes_on=Tick.ON_AND_ON in self.ticked,
        )


def read_draft(argument: str) -> Draft | None:
    """Read what a button carries; None when it is no draft."""
    parts = argument.split(":")
    if len(parts) != _PARTS or not (parts[0].isdecimal() and parts[2].isdecimal()):
        return None
    case, rule, seconds, letters = parts
    return Draft(int(case), rule, datetime.fromtimestamp(int(seconds), UTC), ticks(letters))


def ticks(letters: Iterable[str]) -> frozenset[Tick]:
    """Read ticks from their first letters, or from their names; what is unknown is left out."""
    begun = {letter[:1] for letter in letters}
    return frozenset(tick for tick in Tick if tick.value[0] in begun)
