"""People read what is on record about them, with dates and what will become of it; never who reported."""

from datetime import timedelta

import pytest

from bot.guide import Action
from bot.guide.building import day
from bot.guide.cards_report import choose_community_card
from bot.guide.cards_shared import which_community_card
from bot.guide.values import Card
from bot.store import breaks, tables
from bot.store.words import BreakKind
from tests.flows.appealed import decided, three_asks
from tests.flows.world import (
    ASKS,
    ELSEWHERE,
    HOME,
    LISTENER,
    MEMBER,
    MODERATOR,
    SECOND_MODERATOR,
    World,
    argument,
    has,
)


async def record(world: World, person: int = LISTENER) -> Card:
    card = (await world.press(person, Action.MY_RECORD)).card
    assert card is not None
    return card


@pytest.fixture
async def starter(world: World) -> World:
    """The community uses the starter table."""
    await world.set_up(points_table="starter")
    async with world.database.writing() as connection:
        await connection.execute(tables.communities.update().values(points_since=world.now))
    world.stories.parts.forget_settings(HOME)
    return world


async def test_nothing_on_record(world: World) -> None:
    card = await record(world)
    assert world.wording.text("record.none") in card.text
    assert not has(card, Action.APPEAL)
    assert has(card, Action.MY_DATA)


