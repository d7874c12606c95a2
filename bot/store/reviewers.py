"""How far volunteers are with the practice of reviewing, and how much they have decided."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import decisions, reviewers
from bot.store.upserting import upsert
from bot.store.words import DecisionState


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


async def decided_by(connection: AsyncConnection, community: int, person: int) -> int:
    """How many decisions somebody has made here, not counting those that nobody has agreed with (yet)."""
    wanted = select(func.count()).where(
        decisions.c.community == community,
        decisions.c.by == person,
        decisions.c.state.not_in([DecisionState.WAITING.value, DecisionState.REFUSED.value]),
    )
    return int((await connection.execute(wanted)).scalar_one())
