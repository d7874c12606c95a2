"""What is noticed where: rooms and threads, edits and deletions, and after the end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.guide.cards_shared import nearby_card
from tests.flows.world import (
    ASKS,
    DESK,
    HOME,
    LISTENER,
    MEMBER,
    PLAIN,
    ROOM,
    SECOND_MEMBER,
    WANTS_SECRECY_AND_HOME,
    World,
)


async def test_in_a_room_and_its_threads_everybody_is_reminded(world: World) -> None:
    await world.say(MEMBER, ROOM, ASKS)
    assert len(world.notices(ROOM)) == 1
    assert len(world.reminders(MEMBER)) == 1
    assert len(await world.flagged_messages(MEMBER)) == 1
    await world.say(SECOND_MEMBER, 777, ASKS, parent=ROOM)
    assert len(world.notices(777)) == 1


@pytest.mark.parametrize("place", [DESK, 104, 555])
async def test_staff_channels_and_other_places_are_not_watched(world: World, place: int) -> None:
    await world.say(LISTENER, place, ASKS)
    assert await world.flags_about(LISTENER) == ()


async def test_a_room_does_not_fall_silent_after_four_notices(world: World) -> None:
    for number in range(6):
        await world.say(MEMBER, ROOM, f"{ASKS} {number}")
        await world.pass_time(minutes=11)
    assert len(world.notices(ROOM)) == 6


async def test_bots_are_not_screened(world: World) -> None:
    seen = world.wrote(70, ROOM, ASKS)
    robot = type(seen.author)(70, "robot", bot=True)
    await world.stories.message_seen(type(seen)(HOME, ROOM, seen.id, robot, ASKS, world.now, ROOM))
    await world.settle()
    assert world.cards(ROOM) == []


async def test_somebody_else_in_a_thread_of_ours_is_not_screened(world: World) -> None:
    chat = await world.open_chat()
    await world.say(41, chat.place, ASKS)
    assert await world.flags_about(41) == ()


async def test_an_edited_message_is_screened_again(world: World) -> None:
    chat = await world.open_chat()
    message = await world.say(LISTENER, chat.place, PLAIN)
    await world.pass_time(minutes=12)
    await edited(world, message, chat.place, ASKS)
    assert await world.flagged_messages(LISTENER) == {message}
    assert len(world.notices(chat.place)) == 1


async def test_an_edit_that_asks_the_same_is_not_a_second_flag(world: World) -> None:
    chat = await world.open_chat()
    message = await world.say(LISTENER, chat.place, ASKS)
    await world.pass_time(minutes=30)
    await edited(world, message, chat.place, f"{ASKS} please")
    assert len(await world.flagged_messages(LISTENER)) == 1
    assert len(world.notices(chat.place)) == 1


async def test_a_deleted_message_is_forgotten(world: World) -> None:
    chat = await world.open_chat()
    asked = await world.say(MEMBER, chat.place, "can i have your whatsapp please")
    await world.say(LISTENER, chat.place, "no, sorry, I can't share my number")
    await world.stories.message_gone(chat.place, asked)
    await world.say(MEMBER, chat.place, "please just give me your number")
    assert await world.flags_about(MEMBER) == ()


async def test_after_the_end_nothing_is_written_in_the_chat_any_more(world: World) -> None:
    chat = await world.open_chat()
    seen = world.wrote(LISTENER, chat.place, ASKS)
    await world.end_chat(chat)
    before = list(world.cards(chat.place))
    await world.stories.message_seen(seen)
    await world.settle()
    assert world.cards(chat.place) == before
    assert len(await world.flagged_messages(LISTENER)) == 1


async def test_the_buttons_stay_near_the_bottom_of_a_long_chat(world: World) -> None:
    chat = await world.open_chat()
    nearby = nearby_card(world.wording, str(chat.id))
    for number in range(25):
        await world.say(MEMBER, chat.place, f"{PLAIN} {number}")
    assert world.cards(chat.place).count(nearby) == 1
    assert world.cards(chat.place)[-1] == nearby


async def test_the_buttons_do_not_pile_up_after_a_gap(world: World) -> None:
    chat = await world.open_chat()
    nearby = nearby_card(world.wording, str(chat.id))
    await world.stories.stop()
    for number in range(60):
        world.wrote(MEMBER, chat.place, f"{PLAIN} {number}")
    await world.restart()
    assert world.cards(chat.place).count(nearby) == 1
    await world.stories.stop()
    before = list(world.cards(chat.place))
    for number in range(60):
        world.wrote(MEMBER, chat.place, f"{PLAIN} again {number}")
    world.clock.move(timedelta(hours=1))
    await world.restart()
    assert world.cards(chat.place) == before


async def test_an_edit_that_makes_it_worse_is_not_swallowed(world: World) -> None:
    await world.say(MEMBER, ROOM, PLAIN)
    message = await world.say(LISTENER, ROOM, "how old are you, whatsapp?")
    before = {flag.category: flag.severity for flag in await world.flags_about(LISTENER)}
    await edited(world, message, ROOM, WANTS_SECRECY_AND_HOME)
    after = {flag.category: flag.severity for flag in await world.flags_about(LISTENER)}
    assert max(after.values()) > max(before.values())
    assert (await world.only_case()).reason == "urgent"


async def test_threads_of_a_staff_channel_are_not_watched_though_it_is_a_room(world: World) -> None:
    await world.set_up(moderators_channel=ROOM)
    await world.say(LISTENER, 777, ASKS, parent=ROOM)
    assert await world.flags_about(LISTENER) == ()


async def edited(world: World, message: int, place: int, text: str) -> None:
    """Somebody changes a message."""
    old = next(seen for seen in world.surface.written[place] if seen.id == message)
    now = replace(old, text=text, edited=True, written_at=old.written_at + timedelta(seconds=1))
    world.surface.written[place] = [now if seen is old else seen for seen in world.surface.written[place]]
    await world.stories.message_seen(now)
    await world.settle()
