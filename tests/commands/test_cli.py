"""The command as a whole: help with examples, and plain endings for what goes wrong."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from bot.commands.progress import progress_bar
from bot.errors import SidelightError

Sidelight = Callable[..., CompletedProcess[str]]

COMMANDS = ["demo", "run", "check", "evaluate", "doctor"]
PARTS = [("patterns", part) for part in ("list", "show", "test", "try")]
PARTS += [("db", part) for part in ("status", "upgrade", "rekey")]


def test_help_names_every_command(sidelight: Sidelight) -> None:
    run = sidelight("--help")
    assert run.returncode == 0
    assert all(f" {name} " in run.stdout for name in [*COMMANDS, "patterns", "db"])


@pytest.mark.parametrize("words", [*((name,) for name in COMMANDS), *PARTS], ids=" ".join)
def test_help_of_each_command_has_an_example(sidelight: Sidelight, words: tuple[str, ...]) -> None:
    run = sidelight(*words, "--help")
    assert run.returncode == 0
    assert f"sidelight {' '.join(words)}" in run.stdout.partition("For instance:")[2]


@pytest.mark.parametrize(
    "arguments",
    [
        ("chek",),
        ("check", "--loud"),
        ("evaluate",),
        ("demo", "--port", "0"),
        ("patterns", "show"),
        ("db", "rekey", "extra"),
    ],
)
def test_wrong_words_get_a_hint(sidelight: Sidelight, arguments: tuple[str, ...]) -> None:
    run = sidelight(*arguments)
    assert run.returncode == 2
    assert "Usage" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("arguments", [("run",), ("db", "status"), ("check", "hi"), ("patterns", "list")])
def test_a_wrong_setting_ends_every_command_plainly(
    sidelight: Sidelight, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("SIDELIGHT__WEB__PORT", "0")
    run = sidelight(*arguments)
    assert run.returncode == 2
    assert run.stderr.startswith("sidelight: environment, SIDELIGHT__WEB__PORT = '0': must be a whole number")
    assert run.stderr.count("\n") == 1


def test_run_without_a_token_says_where_to_find_it(sidelight: Sidelight) -> None:
    run = sidelight("run")
    assert (run.returncode, "developer portal" in run.stderr) == (2, True)


def test_demo_without_its_package_says_how_to_get_it(
    sidelight: Sidelight, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.commands.demo.find_spec", lambda _: None)
    run = sidelight("demo", "--once")
    assert (run.returncode, 'pip install "sidelight[demo]"' in run.stderr) == (2, True)


@pytest.mark.parametrize(("failure", "status"), [(KeyboardInterrupt(), 130), (SidelightError("Full."), 2)])
def test_an_interrupted_command_ends_without_a_traceback(
    sidelight: Sidelight, monkeypatch: pytest.MonkeyPatch, failure: BaseException, status: int
) -> None:
    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr("bot.commands.check.open_screener", fail)
    run = sidelight("check", "hi")
    assert run.returncode == status
    assert "Traceback" not in run.stderr


def test_the_package_runs_as_a_module(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "bot", "check", "--jsonl", "--sender", "x"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert run.returncode == 2
    assert run.stderr.startswith("sidelight: ")


def test_progress_is_silent_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar("Counting") as progress:
        progress(1, 2)
    assert capsys.readouterr() == ("", "")
