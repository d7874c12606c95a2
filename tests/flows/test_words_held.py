"""What somebody typed and has not sent is held, sealed, until they send it, also across a restart; then it is gone."""

from datetime import timedelta

import pytest

from bot.flows.report_where import person_target
from bot.flows.surface import REPORT_MESSAGE, REPORTED_TEXT
from bot.guide import Action, Card
from bot.store import tables
from bot.store.retention import purge
from tests.flows.world import DESK, HOME, MEMBER, SECOND_MEMBER, World, argument, has

SAID = "read the chat"
NAMED = "how do I talk with Robin about it"
HERE = person_target(HOME)
ABOUT = f"unkind:{person_target(HOME, SECOND_MEMBER)}"
DAY = timedelta(days=1)


async def begins_a_report(world: World, words: str = SAID) -> Card:
    """A report whose words say too little is asked about once."""
    asked = await world.press(MEMBER, Action.SEND_REPORT, ABOUT, fields={"words": words})
    assert has(asked.card, Action.SEND_AS_IS)
    assert asked.card is not None
    return asked.card


async def begins_a_question(world: World) -> Card:
    """A question that names somebody is asked about once."""
    asked = await world.press(MEMBER, Action.SEND_QUESTION, HERE, fields={"words": NAMED})
    assert has(asked.card, Action.SEND_ANYWAY)
    assert asked.card is not None
    return asked.card


async def test_a_report_can_be_sent_as_it_is_after_a_restart(world: World) -> None:
    card = await begins_a_report(world)
    await world.restart()
    taken = await world.press(MEMBER, Action.SEND_AS_IS, argument(card, Action.SEND_AS_IS))
    assert has(taken.card, Action.ADD_TO_REPORT)
    assert [one.words for one in await world.reports()] == [SAID]
    assert await world.rows(tables.words_held) == []


async def test_a_report_can_be_written_on_after_a_restart(world: World) -> None:
    card = await begins_a_report(world)
    await world.restart()
    form = (await world.press(MEMBER, Action.WRITE_AGAIN, argument(card, Action.WRITE_AGAIN))).form
    assert form is not None
    assert form.fields[0].value == SAID


async def test_a_question_can_be_sent_anyway_after_a_restart(world: World) -> None:
    card = await begins_a_question(world)
    await world.restart()
    await world.press(MEMBER, Action.SEND_ANYWAY, argument(card, Action.SEND_ANYWAY))
    assert [NAMED in shown.text for shown in world.cards(DESK)] == [True]
    assert await world.rows(tables.words_held) == []


async def test_a_question_can_be_changed_after_a_restart(world: World) -> None:
    card = await begins_a_question(world)
    await world.restart()
    form = (await world.press(MEMBER, Action.ASK_AGAIN, argument(card, Action.ASK_AGAIN))).form
    assert form is not None
    assert form.fields[0].value == NAMED


async def test_a_message_that_only_the_reporter_can_read_is_held_until_they_say_where_and_why(
    world: World,
) -> None:
    await world.is_also_elsewhere(MEMBER)
    message = f"7000/8000/{SECOND_MEMBER}"
    fields = {REPORTED_TEXT: "come here"}
    shown = await world.press(MEMBER, REPORT_MESSAGE, message, fields=fields, community=None)
    assert shown.card is not None
    (select,) = shown.card.selects
    await world.restart()
    chosen = await world.press(MEMBER, select.action, select.argument, values=(str(HOME),), community=None)
    assert chosen.card is not None
    what = chosen.card.selects[-1]
    await world.restart()
    asked = await world.press(MEMBER, what.action, what.argument, values=("outside_contact",), community=None)
    assert asked.form is not None
    assert asked.form.fields[0].value == "come here"


async def test_nobody_reads_it_in_the_database(world: World) -> None:
    await begins_a_report(world)
    (row,) = await world.rows(tables.words_held)
    assert isinstance(row["words"], bytes)
    assert SAID.encode() not in row["words"]


async def test_what_was_typed_last_is_what_is_sent(world: World) -> None:
    await begins_a_report(world)
    card = await begins_a_report(world, "see above")
    await world.press(MEMBER, Action.SEND_AS_IS, argument(card, Action.SEND_AS_IS))
    assert [one.words for one in await world.reports()] == ["see above"]


async def test_who_typed_nothing_can_send_that_too(world: World) -> None:
    card = await begins_a_report(world, "")
    await world.restart()
    await world.press(MEMBER, Action.SEND_AS_IS, argument(card, Action.SEND_AS_IS))
    assert [one.words for one in await world.reports()] == [""]


@pytest.mark.parametrize("deleted", [True, False])
async def test_what_is_not_sent_is_gone_and_the_button_opens_the_form_again(
    world: World, *, deleted: bool
) -> None:
    card = await begins_a_report(world)
    if deleted:
        await world.press(MEMBER, Action.DATA_DELETE_YES)
    else:
        async with world.database.writing() as connection:
            await purge(connection, world.now + DAY)
    assert await world.rows(tables.words_held) == []
    again = await world.press(MEMBER, Action.SEND_AS_IS, argument(card, Action.SEND_AS_IS))
    assert again.form is not None
    assert again.form.fields[0].value == ""
    assert await world.reports() == ()


async def test_it_is_kept_for_a_day(world: World) -> None:
    await begins_a_report(world)
    async with world.database.writing() as connection:
        await purge(connection, world.now + DAY - timedelta(microseconds=1))
    assert len(await world.rows(tables.words_held)) == 1
