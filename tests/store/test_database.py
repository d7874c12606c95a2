"""The database keeps whole transactions or nothing, lets one write at a time, and opens only for its key."""

import asyncio
import gc
import os
import signal
import stat
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.store import watermarks
from bot.store.acts import Pin
from bot.store.database import Database
from bot.store.engines import DatabaseError
from bot.store.keys import UNREADABLE, Keys, KeysError, make_key
from bot.store.letters import keep_letter, letters_of
from bot.store.outbox import unsettled
from bot.store.tables import communities

COMMUNITY, PLACE = 1, 10


async def read_mark(database: Database, place: int = PLACE) -> int | None:
    async with database.reading() as connection:
        return await watermarks.watermark(connection, place)


async def test_what_was_written_is_there_for_readers_and_after_a_restart(
    database_url: str, keys: Keys
) -> None:
    database = await Database.open(database_url, keys)
    try:
        async with database.writing() as connection:
            await watermarks.advance(connection, COMMUNITY, PLACE, 5)
        assert await read_mark(database) == 5
    finally:
        await database.close()
    again = await Database.open(database_url, keys)
    try:
        assert await read_mark(again) == 5
    finally:
        await again.close()


async def test_an_exception_undoes_the_whole_transaction_and_the_next_one_works(database: Database) -> None:
    async def write_and_stumble() -> None:
        async with database.writing() as connection:
            await watermarks.advance(connection, COMMUNITY, PLACE, 5)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await write_and_stumble()
    assert await read_mark(database) is None
    async with database.writing() as connection:
        await watermarks.advance(connection, COMMUNITY, PLACE, 6)
    assert await read_mark(database) == 6


async def test_a_cancelled_task_leaves_nothing_and_frees_the_writers_turn(database: Database) -> None:
    written = asyncio.Event()

    async def write_and_hang() -> None:
        async with database.writing() as connection:
            await watermarks.advance(connection, COMMUNITY, PLACE, 5)
            written.set()
            await asyncio.sleep(3600)

    task = asyncio.create_task(write_and_hang())
    await written.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.writing() as connection:
        assert await watermarks.watermark(connection, PLACE) is None


# A connect that is cancelled half way is left to the garbage collector by the library; Python 3.13 says so.
@pytest.mark.filterwarnings("ignore:.*unclosed database:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning")
async def test_cancelling_at_any_step_of_a_transaction_never_blocks_the_next(database: Database) -> None:
    async def write(mark: int) -> None:
        async with database.writing() as connection:
            await watermarks.advance(connection, COMMUNITY, PLACE, mark)
            await watermarks.advance(connection, COMMUNITY, PLACE + 1, mark)

    for steps in range(1, 25):
        task = asyncio.create_task(write(steps))
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert await read_mark(database, PLACE) == await read_mark(database, PLACE + 1)
    await write(100)
    assert await read_mark(database) == 100
    gc.collect()


async def test_those_who_write_at_once_take_turns_and_no_change_is_lost(database: Database) -> None:
    async def add_one() -> None:
        async with database.writing() as connection:
            mark = await watermarks.watermark(connection, PLACE) or 0
            await watermarks.advance(connection, COMMUNITY, PLACE, mark + 1)

    await asyncio.gather(*(add_one() for _ in range(20)))
    assert await read_mark(database) == 20


async def test_two_programs_on_one_database_take_turns_too(database_url: str, keys: Keys) -> None:
    programs = [await Database.open(database_url, keys) for _ in range(2)]

    async def add_one(database: Database) -> None:
        async with database.writing() as connection:
            mark = await watermarks.watermark(connection, PLACE) or 0
            await watermarks.advance(connection, COMMUNITY, PLACE, mark + 1)

    try:
        await asyncio.gather(*(add_one(program) for program in programs * 5))
        assert await read_mark(programs[0]) == 10
    finally:
        for program in programs:
            await program.close()


async def test_many_readers_beside_an_open_transaction_see_the_moment_before_it(database: Database) -> None:
    async with database.writing() as connection:
        await watermarks.advance(connection, COMMUNITY, PLACE, 5)
        assert await asyncio.gather(*(read_mark(database) for _ in range(20))) == [None] * 20


async def test_a_reader_keeps_its_moment_while_others_write(database: Database) -> None:
    async with database.reading() as reader:
        assert await watermarks.watermark(reader, PLACE) is None
        async with database.writing() as connection:
            await watermarks.advance(connection, COMMUNITY, PLACE, 5)
        assert await watermarks.watermark(reader, PLACE) is None
    assert await read_mark(database) == 5


async def test_a_reader_cannot_write(database: Database) -> None:
    async with database.reading() as connection:
        with pytest.raises(DBAPIError, match=r"readonly|read-only"):
            await watermarks.advance(connection, COMMUNITY, PLACE, 5)


async def test_rows_must_refer_to_something_that_is_there(database: Database, now: datetime) -> None:
    with pytest.raises(IntegrityError):
        async with database.writing() as connection:
            await keep_letter(connection, database.keys, 404, 1, "to nobody's community", now)


async def test_a_wrong_key_is_refused_with_what_to_do_and_the_right_one_still_opens(
    database_url: str, key: str
) -> None:
    await (await Database.open(database_url, Keys([key]))).close()
    with pytest.raises(KeysError, match="Put back the key file"):
        await Database.open(database_url, Keys([make_key()]))
    await (await Database.open(database_url, Keys([make_key(), key]))).close()


