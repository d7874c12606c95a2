"""A listener's shift: whether a request may be offered to them now, by their own limits."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

MOST_CHATS = (1, 2, 3)
REST = timedelta(hours=1)
FIRST_CHATS = 5


@dataclass(frozen=True, slots=True)
class Shift:
    """What a listener chose. `since` None: off shift. `most_chats` None: they chose no limit.

    `resting_until`: they take a rest until then.
    """

    since: datetime | None = None
    resting_until: datetime | None = None
    most_chats: int | None = None
    not_taken: frozenset[str] = field(default_factory=frozenset)
    knows_card: bool = False
    chats_begun: int = 0

    @property
    def on(self) -> bool:
        """Whether requests are offered to them."""
        return self.since is not None

    def rests(self, now: datetime) -> bool:
        """Whether they take a rest at the moment."""
        return self.resting_until is not None and now < self.resting_until

    def has_room(self, open_chats: int) -> bool:
        """Whether they may accept one chat more."""
        return self.most_chats is None or open_chats < self.most_chats

    @property
    def most_offered(self) -> int:
        """With fewer chats than this they are offered requests: one at a time, unless they want more."""
        return self.most_chats or 1

    @property
    def next_is_new(self) -> bool:
        """Whether the next chat will be one of their first five."""
        return self.chats_begun < FIRST_CHATS

    @property
    def is_new(self) -> bool:
        """Whether they are in one of their first five chats, or had none yet."""
        return self.chats_begun <= FIRST_CHATS
