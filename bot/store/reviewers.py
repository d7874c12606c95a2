"""How far volunteers are with the practice of reviewing, and how much they have ended."""

from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.case_life import CaseStep
from bot.store.tables import appeals, case_log, cases, decisions, reviewers, second_readings
from bot.store.upserting import upsert
from bot.store.whose import was_issued
from bot.store.words import ReadingState


async def practised_steps(connection: AsyncConnection, community: int, person: int) -> int:
    """How many situations of the practice somebody has answered."""
    wanted = select(reviewers.c.steps).where(reviewers.c.community == community, reviewers.c.person == person)
    found: int | None = (await connection.execute(wanted)).scalar_one_or_none()
    return found or 0


async def save_steps(
    connection: AsyncConnection, community: int, person: int, steps: int, now: datetime
) -> None:
    """Remember how far somebody is."""
    key = {"community": community, "person": person}
    await upsert(connection, reviewers, key, {"steps": steps, "seen_at": now})


async def ended_by(connection: AsyncConnection, community: int, person: int) -> int:
    """How many decisions, closings and answers to appeals are on record here that somebody made.

    What nobody has agreed with (yet) where that was needed is not among them.
    """
    counting = (
        _decided(community, person),
        _agreed(community, person),
        _closed(community, person),
        _answered(community, person),
    )
    return sum([int((await connection.execute(wanted)).scalar_one()) for wanted in counting])


def _decided(community: int, person: int) -> Select[tuple[int]]:
    return select(func.count()).where(
        decisions.c.community == community, decisions.c.by == person, was_issued()
    )


def _agreed(community: int, person: int) -> Select[tuple[int]]:
    return select(func.count()).where(
        second_readings.c.community == community,
        second_readings.c.by == person,
        second_readings.c.state == ReadingState.AGREED,
    )


def _closed(community: int, person: int) -> Select[tuple[int]]:
    ended = [case_log.c.what.startswith(step.value) for step in (CaseStep.ALL_CLEAR, CaseStep.DEALT_WITH)]
    wanted = select(func.count()).select_from(case_log.join(cases, case_log.c.case_id == cases.c.id))
    return wanted.where(cases.c.community == community, case_log.c.who == person, or_(*ended))


def _answered(community: int, person: int) -> Select[tuple[int]]:
    return select(func.count()).where(appeals.c.community == community, appeals.c.answered_by == person)
