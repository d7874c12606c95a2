"""What is said, and to whom, when a listener asks for contact, asks for more, or writes something urgent."""

import pytest

from bot.guide import Action, cards_shared
from bot.guide.cards_member import my_messages_card
from bot.guide.cards_shared import not_yours_card, see_note_card
from bot.screening import Category
from bot.store.acts import SendCard
from tests.flows.world import (
    ASKS,
    ASKS_WITH_EXCUSE,
    DESK,
    LISTENER,
    MEMBER,
    PLAIN,
    PROBES,
    SECOND_MEMBER,
    World,
    argument,
    has,
)


async def test_a_listener_asks_for_contact(world: World) -> None:
    chat = await world.open_chat()
    message = await world.say(LISTENER, chat.place, ASKS)
    (notice,) = world.notices(chat.place)
    assert notice.buttons == cards_shared.notice(world.wording, str(chat.id)).buttons
    (reminder,) = world.reminders(LISTENER)
    assert argument(reminder, Action.GOT_IT_WRONG) == str(message)
    assert "phone number" in reminder.text
    flag = (await world.flags_about(LISTENER))[0]
    assert (flag.category, flag.other, flag.message) == (Category.CONTACT_REQUEST, MEMBER, message)
    assert flag.excerpt == ASKS
    assert world.cards(DESK) == []
    assert await world.cases() == ()


@pytest.mark.parametrize(
    ("text", "excuse"),
    [
        (ASKS_WITH_EXCUSE, "typing_difficulty"),
        ("my battery goes flat in here, add me on whatsapp instead", "battery_data_drain"),
        ("this app eats my battery, telegram is lighter, shall we?", "battery_data_drain"),
        ("they filter every word here, we could talk freely on telegram", "speak_freely_censor"),
    ],
)
async def test_the_notice_answers_the_excuse(world: World, text: str, excuse: str) -> None:
    """T09 to T11."""
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, text)
    (notice,) = world.notices(chat.place)
    assert world.wording.named("excuse", excuse) in notice.text


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
    assert line.card.text == see_note_card(world.wording, f"<@{LISTENER}>", "1").text
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
    assert answer.card != my_messages_card(world.wording, ())
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
    assert other.card == not_yours_card(world.wording)
    mine = await world.press(LISTENER, Action.SEE_NOTE, note, place=chat.place)
    assert has(mine.card, Action.GOT_IT_WRONG)


async def test_everything_owed_also_waits_under_my_messages(world: World) -> None:
    chat = await world.open_chat()
    world.surface.closed.add(LISTENER)
    await world.say(LISTENER, chat.place, ASKS)
    answer = await world.press(LISTENER, Action.MY_MESSAGES)
    assert has(answer.card, Action.GOT_IT_WRONG)
    empty = await world.press(SECOND_MEMBER, Action.MY_MESSAGES)
    assert empty.card == my_messages_card(world.wording, ())


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
