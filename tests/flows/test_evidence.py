"""Pictures and files given as evidence: sealed, for the one who decides, gone with the case."""

import struct
import zlib
from datetime import timedelta

import pytest

from bot.casework.evidence import MOST_BYTES, NotTaken
from bot.flows.surface import Answer, GivenFile, Press, TryLater
from bot.guide import Action
from bot.guide.cards_evidence import (
    evidence_card,
    evidence_form,
    files_full_card,
    files_opened_card,
    no_files_card,
)
from bot.guide.cards_moderator import take_first_card
from bot.guide.cards_shared import not_allowed_card, sorry_card
from bot.store import case_files, tables
from bot.store.retention import purge
from tests.flows.world import (
    DESK,
    HOME,
    LISTENER,
    MEMBER,
    MODERATOR,
    OVERSIGHT,
    SECOND_MEMBER,
    SECOND_MODERATOR,
    World,
    argument,
    has,
)

TEXT = b"They wrote: where do you live?"


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


WHERE = chunk(b"tEXt", b"GPS\x00made at home")
DRAWN = (
    chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
    chunk(b"IDAT", zlib.compress(b"\x00\x00")),
    chunk(b"IEND", b""),
)
PICTURE = b"\x89PNG\r\n\x1a\n" + DRAWN[0] + WHERE + b"".join(DRAWN[1:])


def given(content: bytes, size: int | None = None) -> GivenFile:
    async def read() -> bytes:
        return content

    return GivenFile(len(content) if size is None else size, read)


def lost() -> GivenFile:
    async def read() -> bytes:
        raise TryLater

    return GivenFile(10, read)


async def give(world: World, person: int, report: int, *files: GivenFile) -> Answer:
    """Send the form with files, in private."""
    press = Press(None, 7000, world.person(person), Action.SEND_FILE, str(report), files=files)
    answer = await world.stories.pressed(press)
    await world.settle()
    assert answer.card != sorry_card(world.wording)
    return answer


async def reported(world: World) -> int:
    chat = await world.open_chat()
    return (await world.report(chat, "judged")).id


async def test_from_the_receipt_to_the_reviewer(world: World) -> None:
    chat = await world.open_chat()
    receipt = await world.press(MEMBER, Action.SEND_REPORT, f"judged:{chat.id}", place=chat.place)
    number = int(argument(receipt.card, Action.ADD_FILE))
    form = (await world.press(MEMBER, Action.ADD_FILE, number)).form
    assert form == evidence_form(world.wording, str(number), 3)
    answer = await give(world, MEMBER, number, given(PICTURE), given(TEXT))
    assert answer.card == evidence_card(world.wording, 1, 2, (), str(number))
    (card,) = world.case_messages()
    assert "2 files" in card.card.text
    await world.press(MODERATOR, Action.CASE_TAKE_YES, 1, place=DESK)
    assert has(await world.more(), Action.CASE_FILES)
    shown = await world.press(MODERATOR, Action.CASE_FILES, 1, place=DESK)
    picture, text = shown.files
    assert (picture.name, text.name) == ("report-1-1.png", "report-1-2.txt")
    assert text.content == TEXT
    assert "files_read" in await world.case_log(1)


async def test_a_picture_loses_what_says_where_it_was_made(world: World) -> None:
    number = await reported(world)
    await give(world, MEMBER, number, given(PICTURE))
    async with world.database.reading() as connection:
        (kept,) = await case_files.files_of_case(connection, world.database.keys, 1)
    assert kept.content == b"\x89PNG\r\n\x1a\n" + b"".join(DRAWN)


async def test_files_are_sealed_and_their_own_names_are_not_kept(world: World) -> None:
    await give(world, MEMBER, await reported(world), given(TEXT))
    (row,) = await world.rows(tables.case_files)
    assert TEXT not in bytes(str(row["content"]), "ascii")
    assert row["name"] == "report-1-1.txt"


async def test_what_is_not_taken_is_said_and_the_rest_is_kept(world: World) -> None:
    number = await reported(world)
    files = (given(b"PK\x03\x04"), given(TEXT), given(TEXT, size=MOST_BYTES + 1), lost(), given(b""))
    answer = await give(world, MEMBER, number, *files)
    why = (NotTaken.OTHER_KIND, NotTaken.TOO_LARGE, NotTaken.NOT_READ, NotTaken.EMPTY)
    assert answer.card == evidence_card(world.wording, 1, 1, why, str(number))


