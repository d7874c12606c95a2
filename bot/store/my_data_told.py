"""What a copy tells of one table: whose rows, which columns, and why the others are left out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Table

from bot.store.whose import Whose

OF_THE_BOT = "only for the bot's own work"
WHOSE = "says whose it is, which the reader knows"
SOMEBODY = "names another person"
THEIR_WORDS = "may hold another person's words"
TEAM = "belongs to the team's work"
LINK = "a number that links to another row"


@dataclass(frozen=True, slots=True)
class Told:
    """Rows of one table that are a person's own, and what a copy holds of them.

    `left_out` gives the reason for every other column.
    """

    name: str
    table: Table
    rows: Callable[[Whose], ColumnElement[bool]]
    columns: tuple[str, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)
