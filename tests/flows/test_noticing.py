"""What is said, and to whom, when a listener asks for contact, asks for more, or writes something urgent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import guide
from bot.flows.surface import TryLater
from bot.guide import Action
from bot.screening import Category
from bot.store.acts import SendCard
from tests.flows.recording import Trouble
from tests.flows.world import (
    ASKS,
    ASKS_WITH_EXCUSE,
    DESK,
    HOME,
    LISTENER,
    MEMBER,
    PLAIN,
    PROBES,
    ROOM,
    SECOND_MEMBER,
    WANTS_SECRECY_AND_HOME,
    World,
    argument,
    has,
)


async def test_a_listener_asks_for_contact(world: World) -> None:
    chat = await world.open_chat()
    message = await world.say(LISTENER, chat.place, ASKS)
    (notice,) = world.notices(chat.place)
    assert notice.buttons == guide.notice(world.wording, str(chat.id)).buttons
    (reminder,) = world.reminders(LISTENER)
    assert argument(reminder, Action.GOT_IT_WRONG) == str(message)
    assert "phone number" in reminder.text
    flag = (await world.flags_about(LISTENER))[0]
    assert (flag.category, flag.other, flag.message) == (Category.CONTACT_REQUEST, MEMBER, message)
    assert flag.excerpt == ASKS
    assert world.cards(DESK) == []
    assert await world.cases() == ()


async def test_the_notice_answers_the_excuse(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS_WITH_EXCUSE)
    (notice,) = world.notices(chat.place)
    assert world.wording.named("excuse", "typing_difficulty") in notice.text


async def test_ordinary_words_leave_no_trace(world: World) -> None:
    chat = await world.open_chat()
    before = len(world.surface.done)
    await world.say(MEMBER, chat.place, PLAIN)
    assert len(world.surface.done) == before
    assert await world.flags_about(MEMBER) == ()


async def test_the_same_text_seen_twice_is_one_message(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    again = world.surface.written[chat.place][-1]
    await world.stories.message_seen(again)
    await world.settle()
    assert len(world.notices(chat.place)) == 1
    assert len(await world.flagged_messages(LISTENER)) == 1


async def test_without_consent_a_neutral_line_leads_to_the_note(world: World) -> None:
    await world.agree(LISTENER, yes=False)
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    assert world.private_cards(LISTENER) == []
    (line,) = world.messages_with(chat.place, Action.SEE_NOTE)
    assert line.card.text == guide.see_note_card(world.wording, f"<@{LISTENER}>", "1").text
    assert isinstance(line.act, SendCard)
    assert (line.act.silent, line.act.mention_person) == (True, LISTENER)


async def test_closed_messages_leave_the_same_line(world: World) -> None:
    chat = await world.open_chat()
    world.surface.closed.add(LISTENER)
    await world.say(LISTENER, chat.place, ASKS)
    assert len(world.messages_with(chat.place, Action.SEE_NOTE)) == 1


async def test_neutral_lines_do_not_pile_up_and_the_words_wait(world: World) -> None:
    for person in (LISTENER, MEMBER):
        await world.agree(person, yes=False)
    chat = await world.open_chat()
    await world.agree(MEMBER, yes=False)
    for text in (ASKS, PROBES):
        await world.say(LISTENER, chat.place, text)
    for text in ("my phone number is 07700 900123", "can i have your whatsapp please"):
        await world.say(MEMBER, chat.place, text)
    assert len(world.messages_with(chat.place, Action.SEE_NOTE)) == 1
    answer = await world.press(MEMBER, Action.MY_MESSAGES)
    assert answer.card != guide.my_messages_card(world.wording, ())
    await world.pass_time(minutes=11)
    await world.say(MEMBER, chat.place, "my phone number is 07700 900124")
    assert len(world.messages_with(chat.place, Action.SEE_NOTE)) == 2


async def test_see_note_answers_only_its_addressee(world: World) -> None:
    await world.agree(LISTENER, yes=False)
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    (line,) = world.messages_with(chat.place, Action.SEE_NOTE)
    note = argument(line.card, Action.SEE_NOTE)
    other = await world.press(MEMBER, Action.SEE_NOTE, note, place=chat.place)
    assert other.card == guide.not_yours_card(world.wording)
    mine = await world.press(LISTENER, Action.SEE_NOTE, note, place=chat.place)
    assert has(mine.card, Action.GOT_IT_WRONG)


async def test_everything_owed_also_waits_under_my_messages(world: World) -> None:
    chat = await world.open_chat()
    world.surface.closed.add(LISTENER)
    await world.say(LISTENER, chat.place, ASKS)
    answer = await world.press(LISTENER, Action.MY_MESSAGES)
    assert has(answer.card, Action.GOT_IT_WRONG)
    empty = await world.press(SECOND_MEMBER, Action.MY_MESSAGES)
    assert empty.card == guide.my_messages_card(world.wording, ())


async def test_a_second_ask_within_ten_minutes_is_noted_and_says_nothing_more(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    await world.pass_time(minutes=9)
    await world.say(LISTENER, chat.place, "or text me your number later")
    assert len(world.notices(chat.place)) == 1
    assert len(world.reminders(LISTENER)) == 1
    assert len(await world.flagged_messages(LISTENER)) == 2


async def test_after_ten_minutes_there_is_a_notice_but_no_second_reminder(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    await world.pass_time(minutes=10)
    await world.say(LISTENER, chat.place, "or text me your number later")
    assert len(world.notices(chat.place)) == 2
    assert len(world.reminders(LISTENER)) == 1


async def test_who_gets_a_note_for_asking_who_somebody_is_hears_of_it(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, PROBES)
    assert Category.PERSONAL_PROBE in {flag.category for flag in await world.flags_about(LISTENER)}
    assert len(world.reminders(LISTENER)) == 1


async def test_three_messages_in_one_chat_are_put_before_people(world: World) -> None:
    chat = await world.open_chat()
    for text in (ASKS, "or text me your number later", "send me your email then"):
        await world.say(LISTENER, chat.place, text)
    assert (await world.only_case()).reason == "three_turns"


async def test_the_same_chat_never_reaches_the_threshold_across_chats(world: World) -> None:
    chat = await world.open_chat()
    for text in (ASKS, "or text me your number later"):
        await world.say(LISTENER, chat.place, text)
    assert await world.cases() == ()


async def test_three_chats_with_three_members_make_one_case_message(world: World) -> None:
    for member in (MEMBER, SECOND_MEMBER):
        chat = await world.open_chat(member)
        await world.say(LISTENER, chat.place, ASKS)
        await world.end_chat(chat)
        assert await world.cases() == ()
    third = await world.open_chat(63)
    await world.say(LISTENER, third.place, ASKS)
    (message,) = world.case_messages()
    case = await world.only_case()
    assert (case.reason, case.subject, case.message, case.place) == (
        "contact_chats",
        LISTENER,
        message.id,
        DESK,
    )
    assert f"<@{LISTENER}>" in message.card.text.splitlines()[0]
    assert "3 chats with 3 members" in message.card.text.splitlines()[0]
    assert f"https://discord.com/channels/{HOME}/{third.place}/" in message.card.text
    assert isinstance(message.act, SendCard)
    assert message.act.mention_role is None


async def test_what_comes_later_edits_the_one_case_message(world: World) -> None:
    for member in (MEMBER, SECOND_MEMBER, 63, 64):
        chat = await world.open_chat(member)
        await world.say(LISTENER, chat.place, ASKS)
    (message,) = world.case_messages()
    assert message.edits == 1
    assert "4 chats with 4 members" in message.card.text.splitlines()[0]
    assert len(await world.cases()) == 1


async def test_what_comes_while_the_card_is_on_its_way_is_on_it_in_the_end(world: World) -> None:
    chats = [await world.open_chat(member) for member in (MEMBER, SECOND_MEMBER, 63, 64)]
    for chat in chats[:2]:
        await world.say(LISTENER, chat.place, ASKS)
    world.surface.troubles.append(later_at(DESK))
    for chat in chats[2:]:
        await world.say(LISTENER, chat.place, ASKS)
    assert world.case_messages() == []
    await world.pass_time(minutes=1)
    (message,) = world.case_messages()
    assert "4 chats with 4 members" in message.card.text


async def test_urgent_words_go_to_moderators_at_once_and_the_listener_hears_nothing(world: World) -> None:
    chat = await world.open_chat()
    before = len(world.private_cards(LISTENER))
    await world.say(LISTENER, chat.place, WANTS_SECRECY_AND_HOME)
    (message,) = world.case_messages()
    assert isinstance(message.act, SendCard)
    assert message.act.mention_role == 31
    assert len(world.private_cards(LISTENER)) == before
    assert world.notices(chat.place) == []
    assert world.messages_with(chat.place, Action.SEE_NOTE) == []


async def test_for_the_member_help_comes_first(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, WANTS_SECRECY_AND_HOME)
    nearby = guide.nearby_card(world.wording, str(chat.id))
    assert nearby in world.cards(chat.place)


async def test_an_urgent_pause_ends_within_a_day_and_only_then_new_chats_come(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, WANTS_SECRECY_AND_HOME)
    request = await world.ask(SECOND_MEMBER)
    answer = await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id)
    assert answer.card == guide.paused_listener_card(world.wording)
    await world.pass_time(hours=24)
    request = await world.ask(SECOND_MEMBER)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id)
    assert (await world.chat(request.id)).listener == LISTENER
    # Nobody had looked, so neither the pause nor its end was spoken of.
    assert not any("pause" in card.text for card in world.private_cards(LISTENER))


async def test_a_community_can_do_without_the_urgent_pause(world: World) -> None:
    await world.set_up(pause_on_urgent=False)
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, WANTS_SECRECY_AND_HOME)
    assert (await world.only_case()).reason == "urgent"
    request = await world.ask(SECOND_MEMBER)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id)
    assert (await world.chat(request.id)).listener == LISTENER


async def test_something_urgent_in_an_open_case_calls_moderators_again(world: World) -> None:
    chat = await world.open_chat()
    await world.report(chat, "judged")
    (first,) = world.case_messages()
    await world.say(LISTENER, chat.place, WANTS_SECRECY_AND_HOME)
    call = world.surface.places[DESK][-1]
    assert isinstance(call.act, SendCard)
    assert call.act.mention_role == 31
    assert "Urgent" in call.card.text
    assert first.edits == 1
    assert (await world.only_case()).reason == "urgent"


# -- rooms -------------------------------------------------------------------------------------------------


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


# -- edits, deletions, endings -----------------------------------------------------------------------------


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
    nearby = guide.nearby_card(world.wording, str(chat.id))
    for number in range(25):
        await world.say(MEMBER, chat.place, f"{PLAIN} {number}")
    assert world.cards(chat.place).count(nearby) == 1
    assert world.cards(chat.place)[-1] == nearby


async def test_the_buttons_do_not_pile_up_after_a_gap(world: World) -> None:
    chat = await world.open_chat()
    nearby = guide.nearby_card(world.wording, str(chat.id))
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


# -- shadow mode -------------------------------------------------------------------------------------------


async def test_shadow_mode_is_silent_and_counts_what_it_would_have_said(world: World) -> None:
    await world.set_up(shadow=True)
    for member in (MEMBER, SECOND_MEMBER, 63):
        chat = await world.open_chat(member)
        await world.say(LISTENER, chat.place, ASKS)
        assert world.notices(chat.place) == []
    assert world.reminders(LISTENER) == []
    assert await world.cases() == ()
    assert all(flag.shadow for flag in await world.flags_about(LISTENER))


async def test_in_shadow_mode_urgent_cases_and_reports_work(world: World) -> None:
    await world.set_up(shadow=True)
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, WANTS_SECRECY_AND_HOME)
    assert (await world.only_case()).reason == "urgent"
    other = await world.open_chat(SECOND_MEMBER, 52)
    await world.report(other, "asked_contact")
    assert len(await world.cases()) == 2


def later_at(place: int) -> Trouble:
    """The next message to this place has to wait."""
    return Trouble(lambda one: isinstance(one.act, SendCard) and one.act.place == place, TryLater(5))


async def edited(world: World, message: int, place: int, text: str) -> None:
    """Somebody changes a message."""
    old = next(seen for seen in world.surface.written[place] if seen.id == message)
    now = replace(old, text=text, edited=True, written_at=old.written_at + timedelta(seconds=1))
    world.surface.written[place] = [now if seen is old else seen for seen in world.surface.written[place]]
    await world.stories.message_seen(now)
    await world.settle()
