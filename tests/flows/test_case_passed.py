"""A case goes from hand to hand: handed over without a reason, taken over where somebody is away or late."""

import asyncio
from pathlib import Path

import pytest

from bot.flows.surface import Press
from bot.guide import Action
from bot.guide.cards_moderator import handed_over_card, held_card, still_held_card
from bot.guide.cards_shared import too_late_card
from bot.store.database import Database
from bot.store.keys import Keys
from tests.flows.desk import a_taken_case, cannot_undo, press, three_asks, undo, undone
from tests.flows.world import (
    DESK,
    HOME,
    MODERATOR,
    OVERSIGHT,
    SECOND_MODERATOR,
    World,
    argument,
    has,
)


async def test_a_case_is_handed_over_without_a_reason_and_the_others_are_called_once(world: World) -> None:
    await a_taken_case(world)
    asked = await press(world, Action.CASE_HAND_OVER)
    assert has(asked, Action.CASE_HAND_OVER_YES)
    assert (await world.only_case()).taken_by == MODERATOR
    done = await press(world, Action.CASE_HAND_OVER_YES)
    assert done.text == handed_over_card(world.wording, 1).text
    case = await world.only_case()
    assert (case.taken_by, case.state) == (None, "new")
    calls = [card for card in world.cards(DESK) if "is free again" in card.text]
    assert len(calls) == 1
    assert has(calls[0], Action.CASE_TAKE)
    await press(world, Action.CASE_HAND_OVER_YES)
    assert len([card for card in world.cards(DESK) if "is free again" in card.text]) == 1


async def test_only_who_holds_a_case_hands_it_over(world: World) -> None:
    await a_taken_case(world)
    answer = await press(world, Action.CASE_HAND_OVER_YES, by=SECOND_MODERATOR)
    assert answer == held_card(world.wording, f"<@{MODERATOR}>", 1)
    assert (await world.only_case()).taken_by == MODERATOR


async def test_a_case_of_somebody_who_is_here_and_in_time_stays_with_them(world: World) -> None:
    await a_taken_case(world)
    held = still_held_card(world.wording, f"<@{MODERATOR}>", 1)
    for action in (Action.CASE_TAKE_OVER, Action.CASE_TAKE_OVER_YES):
        assert await press(world, action, by=SECOND_MODERATOR) == held
    assert not has(await world.more(by=SECOND_MODERATOR), Action.CASE_TAKE_OVER)
    assert (await world.only_case()).taken_by == MODERATOR


async def test_a_case_is_taken_over_from_somebody_who_let_the_promise_pass(world: World) -> None:
    await a_taken_case(world)
    await world.pass_time(days=3)
    assert has(await world.more(by=SECOND_MODERATOR), Action.CASE_TAKE_OVER)
    asked = await press(world, Action.CASE_TAKE_OVER, by=SECOND_MODERATOR)
    assert f"from <@{MODERATOR}>" in asked.text
    await press(world, Action.CASE_TAKE_OVER_YES, by=SECOND_MODERATOR)
    case = await world.only_case()
    assert case.taken_by == SECOND_MODERATOR
    assert case.due_at is not None
    assert case.due_at > world.now
    (message,) = world.case_messages()
    assert f"<@{SECOND_MODERATOR}> is on it" in message.card.text


async def test_a_case_is_taken_over_from_somebody_who_is_away(world: World) -> None:
    await a_taken_case(world)
    await world.press(MODERATOR, Action.AWAY_UNTIL, values=("day",))
    done = await press(world, Action.CASE_TAKE_OVER_YES, by=SECOND_MODERATOR)
    assert (await world.only_case()).taken_by == SECOND_MODERATOR
    assert await undo(world, done, SECOND_MODERATOR) == undone(world)
    assert (await world.only_case()).taken_by == MODERATOR


@pytest.mark.usefixtures("in_threads")
@pytest.mark.parametrize("over", [False, True])
async def test_two_programs_on_one_file_and_one_moderator_gets_the_case(
    world: World, database_path: Path, keys: Keys, over: bool
) -> None:
    await three_asks(world)
    rivals, action = (MODERATOR, SECOND_MODERATOR), Action.CASE_TAKE_YES
    if over:
        world.surface.roles[45] = world.surface.roles[MODERATOR]
        await press(world, Action.CASE_TAKE_YES, by=45)
        await world.pass_time(days=3)
        action = Action.CASE_TAKE_OVER_YES
    other = await Database.open(str(database_path), keys)
    try:
        stories = [world.stories, world.new_stories(other)]
        presses = [Press(HOME, DESK, world.person(person), action, "1") for person in rivals]
        answers = await asyncio.gather(
            *(one.pressed(press) for one, press in zip(stories, presses, strict=True))
        )
        for one in stories:
            await one.settle()
        await stories[1].stop()
    finally:
        await other.close()
    won = [has(answer.card, Action.CASE_UNDO) for answer in answers]
    assert sorted(won) == [False, True]
    holder = rivals[won.index(True)]
    assert (await world.only_case()).taken_by == holder
    late = answers[won.index(False)].card
    assert late is not None
    assert f"<@{holder}>" in late.text
    assert (await world.case_log(1)).count("taken") == 1 + over


