"""A relayed chat: two people write to the bot, and know each other by made-up names only."""

from datetime import timedelta

from bot.chats import File, State
from bot.guide import Action
from bot.guide.cards_relay import (
    before_relay_card,
    relay_left_out_card,
    relay_no_chat_card,
    relay_panel,
    relay_which_card,
    your_relay_card,
)
from bot.guide.cards_time import length_card
from bot.store.acts import OpenThread
from tests.flows.relaying import delete, edit, open_relay, write, wrote
from tests.flows.world import (
    LISTENER,
    MEMBER,
    NAME,
    REQUESTS,
    SECOND_LISTENER,
    SECOND_MEMBER,
    World,
)


async def test_both_are_called_to_their_messages_and_no_thread_opens(world: World) -> None:
    chat = await open_relay(world)
    relay = await chat.relay()
    assert relay.chat.state is State.OPEN
    assert relay.chat.place is None
    assert world.surface.acts("open_thread") == []
    names = (relay.member_name, relay.listener_name)
    member_panel = relay_panel(world.wording, str(chat.id), *names, NAME, to_member=True)
    listener_panel = relay_panel(world.wording, str(chat.id), *names[::-1], NAME, to_member=False)
    ends_at = world.now + timedelta(minutes=30)
    length = length_card(world.wording, str(chat.id), 30, ends_at, named=True)
    assert world.private_cards(MEMBER) == [member_panel, length]
    assert world.private_cards(LISTENER) == [listener_panel, length]
    for person in (MEMBER, LISTENER):
        assert all(str(other) not in card.text for card in world.private_cards(person) for other in (61, 51))


async def test_nobody_meets_a_name_again_not_even_as_their_own(world: World) -> None:
    picks = iter((*(0,) * 8, *(5,) * 4))
    world.stories.parts.pick = lambda most: next(picks)
    first = await open_relay(world)
    before = await first.relay()
    await world.press(MEMBER, Action.END_YES, first.id, community=None)
    after = await (await open_relay(world, listener=SECOND_LISTENER)).relay()
    assert not {before.member_name, before.listener_name} & {after.member_name, after.listener_name}


async def test_who_asks_is_told_before_that_it_goes_by_private_message(world: World) -> None:
    await world.set_up(relay="all")
    answer = await world.press(MEMBER, Action.TALK)
    assert answer.card == before_relay_card(world.wording)
    await open_relay(world)
    again = await world.press(MEMBER, Action.TALK)
    assert again.card == your_relay_card(world.wording)


async def test_without_a_yes_to_private_messages_the_chat_is_a_thread(world: World) -> None:
    await world.set_up(relay="all")
    chat = await world.ask(MEMBER, consent="no")
    await world.press(LISTENER, Action.ACCEPT_REQUEST, chat.id, place=REQUESTS)
    (opened,) = world.surface.acts("open_thread")
    assert isinstance(opened.act, OpenThread)


async def test_words_arrive_in_order_under_the_name_of_the_chat(world: World) -> None:
    chat = await open_relay(world)
    relay = await chat.relay()
    for number in range(5):
        await write(world, MEMBER, f"a quiet thought {number}")
    await write(world, LISTENER, "i am here")
    assert chat.heard(LISTENER) == [f"a quiet thought {number}" for number in range(5)]
    assert chat.heard(MEMBER) == ["i am here"]
    assert {one.name for one in world.surface.heard[LISTENER]} == {relay.member_name}
    assert {one.name for one in world.surface.heard[MEMBER]} == {relay.listener_name}


async def test_names_are_new_for_every_chat(world: World) -> None:
    first = await open_relay(world)
    await world.press(MEMBER, Action.END_YES, first.id, community=None)
    names = (await first.relay()).member_name, (await first.relay()).listener_name
    drawn = []
    for _ in range(3):
        world.clock.move(timedelta(seconds=1))
        chat = await open_relay(world)
        drawn.append(((await chat.relay()).member_name, (await chat.relay()).listener_name))
        await world.press(MEMBER, Action.END_YES, chat.id, community=None)
    assert any(pair != names for pair in drawn)


async def test_what_was_written_before_the_chat_goes_nowhere(world: World) -> None:
    early = wrote(world, MEMBER, "hello, is anybody there")
    world.clock.move(timedelta(seconds=1))
    chat = await open_relay(world)
    await world.stories.message_seen(early)
    await world.restart()
    assert chat.heard(LISTENER) == []


