"""`sidelight db` looks after the database without ever making a key that does not fit."""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from bot.store.database import Database
from bot.store.keys import KeysError, load_or_make_keys, make_key

Sidelight = Callable[..., CompletedProcess[str]]

DATABASE = Path("data/sidelight.sqlite3")
KEY_FILE = Path("data/sidelight.key")


def opens() -> None:
    """Open the database with the keys at hand, as the bot does at its start."""

    async def open_and_close() -> None:
        database = await Database.open(str(DATABASE), load_or_make_keys((), KEY_FILE))
        await database.close()

    asyncio.run(open_and_close())


def make_newer() -> None:
    """Make the database look as if a newer Sidelight had made it."""
    with closing(sqlite3.connect(DATABASE)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = 'unheard-of'")


def test_before_the_first_start_there_is_nothing(sidelight: Sidelight) -> None:
    run = sidelight("db", "status")
    assert (run.returncode, "There is no database yet" in run.stdout) == (0, True)
    assert not DATABASE.exists()


def test_upgrade_makes_the_database_once(sidelight: Sidelight) -> None:
    first, second = sidelight("db", "upgrade"), sidelight("db", "upgrade")
    assert (first.returncode, "before: none" in first.stdout) == (0, True)
    assert (second.returncode, "Nothing to do" in second.stdout) == (0, True)
    assert "as it should" in sidelight("db", "status").stdout


def test_an_empty_file_counts_as_no_database(sidelight: Sidelight) -> None:
    DATABASE.parent.mkdir()
    DATABASE.touch()
    assert "There is no database yet" in sidelight("db", "status").stdout


@pytest.mark.parametrize("command", ["status", "upgrade"])
def test_a_database_of_a_newer_sidelight_is_left_alone(sidelight: Sidelight, command: str) -> None:
    sidelight("db", "upgrade")
    make_newer()
    run = sidelight("db", command)
    assert (run.returncode, "unheard-of" in run.stderr) == (2, True)


@pytest.mark.parametrize("command", ["status", "upgrade", "rekey"])
def test_a_file_that_is_no_database_is_named(sidelight: Sidelight, command: str) -> None:
    DATABASE.parent.mkdir()
    DATABASE.write_text("no database" * 100, encoding="utf-8")
    run = sidelight("db", command)
    assert (run.returncode, run.stderr.count("\n")) == (2, 1)
    assert "cannot be read" in run.stderr


class TestRekey:
    def test_a_new_key_takes_over(self, sidelight: Sidelight) -> None:
        opens()
        (old,) = KEY_FILE.read_text(encoding="utf-8").split()
        run = sidelight("db", "rekey", "--new")
        assert (run.returncode, "1 stored texts" in run.stdout) == (0, True)
        new, kept = KEY_FILE.read_text(encoding="utf-8").split()
        assert kept == old
        KEY_FILE.write_text(new, encoding="utf-8")
        opens()

    def test_the_key_file_stays_for_the_owner_only(self, sidelight: Sidelight) -> None:
        opens()
        sidelight("db", "rekey", "--new")
        assert KEY_FILE.stat().st_mode & 0o077 == 0
        assert sorted(path.name for path in KEY_FILE.parent.glob("*.key*")) == ["sidelight.key"]

    def test_doing_it_again_changes_nothing(self, sidelight: Sidelight) -> None:
        opens()
        assert "0 stored texts" in sidelight("db", "rekey").stdout

    def test_a_missing_key_file_is_not_replaced(self, sidelight: Sidelight) -> None:
        opens()
        KEY_FILE.unlink()
        for options in ((), ("--new",)):
            run = sidelight("db", "rekey", *options)
            assert (run.returncode, "sidelight db rekey --lost" in run.stderr) == (2, True)
            assert not KEY_FILE.exists()

    def test_a_wrong_key_is_refused(self, sidelight: Sidelight) -> None:
        opens()
        KEY_FILE.write_text(make_key(), encoding="utf-8")
        run = sidelight("db", "rekey")
        assert (run.returncode, "does not fit this database" in run.stderr) == (2, True)

    def test_a_lost_key_can_be_given_up(self, sidelight: Sidelight) -> None:
        opens()
        KEY_FILE.unlink()
        assert sidelight("db", "rekey", "--lost").returncode == 0
        opens()

    def test_without_a_database_there_is_nothing_to_do(self, sidelight: Sidelight) -> None:
        run = sidelight("db", "rekey")
        assert (run.returncode, "no database yet" in run.stderr) == (2, True)
        assert not KEY_FILE.exists()

    def test_keys_in_the_settings_are_changed_there(
        self, sidelight: Sidelight, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        old = make_key()
        monkeypatch.setenv("SIDELIGHT__STORAGE__KEYS", old)
        sidelight("db", "upgrade")
        sidelight("db", "rekey")
        run = sidelight("db", "rekey", "--new")
        new = run.stderr.split()[-1]
        assert (run.returncode, old in run.stderr) == (2, False)
        monkeypatch.setenv("SIDELIGHT__STORAGE__KEYS", f"{new},{old}")
        assert "1 stored texts" in sidelight("db", "rekey").stdout
        monkeypatch.setenv("SIDELIGHT__STORAGE__KEYS", old)
        assert sidelight("db", "rekey").returncode == 2


def test_a_damaged_key_is_named_without_showing_it(sidelight: Sidelight) -> None:
    opens()
    KEY_FILE.write_text("4815162342\n", encoding="utf-8")
    run = sidelight("db", "rekey")
    assert run.returncode == 2
    assert os.fspath(KEY_FILE) in run.stderr
    assert "4815162342" not in run.stderr
    with pytest.raises(KeysError):
        opens()
