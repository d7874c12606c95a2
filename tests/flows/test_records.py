"""A record opens with an open case or a reason, without words, and never unmasks who is known by made-up names."""

from datetime import timedelta
from decimal import Decimal

import pytest

from bot.flows.surface import RECORD
from bot.guide import Action, Card, Form
from bot.guide.building import day
from bot.guide.cards_record import own_record_card, reason_too_short_card, record_reason_form
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.store import tables
from bot.store.decisions import NewDecision, add_decision
from bot.store.retention import purge
from tests.flows.desk import press, three_asks
from tests.flows.relaying import open_relay, write
from tests.flows.world import (
    ASKS,
    ASKS_WITH_EXCUSE,
    FOURTH_MEMBER,
    HELPERS,
    HOME,
    LISTENER,
    MEMBER,
    MODERATOR,
    OVERSIGHT,
    SECOND_LISTENER,
    SECOND_MEMBER,
    SECOND_MODERATOR,
    TEAM,
    THIRD_MEMBER,
    WANTS_SECRECY_AND_HOME,
    World,
)

REASON = "Two people asked me about them"


async def ask_record(world: World, person: int = LISTENER, by: int = MODERATOR) -> Card | Form:
    answer = await world.press(by, RECORD, person)
    shown = answer.card or answer.form
    assert shown is not None
    return shown


async def with_reason(
    world: World, reason: str = REASON, person: int = LISTENER, by: int = MODERATOR
) -> Card:
    card = (await world.press(by, Action.RECORD_READ, person, fields={"reason": reason})).card
    assert card is not None
    return card


async def views(world: World) -> list[tuple[object, object, bool]]:
    rows = await world.rows(tables.record_views)
    return [(row["viewer"], row["person"], row["reason"] is not None) for row in rows]


async def decided(world: World, points: str, rule: str, case: int, person: int = LISTENER) -> None:
    """Somebody decided about points."""
    async with world.database.writing() as connection:
        await add_decision(
            connection,
            world.database.keys,
            NewDecision(
                community=HOME,
                case=case,
                person=person,
                points_table="table-2020",
                rule=rule,
                acted_at=world.now,
                points=Decimal(points),
                proposed=None,
                by=MODERATOR,
            ),
            world.now,
        )


async def test_an_open_case_opens_the_record_and_it_is_logged(world: World) -> None:
    await three_asks(world)
    card = await ask_record(world)
    assert isinstance(card, Card)
    assert card.text.count("asked for contact details") == 3
    assert "phone number" not in card.text
    assert day(world.now + timedelta(days=90)) in card.text
    assert "Case 1" in card.text
    assert await views(world) == [(MODERATOR, LISTENER, False)]
    assert (await world.case_log(1))[-1] == "record_read"


async def test_without_a_case_a_reason_is_asked_for_sealed_and_logged(world: World) -> None:
    form = await ask_record(world)
    assert form == record_reason_form(world.wording, str(LISTENER))
    assert await views(world) == []
    assert "Nothing is kept about them" in (await with_reason(world)).text
    assert await views(world) == [(MODERATOR, LISTENER, True)]
    (row,) = await world.rows(tables.record_views)
    assert REASON.encode() not in bytes(row["reason"])  # type: ignore[call-overload]
    async with world.database.writing() as connection:
        await purge(connection, world.now + timedelta(days=90))
    assert await views(world) == []


@pytest.mark.parametrize("reason", ["", "  ", "because", "just because"])
async def test_fishing_without_a_reason_shows_nothing(world: World, reason: str) -> None:
    card = await with_reason(world, reason)
    assert card == reason_too_short_card(world.wording, str(LISTENER), reason.strip())
    assert await views(world) == []
    again = await world.press(MODERATOR, Action.RECORD_ASK, LISTENER)
    assert again.form == record_reason_form(world.wording, str(LISTENER))


async def test_one_message_is_one_note_as_on_the_card_of_its_case(world: World) -> None:
    for member in (MEMBER, SECOND_MEMBER, THIRD_MEMBER):
        chat = await world.open_chat(member)
        await world.say(LISTENER, chat.place, ASKS_WITH_EXCUSE)
    assert len(await world.flags_about(LISTENER)) == 6
    (case,) = world.case_messages()
    assert case.card.text.count("asked for contact details") == 3
    record = (await press(world, Action.CASE_RECORD)).text
    assert record.count("kept until") == 3
    assert record.count("· asked for contact details, an excuse to talk elsewhere · kept until") == 3


async def test_one_message_of_a_relayed_chat_counts_once(world: World) -> None:
    await open_relay(world)
    await write(world, LISTENER, ASKS_WITH_EXCUSE)
    await write(world, LISTENER, WANTS_SECRECY_AND_HOME)
    assert len(await world.flags_about(LISTENER)) > 2
    await press(world, Action.CASE_TAKE_YES)
    assert "2 notes, 0 other cases" in (await press(world, Action.CASE_RECORD)).text