@pytest.mark.usefixtures("in_threads")
async def test_two_close_a_case_at_once_and_it_is_closed_once(
    world: World, database_path: Path, keys: Keys
) -> None:
    chats = await three_asks(world)
    await world.report(chats[0], "judged")
    other = await Database.open(str(database_path), keys)
    try:
        stories = [world.stories, world.new_stories(other)]
        presses = [
            Press(HOME, DESK, world.person(MODERATOR), Action.CASE_FINE_YES, "1"),
            Press(HOME, DESK, world.person(SECOND_MODERATOR), Action.CASE_DEALT_YES, "1"),
        ]
        answers = await asyncio.gather(
            *(one.pressed(press) for one, press in zip(stories, presses, strict=True))
        )
        for one in stories:
            await one.settle()
        await stories[1].stop()
    finally:
        await other.close()
    late = too_late_card(world.wording)
    assert [answer.card == late for answer in answers].count(True) == 1
    log = await world.case_log(1)
    assert len([line for line in log if line.startswith(("all_clear", "dealt_with"))]) == 1
    told = [card for card in world.private_cards(chats[0].member) if "finished looking" in card.text]
    assert len(told) == 1


# -- taking back -------------------------------------------------------------------------------------------


async def test_being_on_it_is_taken_back(world: World) -> None:
    await three_asks(world)
    done = await press(world, Action.CASE_TAKE_YES)
    assert await undo(world, done) == undone(world)
    case = await world.only_case()
    assert (case.taken_by, case.state) == (None, "new")
    assert (await world.case_log(1))[-1] == "undone:taken"
    (message,) = world.case_messages()
    assert has(message.card, Action.CASE_TAKE)


async def test_handing_over_is_taken_back_unless_somebody_has_it(world: World) -> None:
    await a_taken_case(world)
    done = await press(world, Action.CASE_HAND_OVER_YES)
    assert await undo(world, done) == undone(world)
    assert (await world.only_case()).taken_by == MODERATOR
    done = await press(world, Action.CASE_HAND_OVER_YES)
    await press(world, Action.CASE_TAKE_YES, by=SECOND_MODERATOR)
    assert await undo(world, done) == cannot_undo(world)
    assert (await world.only_case()).taken_by == SECOND_MODERATOR


async def test_after_ten_minutes_nothing_is_taken_back(world: World) -> None:
    await three_asks(world)
    done = await press(world, Action.CASE_TAKE_YES)
    await world.pass_time(minutes=10, seconds=1)
    assert await undo(world, done) == cannot_undo(world)
    assert (await world.only_case()).taken_by == MODERATOR


async def test_only_who_did_it_takes_it_back(world: World) -> None:
    await three_asks(world)
    done = await press(world, Action.CASE_TAKE_YES)
    for person in (SECOND_MODERATOR, OVERSIGHT):
        assert await undo(world, done, person) == cannot_undo(world)
    assert (await world.only_case()).taken_by == MODERATOR


async def test_an_old_button_does_not_take_back_what_was_done_again(world: World) -> None:
    await three_asks(world)
    first = await press(world, Action.CASE_TAKE_YES)
    await undo(world, first)
    await press(world, Action.CASE_TAKE_YES)
    assert await undo(world, first) == cannot_undo(world)
    assert (await world.only_case()).taken_by == MODERATOR


@pytest.mark.parametrize("number", ["1:1", "1:999", "1:", "1"])
async def test_other_lines_of_the_log_are_not_taken_back(world: World, number: str) -> None:
    await a_taken_case(world)
    assert await press(world, Action.CASE_UNDO, number) == cannot_undo(world)


async def test_an_all_clear_offers_no_way_back_and_says_so_before(world: World) -> None:
    await three_asks(world)
    asked = await press(world, Action.CASE_FINE)
    assert "cannot be taken back" in asked.text
    assert not has(await press(world, Action.CASE_FINE_YES), Action.CASE_UNDO)


async def test_the_undo_button_carries_the_line_it_takes_back(world: World) -> None:
    await three_asks(world)
    done = await press(world, Action.CASE_TAKE_YES)
    assert argument(done, Action.CASE_UNDO).partition(":")[0] == "1"
