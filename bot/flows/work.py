"""One unit of work: a transaction in which rows are written and acts are owed, to be delivered after it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import outbox, timers
from bot.store.acts import Act
from bot.store.keys import Keys

NOTICE_USEFUL = timedelta(minutes=10)
OUTCOME_USEFUL = timedelta(days=30)


@dataclass(slots=True)
class Work:
    """A transaction under way. `lanes` collects where something is owed once it is committed.

    `changed` are the communities whose settings must then be read anew.
    """

    connection: AsyncConnection
    keys: Keys
    now: datetime
    new_delivery: Callable[[], str]
    lanes: set[str] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    # The earliest moment at which something of this is due later.
    due: datetime | None = None

    async def owe(
        self,
        community: int,
        act: Act,
        *,
        about: str = "",
        urgent: bool = False,
        useful: timedelta | None = None,
    ) -> None:
        """Write an act into the outbox; `useful` says how long it is worth doing at all."""
        latest = None if useful is None else self.now + useful
        await outbox.owe(
            self.connection,
            self.keys,
            community,
            act,
            now=self.now,
            about=about,
            urgent=urgent,
            latest=latest,
            delivery=self.new_delivery(),
        )
        self.lanes.add(act.lane)

    async def remind_at(self, community: int, kind: str, key: str, due: datetime) -> None:
        """Set a timer; the same kind and key replaces the earlier one."""
        await timers.set_timer(self.connection, community, kind, key, due)
        self.look_again_at(due)

    def look_again_at(self, due: datetime) -> None:
        """Have the sleeper awake at this moment."""
        self.due = due if self.due is None else min(due, self.due)

    async def forget_timer(self, kind: str, key: str) -> None:
        """Take a timer back."""
        await timers.cancel_timer(self.connection, kind, key)
