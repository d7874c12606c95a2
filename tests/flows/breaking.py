"""What the stories about decisions and breaks share: people decide, and what follows begins."""

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import insert

from bot.casework.case_life import CaseStep
from bot.casework.points import as_text
from bot.casework.replying import Matter
from bot.flows.break_begun import Given, begin
from bot.flows.case_moved import move_case
from bot.flows.points_kept import ledger_of
from bot.flows.surface import Answer
from bot.guide import Action, Card
from bot.store import cases, communities, tables
from bot.store.breaks import RecordedBreak, breaks_about
from bot.store.decisions import NewDecision, RecordedDecision, add_decision, decisions_about
from tests.flows.world import (
    ASKS,
    DESK,
    HOME,
    LISTENER,
    MEMBER,
    MODERATOR,
    SECOND_MEMBER,
    THIRD_MEMBER,
    World,
    argument,
)

WHY = "It happened in three chats, and they said so."
LEADERS, FOR_TEENS, MUTED, REVIEWERS = 33, 34, 35, 36


async def decided(
    world: World,
    given: Given,
    *,
    person: int = LISTENER,
    points: str = "3",
    rule: str = "S1",
    table: str = "starter",
) -> RecordedDecision:
    """A decision stands, and what it gives begins."""
    parts = world.stories.parts
    community = await world.community()
    async with parts.work() as work:
        case = next((one.id for one in await world.cases()), None)
        new = NewDecision(
            HOME,
            case,
            person,
            table,
            rule,
            world.now - timedelta(days=1),
            Decimal(points),
            None,
            MODERATOR,
        )
        made = await add_decision(work.connection, work.keys, new, work.now)
        await begin(parts, work, community, person, made.id, MODERATOR, given)
    await world.settle()
    return made


def for_days(world: World, days: float) -> Given:
    return Given(break_until=world.now + timedelta(days=days))


async def breaks_of(world: World, person: int = LISTENER) -> tuple[RecordedBreak, ...]:
    async with world.database.reading() as connection:
        return await breaks_about(connection, HOME, person)


async def uses_table(world: World, name: str = "table-2020", **settings: int | None) -> None:
    """The community has chosen a table, before anything happened."""
    async with world.database.writing() as connection:
        await communities.change(connection, HOME, points_table=name, points_since=world.now, **settings)
    world.stories.parts.forget_settings(HOME)
    world.clock.move(timedelta(hours=1))


async def asks_in_three_chats(world: World) -> int:
    """A listener asks for contact in three chats, a moderator is on it; returns the case."""
    for member in (MEMBER, SECOND_MEMBER, THIRD_MEMBER):
        chat = await world.open_chat(member)
        await world.say(LISTENER, chat.place, ASKS)
        await world.end_chat(chat)
    case = (await world.cases())[-1]
    await world.press(MODERATOR, Action.CASE_TAKE_YES, case.id, place=DESK)
    return case.id


async def heard(world: World, case: int, answer: str | None = "happened") -> None:
    """The person was asked for their side, and answered, or their time is over."""
    parts = world.stories.parts
    community = await world.community()
    async with parts.work() as work:
        values = {
            "case_id": case,
            "person": LISTENER,
            "allegation": work.keys.seal("You may have asked for a phone number."),
            "noticed": "bot",
            "matter": Matter.CONTACT.value,
            "asked_by": MODERATOR,
            "asked_at": work.now,
            "sent_at": work.now,
            "told_at": work.now,
            "due_at": work.now + timedelta(days=3),
            "answer": answer,
            "answered_at": work.now if answer else None,
        }
        await work.connection.execute(insert(tables.replies).values(**values))
        for step in (CaseStep.SIDE_ASKED, CaseStep.SIDE_HEARD if answer else CaseStep.REPLY_OVER):
            found = await cases.find_case(work.connection, case)
            assert found is not None
            await move_case(parts, work, community, found, step, MODERATOR)
    await world.settle()


async def to_decide(world: World, answer: str | None = "happened") -> int:
    """A case about the listener that can be decided."""
    case = await asks_in_three_chats(world)
    await heard(world, case, answer)
    return case


async def name_rule(world: World, case: int, rule: str, by: int = MODERATOR) -> Card:
    """Name a rule; returns the proposal."""
    asked = (await world.press(by, Action.CASE_DECIDE, case, place=DESK)).card
    assert asked is not None
    select = next(one for one in asked.selects if rule in {choice.value for choice in one.choices})
    answer = await world.press(by, Action.DECIDE_RULE, select.argument, place=DESK, values=(rule,))
    assert answer.card is not None
    return answer.card


async def tick(world: World, card: Card, *said: str, by: int = MODERATOR) -> Card:
    """Say something about the act."""
    select = next(one for one in card.selects if one.action == Action.DECIDE_TICK)
    answer = await world.press(by, Action.DECIDE_TICK, select.argument, place=DESK, values=said)
    assert answer.card is not None
    return answer.card


async def like_this(world: World, card: Card, by: int = MODERATOR) -> Answer:
    """Decide as the table says."""
    return await world.press(by, Action.DECIDE_YES, argument(card, Action.DECIDE_YES), place=DESK)


async def otherwise(world: World, card: Card, **fields: str) -> Answer:
    """Decide otherwise."""
    draft = argument(card, Action.DECIDE_OTHERWISE)
    return await world.press(MODERATOR, Action.DECIDE_SEND, draft, place=DESK, fields=fields)


async def decisions_on_record(world: World) -> tuple[RecordedDecision, ...]:
    async with world.database.reading() as connection:
        return await decisions_about(connection, world.database.keys, HOME, LISTENER)


async def total(world: World) -> str:
    """The person's points now."""
    async with world.stories.parts.work() as work:
        ledger = await ledger_of(work, await world.community(), LISTENER)
    assert ledger is not None
    return as_text(ledger.standing(world.now).total)


async def removal(world: World, leaves: str = "as_listener") -> int:
    await uses_table(world)
    card = await name_rule(world, await to_decide(world), "D10")
    await otherwise(world, card, points="8", days="0", reason=WHY, leaves=leaves)
    (decision,) = await decisions_on_record(world)
    return decision.id


def told(world: World) -> str:
    return world.private_cards(LISTENER)[-1].text
