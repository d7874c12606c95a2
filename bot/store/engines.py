"""Engines: one writer at a time and readers that cannot write, the same on SQLite and on PostgreSQL."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from bot.errors import SidelightError

SQLITE = "sqlite+aiosqlite"
POSTGRESQL = "postgresql+asyncpg"
READERS = 4
BUSY_MILLISECONDS = 10_000
# One number for everybody who writes to a PostgreSQL database of Sidelight; it only has to be the same.
WRITERS_LOCK = 5_310_971

# The writer waits for the disk at each commit (FULL): Discord is called only after `trying` is on record,
# and a power cut must not take that record back. WAL alone (NORMAL) promises that only for a killed process.
_WRITER = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON")
# Steps that rebuild a table drop the old one; with foreign keys on, that would delete what refers to it.
_MIGRATOR = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=OFF")
_READER = ("query_only=ON", "foreign_keys=ON")


class DatabaseError(SidelightError):
    """The database cannot be used as it is; the message says what to do."""


def read_url(url: str) -> URL:
    """Turn a path or an address into SQLAlchemy's URL; raises DatabaseError for what cannot be used."""
    try:
        place = make_url(url) if "://" in url else URL.create(SQLITE, database=url)
    except (ArgumentError, ValueError):
        raise DatabaseError("The setting `database` is not an address. Give a path or an address.") from None
    if place.drivername not in (SQLITE, POSTGRESQL):
        raise DatabaseError(
            f"The setting `database` begins with {place.drivername}://. "
            f"Give a path, or an address that begins with {SQLITE}:// or {POSTGRESQL}://."
        )
    if place.drivername == SQLITE and place.database in (None, "", ":memory:"):
        raise DatabaseError("The setting `database` needs a file; in memory everything would be lost.")
    if place.drivername == POSTGRESQL and find_spec("asyncpg") is None:
        raise DatabaseError("PostgreSQL needs one more package: install `asyncpg` beside Sidelight.")
    return place


def sqlite_file(place: URL) -> Path | None:
    """Return the database's file; None when the database is a server."""
    return Path(str(place.database)) if place.drivername == SQLITE else None


def make_writer(place: URL) -> AsyncEngine:
    """Make the engine whose transactions run one at a time, in this process and beside others."""
    if place.drivername == SQLITE:
        return _sqlite(place, _WRITER, "BEGIN IMMEDIATE", pool_size=1, max_overflow=0)
    return _locked(create_async_engine(place, hide_parameters=True, pool_size=1, max_overflow=0))


def make_migrator(place: URL) -> AsyncEngine:
    """Make the engine that changes the schema."""
    if place.drivername == SQLITE:
        return _sqlite(place, _MIGRATOR, "BEGIN IMMEDIATE", poolclass=NullPool)
    return _locked(create_async_engine(place, hide_parameters=True, poolclass=NullPool))


def make_readers(place: URL) -> AsyncEngine:
    """Make the engine for reading: each transaction sees one moment, and none can write."""
    if place.drivername == SQLITE:
        return _sqlite(place, _READER, "BEGIN", pool_size=READERS, max_overflow=0)
    settings = {"default_transaction_read_only": "on"}
    return create_async_engine(
        place,
        hide_parameters=True,
        pool_size=READERS,
        max_overflow=0,
        isolation_level="REPEATABLE READ",
        connect_args={"server_settings": settings},
    )


def _sqlite(place: URL, pragmas: tuple[str, ...], begin: str, **options: Any) -> AsyncEngine:  # noqa: ANN401
    """Make a SQLite engine that begins its transactions itself: the driver would begin them too late."""
    engine = create_async_engine(place, hide_parameters=True, **options)

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(raw: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        raw.isolation_level = None
        cursor = raw.cursor()
        for pragma in (f"busy_timeout={BUSY_MILLISECONDS}", *pragmas):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin_now(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _locked(engine: AsyncEngine) -> AsyncEngine:
    """Let each transaction of a PostgreSQL engine wait for the one writers' lock, as SQLite does itself."""

    @event.listens_for(engine.sync_engine, "begin")
    def wait_for_turn(connection: Connection) -> None:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})")

    return engine
