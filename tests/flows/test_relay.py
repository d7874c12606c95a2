"""A relayed chat: two people write to the bot, and know each other by made-up names only."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from bot import guide
from bot.casework.authority import Person
from bot.chats import File, State
from bot.flows.surface import Seen
from bot.guide import Action
from bot.store import tables
from bot.store.acts import OpenThread
from tests.flows.recording import PowerCut
from tests.flows.relaying import delete, edit, open_relay, write, wrote
from tests.flows.world import (
    CRISIS,
    DESK,
    HOME,
    LISTENER,
    LOBBY,
    MEMBER,
    NAME,
    REQUESTS,
    SECOND_LISTENER,
    SECOND_MEMBER,
    WANTS_SECRECY_AND_HOME,
    World,
    argument,
    has,
)


async def test_both_are_called_to_their_messages_and_no_thread_opens(world: World) -> None:
    chat = await open_relay(world)
    relay = await chat.relay()
    assert relay.chat.state is State.OPEN
    assert relay.chat.place is None
    assert world.surface.acts("open_thread") == []
    names = (relay.member_name, relay.listener_name)
    member_panel = guide.relay_panel(world.wording, str(chat.id), *names, NAME, to_member=True)
    listener_panel = guide.relay_panel(world.wording, str(chat.id), *names[::-1], NAME, to_member=False)
    ends_at = world.now + timedelta(minutes=30)
    length = guide.length_card(world.wording, str(chat.id), 30, ends_at, named=True)
    assert world.private_cards(MEMBER) == [member_panel, length]
    assert world.private_cards(LISTENER) == [listener_panel, length]
    for person in (MEMBER, LISTENER):
        assert all(str(other) not in card.text for card in world.private_cards(person) for other in (61, 51))


async def test_who_asks_is_told_before_that_it_goes_by_private_message(world: World) -> None:
    await world.set_up(relay="all")
    answer = await world.press(MEMBER, Action.TALK)
    assert answer.card == guide.before_relay_card(world.wording)
    await open_relay(world)
    again = await world.press(MEMBER, Action.TALK)
    assert again.card == guide.your_relay_card(world.wording)


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
    assert guide.relay_left_out_card(world.wording, words_went=True) in world.private_cards(MEMBER)
    await write(world, MEMBER, "", files=(paper,))
    assert len(world.surface.heard[LISTENER]) == 1
    assert guide.relay_left_out_card(world.wording, words_went=False) in world.private_cards(MEMBER)
    await write(world, MEMBER, "", files=(picture,))
    assert world.surface.heard[LISTENER][1].act.files == (7,)


# -- which chat --------------------------------------------------------------------------------------------


async def test_without_a_chat_nobody_is_left_waiting(world: World) -> None:
    await write(world, MEMBER, "hello?")
    await write(world, MEMBER, "is anybody there?")
    assert world.private_cards(MEMBER) == [guide.relay_no_chat_card(world.wording)]
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
    assert world.private_cards(LISTENER)[-1] == guide.relay_which_card(world.wording)
    copies = world.surface.heard[LISTENER]
    await write(world, LISTENER, "you, the second", reply_to=copies[1].id)
    assert first.heard(MEMBER) == []
    assert second.heard(SECOND_MEMBER) == ["you, the second"]


# -- the end -----------------------------------------------------------------------------------------------


async def test_the_end_comes_after_the_last_words_and_nothing_after_it(world: World) -> None:
    chat = await open_relay(world)
    await write(world, LISTENER, "take care")
    await world.press(MEMBER, Action.END_YES, chat.id, community=None)
    await write(world, LISTENER, "one more thing")
    ended = guide.ended_card(world.wording)
    assert ended in world.private_cards(MEMBER)
    assert ended in world.private_cards(LISTENER)
    assert chat.heard(MEMBER) == ["take care"]
    assert world.private_cards(LISTENER)[-1] == guide.relay_no_chat_card(world.wording)


async def test_after_a_day_nobody_knows_what_went_where(world: World) -> None:
    chat = await open_relay(world)
    await write(world, MEMBER, "thank you")
    await world.press(MEMBER, Action.END_YES, chat.id, community=None)
    await world.pass_time(hours=23)
    assert await world.rows(tables.relayed) != []
    await world.pass_time(hours=1)
    assert await world.rows(tables.relayed) == []


async def test_a_listener_who_leaves_without_a_word_is_asked_about(world: World) -> None:
    chat = await open_relay(world)
    await write(world, MEMBER, "are you still there?")
    await world.press(LISTENER, Action.END_YES, chat.id, community=None)
    assert has(world.private_cards(MEMBER)[-1], Action.SUDDEN_YES)


async def test_closed_messages_end_the_chat_with_kind_words(world: World) -> None:
    chat = await open_relay(world)
    world.surface.closed.add(LISTENER)
    await write(world, MEMBER, "are you there?")
    await write(world, MEMBER, "hello?")
    kind = guide.relay_unreachable_card(world.wording, NAME, to_member=True)
    assert world.private_cards(MEMBER).count(kind) == 1
    assert (await world.chat(chat.id)).state is State.ENDED
    world.surface.closed.clear()
    waiting = await world.press(LISTENER, Action.MY_MESSAGES)
    closed = guide.relay_closed_messages_card(world.wording, NAME)
    assert waiting.card is not None
    assert closed.text in waiting.card.text


async def test_a_member_with_closed_messages_leaves_no_listener_waiting(world: World) -> None:
    world.surface.closed.add(MEMBER)
    chat = await open_relay(world)
    assert (await world.chat(chat.id)).state is State.ENDED
    kind = guide.relay_unreachable_card(world.wording, NAME, to_member=False)
    assert world.private_cards(LISTENER)[-2:] == [kind, guide.ended_card(world.wording)]


async def test_a_listener_with_closed_messages_gives_the_request_back(world: World) -> None:
    world.surface.closed.add(LISTENER)
    chat = await open_relay(world)
    assert (await world.chat(chat.id)).state is State.ASKED
    assert world.private_cards(MEMBER) == []
    await world.press(SECOND_LISTENER, Action.ACCEPT_REQUEST, chat.id, place=REQUESTS)
    assert (await world.chat(chat.id)).state is State.OPEN
    await write(world, MEMBER, "hello")
    assert chat.heard(SECOND_LISTENER) == ["hello"]


async def test_who_left_the_community_has_ended_the_chat(world: World) -> None:
    chat = await open_relay(world)
    world.surface.closed.add(LISTENER)
    await world.stories.person_gone(HOME, Person(LISTENER))
    await world.settle()
    assert (await world.chat(chat.id)).state is State.ENDED
    assert guide.ended_card(world.wording) in world.private_cards(MEMBER)


# -- watched as other chats are ----------------------------------------------------------------------------


async def test_crisis_words_are_passed_on_and_both_get_help_privately(world: World) -> None:
    chat = await open_relay(world)
    await write(world, MEMBER, CRISIS)
    card = guide.crisis_card(world.wording, str(chat.id))
    assert chat.heard(LISTENER) == [CRISIS]
    assert card in world.private_cards(MEMBER)
    assert card in world.private_cards(LISTENER)
    helped = guide.listener_crisis_card(world.wording, str(chat.id), NAME)
    assert helped in world.private_cards(LISTENER)
    assert world.cards(LOBBY) == []


async def test_urgent_words_bring_a_case_without_a_link_and_without_an_account(world: World) -> None:
    chat = await open_relay(world)
    await write(world, LISTENER, WANTS_SECRECY_AND_HOME)
    (message,) = world.case_messages()
    assert (await chat.relay()).listener_name in message.card.text
    assert f"<@{LISTENER}>" not in message.card.text
    assert "discord.com" not in message.card.text
    near = guide.relay_nearby_card(world.wording, str(chat.id), to_member=True)
    assert near in world.private_cards(MEMBER)


async def test_a_notice_is_private_to_both(world: World) -> None:
    chat = await open_relay(world)
    await write(world, LISTENER, "which school do you go to?")
    start = world.wording.text("notice.start")
    for person in (MEMBER, LISTENER):
        assert any(start in card.text for card in world.private_cards(person))
    assert world.reminders(LISTENER)
    assert chat.heard(MEMBER) == ["which school do you go to?"]


# -- a crash between any two steps -------------------------------------------------------------------------

STEPS = ("first of all", "and then i thought", "and then i thought", "so that is it")


@pytest.mark.parametrize("kind", ["pass_on", "send_privately"])
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("number", range(5))
async def test_power_lost_at_any_step_loses_and_doubles_nothing(
    world: World, kind: str, after: bool, number: int
) -> None:
    """The same words come twice on purpose: they must not be taken for one message after a crash."""
    await world.set_up(relay="all")
    cut = 0

    def is_the_one(delivery: object) -> bool:
        nonlocal cut
        cut += getattr(getattr(delivery, "act", None), "kind", "") == kind
        return cut == number + 1

    world.surface.lose_power(kind, after=after)
    world.surface.troubles[-1].concerns = is_the_one
    request = await world.ask(MEMBER)
    await _survive(world, world.press(LISTENER, Action.ACCEPT_REQUEST, request.id, place=REQUESTS))
    for text in STEPS:
        await _survive(world, write(world, MEMBER, text))
        await _survive(world, write(world, LISTENER, f"re: {text}"))
    await _survive(world, world.press(MEMBER, Action.END_YES, request.id, community=None))
    world.surface.troubles.clear()
    await world.restart()
    await world.pass_time(minutes=1)
    assert [one.text for one in world.surface.heard[LISTENER]] == list(STEPS)
    assert [one.text for one in world.surface.heard[MEMBER]] == [f"re: {text}" for text in STEPS]
    ended = guide.ended_card(world.wording)
    for person in (MEMBER, LISTENER):
        assert world.private_cards(person).count(ended) == 1
        panels = [card for card in world.private_cards(person) if has(card, Action.END_CHAT)]
        assert len(panels) == 1


@pytest.mark.parametrize("commit", range(1, 41))
async def test_power_lost_before_any_commit_loses_and_doubles_nothing(world: World, commit: int) -> None:
    """Whatever was done between two commits is then not written down, as after a crash at any moment there."""
    await world.set_up(relay="all")
    request = await world.ask(MEMBER)
    engine = world.database._writer.sync_engine
    left = commit

    def cut(connection: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise PowerCut

    event.listen(engine, "commit", cut)
    await _survive(world, world.press(LISTENER, Action.ACCEPT_REQUEST, request.id, place=REQUESTS))
    if (await world.chat(request.id)).state is State.ASKED:
        await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id, place=REQUESTS)
    for text in STEPS:
        await _survive(world, write(world, MEMBER, text))
        await _survive(world, write(world, LISTENER, f"re: {text}"))
    assert left <= 0, "fewer commits than this: take the number out"
    await world.restart()
    await world.pass_time(minutes=1)
    assert [one.text for one in world.surface.heard[LISTENER]] == list(STEPS)
    assert [one.text for one in world.surface.heard[MEMBER]] == [f"re: {text}" for text in STEPS]
    for person in (MEMBER, LISTENER):
        assert sum(has(card, Action.END_CHAT) for card in world.private_cards(person)) == 1


async def _survive(world: World, happening: object) -> None:
    try:
        await happening  # type: ignore[misc]
    except PowerCut:
        await world.restart()


async def test_what_was_written_while_the_bot_was_away_arrives_in_order(world: World) -> None:
    chat = await open_relay(world)
    await write(world, MEMBER, "one")
    for text in ("two", "three", "four"):
        wrote(world, MEMBER, text)
    wrote(world, LISTENER, "are you there?")
    await world.restart()
    assert chat.heard(LISTENER) == ["one", "two", "three", "four"]
    assert chat.heard(MEMBER) == ["are you there?"]
    await write(world, MEMBER, "five")
    assert chat.heard(LISTENER)[-1] == "five"


async def test_what_comes_before_the_gap_is_read_waits_for_its_turn(world: World) -> None:
    chat = await open_relay(world)
    missed: Seen = wrote(world, MEMBER, "one")
    world.stories.reconnected()
    late = wrote(world, MEMBER, "two")
    await world.stories.message_seen(late)
    assert chat.heard(LISTENER) == []
    await world.stories.catch_up(frozenset({HOME}))
    await world.settle()
    assert chat.heard(LISTENER) == [missed.text, late.text]


async def test_an_outage_of_one_side_holds_up_that_side_alone(world: World) -> None:
    chat = await open_relay(world)
    world.surface.ask_for_time("pass_on", 30)
    await write(world, MEMBER, "one")
    await write(world, MEMBER, "two")
    await write(world, LISTENER, "hello")
    assert chat.heard(LISTENER) == []
    assert chat.heard(MEMBER) == ["hello"]
    await world.pass_time(minutes=1)
    assert chat.heard(LISTENER) == ["one", "two"]


async def test_words_on_their_way_are_sealed_and_forgotten_when_they_arrived(world: World) -> None:
    chat = await open_relay(world)
    world.surface.ask_for_time("pass_on", 30)
    await write(world, MEMBER, "a very quiet thought")
    bodies = [bytes(row["body"]) for row in await world.rows(tables.outbox) if isinstance(row["body"], bytes)]
    assert bodies
    assert all(b"quiet" not in body for body in bodies)
    await world.pass_time(minutes=1)
    assert chat.heard(LISTENER) == ["a very quiet thought"]
    assert all(row["body"] is None for row in await world.rows(tables.outbox))


async def test_a_report_from_a_message_means_its_real_author(world: World) -> None:
    chat = await open_relay(world)
    await write(world, LISTENER, "you are too sensitive")
    copy = world.surface.heard[MEMBER][0]
    answer = await world.press(MEMBER, "report_message", f"777/{copy.id}/0", community=None)
    assert answer.card is not None
    target = answer.card.selects[0].argument if answer.card.selects else ""
    assert str(LISTENER) not in target
    fields = {"words": "you are too sensitive"}
    await world.press(MEMBER, Action.SEND_REPORT, f"judged:{target}", community=None, fields=fields)
    (report,) = await world.reports()
    assert (report.subject, report.chat, report.reporter) == (LISTENER, chat.id, MEMBER)
    (message,) = world.case_messages(DESK)
    assert f"<@{LISTENER}>" not in message.card.text
    assert argument(message.card, Action.REVEAL)


async def test_only_who_has_a_message_reports_its_author(world: World) -> None:
    await open_relay(world)
    await write(world, LISTENER, "you are too sensitive")
    copy = world.surface.heard[MEMBER][0]
    await world.press(SECOND_MEMBER, "report_message", f"777/{copy.id}/0")
    await world.press(SECOND_MEMBER, Action.SEND_REPORT, "judged:r-1", fields={"words": "x"})
    (report,) = await world.reports()
    assert report.subject is None
