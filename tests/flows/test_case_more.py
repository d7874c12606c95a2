"""Under More: notes, the log, a reminder to send; and a case looked up by its number."""

from datetime import timedelta

import pytest

from bot.flows.surface import CASE
from bot.guide import Action, Card
from bot.guide.cards_case import no_such_case_card
from bot.guide.cards_desk import confirm_remind_card, no_reminder_card, reminded_today_card, team_reminder
from bot.guide.cards_moderator import held_card, nothing_done_card
from bot.guide.cards_shared import too_late_card
from bot.store import tables
from bot.store.retention import purge
from tests.flows.desk import a_taken_case, press, three_asks
from tests.flows.relaying import open_relay, write
from tests.flows.world import (
    DESK,
    HELPERS,
    LISTENER,
    MEMBER,
    MODERATOR,
    NAME,
    OVERSIGHT,
    SECOND_LISTENER,
    SECOND_MEMBER,
    SECOND_MODERATOR,
    TEAM,
    WANTS_SECRECY_AND_HOME,
    World,
    has,
)

WORDS = "They were kind about it. I would wait a week."


async def offered(world: World, by: int) -> list[str]:
    return [button.action for button in (await world.more(by=by)).buttons]


async def test_more_offers_what_each_person_may_do(world: World) -> None:
    await a_taken_case(world)
    everyone = [Action.CASE_NOTE, Action.CASE_LOG, Action.CASE_RECORD]
    holder = [Action.CASE_DECIDE, Action.CASE_DEALT, *everyone, Action.CASE_HAND_OVER]
    assert await offered(world, MODERATOR) == holder
    assert await offered(world, SECOND_MODERATOR) == everyone


async def test_notes_are_sealed_and_read_under_notes_and_log(world: World) -> None:
    await a_taken_case(world)
    form = (await world.press(SECOND_MODERATOR, Action.CASE_NOTE, 1, place=DESK)).form
    assert form is not None
    await world.press(SECOND_MODERATOR, form.action, form.argument, place=DESK, fields={"words": WORDS})
    (row,) = await world.rows(tables.case_notes)
    assert WORDS.encode() not in bytes(row["words"])  # type: ignore[call-overload]
    text = (await press(world, Action.CASE_LOG)).text
    assert f"<@{SECOND_MODERATOR}> wrote: {WORDS}" in text
    assert f"<@{MODERATOR}> is on it" in text
    assert "Sidelight put it before you" in text
    (message,) = world.case_messages()
    assert "1 note from the team" in message.card.text
    assert WORDS not in message.card.text


async def test_an_empty_note_is_no_note(world: World) -> None:
    await three_asks(world)
    answer = await world.press(MODERATOR, Action.CASE_NOTE_SAVE, 1, place=DESK, fields={"words": "  "})
    assert answer.card == nothing_done_card(world.wording)
    assert await world.rows(tables.case_notes) == []


async def test_the_log_of_a_closed_case_can_still_be_read(world: World) -> None:
    await three_asks(world)
    await press(world, Action.CASE_FINE_YES)
    assert "closed it: not a problem" in (await press(world, Action.CASE_LOG)).text
    late = too_late_card(world.wording)
    for action in (Action.CASE_WORDS, Action.CASE_NOTE, Action.CASE_MORE, Action.CASE_REMIND_YES):
        assert await press(world, action, by=OVERSIGHT) == late


# -- a reminder --------------------------------------------------------------------------------------------


async def test_a_reminder_is_shown_first_and_then_sent_once_a_day(world: World) -> None:
    await a_taken_case(world)
    reminder = team_reminder(world.wording, "contact_request", NAME)
    asked = await press(world, Action.CASE_REMIND)
    assert asked == confirm_remind_card(world.wording, "1", 1, reminder)
    assert reminder not in world.private_cards(LISTENER)
    for _ in range(2):
        await press(world, Action.CASE_REMIND_YES)
    assert world.private_cards(LISTENER).count(reminder) == 1
    lately = reminded_today_card(world.wording, 1)
    assert await press(world, Action.CASE_REMIND) == lately
    assert (await world.case_log(1)).count("reminded") == 1
    await world.pass_time(days=1)
    await press(world, Action.CASE_REMIND_YES)
    assert world.private_cards(LISTENER).count(reminder) == 2


