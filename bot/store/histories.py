"""What stands on record about one person besides notes and decisions: pauses and breaks. Read only."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import breaks, pauses

PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A pause or a break: its kind, when it began, and when it ends or ended (None: without an end)."""

    kind: str
    since: datetime
    until: datetime | None
    case: int | None = None
    decision: int | None = None


async def stretches_of(connection: AsyncConnection, community: int, person: int) -> tuple[Stretch, ...]:
    """Read the pauses and breaks of a person, newest first."""
    paused = select(pauses).where(pauses.c.community == community, pauses.c.person == person)
    broken = select(breaks).where(breaks.c.community == community, breaks.c.person == person)
    found = [
        Stretch(PAUSE, row.since, row.lifted_at or row.until, case=row.case_id)
        for row in (await connection.execute(paused)).all()
    ]
    found += [
        Stretch(row.kind, row.since, row.ended_at or row.until, decision=row.decision_id)
        for row in (await connection.execute(broken)).all()
    ]
    return tuple(sorted(found, key=lambda one: one.since, reverse=True))
