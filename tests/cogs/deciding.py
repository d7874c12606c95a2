"""What the stories about decisions at Discord's edge share."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from bot.flows.break_begun import Given, begin
from bot.store import decisions
from bot.store.decisions import NewDecision
from tests.simulated import Simulated


async def begun(world: Simulated, person: int, given: Callable[[datetime], Given]) -> None:
    """Somebody has decided that, and what it brings has begun."""
    parts = world.stories.parts
    community = await parts.community(world.guild.id)
    assert community is not None
    by = world.person("mo").id
    with world.env.time_context():
        async with parts.work() as work:
            new = NewDecision(community.id, None, person, "starter", "S1", work.now, Decimal(2), None, by)
            made = await decisions.add_decision(work.connection, work.keys, new, work.now)
            await begin(parts, work, community, person, made.id, by, given(work.now))
        await world.stories.settle()
    await world.env.settle()