async def test_a_reply_is_a_reply_on_the_other_side(world: World) -> None:
    chat = await open_relay(world)
    first = await write(world, MEMBER, "work is hard")
    copy = world.surface.heard[LISTENER][0]
    answer = await write(world, LISTENER, "that sounds heavy", reply_to=copy.id)
    assert world.surface.heard[MEMBER][0].act.reply_to == first.id
    await write(world, LISTENER, "tell me more", reply_to=answer.id)
    assert world.surface.heard[MEMBER][1].act.reply_to == world.surface.heard[MEMBER][0].id
    assert len(chat.heard(MEMBER)) == 2


async def test_changed_words_change_on_the_other_side(world: World) -> None:
    chat = await open_relay(world)
    seen = await write(world, MEMBER, "i feel bed")
    await edit(world, seen, "i feel bad")
    assert chat.heard(LISTENER) == ["i feel bad"]


async def test_an_update_that_is_no_edit_changes_nothing(world: World) -> None:
    chat = await open_relay(world)
    seen = await write(world, MEMBER, "i feel bad")
    await world.stories.message_seen(seen)
    await world.settle()
    assert chat.heard(LISTENER) == ["i feel bad"]
    assert world.surface.acts("edit_passed_on") == []


async def test_deleted_words_go_on_the_other_side_too(world: World) -> None:
    chat = await open_relay(world)
    seen = await write(world, MEMBER, "i said too much")
    await delete(world, seen)
    assert chat.heard(LISTENER) == []


async def test_words_that_are_taken_back_while_discord_is_away_never_arrive(world: World) -> None:
    chat = await open_relay(world)
    world.surface.ask_for_time("pass_on", 30)
    first = await write(world, MEMBER, "one")
    second = await write(world, MEMBER, "two")
    third = await write(world, MEMBER, "three")
    await delete(world, second)
    await delete(world, first)
    await edit(world, third, "three at last")
    await world.pass_time(minutes=2)
    assert chat.heard(LISTENER) == ["three at last"]


async def test_a_long_message_arrives_in_pieces_and_changes_with_its_original(world: World) -> None:
    chat = await open_relay(world)
    long = " ".join(("rain falls softly", "the sea is calm", "leaves turn brown")[n % 3] for n in range(150))
    seen = await write(world, MEMBER, long)
    assert len(chat.heard(LISTENER)) > 1
    assert " ".join(chat.heard(LISTENER)) == long
    await edit(world, seen, "shorter")
    assert chat.heard(LISTENER) == ["shorter"]
    await edit(world, seen, long)
    assert " ".join(chat.heard(LISTENER)) == long


async def test_pictures_go_along_and_other_files_stay(world: World) -> None:
    await open_relay(world)
    picture, paper = File(7, "image/png", 1000), File(8, "application/pdf", 1000)
    await write(world, MEMBER, "look", files=(picture, paper))
    (one,) = world.surface.heard[LISTENER]
    assert one.act.files == (7,)
    assert relay_left_out_card(world.wording, words_went=True) in world.private_cards(MEMBER)
    await write(world, MEMBER, "", files=(paper,))
    assert len(world.surface.heard[LISTENER]) == 1
    assert relay_left_out_card(world.wording, words_went=False) in world.private_cards(MEMBER)
    await write(world, MEMBER, "", files=(picture,))
    assert world.surface.heard[LISTENER][1].act.files == (7,)


async def test_without_a_chat_nobody_is_left_waiting(world: World) -> None:
    await write(world, MEMBER, "hello?")
    await write(world, MEMBER, "is anybody there?")
    assert world.private_cards(MEMBER) == [relay_no_chat_card(world.wording)]
    await world.pass_time(minutes=11)
    await write(world, MEMBER, "hello again")
    assert len(world.private_cards(MEMBER)) == 2


async def test_with_two_chats_nothing_is_guessed(world: World) -> None:
    first = await open_relay(world, MEMBER)
    second = await open_relay(world, SECOND_MEMBER)
    await write(world, MEMBER, "i am the first")
    await write(world, SECOND_MEMBER, "i am the second")
    await write(world, LISTENER, "whom do i mean?")
    assert first.heard(MEMBER) == second.heard(SECOND_MEMBER) == []
    assert world.private_cards(LISTENER)[-1] == relay_which_card(world.wording)
    copies = world.surface.heard[LISTENER]
    await write(world, LISTENER, "you, the second", reply_to=copies[1].id)
    assert first.heard(MEMBER) == []
    assert second.heard(SECOND_MEMBER) == ["you, the second"]
