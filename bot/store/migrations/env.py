"""What alembic runs for each command: the steps, on the connection that `bot.store.migrating` hands in."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.types import TypeDecorator

from bot.store.tables import metadata


def plainly(kind: str, item: object, _: AutogenContext) -> str | Literal[False]:
    """Write our own column types as what lies below them, so that a step never changes with our code."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_item=plainly,
    # SQLite cannot change most things in place: steps rebuild the table instead.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
