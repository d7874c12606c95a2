"""`sidelight evaluate` reads labelled files strictly and shows what was missed."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

Sidelight = Callable[..., CompletedProcess[str]]

MESSAGES: list[dict[str, Any]] = [
    {
        "id": "hit",
        "text": "your number",
        "sender": "listener",
        "flag": True,
        "categories": ["contact_request"],
        "style": "plain",
    },
    {"id": "miss", "text": "add me", "sender": "member", "flag": True, "categories": ["offsite_invite"]},
    {
        "id": "alarm",
        "text": "she hid our secret",
        "sender": "member",
        "flag": False,
        "categories": ["lookalike"],
    },
    {"id": "fine", "text": "no way out", "sender": "member", "flag": False, "categories": ["crisis"]},
]
ASK = {"sender": "listener", "text": "your number"}
HELLO = {"sender": "member", "text": "hello"}
DIALOGUES = [
    {"id": "up", "turns": [ASK, HELLO, ASK, ASK], "flag_turns": [0, 2, 3], "escalates": True},
    {"id": "calm", "turns": [HELLO, ASK], "flag_turns": [], "escalates": False},
    {"id": "lost", "turns": [HELLO, HELLO], "flag_turns": [1], "escalates": True},
]
BACKGROUND = [{"text": "hello", "role": "A"}, {"text": "your number", "role": "listener"}]


def write(file: Path, *records: object) -> Path:
    file.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return file


@pytest.fixture
def labelled(tmp_path: Path) -> list[Path]:
    return [
        write(tmp_path / "messages.jsonl", *MESSAGES),
        write(tmp_path / "dialogues.jsonl", *DIALOGUES),
        write(tmp_path / "background.jsonl", *BACKGROUND),
    ]


def test_the_figures_come_as_json(sidelight: Sidelight, packs: Path, labelled: list[Path]) -> None:
    run = sidelight("evaluate", *labelled, "--json", "--misses", "2", "--packs", packs)
    assert run.returncode == 0
    figures = json.loads(run.stdout)
    total = figures["messages"][0]
    assert [(total[name]["hits"], total[name]["of"]) for name in ("recall", "false_alarms", "precision")] == [
        (1, 2),
        (1, 2),
        (1, 2),
    ]
    assert {row["group"] for row in figures["messages"]} == {"all", "category", "style", "sender"}
    assert [point["limit"] for point in figures["curve"]] == [0.01, 0.02, 0.05]
    shares = {name: (share["hits"], share["of"]) for name, share in figures["dialogues"].items()}
    assert shares == {
        "escalated_of_escalating": (1, 2),
        "escalated_of_harmless": (0, 1),
        "turn_recall": (3, 4),
        "turn_false_alarms": (1, 4),
    }
    assert figures["background"]["background.jsonl"]["hits"] == 1
    assert figures["mistakes"] == {
        "missed": ["miss", "lost#1"],
        "false_alarms": ["alarm", "calm#1"],
        "missed_chats": ["lost"],
        "false_chats": [],
    }


def test_the_figures_come_as_tables(sidelight: Sidelight, packs: Path, labelled: list[Path]) -> None:
    run = sidelight("evaluate", *labelled, "--misses", "9", "--packs", packs)
    assert run.returncode == 0
    for expected in ("Messages", "Best recall by threshold", "Chats", "Background", "50.0 % (1/2, 9.5–90.5)"):
        assert expected in run.stdout
    assert "500.00" in run.stdout
    assert "false alarms (3): alarm calm#1 background.jsonl:2" in run.stdout


def test_only_what_was_measured_is_shown(sidelight: Sidelight, packs: Path, tmp_path: Path) -> None:
    run = sidelight("evaluate", write(tmp_path / "b.jsonl", *BACKGROUND), "--packs", packs)
    assert "Background" in run.stdout
    assert "Chats" not in run.stdout
    assert "Messages" not in run.stdout


def test_names_in_files_are_shown_as_they_are(sidelight: Sidelight, packs: Path, tmp_path: Path) -> None:
    odd = MESSAGES[0] | {"style": "[red]odd\x1b"}
    run = sidelight("evaluate", write(tmp_path / "m.jsonl", odd), "--packs", packs)
    assert "[red]odd" in run.stdout
    assert "\x1b" not in run.stdout


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"flag": True, "categories": []}, '"text" is missing'),
        ({"text": "a", "flag": "yes", "categories": []}, '"flag" must be true or false, not text'),
        ({"text": "a", "flag": True}, '"categories" is missing'),
        ({"text": "a", "flag": True, "categories": [1]}, '"categories" must be a list of texts'),
        ({"text": "a", "sender": "x", "flag": True, "categories": []}, '"sender" must be'),
        ({"turns": [HELLO], "flag_turns": [1], "escalates": True}, '"flag_turns" must be from 0 to 0'),
        ({"turns": [HELLO], "flag_turns": [True], "escalates": True}, '"flag_turns" must be a list of whole'),
        ({"turns": [HELLO], "flag_turns": []}, '"escalates" is missing'),
        ({"turns": [HELLO, {}], "flag_turns": [], "escalates": True}, '"text" is missing'),
        ([], "must be a JSON object"),
    ],
)
def test_a_wrong_line_is_named(
    sidelight: Sidelight, packs: Path, tmp_path: Path, record: object, expected: str
) -> None:
    file = write(tmp_path / "wrong.jsonl", BACKGROUND[0], record)
    run = sidelight("evaluate", file, "--packs", packs)
    assert run.returncode == 2
    assert f"{file}, line 2: " in run.stderr
    assert expected in run.stderr
    assert "Traceback" not in run.stderr


def test_a_missing_file_is_named(sidelight: Sidelight, packs: Path) -> None:
    run = sidelight("evaluate", "nowhere.jsonl", "--packs", packs)
    assert (run.returncode, "nowhere.jsonl: cannot be read" in run.stderr) == (2, True)
