"""One sleeper waits for the earliest due time, of a timer or of something owed; nothing polls."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

# A longer sleep is cut here, so that a computer that was suspended is late by this much at most.
LONGEST_SLEEP = timedelta(hours=6)


@dataclass(slots=True)
class Sleeper:
    """Sleeps until `next_due`, then calls `when_due`; `wake` makes it look again at what is earliest."""

    next_due: Callable[[], Awaitable[datetime | None]]
    when_due: Callable[[], Awaitable[None]]
    clock: Callable[[], datetime]
    _task: "asyncio.Task[None] | None" = None
    _asleep: bool = field(default=False)
    _stale: bool = field(default=False)
    _stopped: bool = field(default=False)

    def wake(self) -> None:
        """Start, or look again. A sleeper at work is left alone: it looks again by itself."""
        self._stale = True
        if self._stopped or (self._task is not None and not self._task.done() and not self._asleep):
            return
        if self._task is not None:
            self._task.cancel()
        self._task = asyncio.get_running_loop().create_task(self._run(), name="sidelight sleeper")

    async def stop(self) -> None:
        """Stop for good."""
        self._stopped = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while not self._stopped:
            self._stale = False
            due = await self.next_due()
            if self._stale:
                continue
            if due is None:
                return
            if due <= self.clock():
                await self.when_due()
            else:
                await self._sleep_until(due)

    async def _sleep_until(self, due: datetime) -> None:
        self._asleep = True
        try:
            await asyncio.sleep(min(due - self.clock(), LONGEST_SLEEP).total_seconds())
        finally:
            self._asleep = False
