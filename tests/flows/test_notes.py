"""People read the notes about themselves and disagree with one."""

from collections.abc import Mapping
from datetime import timedelta

from bot.flows import private_words
from bot.guide import Action
from bot.guide.cards_crisis import okay_for_now_card
from bot.guide.cards_listener import disputed_card, my_notes_card
from bot.guide.cards_member import my_messages_card
from bot.guide.cards_shared import too_late_card
from bot.store import letters, tables
from tests.flows.world import (
    ASKS,
    ASKS_WITH_EXCUSE,
    HOME,
    LISTENER,
    MEMBER,
    MODERATOR,
    SECOND_MEMBER,
    THIRD_MEMBER,
    World,
    argument,
    has,
)


async def test_my_notes_show_own_words_and_never_reports(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    await world.report(chat, "judged", "they judged me")
    card = (await world.press(LISTENER, Action.MY_NOTES)).card
    assert card is not None
    assert "phone number" in card.text
    assert "judged" not in card.text
    assert [line for line in card.text.splitlines() if line.startswith("- ")] == [
        line for line in card.text.splitlines() if world.wording.named("note.kind", "contact_request") in line
    ]
    assert world.wording.named("note", "counts") in card.text
    nothing = (await world.press(MEMBER, Action.MY_NOTES)).card
    assert nothing == my_notes_card(world.wording, ())


async def test_a_message_that_was_noted_for_several_things_is_one_line(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS_WITH_EXCUSE)
    assert len(await world.flags_about(LISTENER)) > 1
    for action in (Action.MY_NOTES, Action.MY_RECORD):
        card = (await world.press(LISTENER, action)).card
        assert card is not None
        (line,) = [line for line in card.text.splitlines() if "Deleted on" in line]
        for kind in ("contact_request", "pretext"):
            assert world.wording.named("note.kind", kind) in line


async def test_notes_open_from_a_direct_message(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    here = await world.press(LISTENER, Action.MY_NOTES)
    assert (await world.press(LISTENER, Action.MY_NOTES, community=None)).card == here.card


async def test_a_disputed_note_does_not_count_until_a_person_looked(world: World) -> None:
    chats = [await world.open_chat(member) for member in (MEMBER, SECOND_MEMBER, THIRD_MEMBER)]
    await world.say(LISTENER, chats[0].place, ASKS)
    note = argument(world.reminders(LISTENER)[0], Action.GOT_IT_WRONG)
    answer = await world.press(LISTENER, Action.GOT_IT_WRONG, note, community=None)
    assert answer.card == disputed_card(world.wording)
    for chat in chats[1:]:
        await world.say(LISTENER, chat.place, ASKS)
    case = await world.only_case()
    assert case.reason == "disputed"
    (shown,) = world.case_messages()
    assert world.wording.text("moderator.reason.disputed") in shown.card.text
    assert shown.card.text.count(world.wording.text("moderator.mark_disputed")) == 1
    again = await world.press(LISTENER, Action.GOT_IT_WRONG, note, community=None)
    assert again.card == too_late_card(world.wording)
    card = (await world.press(LISTENER, Action.MY_NOTES)).card
    assert card is not None
    assert world.wording.named("note", "disputed") in card.text


async def test_moderators_see_on_the_case_that_a_note_is_disputed(world: World) -> None:
    chats = [await world.open_chat(member) for member in (MEMBER, SECOND_MEMBER, THIRD_MEMBER)]
    messages = [await world.say(LISTENER, chat.place, ASKS) for chat in chats]
    await world.press(LISTENER, Action.GOT_IT_WRONG, messages[2])
    (message,) = world.case_messages()
    assert world.wording.text("moderator.mark_disputed") in message.card.text


async def test_nobody_disputes_for_somebody_else(world: World) -> None:
    chat = await world.open_chat()
    message = await world.say(LISTENER, chat.place, ASKS)
    answer = await world.press(MEMBER, Action.GOT_IT_WRONG, message)
    assert answer.card == too_late_card(world.wording)
    assert not (await world.flags_about(LISTENER))[0].disputed


async def test_cleared_notes_are_gone(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    await world.report(chat, "asked_contact")
    await world.press(MODERATOR, Action.CASE_FINE_YES, 1)
    card = (await world.press(LISTENER, Action.MY_NOTES)).card
    assert card == my_notes_card(world.wording, ())


async def test_messages_turn_one_at_a_time_and_stay_with_their_reader(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    await world.end_chat(chat)
    other = await world.open_chat(SECOND_MEMBER)
    await world.say(LISTENER, other.place, ASKS)
    first = await world.press(LISTENER, Action.MY_MESSAGES)
    assert has(first.card, Action.TURN_MESSAGE)
    second = await world.press(LISTENER, Action.TURN_MESSAGE, argument(first.card, Action.TURN_MESSAGE))
    assert second.replace
    assert second.card != first.card
    read = [letter["read_at"] is not None for letter in await letters_of(world, LISTENER)]
    assert read[-2:] == [True, True]
    assert not any(read[:-2])
    assert all(letter["read_at"] is None for letter in await letters_of(world, MEMBER))


async def letters_of(world: World, person: int) -> list[Mapping[str, object]]:
    return [
        row
        for row in await world.rows(tables.letters)
        if row["person"] == person and row["community"] == HOME
    ]


async def test_only_what_was_shown_counts_as_read(world: World) -> None:
    async with world.database.writing() as connection:
        for number in range(12):
            card = private_words.dump_card(okay_for_now_card(world.wording))
            at = world.now + timedelta(seconds=number)
            await letters.keep_letter(connection, world.database.keys, HOME, LISTENER, card, at)
    first = await world.press(LISTENER, Action.MY_MESSAGES)
    assert first.card is not None
    assert "1 of 12" in first.card.text
    assert f"<t:{int(at.timestamp())}:f>" in first.card.text
    unread = [letter["id"] for letter in await letters_of(world, LISTENER) if letter["read_at"] is None]
    assert len(unread) == 11
    for place in range(1, 12):
        await world.press(LISTENER, Action.TURN_MESSAGE, place)
    assert all(letter["read_at"] is not None for letter in await letters_of(world, LISTENER))


async def test_a_message_of_an_older_version_that_cannot_be_shown_is_said_to_be_gone(world: World) -> None:
    async with world.database.writing() as connection:
        keys = world.database.keys
        letter = await letters.keep_letter(connection, keys, HOME, MEMBER, '{"words": "private"}', world.now)
    answer = await world.press(MEMBER, Action.SEE_NOTE, letter)
    assert answer.card == too_late_card(world.wording)
    mine = await world.press(MEMBER, Action.MY_MESSAGES)
    assert mine.card == my_messages_card(world.wording, ())