async def test_a_report_holds_three_files(world: World) -> None:
    number = await reported(world)
    await give(world, MEMBER, number, given(TEXT), given(TEXT))
    form = (await world.press(MEMBER, Action.ADD_FILE, number)).form
    assert form == evidence_form(world.wording, str(number), 1)
    answer = await give(world, MEMBER, number, given(TEXT), given(TEXT))
    assert answer.card == evidence_card(world.wording, 1, 1, (NotTaken.TOO_MANY,), str(number))
    full = await world.press(MEMBER, Action.ADD_FILE, number)
    assert full.card == files_full_card(world.wording, 1, 3)


async def test_only_the_reporter_gives_files(world: World) -> None:
    number = await reported(world)
    for person in (LISTENER, SECOND_MEMBER):
        assert (await give(world, person, number, given(TEXT))).card == not_allowed_card(world.wording)
        asked = await world.press(person, Action.ADD_FILE, number)
        assert asked.card == not_allowed_card(world.wording)
    assert await world.rows(tables.case_files) == []


async def test_evidence_fishing_gets_nothing(world: World) -> None:
    """Who is not on the case, is part of it, or has no office opens nothing, also with an old button."""
    await give(world, MEMBER, await reported(world), given(TEXT))
    nobody_holds_it = await world.press(MODERATOR, Action.CASE_FILES, 1, place=DESK)
    assert nobody_holds_it.card == take_first_card(world.wording, 1)
    await world.press(MODERATOR, Action.CASE_TAKE_YES, 1, place=DESK)
    for person in (SECOND_MODERATOR, SECOND_MEMBER, MEMBER, LISTENER):
        answer = await world.press(person, Action.CASE_FILES, 1, place=DESK)
        assert answer.files == ()
    assert "files_read" not in await world.case_log(1)
    assert len((await world.press(OVERSIGHT, Action.CASE_FILES, 1, place=DESK)).files) == 1


async def test_files_go_with_the_case(world: World) -> None:
    await give(world, MEMBER, await reported(world), given(TEXT))
    await world.press(MODERATOR, Action.CASE_TAKE_YES, 1, place=DESK)
    await world.press(MODERATOR, Action.CASE_DEALT_YES, 1, place=DESK)
    async with world.database.writing() as connection:
        await purge(connection, world.now + timedelta(days=29))
    assert len(await world.rows(tables.case_files)) == 1
    async with world.database.writing() as connection:
        await purge(connection, world.now + timedelta(days=30))
    assert await world.rows(tables.case_files) == []


async def test_files_given_after_the_end_open_it_again(world: World) -> None:
    number = await reported(world)
    await world.press(MODERATOR, Action.CASE_FINE_YES, 1, place=DESK)
    await give(world, MEMBER, number, given(TEXT))
    assert [case.state for case in await world.cases()] == ["closed", "new"]
    async with world.database.reading() as connection:
        held = await case_files.files_of_case(connection, world.database.keys, 2)
    assert [one.content for one in held] == [TEXT]


async def test_files_about_nobody_we_know_are_shown_to_the_team_and_that_is_said(world: World) -> None:
    await world.press(MEMBER, Action.SEND_REPORT, "unkind:", fields={"words": "someone wrote to me today"})
    (report,) = await world.reports()
    await give(world, MEMBER, report.id, given(TEXT))
    card = world.cards(DESK)[0]
    assert argument(card, Action.REPORT_FILES) == str(report.id)
    for person in (MEMBER, SECOND_MEMBER):
        refused = await world.press(person, Action.REPORT_FILES, report.id, place=DESK)
        assert refused.card == not_allowed_card(world.wording)
    shown = await world.press(MODERATOR, Action.REPORT_FILES, report.id, place=DESK)
    assert [one.content for one in shown.files] == [TEXT]
    opened = files_opened_card(world.wording, f"<@{MODERATOR}>", 1)
    assert world.cards(DESK)[-1] == opened


@pytest.mark.parametrize("action", [Action.CASE_FILES, Action.REPORT_FILES])
async def test_when_nothing_is_there_it_is_said(world: World, action: Action) -> None:
    if action is Action.CASE_FILES:
        await reported(world)
        await world.press(MODERATOR, Action.CASE_TAKE_YES, 1, place=DESK)
    else:
        await world.press(MEMBER, Action.SEND_REPORT, "unkind:", fields={"words": "someone wrote to me"})
    answer = await world.press(MODERATOR, action, 1, place=DESK)
    assert answer.card == no_files_card(world.wording)
    assert (await world.community()).id == HOME
