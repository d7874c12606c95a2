"""What the tests of Discord's edge share: the real bot in a simulated community that has been set up."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.screening import Screener
from tests.cogs.noting import Noted, noting
from tests.one_step import one_step
from tests.simulated import Simulated, settings_in, simulated

__all__ = ["one_step"]


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
    tmp_path: Path, screener: Screener, noted: Noted, logged: list[EventDict]
) -> AsyncIterator[Simulated]:
    """A community that has been set up. What the bot logs meanwhile is in `logged`."""
    async with simulated(settings_in(tmp_path), screener, noting(noted)) as made:
        await made.set_up()
        yield made
