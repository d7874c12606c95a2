"""Inserts that meet an existing row: the only place where the two databases need their own words."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Values = Mapping[str, Any]


async def upsert(
    connection: AsyncConnection,
    table: Table,
    key: Values,
    values: Values,
    *,
    only_new: Values | None = None,
) -> None:
    """Insert a row, or change `values` in the one that has this key.

    `key` must be the columns of a primary key or a unique constraint. `only_new` is written when the row is
    new and left alone otherwise.
    """
    statement = _insert(connection, table).values({**key, **values, **(only_new or {})})
    changes = {name: statement.excluded[name] for name in values}
    if changes:
        await connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=changes))
    else:
        await connection.execute(statement.on_conflict_do_nothing(index_elements=list(key)))


async def insert_once(connection: AsyncConnection, table: Table, values: Values) -> bool:
    """Insert a row unless a unique constraint of the table holds it already; True when inserted."""
    done = await connection.execute(_insert(connection, table).values(dict(values)).on_conflict_do_nothing())
    return done.rowcount == 1


def _insert(connection: AsyncConnection, table: Table) -> "sqlite.Insert | postgresql.Insert":
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
