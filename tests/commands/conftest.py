"""What the tests of commands share: a small pack, and the command run as a person would."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from bot.cli import main

PACK = """
[[pattern]]
id = "asks_number"
category = "contact_request"
severity = "concern"
reason = "Asks for a phone number."
phrases = ["your number"]
sure = 0.8
match = ["what is your number"]
leave = ["a number of things"]

[[pattern]]
id = "asks_to_hide"
category = "secrecy"
severity = "urgent"
reason = "Asks to keep the chat secret."
phrases = ["our secret"]
sure = 0.7
match = ["this is our secret"]
leave = ["it is no secret"]

[[pattern]]
id = "feels_hopeless"
category = "crisis"
severity = "note"
reason = "Sounds very low."
phrases = ["no way out"]
sure = 0.9
match = ["there is no way out"]
leave = ["no way, really"]
"""

Sidelight = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for compiled packs, so that each is compiled once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("SIDELIGHT__SCREENING__CACHE_FOLDER", str(cache_folder))
    monkeypatch.delenv("SIDELIGHT_CONFIG", raising=False)


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder with one small pack, so that these tests do not lean on the real knowledge."""
    folder = tmp_path / "packs"
    (folder / "en").mkdir(parents=True)
    (folder / "en" / "small.toml").write_text(PACK, encoding="utf-8")
    return folder


@pytest.fixture
def sidelight(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Sidelight:
    """Run `sidelight` with these arguments and this standard input."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> CompletedProcess[str]:
        words = [str(argument) for argument in arguments]
        monkeypatch.setattr(sys, "argv", ["sidelight", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsysbinary.readouterr()
        status = ended.value.code
        return CompletedProcess(words, status if isinstance(status, int) else 0, out.decode(), err.decode())

    return run
