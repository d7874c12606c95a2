"""A case that people have decided: what stories about appeals, records and data begin with."""

from decimal import Decimal

from bot.casework.case_life import CaseStep
from bot.flows.case_moved import move_case
from bot.store.cases import Case
from bot.store.decisions import NewDecision, RecordedDecision, add_decision
from tests.flows.world import (
    ASKS,
    HOME,
    LISTENER,
    MEMBER,
    MODERATOR,
    SECOND_MEMBER,
    THIRD_MEMBER,
    World,
)


async def three_asks(world: World, listener: int = LISTENER) -> Case:
    """A listener asks in three chats, which makes a case."""
    for member in (MEMBER, SECOND_MEMBER, THIRD_MEMBER):
        chat = await world.open_chat(member, listener)
        await world.say(listener, chat.place, ASKS)
        await world.end_chat(chat)
    return (await world.cases())[-1]


async def decided(
    world: World,
    *,
    by: int = MODERATOR,
    points: str = "2",
    rule: str = "S1",
    leaves: bool = False,
    reason: str = "It happened in three chats.",
    case: Case | None = None,
) -> RecordedDecision:
    """A moderator decides about a case, with points."""
    case = case or await three_asks(world)
    new = NewDecision(
        community=HOME,
        case=case.id,
        person=case.subject,
        points_table="starter",
        rule=rule,
        acted_at=case.opened_at,
        points=Decimal(points),
        # The starter table talks about it the first time; these people decided otherwise.
        proposed=Decimal(0),
        by=by,
        reason=reason,
        leaves=leaves,
    )
    parts = world.stories.parts
    async with parts.work() as work:
        community = await parts.community(HOME)
        assert community is not None
        decision = await add_decision(work.connection, work.keys, new, work.now)
        if case.state.under_review:
            await move_case(parts, work, community, case, CaseStep.DECIDED, by, outcome="decided")
    await world.settle()
    return decision
