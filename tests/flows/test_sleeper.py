"""The sleeper: waits for the earliest, looks again when woken, and does not die of an error."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.flows.sleeper import Sleeper
from tests.flows.recording import Clock
from tests.flows.world import START, until


class Agenda:
    """When something is due, and what was done when."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.due: list[datetime] = []
        self.done: list[datetime] = []
        self.looked = 0
        self.fails = 0

    async def next_due(self) -> datetime | None:
        self.looked += 1
        return min(self.due, default=None)

    async def when_due(self) -> None:
        if self.fails:
            self.fails -= 1
            raise RuntimeError("the database is away")
        self.done += [due for due in self.due if due <= self.clock()]
        self.due = [due for due in self.due if due > self.clock()]


@pytest.fixture
def clock() -> Clock:
    return Clock(START)


@pytest.fixture
def agenda(clock: Clock) -> Agenda:
    return Agenda(clock)


@pytest.fixture
async def sleeper(agenda: Agenda, clock: Clock) -> AsyncIterator[Sleeper]:
    made = Sleeper(agenda.next_due, agenda.when_due, clock)
    try:
        yield made
    finally:
        await made.stop()


async def rests(sleeper: Sleeper) -> bool:
    return sleeper._asleep or sleeper._task is None or sleeper._task.done()


async def test_what_is_due_is_done_at_once_and_the_rest_waits(
    sleeper: Sleeper, agenda: Agenda, clock: Clock
) -> None:
    later = START + timedelta(hours=1)
    agenda.due = [START, later]
    sleeper.wake()
    await until(lambda: rests(sleeper))
    assert agenda.done == [START]
    clock.move(timedelta(hours=1))
    sleeper.wake()
    await until(lambda: rests(sleeper))
    assert agenda.done == [START, later]


async def test_it_sleeps_only_until_the_earliest(sleeper: Sleeper, agenda: Agenda) -> None:
    agenda.due = [START + timedelta(milliseconds=20)]
    sleeper.wake()
    await until(lambda: rests(sleeper))
    assert agenda.done == []
    looked = agenda.looked
    agenda.clock.move(timedelta(milliseconds=20))

    async def done() -> bool:
        return agenda.done != []

    await until(done)
    assert agenda.looked > looked


async def test_an_error_does_not_end_it(sleeper: Sleeper, agenda: Agenda) -> None:
    agenda.due, agenda.fails = [START], 1
    sleeper.wake()
    await until(lambda: rests(sleeper))
    assert agenda.done == []
    sleeper.wake()
    await until(lambda: rests(sleeper))
    assert agenda.done == [START]


async def test_stopped_is_stopped(sleeper: Sleeper, agenda: Agenda) -> None:
    await sleeper.stop()
    agenda.due = [START]
    sleeper.wake()
    await asyncio.sleep(0)
    assert agenda.done == []