async def test_notes_with_the_day_they_go(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    card = await record(world)
    assert "phone number" in card.text
    assert day(world.now + timedelta(days=90)) in card.text
    assert has(card, Action.MY_NOTES)


async def test_a_case_that_nobody_told_them_about_is_not_shown(world: World) -> None:
    chat = await world.open_chat()
    await world.report(chat, "judged", "they judged me badly")
    assert world.wording.text("record.none") in (await record(world)).text


async def test_points_today_and_what_becomes_of_them(starter: World) -> None:
    decision = await decided(starter, points="3")
    card = await record(starter)
    assert "**3** today." in card.text
    months = [starter.now.replace(month=month) for month in (6, 8, 11)]
    wanted = ", ".join(f"{left} from {day(at)}" for left, at in zip(("1.8", "0.6", "0"), months, strict=True))
    assert f"If all stays quiet: {wanted}." in card.text
    assert "Asking for a number, an address or an account" in card.text
    assert argument(card, Action.APPEAL) == str(decision.id)
    assert day(decision.decided_at + timedelta(days=30)) in card.text


async def test_a_month_is_one_of_the_communitys_calendar(starter: World) -> None:
    """Decided on 31 May there, which is still the 30th in UTC: a month later is 30 June there."""
    await starter.set_up(points_table="starter", time_zone="Europe/Berlin")
    starter.stories.parts.forget_settings(HOME)
    await starter.pass_time(days=26, hours=10)
    decision = await decided(starter, points="3")
    assert decision.decided_at.day == 30
    card = await record(starter)
    assert f"1.8 from {day(decision.decided_at + timedelta(days=30))}" in card.text


async def test_without_points_there_is_no_forecast(world: World) -> None:
    await decided(world)
    card = await record(world)
    assert "today" not in card.text
    assert world.wording.text("record.decided_state.over") in card.text
    assert has(card, Action.APPEAL)


async def test_a_decision_that_waits_for_a_second_person_is_not_shown(starter: World) -> None:
    await decided(starter)
    async with starter.database.writing() as connection:
        await connection.execute(tables.decisions.update().values(state="waiting"))
    card = await record(starter)
    assert "Asking for a number" not in card.text
    assert starter.wording.text("record.part.matters") not in card.text


async def test_several_decisions_are_chosen_from(starter: World) -> None:
    first = await decided(starter)
    second = await decided(starter, case=await starter.only_case(), rule="S2")
    card = await record(starter)
    assert not has(card, Action.APPEAL)
    (select,) = card.selects
    assert [choice.value for choice in select.choices] == [str(second.id), str(first.id)]
    opened = await starter.press(LISTENER, Action.APPEAL, values=(str(first.id),))
    assert opened.form is not None
    assert opened.form.argument == str(first.id)


async def test_the_second_look_and_its_end(starter: World) -> None:
    decision = await decided(starter)
    await starter.press(LISTENER, Action.SEND_APPEAL, decision.id, fields={"words": "please look"})
    card = await record(starter)
    assert not has(card, Action.APPEAL)
    by = day(starter.now + timedelta(days=7))
    assert starter.wording.text("record.asked", by=by) in card.text
    fields = {"reason": "We were wrong."}
    await starter.press(SECOND_MODERATOR, Action.SEND_APPEAL_ANSWER, "reversed:1", fields=fields)
    card = await record(starter)
    assert starter.wording.text("record.decided_state.taken_back") in card.text
    assert "today" not in card.text
    assert not has(card, Action.APPEAL)


async def test_after_the_time_for_a_second_look_it_is_not_offered(starter: World) -> None:
    await decided(starter)
    await starter.pass_time(days=30)
    card = await record(starter)
    assert not has(card, Action.APPEAL)
    assert starter.wording.text("record.part.matters") not in card.text


async def test_breaks_and_pauses_with_their_ends(world: World) -> None:
    case = await three_asks(world)
    await world.press(MODERATOR, Action.CASE_PAUSE_YES, case.id)
    decision = await decided(world, case=await world.only_case())
    rest = world.now + timedelta(days=3)
    async with world.database.writing() as connection:
        for kind, until in ((BreakKind.BREAK, rest), (BreakKind.LEAVE, None)):
            await breaks.add_break(
                connection,
                HOME,
                LISTENER,
                kind,
                decision=decision.id,
                by=MODERATOR,
                now=world.now,
                until=until,
            )
    card = await record(world)
    assert world.wording.text("record.away.pause") in card.text
    assert (
        f"{world.wording.text('record.away.break')} It ends by itself: <t:{int(rest.timestamp())}"
        in card.text
    )
    no_end = f"{world.wording.text('record.away.leave')} {world.wording.text('record.away_open')}"
    ask = world.wording.text("record.ask_until", until=day(decision.decided_at + timedelta(days=30)))
    assert f"{no_end} {ask}" in card.text
    await world.pass_time(days=15)
    later = await record(world)
    assert world.wording.text("record.away.break") not in later.text
    assert world.wording.text("record.away.pause") not in later.text
    await world.pass_time(days=15)
    long_after = await record(world)
    assert f"{no_end} {world.wording.text('record.away_ask')}" in long_after.text
    assert (await world.press(LISTENER, Action.ASK_TEAM)).form is not None
    assert has(long_after, Action.ASK_TEAM)


async def test_it_never_says_who_reported_or_what_they_said(world: World) -> None:
    await three_asks(world)
    chat = await world.open_chat(MEMBER)
    await world.report(chat, "judged", "they judged me badly")
    await decided(world, case=await world.only_case())
    card = await record(world)
    for secret in ("judged", str(MEMBER), str(MODERATOR), "It happened in three chats"):
        assert secret not in card.text


async def test_in_private_who_is_in_two_communities_says_which_record_and_goes_on_from_there(
    world: World,
) -> None:
    """Somebody who may not write in a community has only the private way to their record, notes and data."""
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    await world.is_also_elsewhere(LISTENER)
    for action in (Action.MY_RECORD, Action.MY_DATA, Action.MY_NOTES):
        asked = (await world.press(LISTENER, action, community=None)).card
        assert asked is not None
        (select,) = asked.selects
        assert [choice.value for choice in select.choices] == [str(HOME), str(ELSEWHERE)]
        answer = await world.press(
            LISTENER, Action.CHOOSE_COMMUNITY, select.argument, values=(str(HOME),), community=None
        )
        assert answer.card is not None
        here = (await world.press(LISTENER, action)).card
        assert here is not None
        assert answer.card.text == here.text
        for button in answer.card.buttons:
            again = await world.press(LISTENER, button.action, button.argument, community=None)
            assert again.card is not None
            assert again.card.selects == (), "asked once, it is known"
            assert again.card != which_community_card(world.wording), button.action
    strange = await world.press(LISTENER, Action.MY_RECORD, "777", community=None)
    choices = ((str(HOME), "Harbour"), (str(ELSEWHERE), "Elsewhere"))
    assert strange.card == choose_community_card(world.wording, "record:0", choices, own=True)


async def test_in_private_who_only_stands_on_record_is_known_by_that(world: World) -> None:
    """They never told us anything, and were never in a chat."""
    await world.is_also_elsewhere()
    async with world.database.writing() as connection:
        await breaks.add_break(
            connection, HOME, 888, BreakKind.MUTE, decision=None, by=MODERATOR, now=world.now, until=None
        )
    shown = await world.press(888, Action.MY_RECORD, community=None)
    assert shown.card is not None
    assert world.wording.text("record.head") in shown.card.text
