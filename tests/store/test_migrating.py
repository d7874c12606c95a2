"""The steps build exactly the tables of the code, from every older version, and lose nothing."""

import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, insert, select

from bot.casework.case_life import CaseState
from bot.store import migrating
from bot.store.database import Database
from bot.store.engines import DatabaseError, make_migrator, read_url
from bot.store.keys import Keys
from bot.store.migrating import SCRIPTS, SchemaStatus, back_up, status, upgrade
from bot.store.migrations.__main__ import draft
from bot.store.tables import cases, chats, communities, metadata, reports, rooms

REVISIONS = migrating.revisions()

FIRST_COMMUNITY = """
INSERT INTO communities (id, name, locale, time_zone, digest_hour, guide_link, shadow, pause_on_urgent, last_chat,
last_case, last_report, joined_at) VALUES (1, 'Harbour', 'en', 'UTC', 9, '', false, true, 1, 0, 0, 5)
"""
FIRST_CHAT = """
INSERT INTO chats (id, community, number, member, state, language, minutes, made_at, live_member)
VALUES (3, 1, 1, 7, 'asked', 'English', 30, 6, 7)
"""
FIRST_CASES = """
INSERT INTO cases (id, community, number, subject, state, reason, opened_at, taken_by)
VALUES (1, 1, 1, 11, 'open', 'crossed', 6, NULL), (2, 1, 2, 12, 'open', 'crossed', 6, 30),
(3, 1, 3, 13, 'closed', 'crossed', 6, 30)
"""
FIRST_REPORT = """
INSERT INTO reports (id, community, number, reporter, situation, naming, made_at, case_id)
VALUES (1, 1, 1, 7, 'asked_contact', 'moderators', 5, 2)
"""
FIRST_ROWS = (FIRST_COMMUNITY, FIRST_CASES, FIRST_REPORT)
LATER_STEP = """
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{head}"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("communities", recreate="auto") as table:
        table.add_column(sa.Column("motto", sa.String(40)))
        table.alter_column("guide_link", type_=sa.String(600))
    {trouble}
"""


async def ask(url: str, question: Callable[[Connection], Any]) -> Any:  # noqa: ANN401
    engine = make_migrator(read_url(url))
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(question)
    finally:
        await engine.dispose()


def differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


def shapes(connection: Connection) -> dict[str, list[str]]:
    """What SQLite was told for each of our tables and indexes, in no order."""
    found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    # A table that a step has rebuilt has its name in quotes.
    rows = [(name, sql.replace('"', "")) for name, sql in found.all()]
    ours = {name: sql for name, sql in rows if not name.startswith(("sqlite_", "alembic_"))}
    return {name: sorted(line.strip(" \t,") for line in sql.splitlines()) for name, sql in ours.items()}


async def make_used(url: str, keys: Keys, now: datetime) -> None:
    """Let today's Sidelight make a database with a community and a room in it."""
    database = await Database.open(url, keys)
    try:
        async with database.writing() as connection:
            await connection.execute(insert(communities).values(id=1, joined_at=now))
            await connection.execute(insert(rooms).values(community=1, channel=5))
    finally:
        await database.close()


@pytest.fixture
def come_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Turn this into tomorrow's Sidelight: one more step, which rebuilds a table that others refer to."""

    def come(trouble: str = "") -> None:
        scripts = tmp_path / "100% later"
        shutil.copytree(SCRIPTS, scripts)
        (scripts / "versions" / "9001_later.py").write_text(
            LATER_STEP.format(head=REVISIONS[-1], trouble=trouble)
        )
        monkeypatch.setattr(migrating, "SCRIPTS", scripts)

    return come


async def test_the_steps_build_exactly_the_tables_of_the_code(database_url: str) -> None:
    await upgrade(database_url)
    assert await ask(database_url, differences) == []


async def test_the_steps_write_what_the_code_would_write_to_the_last_word(
    sqlite_path: Path, tmp_path: Path
) -> None:
    by_code = str(tmp_path / "code.sqlite3")
    await upgrade(str(sqlite_path))
    await ask(by_code, metadata.create_all)
    assert await ask(str(sqlite_path), shapes) == await ask(by_code, shapes)


@pytest.mark.parametrize("revision", REVISIONS)
async def test_every_older_version_comes_up_to_date(database_url: str, revision: str) -> None:
    assert (await upgrade(database_url, revision)).current == revision
    assert (await upgrade(database_url)).up_to_date
    assert await ask(database_url, differences) == []


async def test_the_first_release_keeps_its_rows_and_its_ways(database_url: str) -> None:
    """Chats went by thread then, and requests were shown to all listeners."""
    await upgrade(database_url, "0001")
    await ask(database_url, lambda it: it.exec_driver_sql(FIRST_COMMUNITY))
    await ask(database_url, lambda it: it.exec_driver_sql(FIRST_CHAT))
    await upgrade(database_url)
    both = select(communities, chats).join(chats, chats.c.community == communities.c.id)
    kept = await ask(database_url, lambda it: it.execute(both).one())
    assert (kept.id, kept.relay, kept.strictness, kept.crisis_alert) == (1, "nobody", "usual", False)
    assert (kept.member, kept.state, kept.for_all, kept.wish, kept.ending) == (7, "asked", True, "", None)


async def test_cases_of_an_older_version_are_in_a_state_of_today_and_keep_their_reports(
    database_url: str,
) -> None:
    """A case was open or closed; an open one that somebody held is being looked at."""
    await upgrade(database_url, "0001")
    await ask(database_url, lambda it: [it.exec_driver_sql(row) for row in FIRST_ROWS])
    await upgrade(database_url)
    states = select(cases.c.state).order_by(cases.c.id)
    told = select(reports.c.case_id, reports.c.fresh, reports.c.looked_again_at)
    assert await ask(database_url, lambda it: it.execute(states).scalars().all()) == [
        CaseState.NEW,
        CaseState.LOOKING,
        CaseState.CLOSED,
    ]
    assert await ask(database_url, lambda it: it.execute(told).one()) == (2, False, None)


