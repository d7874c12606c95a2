"""Opening the database and its keys for a command: nothing is made by mistake, and errors are plain."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.errors import SidelightError
from bot.settings import StorageSettings
from bot.store.database import Database
from bot.store.engines import DatabaseError
from bot.store.keys import Keys, KeysError, load_or_make_keys, make_key, missing_key_file
from bot.store.migrating import status
from bot.store.rekeying import rekey


@contextmanager
def reading_errors() -> Iterator[None]:
    """Turn what the database's driver says into an error that a person can act on."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise DatabaseError(
            f"The database cannot be opened ({type(error).__name__}). Check [storage] database."
        ) from error


def keys_at_hand(storage: StorageSettings) -> Keys | None:
    """Return the keys, or None when their file is missing: a new one would not fit what is stored."""
    if not storage.keys and not storage.key_file.exists():
        return None
    return load_or_make_keys(_texts(storage), storage.key_file)


def add_key(storage: StorageSettings) -> None:
    """Put a new key in front of those in the key file, for the owner's eyes only."""
    if storage.keys:
        raise KeysError(
            "The keys stand in the settings, so --new cannot add one. Put this new one there first, "
            f"in front of the others, and run `sidelight db rekey` without --new: {make_key()}"
        )
    if keys_at_hand(storage) is None:
        raise missing_key_file(storage.key_file)
    old = storage.key_file.read_text(encoding="utf-8")
    part = storage.key_file.with_name(f"{storage.key_file.name}.part")
    part.unlink(missing_ok=True)
    _write_secret(part, f"{make_key()}\n{old}")
    part.replace(storage.key_file)


async def seal_again(
    storage: StorageSettings, progress: Callable[[int, int], None], *, keys_lost: bool
) -> int:
    """Seal everything with the newest key and return how many texts changed."""
    if (await status(storage.database)).current is None:
        raise SidelightError("There is no database yet, so there is nothing to seal again.")
    keys = keys_at_hand(storage)
    if keys is None and keys_lost:
        keys = load_or_make_keys((), storage.key_file)
    if keys is None:
        raise missing_key_file(storage.key_file)
    database = await Database.open(storage.database, keys, keys_lost=keys_lost)
    try:
        return await rekey(database, progress)
    finally:
        await database.close()


def _texts(storage: StorageSettings) -> list[str]:
    return [key.get_secret_value() for key in storage.keys]


def _write_secret(file: Path, content: str) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
