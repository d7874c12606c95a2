"""`sidelight policy`: a table is checked, and a history replayed."""

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Sidelight

HISTORY = """{"at": "2026-01-31T10:00:00Z", "rule": "F4"}
{"at": "2026-02-10T10:00:00+02:00", "rule": "D9"}

{"at": "2026-09-01", "rule": "D9"}
"""


@pytest.fixture
def history(tmp_path: Path) -> str:
    """Two decisions, and one that is still to come."""
    file = tmp_path / "history.jsonl"
    file.write_text(HISTORY, encoding="utf-8")
    return str(file)


def test_a_history_is_replayed_as_json(sidelight: Sidelight, history: str) -> None:
    done = sidelight("policy", "explain", history, "--at", "2026-03-20", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "at": "2026-03-20T00:00:00Z",
        "total": "3.6",
        "tier": "3-5",
        "entries": [
            {"at": "2026-01-31T10:00:00Z", "rule": "F4", "points": "1", "counts": "0.6"},
            {"at": "2026-02-10T08:00:00Z", "rule": "D9", "points": "5", "counts": "3"},
        ],
        "next": [
            {"at": "2026-05-10T08:00:00Z", "total": "1.2", "why": "fades"},
            {"at": "2026-07-31T10:00:00Z", "total": "1", "why": "expires"},
            {"at": "2026-08-10T08:00:00Z", "total": "0", "why": "expires"},
        ],
    }


def test_people_read_the_same_in_words(sidelight: Sidelight, history: str) -> None:
    said = sidelight("policy", "explain", history, "--at", "2026-03-20T00:00:00Z").stdout
    assert "D9  5 points, counts 3  - A romantic relationship" in said
    assert "Total 3.6, band 3-5. A self-care break of 2 weeks." in said
    assert "If all stays quiet, 1.2 from 2026-05-10T08:00:00Z (it fades)" in said


def test_no_history_is_nothing(sidelight: Sidelight, tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("")
    done = sidelight(
        "policy", "explain", "empty.jsonl", "--at", "2026-03-20", "--policy", "starter", "--json"
    )
    assert json.loads(done.stdout)["total"] == "0"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"at": "2026-01-01", "rule": "Z9"}', 'line 4: "rule" is "Z9"; 2020 table has F1, F2'),
        ('{"at": "2026-01-01"}', 'line 4: "rule" is missing; a line is {"at": instant, "rule": id}'),
        ('{"at": "2026-01-01", "rule": 4}', 'line 4: "rule" must be the id of a rule, such as "F4", not 4.'),
        ('{"at": "soon", "rule": "F4"}', 'line 4: "at" must be a day such as "2026-06-04"'),
        ('{"at": null, "rule": "F4"}', '09:30:00Z", not null.'),
        ('{"at": "0001-01-01T00:00+05:00", "rule": "F4"}', 'line 4: "at" must be a day'),
        ('{"at": "9999-12-31T23:00-05:00", "rule": "F4"}', 'line 4: "at" must be a day'),
        ('{"at": "9999-12-31", "rule": "F4"}', 'line 4: "at" must be in the years 1900 to 9000, not "9999-'),
        ('{"rule": "F4"}', 'line 4: "at" is missing'),
        ('{"at": "2026-01-01", "rule": "\\ud800"}', 'line 4: "rule" is "\\ud800"; 2020 table has F1'),
        ("[]", "line 4: must be a JSON object, not a list"),
        ("{", "line 4: not valid JSON"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(
    sidelight: Sidelight, tmp_path: Path, line: str, said: str
) -> None:
    (tmp_path / "h.jsonl").write_text('{"at": "2026-01-01", "rule": "F4"}\n' * 3 + line)
    done = sidelight("policy", "explain", "h.jsonl", "--at", "2026-03-20")
    assert done.returncode == 2
    assert said in done.stderr


def test_an_instant_that_is_none_is_refused(sidelight: Sidelight, history: str) -> None:
    done = sidelight("policy", "explain", history, "--at", "tomorrow")
    assert (done.returncode, "--at must be a day" in done.stderr) == (2, True)


def test_days_and_months_are_those_of_the_zone(sidelight: Sidelight, tmp_path: Path) -> None:
    """A day there begins on 30 March in UTC, and its month ends with 30 April there."""
    (tmp_path / "h.jsonl").write_text('{"at": "2026-03-31", "rule": "D9"}\n')
    asked = ("policy", "explain", "h.jsonl", "--at", "2026-04-29", "--zone", "Europe/Berlin")
    found = json.loads(sidelight(*asked, "--json").stdout)
    assert (found["at"], found["entries"][0]["at"]) == ("2026-04-28T22:00:00Z", "2026-03-30T22:00:00Z")
    assert [change["at"] for change in found["next"]] == [
        "2026-04-29T22:00:00Z",
        "2026-06-29T22:00:00Z",
        "2026-09-29T22:00:00Z",
    ]
    assert "If all stays quiet, 3 from 2026-04-30T00:00:00+02:00 (it fades)" in sidelight(*asked).stdout


def test_a_zone_that_is_none_is_refused(sidelight: Sidelight, history: str) -> None:
    done = sidelight("policy", "explain", history, "--at", "2026-06-04", "--zone", "Berlin")
    assert done.returncode == 2
    assert '--zone must be a time zone such as "Europe/Berlin" or "UTC", not "Berlin".' in done.stderr


def test_a_table_is_checked(sidelight: Sidelight, tmp_path: Path) -> None:
    assert "It can be used." in sidelight("policy", "check", "table-2020").stdout
    (tmp_path / "ours.toml").write_text('name = "Ours"\n')
    done = sidelight("policy", "check", "ours.toml")
    assert done.returncode == 2
    assert "ours.toml: rule: Field required" in done.stderr
    assert sidelight("policy", "check", "none.toml").returncode == 2
