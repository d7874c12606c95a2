"""Whatever happens to chats in whatever order, what is stored about them makes sense, and all of them end."""

import random
from collections.abc import Awaitable, Callable

import pytest

from bot.casework.authority import Person
from bot.chats import State
from bot.guide import Action
from bot.store import tables
from bot.store.acts import AddPerson
from tests.flows.relaying import write
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

MEMBERS_ASK, LISTENERS = (MEMBER, SECOND_MEMBER), (LISTENER, SECOND_LISTENER)
PEOPLE = (*MEMBERS_ASK, *LISTENERS)
OF_MEMBERS = frozenset({Action.SEND_REQUEST, Action.WITHDRAW_REQUEST, Action.ANOTHER_LISTENER})
OF_LISTENERS = frozenset({Action.ACCEPT_REQUEST, Action.END_NOW, Action.REFER, Action.CHOOSE_LENGTH})
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

REFUSED = ("open_thread", "send_card", "add_person", "send_privately", "pass_on", "lock_thread")


class Days:
    """Things that happen by chance, always the same for one seed."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.chance = random.Random(seed)
        self.happen: list[Callable[[], Awaitable[None]]] = [
            *(self.somebody_presses,) * 12,
            *(self.somebody_writes,) * 3,
            *(self.time_passes,) * 3,
            self.somebody_leaves,
            self.somebody_listens_no_more,
            self.something_is_refused,
            self.the_bot_restarts,
        ]

    async def somebody_presses(self) -> None:
        action, chat = self.chance.choice(PRESSES), await self.some_chat()
        argument = "yes" if action is Action.SEND_REQUEST else str(chat)
        values = ("15",) if action is Action.CHOOSE_LENGTH else ()
        # Mostly those whose button it is, else anybody.
        usual = MEMBERS_ASK if action in OF_MEMBERS else LISTENERS if action in OF_LISTENERS else PEOPLE
        person = self.chance.choice(usual if self.chance.random() < 0.8 else PEOPLE)
        await self.world.press(person, action, argument, values=values, fields={"minutes": "15"})

    async def somebody_writes(self) -> None:
        await write(self.world, self.chance.choice(PEOPLE), PLAIN)
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

    async def somebody_listens_no_more(self) -> None:
        """For a moment: the role is back before anybody else does anything."""
        listener = self.chance.choice([LISTENER, SECOND_LISTENER])
        await self.world.stories.roles_changed(HOME, Person(listener))
        await self.world.settle()

    async def something_is_refused(self) -> None:
        self.world.surface.refuse(self.chance.choice(REFUSED))

    async def the_bot_restarts(self) -> None:
        await self.world.restart()

    async def some_chat(self) -> int:
        rows = await self.world.rows(tables.chats)
        # Mostly one of the newest.
        near = rows[-2:] if self.chance.random() < 0.8 else rows
        return int(str(self.chance.choice(near)["id"])) if near else 1


async def check(world: World) -> None:
    """What is always true of what is stored."""
    timers = {(row["kind"], row["key"]) for row in await world.rows(tables.timers)}
    relays = await world.rows(tables.relays)
    relayed = {row["chat_id"] for row in relays if row["listener_panel"] and row["member_panel"]}
    for row in await world.rows(tables.chats):
        state = State(str(row["state"]))
        assert (row["live_member"] is not None) == (state in (State.ASKED, State.OPENING, State.OPEN))
        assert (row["ending"] is not None) == (state in (State.ENDED, State.DELETED))
        assert (row["listener"] is None) <= (state in (State.ASKED, State.WITHDRAWN))
        if state is State.OPEN:
            assert row["panel_message"] is not None or row["id"] in relayed
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


@pytest.mark.parametrize("relay", ["nobody", "all"])
@pytest.mark.parametrize("seed", range(3))
async def test_every_life_makes_sense_and_comes_to_an_end(world: World, seed: int, relay: str) -> None:
    await world.set_up(relay=relay)
    days = Days(world, seed)
    for _ in range(150):
        await days.chance.choice(days.happen)()
        await check(world)
    world.surface.troubles.clear()
    for _ in range(5):
        await world.pass_time(hours=1)
    states = {State(str(row["state"])) for row in await world.rows(tables.chats)}
    assert states
    # Nothing that has begun goes on for ever, and every request has its answer.
    assert not states & {State.ASKED, State.OPENING, State.OPEN}
    # It is about chats that began, too.
    assert states & {State.ENDED, State.DELETED}
