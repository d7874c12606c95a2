"""What the stories about volunteers who help to review share: they have practised, and hold a case."""

from decimal import Decimal

from bot.casework.reviewing import PRACTICE_STEPS
from bot.guide import Action
from bot.guide.values import Card
from bot.store import case_moves
from bot.store.decisions import NewDecision, add_decision
from bot.store.reviewers import ended_by, save_steps
from tests.flows.breaking import REVIEWERS, to_decide, uses_table
from tests.flows.world import DESK, HOME, LISTENER, MEMBER, MODERATOR, SECOND_MEMBER, World

REVIEWER, OTHER_REVIEWER = 46, 47


async def helps_to_review(world: World, person: int, decided_before: int = 0) -> None:
    """Somebody holds the role, has practised, and has decided so often before."""
    world.surface.roles[person] = frozenset({REVIEWERS})
    async with world.stories.parts.work() as work:
        await save_steps(work.connection, HOME, person, PRACTICE_STEPS, work.now)
        for _ in range(decided_before):
            about = NewDecision(HOME, None, MEMBER, "starter", "S1", work.now, Decimal(0), None, person)
            await add_decision(work.connection, work.keys, about, work.now)


async def a_case_to_decide(world: World, table: str = "table-2020", decided_before: int = 0) -> int:
    """A case that a practised reviewer holds, who has decided so often before."""
    await uses_table(world, table, reviewers_role=REVIEWERS)
    case = await to_decide(world)
    await helps_to_review(world, REVIEWER, decided_before)
    async with world.stories.parts.work() as work:
        await case_moves.pass_on(work.connection, case, MODERATOR, REVIEWER, work.now)
    return case


def asked(world: World) -> list[Card]:
    """What waits for a second person at the desk."""
    return [one.card for one in world.messages_with(DESK, Action.DECISION_AGREE)]


def told(world: World) -> int:
    """How much was said to the people whom it is about."""
    return sum(len(world.private_cards(person)) for person in (LISTENER, MEMBER, SECOND_MEMBER))


async def ended(world: World, person: int = REVIEWER) -> int:
    async with world.database.reading() as connection:
        return await ended_by(connection, HOME, person)
