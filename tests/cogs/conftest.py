"""What the tests of Discord's edge share: the real bot in a simulated community that has been set up."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.simulated import Simulated, settings_in, simulated


@pytest.fixture(scope="session")
def pack_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for compiled packs, so that they are compiled once."""
    return tmp_path_factory.mktemp("packs")


@pytest.fixture
async def world(tmp_path: Path, pack_cache: Path) -> AsyncIterator[Simulated]:
    """A community that has been set up."""
    async with simulated(settings_in(tmp_path, pack_cache)) as made:
        await made.set_up()
        yield made
