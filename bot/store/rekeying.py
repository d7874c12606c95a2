"""Rekeying: sealing everything again with the newest key, in small steps that can be stopped and resumed."""

from collections.abc import Callable

from sqlalchemy import Column, LargeBinary, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.keys import Keys, Unreadable
from bot.store.tables import case_files, metadata

BATCH = 200
# Files are large: only a few are held in memory at a time.
FILES_AT_ONCE = 4

Progress = Callable[[int, int], None]


def sealed_columns() -> tuple[Column[bytes], ...]:
    """Return every column that holds sealed text: all binary ones (some facts are plain, and stay so)."""
    return tuple(
        column
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    )


async def rekey(database: Database, progress: Progress) -> int:
    """Seal everything again with the newest key; returns how many texts changed.

    Each batch is committed by itself: stopped halfway, the next run passes over what is done. What no key can
    read is left as it is. `progress` gets the number of texts looked at and of all.
    """
    columns = sealed_columns()
    async with database.reading() as connection:
        total = sum([await _count(connection, column) for column in columns])
    looked_at = changed = 0
    progress(looked_at, total)
    for column in columns:
        after = None
        while True:
            async with database.writing() as connection:
                batch = await _read_batch(connection, column, after)
                changed += await _renew(connection, column, batch, database.keys)
            if not batch:
                break
            after = batch[-1][0]
            looked_at += len(batch)
            progress(looked_at, max(total, looked_at))
    return changed


async def _count(connection: AsyncConnection, column: Column[bytes]) -> int:
    return int((await connection.execute(select(func.count(column)))).scalar_one())


async def _read_batch(
    connection: AsyncConnection, column: Column[bytes], after: int | str | None
) -> list[tuple[int | str, bytes]]:
    key = _key_of(column)
    most = FILES_AT_ONCE if column.table is case_files else BATCH
    wanted = select(key, column).where(column.is_not(None)).order_by(key).limit(most)
    if after is not None:
        wanted = wanted.where(key > after)
    return [(row[0], row[1]) for row in (await connection.execute(wanted)).all()]


async def _renew(
    connection: AsyncConnection, column: Column[bytes], batch: list[tuple[int | str, bytes]], keys: Keys
) -> int:
    changed = 0
    key = _key_of(column)
    for row, sealed in batch:
        renewed = _renewed(keys, sealed)
        if renewed is not None:
            await connection.execute(update(column.table).where(key == row).values({column.name: renewed}))
            changed += 1
    return changed


def _renewed(keys: Keys, sealed: bytes) -> bytes | None:
    try:
        return keys.renew(sealed)
    except Unreadable:
        return None


def _key_of(column: Column[bytes]) -> Column[int] | Column[str]:
    (key,) = column.table.primary_key.columns
    return key
