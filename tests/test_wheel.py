"""Installed as a wheel in an empty folder, Sidelight finds its packs, migrations and texts there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# One worker builds the wheel, once.
pytestmark = pytest.mark.xdist_group("wheel")

IGNORED = ("__pycache__", ".pyc")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy of the checkout, and install it into a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("bot", "patterns"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder / "built", source)
    (wheel,) = (folder / "built").glob("sidelight-*.whl")
    pip("install", "--no-deps", "--no-compile", "--target", folder / "installed", wheel)
    shutil.rmtree(source)
    return folder / "installed"


def pip(*arguments: str | Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input", *arguments],
        check=True,
        env=os.environ | {"PIP_NO_INDEX": "1"},
    )


def run(installed: Path, folder: Path, *command: str) -> str:
    """Run a program of the installed wheel from an empty folder; the checkout is out of its sight."""
    settings = {"PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(
        command, cwd=folder, env=os.environ | settings, capture_output=True, text=True, check=False
    )
    assert ended.stderr == ""
    assert ended.returncode == 0
    return ended.stdout


def files(folder: Path) -> set[str]:
    """Every file below a folder, without what Python makes by itself."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name for name in found if not any(part in name for part in IGNORED)}


def test_every_file_of_the_package_and_of_the_packs_is_in_the_wheel(installed: Path) -> None:
    assert files(ROOT / "bot") <= files(installed / "bot")
    assert files(ROOT / "patterns") == files(installed / "bot" / "patterns")


def test_what_runs_is_the_wheel(installed: Path, tmp_path: Path) -> None:
    program = "import bot, bot.screening as s; print(bot.__file__); print(s.find_packs())"
    module, packs = run(installed, tmp_path, sys.executable, "-c", program).splitlines()
    assert Path(module).parent == installed / "bot"
    assert Path(packs) == installed / "bot" / "patterns"


def test_the_installed_command_judges_a_message(installed: Path, tmp_path: Path) -> None:
    command = shutil.which("sidelight", path=installed / "bin")
    assert command is not None
    assert "Nothing found." in run(installed, tmp_path, command, "check", "the tea is cold")
    assert list(tmp_path.iterdir()) == []


def test_the_installed_command_makes_its_database(installed: Path, tmp_path: Path) -> None:
    assert "now has version" in run(installed, tmp_path, sys.executable, "-m", "bot", "db", "upgrade")
    assert (tmp_path / "data" / "sidelight.sqlite3").is_file()


def test_the_installed_texts_are_found(installed: Path, tmp_path: Path) -> None:
    program = (
        "from bot.guide import available_locales, load_wording; load_wording(); print(available_locales())"
    )
    assert "'en'" in run(installed, tmp_path, sys.executable, "-c", program)
