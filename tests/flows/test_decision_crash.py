"""Power lost at any step of a decision and of its second look: all that is owed is done, once.

What was done at Discord right before is then not written down, as after a crash at any moment there.
"""

import shutil
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Table, event

from bot.guide import Action
from bot.store import tables
from bot.store.database import Database
from bot.store.words import ActState
from tests.flows.breaking import name_rule, to_decide, uses_table
from tests.flows.recording import PowerCut, Trouble
from tests.flows.world import (
    DESK,
    HELPERS,
    LISTENER,
    MEMBER,
    MODERATOR,
    SECOND_MEMBER,
    SECOND_MODERATOR,
    THIRD_MEMBER,
    World,
    argument,
)

BEFORE, AFTER = False, True


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody presses or sends."""

    person: int
    action: Action
    argument: str
    fields: Mapping[str, str]

    async def __call__(self, world: World) -> None:
        await world.press(self.person, self.action, self.argument, place=DESK, fields=self.fields)


@dataclass(frozen=True, slots=True)
class Scene:
    """How everything stood at one moment, to begin from as often as wanted; the database is closed."""

    world: World
    file: Path

    @asynccontextmanager
    async def begun(self, copy: Path) -> AsyncIterator[World]:
        """The same moment, on a copy of the database and with a bot that has just started."""
        shutil.copy(self.file, copy)
        database = await Database.open(str(copy), self.world.database.keys)
        clock, surface, deliveries = deepcopy((self.world.clock, self.world.surface, self.world.deliveries))
        # A new world hands out its roles, which may be other ones by now.
        roles = surface.roles
        world = World(database, self.world.screener, clock, surface, self.world.wording, deliveries)
        surface.roles = roles
        # Else the sleeper may be quicker with an act than the press that owes it.
        await world.stories.sleeper.stop()
        try:
            yield world
        finally:
            await world.stories.stop()
            await database.close()


def lose_power_before_it_is_saved(world: World) -> None:
    """End the program at the next commit, once."""

    def cut(connection: object) -> None:
        raise PowerCut

    event.listen(world.database._writer.sync_engine, "commit", cut, once=True)


def lose_power_at_act(world: World, number: int, *, after: bool) -> None:
    """End the program right before or after it does its next act but so many at Discord."""
    acts = count(0)
    world.surface.troubles = [Trouble(lambda one: next(acts) == number, PowerCut(), after=after)]


async def standing(world: World) -> dict[str, object]:
    """All that people see and that is on record; nothing of how often it was tried."""

    async def rows(table: Table, *names: str) -> list[tuple[object, ...]]:
        return sorted((tuple(row[name] for name in names) for row in await world.rows(table)), key=str)

    people = (LISTENER, MEMBER, SECOND_MEMBER, THIRD_MEMBER)
    return {
        "private": [sorted(card.text for card in world.private_cards(person)) for person in people],
        "desk": sorted(card.text for card in world.cards(DESK)),
        "roles": world.surface.roles[LISTENER],
        "timeouts": dict(world.surface.timeouts),
        "owed": [row for row in await rows(tables.outbox, "state", "kind") if row[0] is not ActState.DONE],
        "cases": await rows(tables.cases, "state", "outcome", "taken_by", "due_at"),
        "log": await rows(tables.case_log, "who", "what"),
        "decisions": await rows(tables.decisions, "state", "by", "points"),
        "breaks": await rows(tables.breaks, "kind", "roles", "ended_at", "ended_by"),
        "appeals": await rows(tables.appeals, "outcome", "answered_by"),
        "timers": await rows(tables.timers, "kind", "key", "due"),
    }


async def all_cuts(scene: Scene, folder: Path, step: Step, *sides: bool) -> Scene:
    """Take a step with power lost before it is saved, and on each of these sides of all its acts in turn.

    Returns how it stands without.
    """
    file = folder / f"{step.action}.sqlite3"
    async with scene.begun(file) as whole:
        await step(whole)
        acts = len(whole.surface.done) - len(scene.world.surface.done)
        await whole.restart()
        expected = await standing(whole)
    cuts: list[Callable[[World], None]] = [lose_power_before_it_is_saved]
    cuts += [
        partial(lose_power_at_act, number=number, after=after) for number in range(acts) for after in sides
    ]
    for lose_power in cuts:
        async with scene.begun(folder / "cut.sqlite3") as world:
            lose_power(world)
            try:
                await step(world)
            except PowerCut:
                await world.restart()
            else:
                pytest.fail(f"{step.action}, {lose_power}: {acts} acts, {world.surface.done}")
            # Whoever pressed heard nothing, so they press again, whatever was kept of it.
            await step(world)
            await world.settle()
            assert await standing(world) == expected, f"{step.action}, {lose_power}"
    assert acts > 0
    return Scene(whole, file)


async def test_power_lost_at_any_step_of_a_decision_and_of_its_second_look(
    world: World, database_path: Path, tmp_path: Path
) -> None:
    await uses_table(world)
    proposal = await name_rule(world, await to_decide(world), "D9")
    decided = argument(proposal, Action.DECIDE_YES)
    await world.stories.stop()
    await world.database.close()
    scene = Scene(world, database_path)
    why = "Two people were mixed up."
    decides = Step(MODERATOR, Action.DECIDE_YES, decided, {})
    scene = await all_cuts(scene, tmp_path, decides, BEFORE, AFTER)
    asks = Step(LISTENER, Action.SEND_APPEAL, "1", {"words": "It was somebody else."})
    scene = await all_cuts(scene, tmp_path, asks, AFTER)
    answers = Step(SECOND_MODERATOR, Action.SEND_APPEAL_ANSWER, "reversed:1", {"reason": why})
    scene = await all_cuts(scene, tmp_path, answers, AFTER)
    assert scene.world.surface.roles[LISTENER] == {HELPERS}
    assert scene.world.surface.timeouts == {}
