"""People get a copy of what is theirs, or have it deleted: words at once, the rest with a reason and an end."""

import json
from datetime import timedelta
from typing import Any

from bot.casework.keeping import FLAG_KEPT
from bot.flows.surface import Answer
from bot.guide import Action
from bot.guide.cards_my_record import data_deleted_card, data_kept_card, my_data_card
from bot.guide.views_my_record import StaysView
from bot.store import breaks, tables
from bot.store.hashed import hashed_person
from bot.store.words import BreakKind
from tests.flows.appealed import decided, three_asks
from tests.flows.world import (
    ASKS,
    FIFTH_MEMBER,
    FOURTH_MEMBER,
    HOME,
    LISTENER,
    MEMBER,
    MODERATOR,
    SECOND_LISTENER,
    SECOND_MEMBER,
    THIRD_MEMBER,
    World,
    has,
)

OTHERS = {
    str(person) for person in (MEMBER, SECOND_MEMBER, THIRD_MEMBER, MODERATOR, SECOND_LISTENER, FOURTH_MEMBER)
}


async def copy_for(world: World, person: int) -> dict[str, Any]:
    answer = await world.press(person, Action.DATA_COPY)
    assert answer.export is not None
    copy: dict[str, Any] = json.loads(answer.export.text)
    return copy


async def delete(world: World, person: int) -> Answer:
    asked = await world.press(person, Action.DATA_DELETE)
    assert has(asked.card, Action.DATA_DELETE_YES)
    return await world.press(person, Action.DATA_DELETE_YES)


def leaves_of(value: object) -> set[str]:
    if isinstance(value, dict):
        return {leaf for each in value.values() for leaf in leaves_of(each)}
    if isinstance(value, list):
        return {leaf for each in value for leaf in leaves_of(each)}
    return {str(value)}


async def test_it_is_offered_before_anything_happens(world: World) -> None:
    card = (await world.press(LISTENER, Action.MY_DATA)).card
    assert card == my_data_card(world.wording)
    assert has(card, Action.DATA_COPY)
    assert has(card, Action.DATA_DELETE)


async def test_a_copy_holds_what_is_theirs(world: World) -> None:
    await decided(world)
    await world.press(LISTENER, Action.GO_ON_SHIFT)
    copy = await copy_for(world, LISTENER)
    assert [note["excerpt"] for note in copy["notes_about_you"]] == [ASKS] * 3
    assert [chat["number"] for chat in copy["chats_as_a_listener"]] == [1, 2, 3]
    (decision,) = copy["decisions_about_you"]
    assert (decision["rule"], decision["points"], decision["decided_at"]) == (
        "S1",
        "2",
        world.now.isoformat(),
    )
    (matter,) = copy["matters_you_were_told_about"]
    assert (matter["number"], matter["state"]) == (1, "decided")
    assert copy["as_a_listener"][0]["on_shift_since"] == world.now.isoformat()
    assert copy["choices"][0]["private_words"] is True
    assert copy["person"] == str(LISTENER)


async def test_a_copy_never_holds_another_persons_words_or_name(world: World) -> None:
    chat = await world.open_chat(FIFTH_MEMBER)
    await world.report(chat, "judged", "they judged me badly")
    await world.end_chat(chat)
    await decided(world)
    for person in (LISTENER, FIFTH_MEMBER):
        copy = await copy_for(world, person)
        assert not leaves_of(copy) & (OTHERS | {str(LISTENER), str(FIFTH_MEMBER)} - {str(person)})
    listeners = json.dumps(await copy_for(world, LISTENER))
    assert "judged" not in listeners
    assert "It happened in three chats" not in listeners
    assert "they judged me badly" in json.dumps(await copy_for(world, FIFTH_MEMBER))


async def test_a_copy_does_not_tell_of_a_case_that_was_not_told(world: World) -> None:
    chat = await world.open_chat()
    await world.report(chat, "judged", "they judged me badly")
    assert len(await world.cases()) == 1
    copy = await copy_for(world, LISTENER)
    assert copy["matters_you_were_told_about"] == []
    assert copy["notes_about_you"] == []


