"""Since when the bot has seen everything without a gap: what fell into a gap is never held against anybody."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class Presence:
    """Kept in memory only: a restart is a gap by itself. `_away` are the connections that are down now."""

    back_at: datetime | None = None
    _away: set[int] = field(default_factory=set)

    def lost(self, connection: int) -> None:
        """A connection is down."""
        self._away.add(connection)

    def back(self, connection: int, now: datetime) -> None:
        """A connection works, for the first time or again."""
        self._away.discard(connection)
        self.back_at = now

    def since(self, now: datetime) -> datetime:
        """Since when everything was seen; `now` while something may be missed."""
        return now if self._away or self.back_at is None else self.back_at
