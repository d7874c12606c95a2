"""What the tests of Discord's edge share: the real bot in a simulated community that has been set up."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.screening import Screener
from bot.store.keys import load_or_make_keys
from tests.cogs.noting import Noted, noting
from tests.quick_database import engines, in_threads, quick_database, quick_folder
from tests.simulated import Simulated, settings_in, simulated

__all__ = ["engines", "in_threads", "quick_database", "quick_folder"]


@pytest.fixture
def logged() -> Iterator[list[EventDict]]:
    """Every line of the log as a record, instead of printed."""
    with capture_logs() as lines:
        yield lines


@pytest.fixture
def noted() -> Noted:
    """What Discord's edge hands to the stories."""
    return Noted()


@pytest.fixture
async def world(
    quick_folder: Path, empty_database: Path, screener: Screener, noted: Noted, logged: list[EventDict]
) -> AsyncIterator[Simulated]:
    """A community that has been set up. What the bot logs meanwhile is in `logged`."""
    settings = settings_in(quick_folder)
    # The key first: a database without its key is refused.
    load_or_make_keys([], settings.storage.key_file)
    shutil.copy(empty_database, settings.storage.database)
    async with simulated(settings, screener, noting(noted)) as made:
        await made.set_up()
        yield made
