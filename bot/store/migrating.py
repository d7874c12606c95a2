"""Schema versions: what a database has, what it should have, and the way there."""

import asyncio
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.store.engines import DatabaseError, make_migrator, make_readers, read_url, sqlite_file

SCRIPTS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class SchemaStatus:
    """The version a database has (None: it is empty or not there) and the one this Sidelight needs."""

    current: str | None
    head: str

    @property
    def up_to_date(self) -> bool:
        """Whether the database can be used as it is."""
        return self.current == self.head


async def status(url: str) -> SchemaStatus:
    """Read which version a database has and which one it needs; makes nothing.

    Raises DatabaseError for an address that cannot be used and a database that cannot be read.
    """
    place = read_url(url)
    head = revisions()[-1]
    file = sqlite_file(place)
    if file is not None and not file.exists():
        return SchemaStatus(None, head)
    engine = make_readers(place)
    try:
        async with engine.connect() as connection:
            return SchemaStatus(await connection.run_sync(_version), head)
    except Exception as error:  # each driver has errors of its own for what it meets here
        reason = getattr(error, "orig", None) or error
        raise DatabaseError(f"The database {file or place} cannot be read: {reason}.") from None
    finally:
        await engine.dispose()


async def upgrade(url: str, target: str = "head") -> SchemaStatus:
    """Bring a database to the newest version, or to an older `target`, and return where it stands then.

    An empty database is made; a SQLite file with data in it is first copied beside itself. Raises
    DatabaseError when a newer Sidelight made the database, or its file cannot be made.
    """
    place = read_url(url)
    file = sqlite_file(place)
    before = await status(url)
    refuse_newer(before)
    if before.up_to_date:
        return before
    if file is not None:
        _make_file(file)
        if before.current is not None:
            await asyncio.to_thread(back_up, file, before.current)
    engine = make_migrator(place)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_run, target)
    finally:
        await engine.dispose()
    return await status(url)


def refuse_newer(found: SchemaStatus) -> None:
    """Raise DatabaseError when the database has a version that this Sidelight does not know."""
    if found.current is not None and found.current not in revisions():
        raise DatabaseError(
            f"The database has version {found.current}; this Sidelight knows versions up to {found.head}. "
            "Install the newer Sidelight that made it, or restore the copy from before the upgrade."
        )


def back_up(file: Path, version: str) -> Path:
    """Copy a SQLite file beside itself, whole even while it is in use; returns the copy's path.

    The copy is called, for instance, `sidelight.sqlite3.before-0001`; an older copy is never overwritten.
    """
    copy = _new_file(file.with_name(f"{file.name}.before-{version}"))
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy


def _new_file(wanted: Path) -> Path:
    number = 1
    while True:
        path = wanted if number == 1 else wanted.with_name(f"{wanted.name}-{number}")
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            number += 1
        else:
            return path


def _make_file(file: Path) -> None:
    """Make the file for the owner's eyes only; SQLite gives its side files the same mode."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise DatabaseError(f"The database file {file} cannot be made: {error.strerror}.") from None


def alembic_config() -> Config:
    """Return what alembic must know to find the steps."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def revisions() -> tuple[str, ...]:
    """Return the version that each step makes, oldest first."""
    return _revisions(SCRIPTS, tuple(sorted(step.name for step in (SCRIPTS / "versions").glob("*.py"))))


@cache
def _revisions(_folder: Path, _steps: tuple[str, ...]) -> tuple[str, ...]:
    """Read them once: each reading runs every step's file, and a database is opened often in some programs.

    Where the steps lie and what they are called is only what the answer is kept by: other steps are read anew.
    """
    walk = ScriptDirectory.from_config(alembic_config()).walk_revisions()
    return tuple(reversed([script.revision for script in walk]))


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _run(connection: Connection, target: str) -> None:
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, target)
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise DatabaseError("The upgrade was undone: it would have left rows without what they refer to.")
