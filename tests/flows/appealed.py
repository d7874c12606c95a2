"""A case that people have decided: what stories about appeals, records and data begin with."""

from dataclasses import replace
from decimal import Decimal

from bot.casework.appealing import Outcome
from bot.casework.case_life import CaseStep
from bot.flows.case_moved import move_case
from bot.flows.report_answered import tell_reporters
from bot.flows.surface import Answer
from bot.guide import Action
from bot.guide.values import Card
from bot.store.cases import Case
from bot.store.decisions import NewDecision, RecordedDecision, add_decision, mark_told
from tests.flows.world import (
    ASKS,
    DESK,
    HOME,
    LISTENER,
    MEMBER,
    MODERATOR,
    SECOND_MEMBER,
    SECOND_MODERATOR,
    THIRD_MEMBER,
    World,
    has,
)

WORDS = "I was only giving the number of the helpline."
REASONS = "The number was the helpline's. We are sorry."


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
        await mark_told(work.connection, decision.id, work.now)
        if case.state.under_review:
            await move_case(parts, work, community, case, CaseStep.DECIDED, by, outcome="decided")
            await tell_reporters(parts, work, community, case, acted=True)
    await world.settle()
    return replace(decision, told_at=decision.decided_at)


async def appeal(world: World, decision: RecordedDecision, words: str = WORDS) -> Answer:
    """The person opens the form and sends it."""
    opened = await world.press(LISTENER, Action.APPEAL, decision.id, community=None)
    assert opened.form is not None
    assert opened.form.argument == str(decision.id)
    return await world.press(
        LISTENER, Action.SEND_APPEAL, decision.id, community=None, fields={"words": words}
    )


async def answer(
    world: World, outcome: Outcome, *, by: int = SECOND_MODERATOR, appeal: int = 1, **fields: str
) -> Card:
    """Somebody of the team reads both sides and answers."""
    read = await world.press(by, Action.ANSWER_APPEAL, appeal, place=DESK)
    steps = {
        Outcome.UPHELD: Action.APPEAL_KEEP,
        Outcome.CHANGED: Action.APPEAL_CHANGE,
        Outcome.REVERSED: Action.APPEAL_REVERSE,
    }
    assert has(read.card, steps[outcome])
    opened = await world.press(by, steps[outcome], appeal, place=DESK)
    assert opened.form is not None
    sent = {"reason": REASONS, **fields}
    answered = await world.press(
        by, Action.SEND_APPEAL_ANSWER, f"{outcome}:{appeal}", place=DESK, fields=sent
    )
    assert answered.card is not None
    return answered.card
