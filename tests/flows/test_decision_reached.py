"""The time to ask for a second look runs from when a decision reached somebody: what we took longer is not theirs."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete

from bot.casework.case_life import CaseState
from bot.flows.appeal_by_link import read_link
from bot.flows.parts import Operator
from bot.guide import Action
from bot.guide.building import day
from bot.store import tables
from bot.store.decisions import RecordedDecision
from bot.store.retention import purge
from tests.flows.breaking import decisions_on_record, like_this, name_rule, removal, to_decide, uses_table
from tests.flows.recording import PowerCut
from tests.flows.world import DESK, LISTENER, SECOND_MODERATOR, START, World, has

MONTH = timedelta(days=30)


async def a_decision(world: World) -> RecordedDecision:
    """Somebody decides by the table."""
    await uses_table(world)
    await like_this(world, await name_rule(world, await to_decide(world), "D4"))
    return await the_decision(world)


async def the_decision(world: World) -> RecordedDecision:
    (decision,) = await decisions_on_record(world)
    return decision


async def is_open(world: World) -> bool:
    """Whether they can ask for a second look now, and the case waits for that."""
    decision = await the_decision(world)
    opened = await world.press(LISTENER, Action.APPEAL, decision.id, community=None)
    waits = (await world.only_case()).state is CaseState.DECIDED
    assert waits is (opened.form is not None)
    return waits


async def open_for_a_month_from(world: World, told_at: datetime) -> bool:
    """Whether a second look can be asked for exactly so long, and the record names that day."""
    decision = await the_decision(world)
    record = (await world.press(LISTENER, Action.MY_RECORD)).card
    assert record is not None
    assert day(told_at + MONTH) in record.text
    assert decision.told_at == told_at
    last = told_at + MONTH - timedelta(minutes=1) - world.now
    await world.pass_time(seconds=last.total_seconds())
    until_the_end = await is_open(world)
    await world.pass_time(minutes=1)
    return until_the_end and not await is_open(world)


async def test_who_is_told_at_once_has_a_month_from_then(world: World) -> None:
    decision = await a_decision(world)
    assert await open_for_a_month_from(world, decision.decided_at)


@pytest.mark.parametrize("after", [True, False])
async def test_while_the_bot_is_down_nobodys_time_runs(world: World, *, after: bool) -> None:
    await uses_table(world)
    card = await name_rule(world, await to_decide(world), "D4")
    world.surface.lose_power("send_privately", after=after)
    with pytest.raises(PowerCut):
        await like_this(world, card)
    assert (await the_decision(world)).told_at is None
    await world.stories.stop()
    world.clock.move(timedelta(days=45))
    await world.restart()
    assert len([one for one in world.private_cards(LISTENER) if has(one, Action.APPEAL)]) == 1
    assert await open_for_a_month_from(world, world.now)


async def test_while_discord_does_not_answer_their_time_does_not_run(world: World) -> None:
    await uses_table(world)
    card = await name_rule(world, await to_decide(world), "D4")
    world.surface.ask_for_time("send_privately", 3_600, times=2)
    await like_this(world, card)
    assert (await the_decision(world)).told_at is None
    await world.pass_time(hours=1)
    assert (await the_decision(world)).told_at is None
    await world.pass_time(hours=1)
    assert await open_for_a_month_from(world, world.now)


async def test_with_closed_messages_it_runs_from_when_it_could_be_read_in_the_record(world: World) -> None:
    world.surface.closed.add(LISTENER)
    decision = await a_decision(world)
    assert await open_for_a_month_from(world, decision.decided_at)


async def test_who_wants_no_private_words_reads_it_in_the_record_from_the_beginning(world: World) -> None:
    await world.agree(LISTENER, yes=False)
    decision = await a_decision(world)
    assert world.private_cards(LISTENER) == []
    waiting = await world.press(LISTENER, Action.MY_MESSAGES)
    assert has(waiting.card, Action.APPEAL)
    assert await open_for_a_month_from(world, decision.decided_at)


async def test_what_is_not_on_its_way_any_more_does_not_keep_a_case_open_for_ever(world: World) -> None:
    await uses_table(world)
    card = await name_rule(world, await to_decide(world), "D4")
    world.surface.ask_for_time("send_privately", 3_600)
    await like_this(world, card)
    decided_at = world.now
    async with world.database.writing() as connection:
        await connection.execute(delete(tables.outbox))
    await world.pass_time(days=30)
    assert await is_open(world)
    assert await open_for_a_month_from(world, decided_at + MONTH)


async def test_the_link_lasts_as_long(world: World) -> None:
    parts = world.stories.parts
    parts.operator = Operator("the operator", forms_address="https://harbour.example")
    parts.new_secret = lambda: "s" * 43
    number = await removal(world)
    world.surface.ask_for_time("send_privately", 7_200)
    await world.press(SECOND_MODERATOR, Action.DECISION_AGREE, number, place=DESK)
    await world.pass_time(hours=2)
    told_at = (await the_decision(world)).told_at
    assert told_at == world.now > START
    linked = await read_link(parts, "s" * 43)
    assert linked is not None
    assert linked.open_until == told_at + MONTH
    await world.pass_time(days=29, hours=23)
    assert await read_link(parts, "s" * 43) is not None
    await world.pass_time(hours=1)
    assert await read_link(parts, "s" * 43) is None


async def test_a_link_that_nobody_has_got_yet_is_not_forgotten(world: World) -> None:
    parts = world.stories.parts
    parts.operator = Operator("the operator", forms_address="https://harbour.example")
    parts.new_secret = lambda: "s" * 43
    number = await removal(world)
    world.surface.lose_power("send_privately", after=False)
    with pytest.raises(PowerCut):
        await world.press(SECOND_MODERATOR, Action.DECISION_AGREE, number, place=DESK)
    await world.stories.stop()
    world.clock.move(timedelta(days=45))
    async with world.database.writing() as connection:
        await purge(connection, world.now)
    await world.restart()
    linked = await read_link(world.stories.parts, "s" * 43)
    assert linked is not None
    assert linked.open_until == world.now + MONTH
