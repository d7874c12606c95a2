"""Quicker SQLite for stories: statements run where the story runs, instead of in a thread of the connection.

A story sends thousands of statements, and handing each to another thread and back takes longer than most of
them do. The database is a real file all the same, and others get their turn between any two statements, as
they would. The tests of the store and the scenarios use the library as it is.
"""

import asyncio
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import aiosqlite
import pytest

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


async def _execute(
    self: Any,  # noqa: ANN401 - the library's own, with its inner parts
    function: Callable[Parameters, Result],
    *args: Parameters.args,
    **kwargs: Parameters.kwargs,
) -> Result:
    await asyncio.sleep(0)
    if not self._running or not self._connection:
        raise ValueError("Connection closed")
    return function(*args, **kwargs)


@pytest.fixture
def in_threads() -> None:
    """Ask for this where two programs share one file: one waits for the other, which has to go on meanwhile."""


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Import both into the conftest of a folder of stories."""
    if "in_threads" not in request.fixturenames:
        monkeypatch.setattr(aiosqlite.Connection, "_execute", _execute)
