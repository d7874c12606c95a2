"""Retention: how long each thing is kept, in one table that the purge and the documents share."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.retention_people import about_people
from bot.store.retention_rule import Rule
from bot.store.retention_work import about_work


@dataclass(frozen=True, slots=True)
class Purged:
    """How many of one kind of thing came to their end."""

    what: str
    number: int


def retention_rules() -> tuple[Rule, ...]:
    """Return every rule, in the order in which they are carried out."""
    return (*about_people(), *about_work())


async def purge(connection: AsyncConnection, now: datetime) -> tuple[Purged, ...]:
    """End everything whose time is over, and count it."""
    return tuple([await _carry_out(connection, rule, now) for rule in retention_rules()])


def retention_table() -> str:
    """Write the rules as a page in Markdown."""
    head = ("What", "Kept for", "Counted from", "Then", "Longer while")
    lines = [head, ("---",) * len(head), *(_line(rule) for rule in retention_rules())]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"{_BEFORE}\n{table}\n\n{_AFTER}"


_BEFORE = """# What is kept, and for how long

Sidelight checks this table once a day and ends what has reached its time. This page is made from the table in
`bot/store/retention.py`, and a test holds the two together.
"""


_AFTER = """What people wrote is encrypted while it is kept. Messages of chats and rooms are not stored,
except for the few words in a note and what somebody reports. A message of a relayed chat is kept, encrypted, until it
has arrived.
Crisis words are never stored, only counted.

How often people found a pattern right or wrong is counted, without names or words, and stays.

A community's settings, a yes or no to private messages, and who is to meet whom again or never stay until the
community ends its use of Sidelight. That somebody wants safety news stays until they stop it or leave. What listeners
chose and tell about themselves goes sooner if they leave. Which listeners were offered a request is forgotten when
somebody accepts it or it ends. The log of a case ends with the case, and so do wishes to see an account. The made-up
names of a relayed chat are kept as long as who talked with whom, so that nobody meets one again.
"""


async def _carry_out(connection: AsyncConnection, rule: Rule, now: datetime) -> Purged:
    due = rule.due(now - rule.keep, now)
    if rule.column is None:
        done = await connection.execute(delete(rule.table).where(due))
    else:
        full = rule.table.c[rule.column].is_not(None)
        done = await connection.execute(update(rule.table).where(due, full).values({rule.column: None}))
    return Purged(rule.what, done.rowcount)


def _line(rule: Rule) -> tuple[str, ...]:
    days = "day" if rule.keep.days == 1 else "days"
    kept = f"{rule.keep.days} {days}" if rule.keep else "not at all"
    end = "emptied" if rule.column else "deleted"
    return (rule.what, kept, rule.counted_from, end, rule.longer_while)
