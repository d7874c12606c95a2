"""Timers that become due: whatever happens meanwhile, none is lost."""

import ast
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path

from bot import flows
from bot.flows import breaks_looked, time_due
from bot.flows.break_kept import BREAKS_LOOKED
from bot.store import tables
from tests.flows.breaking import MUTED, decided, for_days
from tests.flows.world import HELPERS, HOME, LISTENER, World

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


async def due(world: World, kind: str) -> list[object]:
    return [row["due"] for row in await world.rows(tables.timers) if row["kind"] == kind]


async def someone_on_a_break(world: World) -> None:
    """Nothing sleeps any more, so that a story decides when what is due is done."""
    await world.set_up(muted_role=MUTED)
    await decided(world, for_days(world, 92))
    await world.stories.sleeper.stop()


async def look_is_due(world: World) -> None:
    await breaks_looked.look_soon(world.stories.parts, frozenset({HOME}))


async def test_a_look_at_breaks_that_is_due_at_the_last_moment_is_done_and_comes_again(world: World) -> None:
    await someone_on_a_break(world)
    assert HELPERS not in world.surface.roles[LISTENER]
    world.clock.move(timedelta(minutes=1))
    world.surface.roles[LISTENER] |= {HELPERS}
    world.surface.joined[LISTENER] = world.now
    await look_is_due(world)
    await time_due.time_due(world.stories.parts)
    await world.stories.courier.settle()
    assert HELPERS not in world.surface.roles[LISTENER]
    assert await due(world, BREAKS_LOOKED) == [world.now + DAY]


async def test_a_look_that_is_wanted_while_one_is_under_way_follows_it(world: World) -> None:
    await someone_on_a_break(world)
    await look_is_due(world)

    async def starts_again_meanwhile() -> None:
        world.clock.move(timedelta(seconds=1))
        await look_is_due(world)

    world.surface.when_members_are_read = starts_again_meanwhile
    await time_due.time_due(world.stories.parts)
    assert await due(world, BREAKS_LOOKED) == [world.now]


async def test_a_look_that_fails_is_tried_again_in_an_hour(world: World) -> None:
    await someone_on_a_break(world)
    await look_is_due(world)

    async def fails() -> None:
        raise ValueError

    world.surface.when_members_are_read = fails
    await time_due.time_due(world.stories.parts)
    assert await due(world, BREAKS_LOOKED) == [world.now + HOUR]


async def test_a_timer_of_a_kind_that_nobody_knows_waits_for_a_version_that_does(world: World) -> None:
    await world.set_up()
    async with world.stories.parts.work() as work:
        await work.remind_at(HOME, "from_a_newer_version", "1", work.now)
    await world.pass_time(minutes=1)
    assert await due(world, "from_a_newer_version") == [world.now + DAY]


def kinds_that_are_set() -> Iterator[str]:
    """Read from the source what kinds of timers the stories set; one that is set again has the kind it had."""
    for file in Path(flows.__file__).parent.glob("*.py"):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            match call:
                case ast.Call(
                    func=ast.Attribute(attr="remind_at"), args=[_, ast.Constant(value=str(kind)), *_]
                ):
                    yield kind
                case ast.Call(func=ast.Attribute(attr="remind_at"), args=[_, ast.Name(id=name), *_]):
                    yield getattr(import_module(f"bot.flows.{file.stem}"), name)


def test_every_kind_of_timer_that_is_set_is_known_when_it_is_due() -> None:
    assert set(kinds_that_are_set()) == time_due.KINDS
