"""The desk: what is due, with minutes; and being away, so that nobody waits because one volunteer rests."""

from datetime import timedelta
from decimal import Decimal

import pytest

from bot.casework.case_life import CaseStep
from bot.flows.case_moved import move_case
from bot.flows.surface import DESK as DESK_COMMAND
from bot.guide import Action
from bot.guide.building import ago, day_and_time
from bot.guide.cards_shared import not_allowed_card
from bot.store.decisions import NewDecision, add_decision
from tests.flows.desk import a_taken_case, press, three_asks
from tests.flows.world import (
    DESK,
    HELPERS,
    HOME,
    LISTENER,
    MEMBER,
    MODERATOR,
    OVERSIGHT,
    SECOND_LISTENER,
    SECOND_MODERATOR,
    TEAM,
    World,
)

FIRST_LOOK, LOOKING = timedelta(days=2), timedelta(days=3)


async def desk(world: World, by: int = MODERATOR) -> str:
    card = (await world.press(by, DESK_COMMAND)).card
    assert card is not None
    return card.text


async def away(world: World, how_long: str, by: int = MODERATOR) -> str:
    card = (await world.press(by, Action.AWAY_UNTIL, values=(how_long,))).card
    assert card is not None
    return card.text


async def propose(world: World) -> None:
    """The moderator decides something that a second person has to agree to."""
    async with world.database.writing() as connection:
        await add_decision(
            connection,
            world.database.keys,
            NewDecision(
                community=HOME,
                case=1,
                person=LISTENER,
                points_table="table-2020",
                rule="F1",
                acted_at=world.now,
                points=Decimal(2),
                proposed=None,
                by=MODERATOR,
                needs_second=True,
            ),
            world.now,
        )


async def test_an_empty_desk_says_thank_you(world: World) -> None:
    assert "Needs you today: nothing" in await desk(world)


async def test_the_total_of_minutes_comes_first(world: World) -> None:
    await three_asks(world)
    chat = await world.open_chat(64, SECOND_LISTENER)
    await world.report(chat, "judged")
    text = await desk(world)
    assert text.startswith("**Needs you today: 2** (about 7 minutes)")
    assert text.count("4 minutes") == 1
    assert "Nobody is on it yet" in text
    (first, second) = world.case_messages()
    for number, message in ((1, first), (2, second)):
        link = f"https://discord.com/channels/{HOME}/{DESK}/{message.id}"
        assert f"[Case {number}]({link})" in text
    assert ago(world.now + FIRST_LOOK) in text


async def test_mine_are_mine_and_those_of_others_are_not_on_my_desk(world: World) -> None:
    await a_taken_case(world)
    assert "You are on it" in await desk(world)
    assert "Needs you today: nothing" in await desk(world, SECOND_MODERATOR)


async def test_what_somebody_let_pass_is_on_everybodys_desk_as_late(world: World) -> None:
    await a_taken_case(world)
    await world.pass_time(days=3)
    assert "**late**" in await desk(world)
    assert "somebody who is away or late" in await desk(world, SECOND_MODERATOR)


async def test_what_waits_for_a_second_person_is_on_the_others_desk(world: World) -> None:
    await a_taken_case(world)
    await propose(world)
    theirs = await desk(world, SECOND_MODERATOR)
    assert "Another person has to look" in theirs
    assert "Needs you today: 1" in theirs
    mine = await desk(world)
    assert "Needs you today: nothing" in mine
    assert "a second person agrees, or not" in mine


@pytest.mark.parametrize("person", [LISTENER, MEMBER])
async def test_nobodys_desk_shows_what_they_are_part_of(world: World, person: int) -> None:
    await three_asks(world)
    world.surface.roles[person] = frozenset({TEAM})
    text = await desk(world, person)
    assert "Case 1" not in text
    assert "Needs you today: nothing" in text


async def test_cases_about_the_team_are_on_the_desk_of_oversight_alone(world: World) -> None:
    world.surface.roles[LISTENER] = frozenset({TEAM, HELPERS})
    await three_asks(world)
    assert "Case 1" not in await desk(world)
    assert "Case 1" in await desk(world, OVERSIGHT)


async def test_oversight_is_not_called_to_what_the_team_can_take(world: World) -> None:
    await three_asks(world)
    assert "Needs you today: nothing" in await desk(world, OVERSIGHT)
    await propose(world)
    assert "Another person has to look" in await desk(world, OVERSIGHT)


async def test_others_have_no_desk(world: World) -> None:
    refused = not_allowed_card(world.wording)
    for person in (MEMBER, LISTENER):
        assert (await world.press(person, DESK_COMMAND)).card == refused
        assert (await world.press(person, Action.AWAY_UNTIL, values=("day",))).card == refused
    for values in ((), ("year",)):
        assert (await world.press(MODERATOR, Action.AWAY_UNTIL, values=values)).card == refused


# -- away --------------------------------------------------------------------------------------------------


async def test_a_short_absence_moves_what_was_promised(world: World) -> None:
    await a_taken_case(world)
    due = world.now + LOOKING
    text = await away(world, "day")
    assert "1 date moved with you" in text
    case = await world.only_case()
    assert (case.due_at, case.taken_by) == (due + timedelta(days=1), MODERATOR)
    (message,) = world.case_messages()
    assert day_and_time(due + timedelta(days=1)) in message.card.text
    assert (await world.case_log(1))[-1] == "due_moved"
    assert f"You are away until {day_and_time(world.now + timedelta(days=1))}" in await desk(world)


async def test_asking_again_moves_nothing_twice(world: World) -> None:
    await a_taken_case(world)
    due = world.now + LOOKING
    await away(world, "day")
    await away(world, "day")
    assert (await world.only_case()).due_at == due + timedelta(days=1)
    await away(world, "three_days")
    assert (await world.only_case()).due_at == due + timedelta(days=3)


async def test_nobody_waits_longer_than_twice_the_promise(world: World) -> None:
    await a_taken_case(world)
    text = await away(world, "week")
    assert "Somebody else is called to: 1" in text
    case = await world.only_case()
    assert (case.taken_by, case.state) == (None, "new")
    calls = [card for card in world.cards(DESK) if "is free again" in card.text]
    assert len(calls) == 1


async def test_what_is_late_already_goes_to_the_others(world: World) -> None:
    await a_taken_case(world)
    await world.pass_time(days=3)
    await away(world, "day")
    assert (await world.only_case()).taken_by is None


async def test_while_somebody_is_asked_for_their_side_the_time_is_theirs(world: World) -> None:
    await a_taken_case(world)
    async with world.stories.parts.work() as work:
        community = await world.community()
        await move_case(
            world.stories.parts, work, community, await world.only_case(), CaseStep.SIDE_ASKED, MODERATOR
        )
    due = (await world.only_case()).due_at
    for how_long in ("day", "week"):
        await away(world, how_long)
        assert (await world.only_case()).due_at == due
    # Nor does it matter who holds the case meanwhile.
    await world.pass_time(hours=1)
    await press(world, Action.CASE_HAND_OVER_YES)
    await press(world, Action.CASE_TAKE_YES, by=SECOND_MODERATOR)
    assert (await world.only_case()).due_at == due


async def test_the_cases_of_others_do_not_move(world: World) -> None:
    await a_taken_case(world)
    due = (await world.only_case()).due_at
    assert "moved" not in await away(world, "week", SECOND_MODERATOR)
    assert (await world.only_case()).due_at == due


async def test_coming_back_is_one_choice(world: World) -> None:
    await away(world, "week")
    assert "away until" in await desk(world)
    assert "Welcome back" in await away(world, "back")
    assert "away until" not in await desk(world)
