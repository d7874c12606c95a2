"""Leaving: chats end, words are not exported, everything is deleted, what was made is listed, the bot goes."""

import json
from datetime import timedelta

from bot.guide import Action
from bot.guide.cards_member import request_over_card
from bot.guide.cards_setup import leave_confirm_card, stays_card
from bot.guide.cards_shared import ended_card, too_late_card
from bot.store import tables
from tests.flows.world import (
    ASKS,
    DESK,
    HOME,
    LISTENER,
    LOBBY,
    MEMBER,
    NAME,
    OWNER,
    REQUESTS,
    ROOM,
    SECOND_MEMBER,
    World,
)


async def test_it_asks_once_more_and_staying_changes_nothing(world: World) -> None:
    asked = await world.press(OWNER, Action.LEAVE)
    assert asked.card == leave_confirm_card(world.wording)
    stays = await world.press(OWNER, Action.LEAVE_NO)
    assert stays.card == stays_card(world.wording)
    assert (await world.community()).id == HOME


async def test_leaving(world: World) -> None:
    await world.press(OWNER, Action.SETUP_DONE)
    panel = (await world.community()).lobby_panel
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    await world.report(chat, "judged", "they judged me")
    await world.ask(SECOND_MEMBER, topic="secret topic")
    answer = await world.press(OWNER, Action.LEAVE_YES)
    root = f"https://discord.com/channels/{HOME}"
    assert answer.card is not None
    for made in (f"{root}/{LOBBY}/{panel}", f"{root}/{ROOM}/", f"{root}/{chat.place}"):
        assert made in answer.card.text
    assert answer.export is not None
    held = json.loads(answer.export.text)
    assert (held["name"], held["cases"][0]["subject"]) == (NAME, str(LISTENER))
    for words in (ASKS, "they judged me", "secret topic"):
        assert words not in answer.export.text
    for table in tables.metadata.sorted_tables:
        if table.name not in {"outbox", "facts"}:
            assert await world.rows(table) == [], table.name
    assert all(row["body"] is None for row in await world.rows(tables.outbox))


async def test_chats_end_before_the_bot_goes(world: World) -> None:
    chat = await world.open_chat()
    await world.press(OWNER, Action.LEAVE_YES)
    assert world.surface.threads[chat.place].locked
    assert ended_card(world.wording) in world.cards(chat.place)
    assert world.surface.done[-1].delivery.act.kind == "leave_server"
    assert world.surface.left == {HOME}


async def test_who_waits_for_a_listener_is_told_and_the_card_is_taken_down(world: World) -> None:
    await world.ask(MEMBER)
    await world.ask(SECOND_MEMBER, consent="no")
    assert len(world.cards(REQUESTS)) == 2
    await world.press(OWNER, Action.LEAVE_YES)
    assert world.cards(REQUESTS) == []
    assert world.private_cards(MEMBER) == [request_over_card(world.wording, NAME)]
    assert world.private_cards(SECOND_MEMBER) == []
    assert world.surface.done[-1].delivery.act.kind == "leave_server"


async def test_who_waits_while_the_chat_opens_is_told_too(world: World) -> None:
    request = await world.ask(MEMBER)
    world.surface.ask_for_time("open_thread", 3600)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id)
    await world.press(OWNER, Action.LEAVE_YES)
    assert world.private_cards(MEMBER) == [request_over_card(world.wording, NAME)]


async def test_after_leaving_buttons_answer_and_messages_are_not_read(world: World) -> None:
    chat = await world.open_chat()
    await world.press(OWNER, Action.LEAVE_YES)
    await world.stories.left(HOME)
    answer = await world.press(MEMBER, Action.TALK)
    assert answer.card == too_late_card(world.wording)
    await world.say(LISTENER, chat.place, ASKS)
    assert await world.rows(tables.flags) == []


async def test_a_start_while_the_bot_is_about_to_go_records_nothing_again(world: World) -> None:
    world.surface.ask_for_time("leave_server", 3600)
    await world.press(OWNER, Action.LEAVE_YES)
    await world.stories.joined(HOME, NAME, LOBBY)
    assert await world.rows(tables.communities) == []
    await world.pass_time(hours=2)
    assert world.surface.done[-1].delivery.act.kind == "leave_server"
    await world.stories.joined(HOME, NAME, LOBBY)
    assert (await world.community()).id == HOME


async def test_a_bot_that_was_removed_and_comes_back_knows_its_settings(world: World) -> None:
    await world.stories.left(HOME)
    assert (await world.community()).left_at == world.now
    await world.pass_time(days=20)
    await world.stories.joined(HOME, NAME, LOBBY)
    await world.settle()
    community = await world.community()
    assert (community.left_at, community.moderators_channel) == (None, DESK)


async def test_who_removed_the_bot_for_good_is_forgotten(world: World) -> None:
    await world.stories.start()
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    await world.stories.left(HOME)
    world.clock.move(timedelta(days=29))
    await world.pass_time(days=2)
    assert await world.rows(tables.communities) == []
    assert await world.rows(tables.flags) == []
    assert await world.rows(tables.watermarks) == []