async def test_status_makes_nothing(sqlite_path: Path) -> None:
    assert await status(str(sqlite_path)) == SchemaStatus(None, REVISIONS[-1])
    assert not sqlite_path.parent.exists()


async def test_upgrading_twice_changes_nothing_and_copies_nothing(sqlite_path: Path) -> None:
    first = await upgrade(str(sqlite_path))
    assert await upgrade(str(sqlite_path)) == first
    assert [file.name for file in sqlite_path.parent.glob("*before*")] == []


async def test_a_database_of_a_newer_sidelight_is_refused(database_url: str, keys: Keys) -> None:
    await upgrade(database_url)
    await ask(database_url, lambda it: it.exec_driver_sql("UPDATE alembic_version SET version_num='9999'"))
    with pytest.raises(DatabaseError, match="Install the newer Sidelight"):
        await Database.open(database_url, keys)
    with pytest.raises(DatabaseError, match="version 9999"):
        await upgrade(database_url)


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    """A file that is no database."""
    file = tmp_path / "diary.txt"
    file.write_text("Dear diary, this is surely not a database.")
    return file


async def test_a_file_that_is_no_database_is_named_and_left_alone(diary: Path, keys: Keys) -> None:
    before = diary.read_bytes()  # noqa: ASYNC240
    with pytest.raises(DatabaseError, match=r"diary\.txt cannot be read: file is not a database"):
        await Database.open(str(diary), keys)
    assert diary.read_bytes() == before  # noqa: ASYNC240


async def test_a_file_that_cannot_be_made_is_named(diary: Path, keys: Keys) -> None:
    with pytest.raises(DatabaseError, match=r"diary\.txt/sidelight\.sqlite3 cannot be made"):
        await Database.open(str(diary / "sidelight.sqlite3"), keys)


@pytest.mark.everywhere
async def test_a_server_that_does_not_answer_is_named_without_its_password(keys: Keys) -> None:
    with pytest.raises(DatabaseError, match="cannot be read") as caught:
        await Database.open("postgresql+asyncpg://me:hunter2@127.0.0.1:1/sidelight", keys)
    assert "127.0.0.1" in str(caught.value)
    assert "hunter2" not in str(caught.value)


async def test_a_new_version_waits_for_the_upgrade_which_keeps_every_row(
    database_url: str, keys: Keys, now: datetime, come_later: Callable[[], None]
) -> None:
    await make_used(database_url, keys, now)
    come_later()
    with pytest.raises(DatabaseError, match="sidelight db upgrade"):
        await Database.open(database_url, keys)
    assert (await upgrade(database_url)).up_to_date
    database = await Database.open(database_url, keys)
    try:
        async with database.reading() as connection:
            kept = (await connection.execute(select(rooms.c.channel).join(communities))).scalars().all()
            motto = (await connection.exec_driver_sql("SELECT motto FROM communities")).scalars().all()
    finally:
        await database.close()
    assert (kept, motto) == ([5], [None])


async def test_an_upgrade_that_fails_on_its_way_changes_nothing(
    database_url: str, keys: Keys, now: datetime, come_later: Callable[[str], None]
) -> None:
    await make_used(database_url, keys, now)
    come_later("raise ZeroDivisionError")
    with pytest.raises(ZeroDivisionError):
        await upgrade(database_url)
    assert (await status(database_url)).current == REVISIONS[-1]
    assert await ask(database_url, differences) == []


async def test_an_upgrade_that_would_orphan_rows_is_undone(
    sqlite_path: Path, keys: Keys, now: datetime, come_later: Callable[[str], None]
) -> None:
    await make_used(str(sqlite_path), keys, now)
    come_later("op.execute('DELETE FROM communities')")
    with pytest.raises(DatabaseError, match="undone"):
        await upgrade(str(sqlite_path))
    assert (await status(str(sqlite_path))).current == REVISIONS[-1]


async def test_before_an_upgrade_a_sqlite_file_with_data_is_copied_beside_itself(
    sqlite_path: Path, keys: Keys, now: datetime, come_later: Callable[[], None]
) -> None:
    await make_used(str(sqlite_path), keys, now)
    come_later()
    await upgrade(str(sqlite_path))
    (copy,) = sqlite_path.parent.glob("*before*")
    assert copy.name == f"sidelight.sqlite3.before-{REVISIONS[-1]}"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert (await status(str(copy))).current == REVISIONS[-1]
    with closing(sqlite3.connect(copy)) as opened:
        assert opened.execute("SELECT channel FROM rooms").fetchall() == [(5,)]


async def test_a_second_copy_never_overwrites_the_first(sqlite_path: Path, keys: Keys, now: datetime) -> None:
    await make_used(str(sqlite_path), keys, now)
    copies = [back_up(sqlite_path, "0001") for _ in range(3)]
    assert len({copy.name for copy in copies}) == 3


async def test_a_developer_drafts_the_next_step_and_there_is_nothing_to_add_now(
    sqlite_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "migrations"
    shutil.copytree(SCRIPTS, copy)
    monkeypatch.setattr(migrating, "SCRIPTS", copy)
    await draft("add mottos")
    number = f"{len(REVISIONS) + 1:04}"
    step = (copy / "versions" / f"{number}_add_mottos.py").read_text()
    assert step.startswith('"""Add mottos."""')
    assert "op." not in step
    assert (await upgrade(str(sqlite_path))).current == number
