"""Verdicts of people on patterns, counted without names; and the log of what was switched off by whom."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.learning import PatternRecord, SwitchedOff
from bot.casework.values import Source
from bot.store.tables import flags, switches, verdicts
from bot.store.upserting import insert_once
from bot.store.words import Verdict

# Found right, found wrong; what was taken back is neither.
_COUNTED = frozenset({Verdict.KEPT, Verdict.CLEARED})


async def learn_from_case(connection: AsyncConnection, case: int, verdict: Verdict) -> None:
    """Count a verdict for the patterns of a case, in place of the one that each note had before."""
    for judged in await _judged(connection, case, flags.c.verdict.is_distinct_from(verdict)):
        if judged.before in _COUNTED:
            await _count(connection, judged.community, judged.pattern, judged.before, -judged.number)
        await _count(connection, judged.community, judged.pattern, verdict, judged.number)


async def unlearn_from_case(connection: AsyncConnection, case: int, verdict: Verdict) -> None:
    """Count a verdict no more for the patterns of a case that have it."""
    for judged in await _judged(connection, case, flags.c.verdict == verdict):
        await _count(connection, judged.community, judged.pattern, verdict, -judged.number)


async def pattern_records(
    connection: AsyncConnection, community: int, since: datetime
) -> tuple[PatternRecord, ...]:
    """What is known of each pattern that was judged, or that somebody claims was wrong since then."""
    judged = select(verdicts).where(verdicts.c.community == community)
    counted: defaultdict[str, dict[Verdict, int]] = defaultdict(dict)
    for row in (await connection.execute(judged)).all():
        counted[row.pattern][row.verdict] = row.number
    claimed = await _claims(connection, community, since)
    return tuple(
        PatternRecord(
            pattern,
            right=counted[pattern].get(Verdict.KEPT, 0),
            wrong=counted[pattern].get(Verdict.CLEARED, 0),
            claimed=claimed.get(pattern, 0),
        )
        for pattern in sorted(counted.keys() | claimed.keys())
    )


async def switch_off(connection: AsyncConnection, community: int, switched: SwitchedOff) -> int | None:
    """Record that a pattern is off; returns the number of that, or None when it is off already."""
    values = {
        "community": community,
        "pattern": switched.pattern,
        "live_pattern": switched.pattern,
        "by": switched.by,
        "since": switched.since,
        "until": switched.until,
    }
    held = await switched_off(connection, community)
    if any(one.pattern == switched.pattern for one in held):
        return None
    done = await connection.execute(insert(switches).values(**values).returning(switches.c.id))
    return int(done.scalar_one())


async def agree(connection: AsyncConnection, community: int, pattern: str, second: int) -> bool:
    """A second person wants it off too: it stays off. False when somebody was faster, or it is on again."""
    done = await connection.execute(
        update(switches)
        .where(switches.c.community == community, switches.c.live_pattern == pattern)
        .where(switches.c.second_by.is_(None), switches.c.by != second)
        .values(second_by=second, until=None)
    )
    return done.rowcount == 1


async def switch_on(
    connection: AsyncConnection, community: int, pattern: str, now: datetime, *, by: int | None
) -> bool:
    """Let a pattern work again; False when it does already. `by` is None when its time is over."""
    live = (switches.c.community == community, switches.c.live_pattern == pattern)
    done = await connection.execute(
        update(switches).where(*live).values(live_pattern=None, ended_at=now, ended_by=by)
    )
    return done.rowcount == 1


async def switched_off(connection: AsyncConnection, community: int) -> tuple[SwitchedOff, ...]:
    """What is switched off now."""
    wanted = select(switches).where(switches.c.community == community, switches.c.live_pattern.is_not(None))
    return tuple(
        SwitchedOff(row.pattern, row.by, row.since, row.until, row.second_by, row.id)
        for row in (await connection.execute(wanted.order_by(switches.c.id))).all()
    )


async def _claims(connection: AsyncConnection, community: int, since: datetime) -> dict[str, int]:
    wanted = (
        select(flags.c.rule, func.count(flags.c.subject.distinct()))
        .where(flags.c.community == community, flags.c.disputed_at >= since)
        .where(flags.c.source == Source.SCREENING, flags.c.shadow.is_(False))
        .group_by(flags.c.rule)
    )
    return {rule: int(people) for rule, people in (await connection.execute(wanted)).all()}


@dataclass(frozen=True, slots=True)
class _Judged:
    """How many notes of a case one pattern made that have the same verdict now."""

    community: int
    pattern: str
    before: Verdict | None
    number: int


async def _judged(connection: AsyncConnection, case: int, which: ColumnElement[bool]) -> tuple[_Judged, ...]:
    wanted = (
        select(flags.c.community, flags.c.rule, flags.c.verdict, func.count())
        .where(flags.c.case_id == case, flags.c.source == Source.SCREENING, flags.c.shadow.is_(False))
        .where(which)
        .group_by(flags.c.community, flags.c.rule, flags.c.verdict)
    )
    return tuple(_Judged(*row) for row in (await connection.execute(wanted)).all())


async def _count(
    connection: AsyncConnection, community: int, pattern: str, verdict: Verdict, number: int
) -> None:
    key = {"community": community, "pattern": pattern, "verdict": verdict}
    if await insert_once(connection, verdicts, {**key, "number": max(0, number)}):
        return
    same = (verdicts.c[name] == value for name, value in key.items())
    await connection.execute(update(verdicts).where(*same).values(number=verdicts.c.number + number))
