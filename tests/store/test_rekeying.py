"""After rekeying the old key can be thrown away; it can be stopped and run again at any time."""

from datetime import datetime

import pytest
from sqlalchemy import insert

from bot.store.acts import Pin
from bot.store.database import Database
from bot.store.keys import UNREADABLE, Keys, KeysError, make_key
from bot.store.letters import keep_letter, letters_of
from bot.store.outbox import next_owed, owe
from bot.store.rekeying import BATCH, rekey, sealed_columns
from bot.store.tables import communities

OLD, NEW = make_key(), make_key()
LETTERS = BATCH + 7


@pytest.fixture
async def full(database_url: str, now: datetime) -> str:
    """A database with letters, an act and its canary, all under the old key."""
    database = await Database.open(database_url, Keys([OLD]))
    try:
        async with database.writing() as connection:
            await connection.execute(insert(communities).values(id=1, joined_at=now))
            for number in range(LETTERS):
                await keep_letter(connection, database.keys, 1, 7, f"letter {number}", now)
            await owe(connection, database.keys, 1, Pin(place=5, message=6), now=now, delivery="d")
    finally:
        await database.close()
    return database_url


class Stop(Exception):  # noqa: N818
    """Somebody stops the program."""


async def rekey_with(
    url: str, keys: list[str], stop_at: int | None = None
) -> tuple[int, list[tuple[int, int]]]:
    seen: list[tuple[int, int]] = []

    def note(done: int, total: int) -> None:
        seen.append((done, total))
        if stop_at is not None and done >= stop_at:
            raise Stop

    database = await Database.open(url, Keys(keys))
    try:
        return await rekey(database, note), seen
    finally:
        await database.close()


async def test_afterwards_the_new_key_alone_opens_and_reads_everything(full: str, now: datetime) -> None:
    changed, seen = await rekey_with(full, [NEW, OLD])
    assert changed == LETTERS + 2
    assert seen[0] == (0, LETTERS + 2)
    assert seen[-1] == (LETTERS + 2, LETTERS + 2)
    database = await Database.open(full, Keys([NEW]))
    try:
        async with database.reading() as connection:
            letters = await letters_of(connection, database.keys, 7, most=LETTERS)
            owed = await next_owed(connection, database.keys, "place:5", now)
    finally:
        await database.close()
    assert {letter.text for letter in letters} == {f"letter {number}" for number in range(LETTERS)}
    assert getattr(owed, "act", None) == Pin(place=5, message=6)
    with pytest.raises(KeysError):
        await Database.open(full, Keys([OLD]))


async def test_hashes_stay_the_same(full: str) -> None:
    hashes = set()
    for keys in ([OLD], [NEW, OLD], [NEW]):
        if keys == [NEW]:
            await rekey_with(full, [NEW, OLD])
        database = await Database.open(full, Keys(keys))
        hashes.add(database.keys.keyed_hash("7"))
        await database.close()
    assert len(hashes) == 1


async def test_a_second_run_changes_nothing(full: str) -> None:
    await rekey_with(full, [NEW, OLD])
    assert (await rekey_with(full, [NEW, OLD]))[0] == 0


async def test_a_run_that_was_stopped_is_resumed(full: str) -> None:
    with pytest.raises(Stop):
        await rekey_with(full, [NEW, OLD], stop_at=BATCH)
    changed, _ = await rekey_with(full, [NEW, OLD])
    assert 0 < changed < LETTERS + 2
    assert (await rekey_with(full, [NEW, OLD]))[0] == 0


async def test_what_no_key_can_read_is_left_as_it_is(full: str) -> None:
    newer = make_key()
    await (await Database.open(full, Keys([NEW]), keys_lost=True)).close()
    changed, _ = await rekey_with(full, [newer, NEW])
    assert changed == 1
    database = await Database.open(full, Keys([newer]))
    try:
        async with database.reading() as connection:
            (letter,) = await letters_of(connection, database.keys, 7, most=1)
        assert letter.text == UNREADABLE
    finally:
        await database.close()


def test_everything_sealed_is_known_by_name_so_that_a_new_column_is_thought_about() -> None:
    assert {str(column) for column in sealed_columns()} == {
        "appeals.answer_to",
        "appeals.reason",
        "appeals.words",
        "case_files.content",
        "case_notes.words",
        "chats.avoid",
        "decisions.named",
        "decisions.reason",
        "handovers.note",
        "chats.topic",
        "facts.value",
        "flags.excerpt",
        "letters.body",
        "outbox.body",
        "record_views.reason",
        "questions.answer",
        "questions.words",
        "relayed.newer",
        "replies.allegation",
        "replies.words",
        "reports.words",
        "reveals.reason",
        "second_readings.words",
        "suggestions.words",
        "suggestions.answer",
        "words_held.words",
    }
