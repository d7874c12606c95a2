"""Harbour, for one test."""

import io
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest
from rich.console import Console

from bot.demo.playing import staged
from bot.demo.stage import Stage
from bot.demo.telling import Telling
from bot.screening import Screener


async def at_once(seconds: float) -> None:
    """Wait for nobody."""


@pytest.fixture
def terminal() -> io.StringIO:
    """What is printed."""
    return io.StringIO()


OpenHarbour = Callable[[], AbstractAsyncContextManager[Stage]]


@pytest.fixture
def open_harbour(terminal: io.StringIO, screener: Screener) -> OpenHarbour:
    """Opens Harbour: the real bot, set up by the owner, before the story.

    A block in the test and no fixture, since the simulation has to end in the context in which it began.
    """
    console = Console(file=terminal, width=100, highlight=False)
    return lambda: staged(Telling(console, at_once), screener=screener)