async def test_a_note_disputed_by_its_sender_says_so_once(world: World) -> None:
    chat = await world.open_chat()
    message = await world.say(LISTENER, chat.place, ASKS_WITH_EXCUSE)
    await world.press(LISTENER, Action.GOT_IT_WRONG, message)
    text = (await with_reason(world)).text
    assert text.count("they say it is a mistake") == text.count("kept until") == 1


async def test_a_closed_case_is_no_reason_any_more(world: World) -> None:
    await three_asks(world)
    await press(world, Action.CASE_DEALT_YES)
    assert await press(world, Action.CASE_RECORD) == too_late_card(world.wording)
    assert isinstance(await ask_record(world), Form)
    assert await views(world) == []


@pytest.mark.parametrize("person", [LISTENER, MEMBER, SECOND_LISTENER])
async def test_others_open_no_record(world: World, person: int) -> None:
    await three_asks(world)
    for card in (await ask_record(world, by=person), await with_reason(world, by=person)):
        assert card == not_allowed_card(world.wording)
    assert await views(world) == []


async def test_nobody_opens_their_own_record_or_one_they_are_part_of(world: World) -> None:
    await three_asks(world)
    own = own_record_card(world.wording)
    assert await ask_record(world, MODERATOR) == own
    world.surface.roles[MEMBER] = frozenset({TEAM})
    assert await ask_record(world, LISTENER, MEMBER) == own
    assert await with_reason(world, by=MEMBER) == own


async def test_the_records_of_the_team_are_for_oversight(world: World) -> None:
    world.surface.roles[LISTENER] = frozenset({TEAM, HELPERS})
    await three_asks(world)
    assert await ask_record(world) == not_allowed_card(world.wording)
    assert await ask_record(world, SECOND_MODERATOR) == not_allowed_card(world.wording)
    card = await ask_record(world, by=OVERSIGHT)
    assert isinstance(card, Card)
    assert "Case 1" in card.text


async def test_a_record_does_not_unmask_a_made_up_name(world: World) -> None:
    await open_relay(world)
    await write(world, LISTENER, WANTS_SECRECY_AND_HOME)
    # An open case is no key either: that alone would tell whose it is.
    assert isinstance(await ask_record(world), Form)
    assert "Nothing is kept about them" in (await with_reason(world)).text
    await press(world, Action.CASE_TAKE_YES)
    counted = await press(world, Action.CASE_RECORD)
    assert "1 note, 0 other cases, 0 decisions" in counted.text
    assert f"<@{LISTENER}>" not in counted.text
    await press(world, Action.CASE_PAUSE_YES)
    await press(world, Action.CASE_DEALT_YES)
    assert "Nothing is kept about them" in (await with_reason(world)).text


async def test_pauses_and_how_cases_ended_are_on_record(world: World) -> None:
    await three_asks(world)
    await press(world, Action.CASE_PAUSE_YES)
    await press(world, Action.CASE_DEALT_YES)
    text = (await with_reason(world)).text
    assert "dealt with" in text
    assert "looked at, counts no more" in text
    assert f"Pause from new chats: {day(world.now)} to" in text


async def test_points_are_counted_as_the_communitys_table_says(world: World) -> None:
    await three_asks(world)
    await world.set_up(points_table="table-2020")
    await decided(world, "2", "F1", 1)
    await decided(world, "1", "F1", 1, MEMBER)
    text = (await press(world, Action.CASE_RECORD)).text
    assert "Points today: 2" in text
    assert "If nothing is decided meanwhile: 1.2 on" in text
    await world.set_up(points_table="off")
    assert "Points today" not in (await press(world, Action.CASE_RECORD)).text


async def test_notes_that_were_cleared_say_so(world: World) -> None:
    chats = await three_asks(world)
    await press(world, Action.CASE_FINE_YES)
    chat = await world.open_chat(FOURTH_MEMBER)
    await world.say(LISTENER, chat.place, ASKS)
    text = (await with_reason(world)).text
    assert text.count("checked, all fine") == len(chats)


async def test_points_of_an_earlier_table_are_counted_as_the_person_reads_them(world: World) -> None:
    await three_asks(world)
    await decided(world, "2", "D4", 1)
    await world.set_up(points_table="starter", points_since=world.now)
    shown = await ask_record(world)
    assert isinstance(shown, Card)
    own = (await world.press(LISTENER, Action.MY_RECORD)).card
    assert own is not None
    assert "Points today: 2" in shown.text
    assert "**2** today." in own.text
