"""Helplines grow old: the command names those that somebody should make sure of again."""

from datetime import timedelta

from bot.guide import load_wording
from tests.commands.conftest import Sidelight


def test_fresh_entries_are_fine(sidelight: Sidelight) -> None:
    checked = load_wording().helplines.checked
    done = sidelight("helplines", "check", "--on", str(checked + timedelta(days=180)))
    assert done.returncode == 0
    assert "within the last 180 days" in done.stdout


def test_old_entries_are_listed_with_their_day(sidelight: Sidelight) -> None:
    helplines = load_wording().helplines
    newest = max(country.checked for country in helplines.countries)
    done = sidelight("helplines", "check", "--on", str(newest + timedelta(days=181)))
    assert done.returncode == 1
    assert f"GB: Samaritans, last checked on {helplines.country('GB').checked}" in done.stdout
    assert "GB: emergency number" in done.stdout
    listed = [line for line in done.stdout.splitlines() if "last checked on" in line]
    assert len(listed) == sum(1 + len(country.lines) for country in helplines.countries)


def test_today_counts_without_a_day(sidelight: Sidelight) -> None:
    assert sidelight("helplines", "check").returncode in (0, 1)


def test_a_day_that_is_none_is_refused(sidelight: Sidelight) -> None:
    assert sidelight("helplines", "check", "--on", "soon").returncode == 2