async def test_a_lost_key_costs_the_old_words_and_nothing_else(
    database_url: str, keys: Keys, now: datetime
) -> None:
    database = await Database.open(database_url, keys)
    try:
        async with database.writing() as connection:
            await connection.execute(communities.insert().values(id=COMMUNITY, joined_at=now))
            await keep_letter(connection, keys, COMMUNITY, 7, "from before", now)
    finally:
        await database.close()
    new = Keys([make_key()])
    await (await Database.open(database_url, new, keys_lost=True)).close()
    database = await Database.open(database_url, new)
    try:
        async with database.writing() as connection:
            await keep_letter(connection, database.keys, COMMUNITY, 7, "from now on", now)
            letters = await letters_of(connection, database.keys, 7)
        assert [letter.text for letter in letters] == ["from now on", UNREADABLE]
    finally:
        await database.close()


async def test_saying_that_keys_are_lost_changes_nothing_when_they_fit(database_url: str, keys: Keys) -> None:
    hashes = set()
    for lost in (False, True, False):
        database = await Database.open(database_url, keys, keys_lost=lost)
        hashes.add(database.keys.keyed_hash("7"))
        await database.close()
    assert len(hashes) == 1


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite+aiosqlite://", "needs a file"),
        (":memory:", "needs a file"),
        ("mysql://somewhere/x", "begins with mysql://"),
        ("sqlite:///x", "begins with sqlite://"),
        ("postgresql+asyncpg://host:port/x", "not an address"),
    ],
)
async def test_an_address_that_cannot_be_used_is_an_error_in_words(url: str, words: str, keys: Keys) -> None:
    with pytest.raises(DatabaseError, match=words):
        await Database.open(url, keys)


async def test_an_address_never_shows_its_password_in_an_error(keys: Keys) -> None:
    with pytest.raises(DatabaseError) as caught:
        await Database.open("mysql://me:hunter2@somewhere/x", keys)
    assert "hunter2" not in str(caught.value)


async def test_the_files_are_for_the_owner_only(sqlite_path: Path, keys: Keys) -> None:
    database = await Database.open(f"sqlite+aiosqlite:///{sqlite_path}", keys)
    try:
        async with database.writing() as connection:
            await watermarks.advance(connection, COMMUNITY, PLACE, 5)
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in sqlite_path.parent.iterdir()}
        assert stat.S_IMODE(sqlite_path.parent.stat().st_mode) == 0o700
        assert set(modes) >= {"sidelight.sqlite3", "sidelight.sqlite3-wal"}
        assert set(modes.values()) == {0o600}
    finally:
        await database.close()


# A program that dies: it reports each committed number, and ends in the way it is told.
PROGRAM = """
import asyncio, os, signal, sys
from datetime import UTC, datetime
from bot.store import outbox, watermarks
from bot.store.acts import Pin
from bot.store.database import Database
from bot.store.keys import Keys

async def main(url, key, end):
    database = await Database.open(url, Keys([key]))
    now = datetime(2031, 1, 1, tzinfo=UTC)
    for mark in range(1, 100_000):
        async with database.writing() as connection:
            await watermarks.advance(connection, 1, 10, mark)
            if end == "between" and mark == 3:
                os.kill(os.getpid(), signal.SIGKILL)
            await watermarks.advance(connection, 1, 11, mark)
            if end == "trying" and mark == 3:
                act = Pin(place=10, message=3)
                row = await outbox.owe(connection, database.keys, 1, act, now=now, delivery="d3")
                await outbox.mark_trying(connection, row)
        print(mark, flush=True)
        if end == "trying" and mark == 3:
            os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main(*sys.argv[1:]))
"""


def run_until_dead(url: str, key: str, end: str, kill_after: int | None = None) -> int:
    """Run the program, kill it once it reported that much, and return the last number it reported."""
    command = [sys.executable, "-c", PROGRAM, url, key, end]
    last = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        for line in program.stdout:
            last = int(line)
            if last == kill_after:
                os.kill(program.pid, signal.SIGKILL)
    assert program.returncode == -signal.SIGKILL
    return last


async def marks_after(url: str, key: str) -> tuple[int | None, int | None]:
    database = await Database.open(url, Keys([key]))
    try:
        return await read_mark(database, 10), await read_mark(database, 11)
    finally:
        await database.close()


async def test_a_program_killed_between_writing_and_commit_leaves_nothing_half_written(
    database_url: str, key: str
) -> None:
    assert run_until_dead(database_url, key, "between") == 2
    assert await marks_after(database_url, key) == (2, 2)


async def test_a_program_killed_at_any_moment_keeps_all_it_reported_and_nothing_half(
    database_url: str, key: str
) -> None:
    last = run_until_dead(database_url, key, "never", kill_after=17)
    one, other = await marks_after(database_url, key)
    assert one is not None
    assert one == other
    assert one >= last >= 17


async def test_an_act_being_tried_when_the_program_was_killed_waits_to_be_looked_up(
    database_url: str, key: str
) -> None:
    run_until_dead(database_url, key, "trying")
    database = await Database.open(database_url, Keys([key]))
    try:
        async with database.reading() as connection:
            (left,) = await unsettled(connection, database.keys)
    finally:
        await database.close()
    assert (left.delivery, left.act) == ("d3", Pin(place=10, message=3))  # type: ignore[union-attr]
