"""A pause and a closing are taken back: exactly that, and those who were told hear so."""

from datetime import timedelta

from bot.guide import Action
from bot.guide.building import day_and_time
from bot.guide.cards_listener import pause_over_card
from bot.guide.cards_report import report_done_card, report_reopened_card
from bot.store.replies import open_question
from bot.store.tables import letters
from tests.flows.desk import a_taken_case, cannot_undo, press, three_asks, undo, undone
from tests.flows.replying import answer, ask, questions_to, reported, the_question
from tests.flows.world import (
    ASKS,
    FIFTH_MEMBER,
    FOURTH_MEMBER,
    LISTENER,
    MEMBER,
    MODERATOR,
    NAME,
    SECOND_MODERATOR,
    WANTS_SECRECY_AND_HOME,
    World,
    has,
)


async def test_a_pause_is_taken_back_and_they_are_told(world: World) -> None:
    await three_asks(world)
    done = await press(world, Action.CASE_PAUSE_YES)
    assert await undo(world, done) == undone(world)
    over = pause_over_card(world.wording, NAME)
    assert world.private_cards(LISTENER)[-1] == over
    request = await world.ask(FOURTH_MEMBER)
    await world.press(LISTENER, Action.ACCEPT_REQUEST, request.id)
    assert (await world.chat(request.id)).listener == LISTENER
    (message,) = world.case_messages()
    assert has(message.card, Action.CASE_PAUSE)
    await world.pass_time(days=15)
    assert world.private_cards(LISTENER).count(over) == 1
    assert await undo(world, done) == cannot_undo(world)


async def test_the_bots_own_pause_goes_on_when_a_longer_one_is_taken_back(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, WANTS_SECRECY_AND_HOME)
    until = world.now + timedelta(hours=24)
    done = await press(world, Action.CASE_PAUSE_YES)
    assert await undo(world, done) == undone(world)
    (message,) = world.case_messages()
    assert day_and_time(until) in message.card.text
    assert "The bot paused new chats" in message.card.text
    await press(world, Action.CASE_TAKE_YES)
    await world.pass_time(hours=24)
    over = pause_over_card(world.wording, NAME)
    assert world.private_cards(LISTENER).count(over) == 1


async def test_dealt_with_is_taken_back_and_who_reported_hears_so(world: World) -> None:
    chats = await a_taken_case(world)
    await world.report(chats[0], "judged", "it felt odd")
    before = await world.only_case()
    done = await press(world, Action.CASE_DEALT_YES)
    assert await undo(world, done) == undone(world)
    case = await world.only_case()
    assert (case.state, case.taken_by, case.outcome, case.closed_at) == (
        before.state,
        MODERATOR,
        None,
        None,
    )
    assert not any(flag.judged for flag in await world.flags_about(LISTENER))
    assert (await world.reports())[0].closed_at is None
    assert world.private_cards(MEMBER)[-1] == report_reopened_card(world.wording, 1, NAME)
    (message,) = world.case_messages()
    assert has(message.card, Action.CASE_FINE)
    assert "undone:dealt_with" in await world.case_log(1)
    # What is decided later is told anew.
    await press(world, Action.CASE_DEALT_YES)
    assert world.private_cards(MEMBER)[-1] == report_done_card(world.wording, 1, NAME, acted=True)


async def test_a_closing_is_not_taken_back_when_a_new_case_is_open(world: World) -> None:
    await three_asks(world)
    done = await press(world, Action.CASE_DEALT_YES)
    for member in (FOURTH_MEMBER, FIFTH_MEMBER, 66):
        chat = await world.open_chat(member)
        await world.say(LISTENER, chat.place, ASKS)
    assert len(await world.cases()) == 2
    assert await undo(world, done) == cannot_undo(world)
    assert (await world.cases())[0].closed_at is not None


async def test_a_case_that_nobody_held_is_free_again(world: World) -> None:
    await three_asks(world)
    done = await press(world, Action.CASE_DEALT_YES, by=SECOND_MODERATOR)
    await undo(world, done, SECOND_MODERATOR)
    case = await world.only_case()
    assert (case.state, case.taken_by) == ("new", None)
    again = await press(world, Action.CASE_DEALT_YES)
    assert await undo(world, again) == undone(world)


async def test_what_somebody_was_asked_and_has_answered_stands_again(world: World) -> None:
    await reported(world)
    await ask(world)
    question, due = the_question(world), (await world.only_case()).due_at
    done = await press(world, Action.CASE_DEALT_YES)
    assert questions_to(world) == []
    assert await undo(world, done) == undone(world)
    assert the_question(world) == question
    case = await world.only_case()
    assert (case.state, case.due_at) == ("waiting", due)
    await answer(world, "differently", "we talked about a film")
    done = await press(world, Action.CASE_DEALT_YES)
    assert await undo(world, done) == undone(world)
    assert (await world.only_case()).state == "to_decide"
    async with world.database.reading() as connection:
        heard = await open_question(connection, world.database.keys, 1)
    assert heard is not None
    assert heard.words == "we talked about a film"


async def test_a_question_that_had_not_reached_them_is_gone_and_can_be_asked_anew(world: World) -> None:
    await reported(world)
    # It is night: the question waits for the morning.
    world.clock.move(timedelta(hours=12))
    await ask(world)
    assert questions_to(world) == []
    done = await press(world, Action.CASE_DEALT_YES)
    assert await undo(world, done) == undone(world)
    assert (await world.only_case()).state == "looking"
    await world.pass_time(hours=12)
    assert questions_to(world) == []
    await ask(world)
    assert len(questions_to(world)) == 1


async def test_who_had_their_data_deleted_is_not_looked_for(world: World) -> None:
    chats = await a_taken_case(world)
    await world.report(chats[0], "judged", "it felt odd")
    done = await press(world, Action.CASE_DEALT_YES)
    await world.press(MEMBER, Action.DATA_DELETE_YES)
    before = len(await world.rows(letters))
    assert await undo(world, done) == undone(world)
    await press(world, Action.CASE_DEALT_YES)
    assert len(await world.rows(letters)) == before
    assert (await world.reports())[0].closed_at is not None
