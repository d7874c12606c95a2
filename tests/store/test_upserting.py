"""Inserts that meet an existing row change it, or leave it, and say so."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import communities, facts, people, timers
from bot.store.upserting import insert_once, upsert


async def test_the_first_upsert_inserts_and_the_second_changes_only_what_it_names(
    connection: AsyncConnection, now: datetime
) -> None:
    await upsert(connection, communities, {"id": 1}, {"locale": "de"}, only_new={"joined_at": now})
    await upsert(
        connection, communities, {"id": 1}, {"shadow": True}, only_new={"joined_at": now + timedelta(days=1)}
    )
    columns = (communities.c.locale, communities.c.shadow, communities.c.joined_at)
    (row,) = (await connection.execute(select(*columns))).all()
    assert tuple(row) == ("de", True, now)


async def test_an_upsert_without_changes_only_makes_sure_of_the_row(connection: AsyncConnection) -> None:
    for value in (b"first", b"second"):
        await upsert(connection, facts, {"name": "colour"}, {}, only_new={"value": value})
    assert (
        await connection.execute(select(facts.c.value).where(facts.c.name == "colour"))
    ).scalar_one() == b"first"


async def test_an_upsert_may_go_by_any_unique_columns_and_keeps_the_row_number(
    connection: AsyncConnection, now: datetime
) -> None:
    key = {"kind": "digest", "key": "1"}
    await upsert(connection, timers, key, {"community": 1, "due": now})
    first = (await connection.execute(select(timers.c.id))).scalar_one()
    await upsert(connection, timers, key, {"community": 1, "due": now + timedelta(days=1)})
    (row,) = (await connection.execute(select(timers.c.id, timers.c.due))).all()
    assert tuple(row) == (first, now + timedelta(days=1))


async def test_insert_once_says_whether_it_inserted(connection: AsyncConnection, now: datetime) -> None:
    await connection.execute(insert(communities).values(id=1, joined_at=now))
    row = {"community": 1, "person": 7}
    answers = [await insert_once(connection, people, {**row, "locale": name}) for name in ("de", "fr")]
    assert answers == [True, False]
    assert (await connection.execute(select(people.c.locale))).scalars().all() == ["de"]


async def test_insert_once_answers_for_tables_that_number_their_rows_too(
    connection: AsyncConnection, now: datetime
) -> None:
    row = {"community": 1, "kind": "digest", "key": "1", "due": now}
    assert [await insert_once(connection, timers, row) for _ in range(3)] == [True, False, False]


async def test_insert_once_still_refuses_what_breaks_other_promises(connection: AsyncConnection) -> None:
    async with connection.begin_nested() as attempt:
        with pytest.raises(IntegrityError):
            await insert_once(connection, people, {"community": 404, "person": 7})
        await attempt.rollback()
