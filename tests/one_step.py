"""Quicker SQLite for stories: each statement goes to the database's thread once, instead of four times.

The library asks that thread for a cursor, for the execution, for the rows and to close the cursor, one after
another; a story spends a third of its time with that. What is asked, in which order, on which thread and in
which transaction stays the same. The tests of the store use the library as it is, and so do the scenarios.
"""

from collections import deque
from collections.abc import Callable
from sqlite3 import Connection
from typing import Any, TypeAlias

import pytest
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_cursor

Cursor: TypeAlias = Any  # the library's own, with its inner parts
Parameters: TypeAlias = Any
Done: TypeAlias = tuple[Any, list[Any], int | None, int]


def _execute(self: Cursor, operation: str, parameters: Parameters = None) -> None:
    try:
        raw: Connection = self._connection._conn
        done = self.await_(self._connection._execute(_statement(raw, operation, parameters)))
    except Exception as error:
        self._adapt_connection._handle_exception(error)
    else:
        self.description, rows, self.lastrowid, self.rowcount = done
        self._rows = deque(rows)


def _statement(raw: Connection, operation: str, parameters: Parameters) -> Callable[[], Done]:
    def run() -> Done:
        cursor = raw.execute(operation, parameters or ())
        try:
            if cursor.description:
                return cursor.description, cursor.fetchall(), -1, -1
            return None, [], cursor.lastrowid, cursor.rowcount
        finally:
            cursor.close()

    return run


@pytest.fixture(autouse=True)
def one_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Import this into the conftest of a folder of stories."""
    monkeypatch.setattr(AsyncAdapt_aiosqlite_cursor, "execute", _execute)
