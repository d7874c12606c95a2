"""A quicker database for stories: the same SQLite in a real file, without what takes most of their time.

A story sends thousands of statements. Handing each to a thread and back takes longer than most of them do, so
they run where the story runs; others get their turn between any two, as they would. An engine works out each
statement once, so all stories of a run use one. And where the system has a folder in memory, the file is
there: nobody waits for a disk. The tests of the store and the scenarios use all of it as it is.
"""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import aiosqlite
import pytest
from sqlalchemy import URL, event
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store import database
from bot.store.engines import make_readers, make_writer

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
MEMORY = Path("/dev/shm")


@pytest.fixture
def quick_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of the story's own, in memory where there is such a place."""
    if not MEMORY.is_dir():
        yield tmp_path
        return
    folder = Path(tempfile.mkdtemp(prefix="sidelight-", dir=MEMORY))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def in_threads() -> None:
    """Ask for this where two programs share one file: one waits for the other, which has to go on meanwhile."""


@pytest.fixture(autouse=True)
def quick_database(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, engines: "tuple[OneEngine, OneEngine]"
) -> None:
    """Import this, what it needs and `in_threads` into the conftest of a folder of stories."""
    if "in_threads" not in request.fixturenames:
        monkeypatch.setattr(aiosqlite.Connection, "_execute", _execute)
        monkeypatch.setattr(database, "make_writer", engines[0])
        monkeypatch.setattr(database, "make_readers", engines[1])


@pytest.fixture(scope="session")
def engines() -> "tuple[OneEngine, OneEngine]":
    """What writes and what reads, in all stories of a run."""
    return OneEngine(make_writer), OneEngine(make_readers)


class OneEngine:
    """Gives the same engine for one file after another; a new one while it is still in use."""

    def __init__(self, make: Callable[[URL], AsyncEngine]) -> None:
        self._make = make
        self._engine: AsyncEngine | None = None
        self._file: str | None = None

    def __call__(self, place: URL) -> AsyncEngine:
        if self._file is not None:
            return self._make(place)
        self._file = str(place.database)
        if self._engine is None:
            self._engine = self._make(place)
            event.listen(self._engine.sync_engine, "do_connect", self._connect)
            event.listen(self._engine.sync_engine, "engine_disposed", self._disposed)
        return self._engine

    def _connect(self, _dialect: object, _record: object, arguments: list[Any], _options: object) -> None:
        arguments[0] = self._file

    def _disposed(self, _engine: object) -> None:
        self._file = None


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
