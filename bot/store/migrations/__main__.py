"""For developers: `python -m bot.store.migrations "add mottos"` drafts the next step from changed tables."""

import asyncio
import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import Connection

from bot.store.engines import make_migrator, read_url
from bot.store.migrating import alembic_config, revisions, upgrade


async def draft(message: str) -> None:
    """Build a database from the steps so far, and write a step with what the tables have beyond it.

    The draft is to be read, put in shape by `make format`, and tried on a database with rows in it.
    """
    number = f"{len(revisions()) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        url = str(Path(folder) / "draft.sqlite3")
        await upgrade(url)
        engine = make_migrator(read_url(url))
        try:
            async with engine.connect() as connection:
                await connection.run_sync(_write, message, number)
        finally:
            await engine.dispose()


def _write(connection: Connection, message: str, number: str) -> None:
    config = alembic_config()
    config.attributes["connection"] = connection
    command.revision(config, message, autogenerate=True, rev_id=number)


if __name__ == "__main__":
    asyncio.run(draft(" ".join(sys.argv[1:]) or "change the tables"))
