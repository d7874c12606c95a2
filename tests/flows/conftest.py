"""The world of the stories: a fresh copy of an empty database for each, closed whatever happens."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.guide import Wording, load_wording
from bot.screening import Screener
from bot.store.database import Database
from bot.store.keys import Keys, make_key
from tests.flows.recording import Clock, Recording
from tests.flows.world import START, World
from tests.quick_database import engines, in_threads, quick_database, quick_folder

__all__ = ["engines", "in_threads", "quick_database", "quick_folder"]


@pytest.fixture(scope="session")
def keys() -> Keys:
    return Keys([make_key()])


@pytest.fixture(scope="session")
def wording() -> Wording:
    return load_wording("en")


@pytest.fixture
def database_path(empty_database: Path, quick_folder: Path) -> Path:
    return Path(shutil.copy(empty_database, quick_folder / "sidelight.sqlite3"))


@pytest.fixture
async def bare_world(
    database_path: Path, keys: Keys, screener: Screener, wording: Wording
) -> AsyncIterator[World]:
    """The bot runs, and no community knows it yet."""
    database = await Database.open(str(database_path), keys)
    clock = Clock(START)
    world = World(database, screener, clock, Recording(clock), wording)
    try:
        yield world
    finally:
        await world.stories.stop()
        await database.close()


@pytest.fixture
async def world(bare_world: World) -> World:
    """A community that has been set up."""
    await bare_world.set_up()
    return bare_world
