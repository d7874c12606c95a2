"""Words that are not sent yet: the latest about each thing, sealed, and of each person only the newest."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import words_held
from bot.store.keys import Keys
from bot.store.tables import words_held as table

SECOND = timedelta(seconds=1)


async def abouts(connection: AsyncConnection, person: int) -> set[str]:
    return set((await connection.execute(select(table.c.about).where(table.c.person == person))).scalars())


async def test_what_is_held_last_about_a_thing_is_read(
    connection: AsyncConnection, keys: Keys, now: datetime
) -> None:
    for words in ("first", "second"):
        await words_held.hold(connection, keys, 7, "p-1-8", words, now)
    assert await words_held.held(connection, keys, 7, "p-1-8") == "second"
    assert await words_held.held(connection, keys, 8, "p-1-8") is None
    sealed = (await connection.execute(select(table.c.words))).scalar_one()
    assert b"second" not in sealed


async def test_of_each_person_only_the_newest_are_held(
    connection: AsyncConnection, keys: Keys, now: datetime
) -> None:
    await words_held.hold(connection, keys, 8, "m-0", "words", now)
    for number in range(words_held.MOST + 2):
        await words_held.hold(connection, keys, 7, f"m-{number}", "words", now + number * SECOND)
    # What comes now stays, also when many came in the same moment.
    await words_held.hold(connection, keys, 7, "m-0", "words", now)
    assert await abouts(connection, 7) == {
        "m-0",
        *(f"m-{number}" for number in range(3, words_held.MOST + 2)),
    }
    assert await abouts(connection, 8) == {"m-0"}


async def test_the_newest_words_go_on_under_another_name(
    connection: AsyncConnection, keys: Keys, now: datetime
) -> None:
    await words_held.hold(connection, keys, 7, "m-1-2-9", "older", now)
    await words_held.hold(connection, keys, 7, "m-1-3-9", "newer", now + SECOND)
    await words_held.hold(connection, keys, 7, "p-1-9", "what stood there", now)
    await words_held.hold_as(connection, 7, "-9", "p-1-9")
    assert await words_held.held(connection, keys, 7, "p-1-9") == "newer"
    assert await abouts(connection, 7) == {"m-1-2-9", "p-1-9"}
    await words_held.hold_as(connection, 7, "-77", "p-1-77")
    assert await words_held.held(connection, keys, 7, "p-1-77") is None
