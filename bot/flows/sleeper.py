"""One sleeper waits for the earliest due time, of a timer or of something owed; nothing polls."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

# A longer sleep is cut here, so that a computer that was suspended is late by this much at most.
LONGEST_SLEEP = timedelta(hours=6)
AFTER_AN_ERROR = timedelta(minutes=1)

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Sleeper:
    """Sleeps until `next_due`, then calls `when_due`; `wake` makes it look again at what is earliest."""

    next_due: Callable[[], Awaitable[datetime | None]]
    when_due: Callable[[], Awaitable[None]]
    clock: Callable[[], datetime]
    _task: "asyncio.Task[None] | None" = None
    _asleep: bool = field(default=False)
    _until: datetime | None = None
    _stale: bool = field(default=False)
    _stopped: bool = field(default=False)

    def wake(self, due: datetime | None = None) -> None:
        """Start, or look again. A sleeper at work is left alone: it looks again by itself.

        `due`: what is new is due then; who wakes before that anyway sleeps on.
        """
        if due is not None and self._until is not None and self.clock() < self._until <= due:
            return
        self._stale = True
        if self._stopped or (self._task is not None and not self._task.done() and not self._asleep):
            return
        if self._task is not None:
            self._task.cancel()
        # From now on it is at work, not only once the cancelled sleep has noticed.
        self._asleep, self._until = False, None
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
            try:
                if not await self._step():
                    return
            except Exception:
                log.exception("the sleeper met an error")
                await self._sleep(AFTER_AN_ERROR)

    async def _step(self) -> bool:
        """Sleep, or do what is due; False when there is nothing to wait for."""
        due = await self.next_due()
        if self._stale:
            return True
        if due is None:
            return False
        if due <= self.clock():
            await self.when_due()
        else:
            await self._sleep_until(min(due, self.clock() + LONGEST_SLEEP))
        return True

    async def _sleep_until(self, moment: datetime) -> None:
        self._until = moment
        try:
            await self._sleep(moment - self.clock())
        finally:
            self._until = None

    async def _sleep(self, how_long: timedelta) -> None:
        self._asleep = True
        try:
            await asyncio.sleep(how_long.total_seconds())
        finally:
            self._asleep = False
