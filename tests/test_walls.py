"""The walls between rooms hold: an import through any of them is found."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]

OFFENCES = {
    "screening/offends.py": "import aiohttp\nimport bot.casework",
    "casework/offends.py": "import bot.store.tables",
    "flows/offends.py": "import bot.screening.scan\nimport bot.flows.offends_further",
    "flows/offends_further.py": "import discord",
    "store/offends.py": "import bot.flows",
    "web/offends.py": "import discord",
}
"""One import or more through every wall."""

HARMLESS = {
    "cogs/allowed.py": "import discord",
    "demo/allowed.py": "import discord",
    "cogs/__init__.py": "",
    "demo/__init__.py": "",
}


def verdicts(folder: Path, additions: dict[str, str]) -> dict[str, str]:
    """Copy the package, add these modules and return what is said of each wall."""
    shutil.copytree(ROOT / "bot", folder / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name, content in additions.items():
        with (folder / "bot" / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{content}\n")
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [linter, "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return {name: _verdict(name, run.stdout) for name in wall_names()}


def wall_names() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]]


def _verdict(name: str, output: str) -> str:
    line = next((line for line in output.splitlines() if line.startswith(name)), "")
    return line.removeprefix(name).strip().partition(" ")[0]


def test_the_walls_stand_and_their_own_rooms_may_use_discord(tmp_path: Path) -> None:
    assert verdicts(tmp_path, HARMLESS) == dict.fromkeys(wall_names(), "KEPT")


def test_an_import_through_any_wall_is_found(tmp_path: Path) -> None:
    assert verdicts(tmp_path, HARMLESS | OFFENCES) == dict.fromkeys(wall_names(), "BROKEN")