async def test_words_go_at_once_and_notes_shrink(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    await world.end_chat(chat)
    noted_at = world.now - timedelta(seconds=1)
    answer = await delete(world, LISTENER)
    stays = StaysView(notes=1, notes_until=noted_at + FLAG_KEPT)
    assert answer.card == data_deleted_card(world.wording, stays)
    (flag,) = await world.rows(tables.flags)
    hashed = hashed_person(world.database.keys, LISTENER)
    assert hashed < 0
    assert (flag["subject"], flag["excerpt"], flag["detail"], flag["place"]) == (hashed, None, "", 0)
    assert flag["rule"]
    assert flag["chat_id"] == chat.id
    assert await world.rows(tables.listeners) == []
    for table in (tables.people, tables.letters, tables.spoken):
        assert all(row["person"] != LISTENER for row in await world.rows(table))


async def test_who_comes_back_is_counted_by_the_hash(world: World) -> None:
    for member in (MEMBER, SECOND_MEMBER):
        chat = await world.open_chat(member)
        await world.say(LISTENER, chat.place, ASKS)
        await world.end_chat(chat)
    await delete(world, LISTENER)
    assert await world.cases() == ()
    await world.agree(LISTENER, yes=True)
    chat = await world.open_chat(THIRD_MEMBER)
    await world.say(LISTENER, chat.place, ASKS)
    (case,) = await world.cases()
    assert (case.subject, case.reason) == (LISTENER, "contact_chats")


async def test_somebody_elses_notes_are_not_touched(world: World) -> None:
    for listener, member in ((LISTENER, MEMBER), (SECOND_LISTENER, SECOND_MEMBER)):
        chat = await world.open_chat(member, listener)
        await world.say(listener, chat.place, ASKS)
        await world.end_chat(chat)
    before = await copy_for(world, SECOND_LISTENER)
    await delete(world, LISTENER)
    assert {**await copy_for(world, SECOND_LISTENER), "made": ""} == {**before, "made": ""}


async def test_what_people_look_at_is_held_and_goes_when_they_are_done(world: World) -> None:
    await three_asks(world)
    await world.press(MODERATOR, Action.CASE_PAUSE_YES, 1)
    until = world.now + timedelta(days=14)
    answer = await delete(world, LISTENER)
    stays = StaysView(pause_until=until, numbers=(1,))
    assert answer.card == data_deleted_card(world.wording, stays)
    flags = await world.rows(tables.flags)
    assert all(flag["subject"] == LISTENER and flag["excerpt"] is not None for flag in flags)
    await world.press(MODERATOR, Action.CASE_DEALT_YES, 1)
    await delete(world, LISTENER)
    flags = await world.rows(tables.flags)
    assert all(flag["subject"] != LISTENER and flag["excerpt"] is None for flag in flags)
    assert len(flags) == 3


async def test_a_case_that_was_not_told_is_held_without_a_word_about_it(world: World) -> None:
    chat = await world.open_chat()
    await world.report(chat, "judged", "they judged me badly")
    await world.end_chat(chat)
    answer = await delete(world, LISTENER)
    assert answer.card == data_deleted_card(world.wording, StaysView())
    assert (await world.only_case()).subject == LISTENER


async def test_a_report_is_held_while_people_look_and_loses_its_words_and_its_reporter_then(
    world: World,
) -> None:
    chat = await world.open_chat()
    await world.report(chat, "judged", "they judged me badly")
    await world.end_chat(chat)
    await delete(world, MEMBER)
    (report,) = await world.reports()
    assert (report.reporter, report.words) == (MEMBER, "they judged me badly")
    await world.press(MODERATOR, Action.CASE_DEALT_YES, 1)
    await delete(world, MEMBER)
    (report,) = await world.reports()
    assert (report.reporter, report.words) == (hashed_person(world.database.keys, MEMBER), "")


async def test_decisions_and_breaks_stay_with_their_end(world: World) -> None:
    decision = await decided(world)
    rest = world.now + timedelta(days=14)
    async with world.database.writing() as connection:
        await breaks.add_break(
            connection,
            HOME,
            LISTENER,
            BreakKind.BREAK,
            decision=decision.id,
            by=MODERATOR,
            now=world.now,
            until=rest,
        )
    answer = await delete(world, LISTENER)
    until = decision.decided_at + timedelta(days=366)
    stays = StaysView(decisions_until=until, break_until=rest, numbers=(1,))
    assert answer.card == data_deleted_card(world.wording, stays)
    assert len(await world.rows(tables.decisions)) == 1
    assert (await world.press(LISTENER, Action.APPEAL, decision.id)).form is not None


async def test_an_appeal_that_waits_is_answered_all_the_same(world: World) -> None:
    decision = await decided(world)
    await world.press(LISTENER, Action.SEND_APPEAL, decision.id, fields={"words": "please look"})
    await delete(world, LISTENER)
    (appeal,) = await world.rows(tables.appeals)
    assert appeal["words"] is not None
    fields = {"reason": "We looked."}
    await world.press(MODERATOR + 1, Action.SEND_APPEAL_ANSWER, "upheld:1", fields=fields)
    await delete(world, LISTENER)
    (appeal,) = await world.rows(tables.appeals)
    assert (appeal["words"], appeal["answer_to"]) == (None, None)
    assert appeal["answered_at"] is not None


async def test_a_chat_that_goes_on_goes_on(world: World) -> None:
    chat = await world.open_chat()
    await delete(world, MEMBER)
    held = await world.chat(chat.id)
    assert held.is_open
    await world.end_chat(chat)
    await delete(world, MEMBER)
    (row,) = await world.rows(tables.chats)
    assert (row["topic"], row["avoid"], row["wanted"]) == (None, None, None)


async def test_deleting_twice_is_like_deleting_once(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    await world.end_chat(chat)
    first = await delete(world, LISTENER)
    held = await world.rows(tables.flags)
    second = await world.press(LISTENER, Action.DATA_DELETE_YES)
    assert second.card == first.card
    assert await world.rows(tables.flags) == held


async def test_who_changes_their_mind_loses_nothing(world: World) -> None:
    chat = await world.open_chat()
    await world.say(LISTENER, chat.place, ASKS)
    held = await world.rows(tables.flags)
    kept = await world.press(LISTENER, Action.DATA_KEEP)
    assert kept.card == data_kept_card(world.wording)
    assert await world.rows(tables.flags) == held


async def test_who_reported_and_was_forgotten_is_not_written_to(world: World) -> None:
    await three_asks(world)
    chat = await world.open_chat(MEMBER)
    await world.report(chat, "asked_contact", "it felt odd")
    await world.end_chat(chat)
    decision = await decided(world, case=await world.only_case())
    async with world.database.writing() as connection:
        hashed = hashed_person(world.database.keys, MEMBER)
        await connection.execute(tables.reports.update().values(reporter=hashed))
    await world.press(LISTENER, Action.SEND_APPEAL, decision.id, fields={"words": "please look"})
    fields = {"reason": "We looked."}
    await world.press(MODERATOR + 1, Action.SEND_APPEAL_ANSWER, "reversed:1", fields=fields)
    assert all(row["person"] > 0 for row in await world.rows(tables.letters))  # type: ignore[operator]
