"""The courier carries out what the outbox owes: in order per destination, each act once, also across a crash."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeAlias
from weakref import WeakValueDictionary

import structlog

from bot.flows import follow_ups
from bot.flows.parts import Parts
from bot.flows.surface import Refused, TryLater
from bot.flows.work import Work
from bot.store import outbox
from bot.store.acts import Delivery, PassOn
from bot.store.outbox import Lapsed
from bot.store.sent import last_made, made_at
from bot.store.words import ActState

AT_ONCE = 5
LOOK_UP_AGAIN = timedelta(seconds=30)
LEAVING = "community:"

# Writes down how an act ended.
Ending: TypeAlias = Callable[[Work], Awaitable[None]]

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Courier:
    """Delivers lane after lane. No transaction is open while the surface is at work.

    `_unsettled` are acts in doubt: being tried when the program ended, or done without being written down.
    """

    parts: Parts
    look_up_at: datetime | None = None
    _unsettled: list[Delivery] = field(default_factory=list)
    _locks: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    async def settle(self) -> None:
        """Deliver everything that stories have committed and nobody has delivered yet."""
        if len(self.parts.owed_lanes) > 1:
            async with self.parts.database.reading() as connection:
                self.parts.urgent_lanes |= await outbox.urgent_lanes(connection)
        failed: list[Exception] = []
        while len(self.parts.owed_lanes) > 1 and not failed:
            await self._deliver_many(failed)
        while self.parts.owed_lanes and not failed:
            await self.deliver(min(self.parts.owed_lanes, key=self._turn))
        if failed:
            raise failed[0]

    async def _deliver_many(self, failed: list[Exception]) -> None:
        """Work on some destinations at once, so that none waits for a slow one; what fails harms no other."""
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(min(AT_ONCE, len(self.parts.owed_lanes))):
                    group.create_task(self._deliver_one_after_another(failed))
        except BaseExceptionGroup as ended:
            # Not an error of an act, but the end of the program.
            raise ended.exceptions[0] from None

    async def _deliver_one_after_another(self, failed: list[Exception]) -> None:
        while self.parts.owed_lanes:
            try:
                await self.deliver(min(self.parts.owed_lanes, key=self._turn))
            except Exception as error:
                log.exception("delivery failed")
                failed.append(error)

    def _turn(self, lane: str) -> tuple[bool, bool, str]:
        """Urgent destinations first, leaving a community last."""
        return lane.startswith(LEAVING), lane not in self.parts.urgent_lanes, lane

    async def deliver(self, lane: str) -> None:
        """Deliver what one destination is owed now; waits for whoever is at it already."""
        self.parts.owed_lanes.discard(lane)
        self.parts.urgent_lanes.discard(lane)
        if lane.startswith(LEAVING):
            await self._finish_others()
        lock = self._locks.get(lane)
        if lock is None:
            lock = self._locks[lane] = asyncio.Lock()
        async with lock:
            await self._run(lane)

    async def _finish_others(self) -> None:
        """Leaving a community comes after everything else, also after what somebody else delivers just now."""
        while others := [lane for lane in self.parts.owed_lanes if not lane.startswith(LEAVING)]:
            await self.deliver(min(others))
        for lane, lock in tuple(self._locks.items()):
            if not lane.startswith(LEAVING):
                async with lock:
                    continue

    async def deliver_due(self) -> None:
        """Deliver everything that is due by now, for instance retries."""
        await self._look_up_again()
        async with self.parts.database.reading() as connection:
            self.parts.owed_lanes.update(await outbox.lanes_due(connection, self.parts.clock()))
        await self.settle()

    async def recover(self) -> None:
        """After a start: look up every act that was being tried, so that nothing is done twice or lost."""
        async with self.parts.database.reading() as connection:
            unsettled = await outbox.unsettled(connection, self.parts.database.keys)
        for trying in unsettled:
            if isinstance(trying, Lapsed):
                await self._write(partial(self._lapsed, trying))
            else:
                self._unsettled.append(trying)
        await self.deliver_due()

    async def _run(self, lane: str) -> None:
        """Carry out one after another: what became of an act and which is tried next is one commit."""
        taken = await self._write(nothing, lane)
        while taken is not None:
            taken = await self._attempt(taken, lane)

    async def _attempt(self, taken: Delivery | Lapsed, lane: str) -> Delivery | Lapsed | None:
        if isinstance(taken, Lapsed):
            return await self._write(partial(self._lapsed, taken), lane)
        try:
            return await self._write(await self._try(taken), lane)
        except Exception:
            # It may be done and not be written down: looking it up settles that, and its lane goes on.
            log.exception("act not settled", kind=taken.act.kind, row=taken.row)
            self._look_up_later(taken, 0.0)
            return await self._write(nothing, lane)

    async def _write(self, ending: Ending, lane: str | None = None) -> Delivery | Lapsed | None:
        """Write down how something ended, and with it that the next act of this lane is being tried."""
        async with self.parts.work() as work:
            await ending(work)
            if lane is None:
                return None
            taken = await outbox.next_owed(work.connection, work.keys, lane, work.now)
            if isinstance(taken, Delivery):
                await outbox.mark_trying(work.connection, taken.row)
            return taken

    async def _try(self, delivery: Delivery) -> Ending:
        """Do it, and return how it ended."""
        try:
            # An earlier try may have worked although its answer was lost.
            found = await self._find(delivery) if delivery.tries else None
            made = await self.parts.surface.perform(delivery) if found is None else found
        except Refused as refusal:
            return partial(self._refused, delivery, refusal.reason)
        except TryLater as later:
            return partial(self._later, delivery, later.seconds)
        except Exception:
            log.exception("act failed", kind=delivery.act.kind, row=delivery.row)
            return partial(self._later, delivery, 0.0)
        return partial(self._done, delivery, made)

    async def _done(self, delivery: Delivery, made: int, work: Work) -> None:
        await outbox.mark_done(work.connection, delivery.row, made, work.now)
        await follow_ups.done(self.parts, work, delivery, made)

    async def _refused(self, delivery: Delivery, reason: str, work: Work) -> None:
        log.info("act refused", kind=delivery.act.kind, row=delivery.row, reason=reason)
        await outbox.mark_refused(work.connection, delivery.row, reason, work.now)
        await follow_ups.refused(self.parts, work, delivery.about)

    async def _lapsed(self, lapsed: Lapsed, work: Work) -> None:
        log.info("act lapsed", kind=lapsed.kind, row=lapsed.row, state=lapsed.state.value)
        await outbox.mark_lapsed(work.connection, lapsed, work.now)
        if lapsed.state is ActState.GIVEN_UP:
            await follow_ups.refused(self.parts, work, lapsed.about)

    async def _later(self, delivery: Delivery, seconds: float, work: Work) -> None:
        then = work.now + max(outbox.wait_before(delivery.tries + 1), timedelta(seconds=seconds))
        state = await outbox.mark_later(work.connection, delivery.row, then, work.now)
        if state is ActState.GIVEN_UP:
            await follow_ups.refused(self.parts, work, delivery.about)
        work.look_again_at(then)

    async def _look_up_again(self) -> None:
        """Look up what an earlier run left in doubt; what cannot be looked up now stays in doubt, unrepeated."""
        waiting, self._unsettled, self.look_up_at = self._unsettled, [], None
        while waiting:
            delivery = waiting.pop(0)
            try:
                await self._look_up(delivery)
            except Exception:
                log.exception("look up failed", kind=delivery.act.kind, row=delivery.row)
                self._look_up_later(delivery, 0.0)

    async def _look_up(self, delivery: Delivery) -> None:
        try:
            found = await self._find(delivery)
        except Refused as refusal:
            await self._write(partial(self._refused, delivery, refusal.reason))
        except TryLater as later:
            self._look_up_later(delivery, later.seconds)
        else:
            if found is not None:
                await self._write(partial(self._done, delivery, found))
            else:
                await self._write(partial(self._owe_again, delivery))

    def _look_up_later(self, delivery: Delivery, seconds: float) -> None:
        self._unsettled.append(delivery)
        then = self.parts.clock() + max(LOOK_UP_AGAIN, timedelta(seconds=seconds))
        self.look_up_at = then if self.look_up_at is None else min(then, self.look_up_at)
        self.parts.wake_sleeper(self.look_up_at)

    async def _find(self, delivery: Delivery) -> int | None:
        async with self.parts.database.reading() as connection:
            since = await made_at(connection, delivery.row)
            if isinstance(delivery.act, PassOn):
                # Its words may have been said before; what is known as another message is not this one.
                after = await last_made(connection, delivery.act.lane)
                delivery = replace(delivery, act=replace(delivery.act, after=after))
        return await self.parts.surface.find(delivery, since)

    async def _owe_again(self, delivery: Delivery, work: Work) -> None:
        await outbox.mark_owed_again(work.connection, delivery.row)
        work.lanes.add(delivery.act.lane)


async def nothing(work: Work) -> None:
    """Nothing has ended."""
