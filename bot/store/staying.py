"""What stays on record after a person had their data deleted, and until when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.keeping import DECISION_KEPT, FLAG_KEPT
from bot.casework.values import Source
from bot.store import tables
from bot.store.breaks import break_runs
from bot.store.hashed import hashed_person
from bot.store.keys import Keys
from bot.store.pauses import pause_runs
from bot.store.whose import Whose, here, not_looked_at, told_cases, was_issued


@dataclass(frozen=True, slots=True)
class Staying:
    """What stays after a deletion, for the answer: until when each is kept; None: nothing of it is there.

    `open_cases` are the numbers of cases the person was told about and that people still look at.
    """

    notes: int = 0
    notes_until: datetime | None = None
    decisions_until: datetime | None = None
    pause_until: datetime | None = None
    break_until: datetime | None = None
    open_cases: tuple[int, ...] = ()


async def what_stays(connection: AsyncConnection, keys: Keys, whose: Whose, now: datetime) -> Staying:
    """Read what is still there, to tell it with its dates."""
    flags, decisions, pauses = tables.flags, tables.decisions, tables.pauses
    breaks, cases = tables.breaks, tables.cases
    same = flags.c.subject.in_((whose.person, hashed_person(keys, whose.person)))
    noted = select(func.count(), func.max(flags.c.made_at)).where(
        # As in My notes: what others told us is not counted up to the person.
        same,
        flags.c.community == whose.community,
        flags.c.source == Source.SCREENING,
        not_looked_at(flags),
    )
    number, newest = (await connection.execute(noted)).one()
    decided = select(func.max(decisions.c.decided_at)).where(here(decisions, whose), was_issued())
    paused = select(func.max(pauses.c.until)).where(
        here(pauses, whose), pause_runs(now), pauses.c.by.is_not(None)
    )
    rests = select(func.max(breaks.c.until)).where(here(breaks, whose), break_runs(now))
    latest = (await connection.execute(decided)).scalar_one()
    looked_at = select(cases.c.number).where(told_cases(whose), cases.c.closed_at.is_(None))
    return Staying(
        notes=number,
        notes_until=newest + FLAG_KEPT if newest is not None else None,
        decisions_until=latest + DECISION_KEPT if latest is not None else None,
        pause_until=(await connection.execute(paused)).scalar_one(),
        break_until=(await connection.execute(rests)).scalar_one(),
        open_cases=tuple((await connection.execute(looked_at.order_by(cases.c.number))).scalars()),
    )
