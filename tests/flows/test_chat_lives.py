"""Whatever happens to chats in whatever order, what is stored about them makes sense, and all of them end."""

import random
from collections.abc import Awaitable, Callable

import pytest

from bot.chats import State, is_live
from bot.guide import Action
from bot.store import tables
from bot.store.acts import AddPerson
from tests.flows.world import (
    HOME,
    LISTENER,
    LOBBY,
    MEMBER,
    PLAIN,
    SECOND_LISTENER,
    SECOND_MEMBER,
    World,
)

PEOPLE = (MEMBER, SECOND_MEMBER, LISTENER, SECOND_LISTENER)
PRESSES = (
    *(Action.SEND_REQUEST,) * 3,
    *(Action.ACCEPT_REQUEST,) * 4,
    Action.WITHDRAW_REQUEST,
    Action.END_YES,
    Action.END_NOW,
    Action.REFER,
    Action.ANOTHER_LISTENER,
    Action.MORE_TIME,
    Action.CHOOSE_LENGTH,
    Action.SUDDEN_YES,
)


class Days:
    """Things that happen by chance, always the same for one seed."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.chance = random.Random(seed)
        self.happen: list[Callable[[], Awaitable[None]]] = [
            *(self.somebody_presses,) * 8,
            *(self.somebody_writes,) * 3,
            *(self.time_passes,) * 3,
            self.somebody_leaves,
            self.something_is_refused,
            self.the_bot_restarts,
        ]

    async def somebody_presses(self) -> None:
        action, chat = self.chance.choice(PRESSES), await self.some_chat()
        argument = "yes" if action is Action.SEND_REQUEST else str(chat)
        values = ("15",) if action is Action.CHOOSE_LENGTH else ()
        person = self.chance.choice(PEOPLE)
        await self.world.press(person, action, argument, values=values, fields={"minutes": "15"})

    async def somebody_writes(self) -> None:
        if self.world.surface.threads:
            place = self.chance.choice(sorted(self.world.surface.threads))
            await self.world.say(self.chance.choice(PEOPLE), place, PLAIN, parent=LOBBY)

    async def time_passes(self) -> None:
        await self.world.pass_time(minutes=self.chance.choice([1, 3, 8, 15, 60]))

    async def somebody_leaves(self) -> None:
        if self.world.surface.threads:
            place = self.chance.choice(sorted(self.world.surface.threads))
            await self.world.stories.thread_left(HOME, place, self.chance.choice(PEOPLE))
            await self.world.settle()

    async def something_is_refused(self) -> None:
        self.world.surface.refuse(self.chance.choice(["open_thread", "send_card", "add_person"]))

    async def the_bot_restarts(self) -> None:
        await self.world.restart()

    async def some_chat(self) -> int:
        rows = await self.world.rows(tables.chats)
        return int(str(self.chance.choice(rows)["id"])) if rows else 1


async def check(world: World) -> None:
    """What is always true of what is stored."""
    timers = {(row["kind"], row["key"]) for row in await world.rows(tables.timers)}
    for row in await world.rows(tables.chats):
        state = State(str(row["state"]))
        assert (row["live_member"] is not None) == is_live(state)
        assert (row["ending"] is not None) == (state in (State.ENDED, State.DELETED))
        assert (row["listener"] is None) <= (state in (State.ASKED, State.WITHDRAWN))
        if state is State.OPEN:
            assert row["panel_message"] is not None
            assert ("chat_time", str(row["id"])) in timers
    panels: set[int] = set()
    for one in world.surface.done:
        if one.delivery.about.startswith("panel:"):
            panels.add(int(one.delivery.act.lane.removeprefix("place:")))
        if isinstance(one.delivery.act, AddPerson):
            assert one.delivery.act.place in panels
    for thread in world.surface.threads.values():
        assert (
            len(thread.people & {LISTENER, SECOND_LISTENER}) + len(thread.people & {MEMBER, SECOND_MEMBER})
            <= 2
        )


@pytest.mark.parametrize("seed", range(3))
async def test_every_life_makes_sense_and_comes_to_an_end(world: World, seed: int) -> None:
    days = Days(world, seed)
    for _ in range(40):
        await days.chance.choice(days.happen)()
        await check(world)
    world.surface.troubles.clear()
    for _ in range(4):
        await world.pass_time(hours=1)
    states = {State(str(row["state"])) for row in await world.rows(tables.chats)}
    assert states
    # A request waits for people; nothing that has begun goes on for ever.
    assert State.OPEN not in states
    assert State.OPENING not in states
