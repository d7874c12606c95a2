"""Whose turn it is in a chat, and whether somebody has said goodbye; no words are kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.screening import Side

# Who writes a little more after a goodbye has still said it; who talks on has taken it back.
GOODBYE_STANDS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Turns:
    """Who wrote last and when, and the last goodbye of either side that still stands.

    `unclear`: some words could not be read, so nobody can say that no goodbye was among them.
    """

    last_side: Side | None = None
    last_at: datetime | None = None
    goodbye_at: datetime | None = None
    unclear: bool = False

    @property
    def listener_owes(self) -> bool:
        """Whether the member waits for an answer; unknown counts as no."""
        return self.last_side is Side.MEMBER

    @property
    def said_goodbye(self) -> bool:
        """Whether a goodbye stands."""
        return self.goodbye_at is not None

    def then(self, side: Side, at: datetime, *, goodbye: bool, unclear: bool = False) -> "Turns":
        """Add a message; one that is older than the last is passed over."""
        if self.last_at is not None and at < self.last_at:
            return self
        stands = self.goodbye_at is not None and at - self.goodbye_at <= GOODBYE_STANDS
        kept = self.goodbye_at if stands else None
        return Turns(side, at, at if goodbye else kept, self.unclear or unclear)