async def test_a_reminder_never_tells_that_somebody_spoke_up(world: World) -> None:
    chat = await world.open_chat()
    report = await world.report(chat, "judged", "they laughed at me")
    silent = no_reminder_card(world.wording, 1)
    assert await press(world, Action.CASE_REMIND) == silent
    assert await press(world, Action.CASE_REMIND_YES) == silent
    await world.press(MEMBER, Action.NAME_NOW, report.id)
    # With the yes of who reported, but not while they are in one chat.
    assert await press(world, Action.CASE_REMIND_YES) == silent
    await world.end_chat(chat)
    await press(world, Action.CASE_REMIND_YES)
    assert team_reminder(world.wording, "judged", NAME) in world.private_cards(LISTENER)


async def test_a_reminder_in_a_case_that_somebody_else_holds_is_theirs(world: World) -> None:
    await a_taken_case(world)
    answer = await press(world, Action.CASE_REMIND_YES, by=SECOND_MODERATOR)
    assert answer == held_card(world.wording, f"<@{MODERATOR}>", 1)


# -- /case -------------------------------------------------------------------------------------------------


async def look_up(world: World, number: str, by: int = MODERATOR) -> Card:
    card = (await world.press(by, CASE, number)).card
    assert card is not None
    return card


async def test_a_case_is_found_by_its_number_with_its_buttons(world: World) -> None:
    await a_taken_case(world)
    card = await look_up(world, "1")
    (message,) = world.case_messages()
    assert card == message.card
    await press(world, Action.CASE_FINE_YES)
    assert has(await look_up(world, "1"), Action.CASE_LOG)


@pytest.mark.parametrize("number", ["2", "0", "x", "", "9" * 30])
async def test_a_number_that_there_is_not(world: World, number: str) -> None:
    await three_asks(world)
    assert await look_up(world, number) == no_such_case_card(world.wording, number)


@pytest.mark.parametrize("person", [LISTENER, MEMBER, SECOND_LISTENER])
async def test_who_may_not_see_a_case_does_not_learn_that_there_is_one(world: World, person: int) -> None:
    await three_asks(world)
    if person != SECOND_LISTENER:
        world.surface.roles[person] = frozenset({TEAM, HELPERS})
    assert await look_up(world, "1", person) == no_such_case_card(world.wording, "1")


async def test_a_case_about_the_team_is_found_by_oversight_alone(world: World) -> None:
    world.surface.roles[LISTENER] = frozenset({TEAM, HELPERS})
    await three_asks(world)
    assert await look_up(world, "1") == no_such_case_card(world.wording, "1")
    assert has(await look_up(world, "1", OVERSIGHT), Action.CASE_TAKE)


async def test_a_closed_relayed_case_never_names_the_account_again(world: World) -> None:
    await open_relay(world, MEMBER)
    await write(world, LISTENER, WANTS_SECRECY_AND_HOME)
    assert f"<@{LISTENER}>" not in (await look_up(world, "1")).text
    await press(world, Action.CASE_FINE_YES)
    async with world.database.writing() as connection:
        await purge(connection, world.now + timedelta(days=200))
    assert await world.rows(tables.flags) == []
    assert f"<@{LISTENER}>" not in (await look_up(world, "1")).text
    assert f"<@{LISTENER}>" not in (await press(world, Action.CASE_RECORD)).text


async def test_a_relayed_case_is_hidden_under_more_too(world: World) -> None:
    await open_relay(world, SECOND_MEMBER)
    await write(world, LISTENER, WANTS_SECRECY_AND_HOME)
    await press(world, Action.CASE_TAKE_YES)
    for action in (
        Action.CASE_MORE,
        Action.CASE_LOG,
        Action.CASE_WORDS,
        Action.CASE_RECORD,
        Action.CASE_REMIND,
    ):
        card = await press(world, action)
        assert f"<@{LISTENER}>" not in card.text
    assert has(await world.more(), Action.REVEAL)
