"""The database: one writer at a time, readers beside it, opened only with the right schema and key."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Self

from sqlalchemy import URL, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.engines import READERS, DatabaseError, make_readers, make_writer, read_url
from bot.store.keys import Keys, KeysError, Unreadable
from bot.store.migrating import SchemaStatus, refuse_newer, status, upgrade
from bot.store.tables import facts

# The canary: whoever reads it has the right key. It is also the secret behind keyed hashes.
SECRET = "hash_secret"  # noqa: S105 - the name of a row
SECRET_BYTES = 32


class Database:
    """Reading and writing. Whoever opens it closes it: its threads would keep the program from ending."""

    def __init__(self, place: URL, keys: Keys) -> None:
        """Make the engines; nothing is opened before the first use. Use `open` instead."""
        self.keys = keys
        self._writer = make_writer(place)
        self._readers = make_readers(place)
        self._turn = asyncio.Lock()
        # A pool that is full waits by a timeout, which time travel would trip; this waits without one.
        self._seats = asyncio.Semaphore(READERS)

    @classmethod
    async def open(cls, url: str, keys: Keys, *, keys_lost: bool = False) -> Self:
        """Open the database of a path or address, and make it when it is not there.

        An older schema is refused with a DatabaseError: `migrating.upgrade` comes first. Keys that do not fit
        are refused with a KeysError, unless `keys_lost` says that the old ones are gone for good: then what
        they sealed stays unreadable.
        """
        await _prepare(url)
        database = cls(read_url(url), keys)
        try:
            secret = await database._secret(replace_unreadable=keys_lost)
        except BaseException:
            await database.close()
            raise
        database.keys = keys.with_hash_secret(secret)
        return database

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Read at one moment in time; attempts to write fail."""
        async with self._seats, self._readers.connect() as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Write alone: everything is committed at the end, or nothing when an exception passes.

        Never call Discord in here, and never ask for `writing` again inside: it would wait for itself.
        """
        async with self._turn, self._writer.begin() as connection:
            yield connection

    async def close(self) -> None:
        """Close every connection."""
        try:
            await self._readers.dispose()
        finally:
            await self._writer.dispose()

    async def _secret(self, *, replace_unreadable: bool) -> bytes:
        """Read the secret of this database, which only the right keys can; a new database gets one."""
        async with self.writing() as connection:
            sealed = (
                await connection.execute(select(facts.c.value).where(facts.c.name == SECRET))
            ).scalar_one_or_none()
            try:
                if sealed is not None:
                    return bytes.fromhex(self.keys.unseal(sealed))
            except Unreadable:
                if not replace_unreadable:
                    raise KeysError(WRONG_KEYS) from None
            secret = secrets.token_bytes(SECRET_BYTES)
            await connection.execute(delete(facts).where(facts.c.name == SECRET))
            await connection.execute(insert(facts).values(name=SECRET, value=self.keys.seal(secret.hex())))
            return secret


WRONG_KEYS = (
    "The key does not fit this database: it was sealed with another one. "
    "Put back the key file that belongs to it, or name its key in `keys`. "
    "If that key is lost for good, run `sidelight db rekey --lost`: "
    "everything works again, but excerpts and reports from before stay unreadable."
)


async def _prepare(url: str) -> None:
    """Make an empty database; refuse one with another schema than ours."""
    found = await status(url)
    refuse_newer(found)
    if found.current is None:
        found = await upgrade(url)
    if not found.up_to_date:
        raise DatabaseError(_too_old(found))


def _too_old(found: SchemaStatus) -> str:
    return (
        f"The database has version {found.current}, this Sidelight needs {found.head}. "
        "Run `sidelight db upgrade`; a copy is made first."
    )
