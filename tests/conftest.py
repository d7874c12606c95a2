"""What tests of every room share: compiled packs and an empty database, each made once in a run."""

import asyncio
import gc
import os
from pathlib import Path

import pytest
import structlog

from bot.screening import Screener, find_packs, load_screener
from bot.store.migrating import upgrade


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: some stories wait for a program that they have started."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end; looking through it for garbage took a twelfth of the time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def packs_folder(request: pytest.FixtureRequest) -> Path:
    """Where compiled packs are kept, over workers and over runs (`make packs` fills it); keyed by what is in them."""
    assert request.config.cache is not None
    return request.config.cache.mkdir("packs")


@pytest.fixture(scope="session")
def screener(packs_folder: Path) -> Screener:
    """The real screener with the real packs."""
    return load_screener(find_packs(), cache=packs_folder)


@pytest.fixture(scope="session")
def packs_cache(packs_folder: Path, screener: Screener) -> Path:
    """The same folder once the packs are compiled in it, so that no program waits for that at its start."""
    return packs_folder


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables and nothing in them, to copy."""
    path = tmp_path_factory.mktemp("empty") / "sidelight.sqlite3"
    asyncio.run(upgrade(str(path)))
    return path


@pytest.fixture(scope="session", autouse=True)
def _plain_tracebacks() -> None:
    """Log as the product does: the library's own default prints all local variables, which takes seconds."""
    renderer = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[structlog.processors.add_log_level, renderer])
