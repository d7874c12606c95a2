"""A copy of what is stored about one person: column by column, never another person's words or name.

Every column of every table is told or left out with the reason: in `my_data_given`, in `my_data_recorded`, or, for
whole tables, here. A test walks all tables.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.points import as_text
from bot.store.keys import Keys
from bot.store.my_data_given import given
from bot.store.my_data_recorded import recorded
from bot.store.my_data_told import TEAM, Told
from bot.store.whose import Whose

Value = str | int | bool | None


async def copy_of(connection: AsyncConnection, keys: Keys, whose: Whose) -> dict[str, list[dict[str, Value]]]:
    """Read all that is a person's own, by kind; ids as text, since other programs round large numbers."""
    return {told.name: await _rows(connection, keys, told, whose) for told in everything_told()}


def everything_told() -> tuple[Told, ...]:
    """List what a copy holds."""
    return (*given(), *recorded())


# Tables of which a copy holds nothing, and why.
NOT_TOLD: Mapping[str, str] = MappingProxyType(
    {
        "communities": "the settings of the community",
        "rooms": "the settings of the community",
        "case_log": "what the team did, step by step; a person's own steps are in what they asked and answered",
        "reveals": f"{TEAM}, with their words",
        "case_notes": f"{TEAM}, with their words",
        "second_readings": f"{TEAM}, with their words",
        "apart": "names two people; it protects both",
        "words_held": "what was begun and not sent yet, perhaps another person's message; gone within a day",
        "chat_times": "the clock of a chat, without a person; it goes with the chat",
        "handovers": "a listener's words about a member; it goes with the chat",
        "relays": "made-up names of both people; they go with the chat",
        "relayed": "which message arrived as which; gone a day after the chat",
        "news_told": "which news the community was told",
        "switches": "which pattern the team switched off, step by step",
        "verdicts": "how often a pattern was right, without a person",
        "tallies": "counts by day, without a person",
        "outbox": "what is on its way; words are forgotten when it is done, and wait under My messages",
        "timers": "what is to happen when, without words",
        "watermarks": "how far the bot has read, without words",
        "facts": "about the deployment, without a person",
    }
)


async def _rows(connection: AsyncConnection, keys: Keys, told: Told, whose: Whose) -> list[dict[str, Value]]:
    wanted = select(*(told.table.c[name] for name in told.columns)).where(told.rows(whose))
    found = (await connection.execute(wanted)).mappings()
    return [{name: _plain(keys, row[name]) for name in told.columns} for row in found]


def _plain(keys: Keys, value: object) -> Value:
    match value:
        case bytes():
            return keys.unseal_or(value)
        case datetime():
            return value.isoformat()
        case Decimal():
            return as_text(value)
        case bool() | None:
            return value
        case int():
            return value if abs(value) < 2**53 else str(value)
    return str(value)
