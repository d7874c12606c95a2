"""The story of the demo, told by the real bot, and the demo's honesty when something is missing."""

import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from bot.demo import playing
from bot.demo.lines import Line
from bot.demo.made_up_names import names, stopped_message
from bot.demo.simulation import SimulationError
from bot.demo.stage import Stage
from bot.screening import Screener
from tests.demo.conftest import OpenHarbour

ROOT = Path(__file__).parents[2]


async def test_what_is_passed_on_although_it_asks_for_contact_is_noticed(
    open_harbour: OpenHarbour, terminal: io.StringIO
) -> None:
    async with open_harbour() as stage:
        # In a thread nothing is stopped, so this scene has to fail without a relay.
        with pytest.raises(SimulationError):
            await stopped_message(stage)

    assert "NOT SEEN: before asking: both get a made-up name" in terminal.getvalue()


async def test_after_setup_the_lobby_holds_the_panel_alone(open_harbour: OpenHarbour) -> None:
    async with open_harbour() as stage:
        said = stage.bot_lines(stage.harbour.wren, stage.harbour.lobby)

    assert ["Talk to a listener" in each.labels for each in said] == [True]


async def test_what_nobody_saw_is_said_and_the_story_does_not_count_as_good(
    open_harbour: OpenHarbour, terminal: io.StringIO
) -> None:
    async with open_harbour() as stage:
        await _owner_switches_shadow_mode_on(stage)
        missing = await playing.perform(stage)

    assert "both see a notice, and nobody is blamed" in missing
    assert any(line.startswith("The story stopped:") for line in missing)
    assert "NOT SEEN: both see a notice" in terminal.getvalue()


def test_the_command_plays_the_story_and_everybody_sees_what_they_should(
    packs_cache: Path, tmp_path: Path
) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "--once"],
        cwd=tmp_path,
        env=_environment(packs_cache),
        capture_output=True,
        text=True,
        check=False,
    )
    told = run.stdout

    assert (run.returncode, run.stderr) == (0, ""), told
    assert "Everybody saw what they should." in told
    assert list(tmp_path.iterdir()) == []
    scenes = re.findall(r"^(\d+)\. ", told, re.MULTILINE)
    assert scenes == [str(number) for number in range(1, 1 + told.count("\n   Look at "))]
    assert told.count("seen: one line by the bot, the same for both") == 3
    assert "seen: in a good chat the bot says nothing" in told
    assert "seen: the paused listener cannot accept" in told
    assert "seen: the member holds a numbered receipt" in told
    assert "seen: one listener is asked first, for one minute" in told
    assert "seen: three taps, and each can be changed or left out" in told
    assert "seen: neither ever reads the other's account" in told
    assert "seen: the words never arrive" in told
    assert "seen: the listener is not asked" in told
    assert "seen: what needs people today, with its minutes" in told
    assert "seen: what may have happened, with no name and no day" in told
    assert "seen: and can ask for a second look" in told
    assert "seen: the reporter hears that we are done" in told
    assert "NOT SEEN" not in told


def test_without_once_the_page_stays_open_until_the_demo_is_ended(packs_cache: Path, tmp_path: Path) -> None:
    with _started(packs_cache, tmp_path) as run:
        assert run.stdout is not None
        address = next(line.strip() for line in run.stdout if line.startswith("  http://"))
        with urlopen(address) as page:
            shown = page.read().decode()
        run.send_signal(signal.SIGINT)
        rest = run.stdout.read()

    assert "Step into Harbour" in shown
    assert (run.returncode, "Ctrl+C ends the demo." in rest) == (0, True), rest
    assert list(tmp_path.iterdir()) == []


def test_a_demo_that_is_ended_early_is_not_a_success(packs_cache: Path, tmp_path: Path) -> None:
    with _started(packs_cache, tmp_path, "--once") as run:
        assert run.stdout is not None
        assert next(line for line in run.stdout if "Harbour gets a safety light" in line)
        run.send_signal(signal.SIGTERM)
        run.stdout.read()

    assert run.returncode == 130
    assert list(tmp_path.iterdir()) == []


def test_no_line_of_the_story_is_an_example_of_a_pack(screener: Screener) -> None:
    examples = {
        _words(example) for pattern in screener.patterns for example in (*pattern.match, *pattern.leave)
    }

    assert examples
    assert [line for line in Line if _words(line) in examples] == []


@pytest.mark.parametrize(
    ("text", "named"), [("**Kit** is here", True), ("@Kit!", True), ("**Calm Kite** is here", False)]
)
def test_a_made_up_name_that_begins_like_a_persons_is_another(text: str, named: bool) -> None:
    assert names(text, "Kit") is named


@contextmanager
def _started(packs_cache: Path, folder: Path, *options: str) -> Iterator["subprocess.Popen[str]"]:
    """A demo of its own: it does not outlive a story that fails."""
    run = subprocess.Popen(
        [sys.executable, "-u", "-m", "bot", "demo", *options],
        cwd=folder,
        env=_environment(packs_cache) | {"TMPDIR": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with run:
        try:
            yield run
        except BaseException:
            run.kill()
            raise


async def _owner_switches_shadow_mode_on(stage: Stage) -> None:
    simulation, harbour = stage.simulation, stage.harbour
    card = await simulation.command(harbour.owner, harbour.moderators, "setup")
    card = await simulation.choose(harbour.owner, card, "sl:setup_go", "shadow")
    await simulation.choose(harbour.owner, card, "sl:setup_pick:shadow", "on")


def _environment(packs_cache: Path) -> dict[str, str]:
    own = {"PYTHONPATH": str(ROOT), playing.CACHE_VARIABLE: str(packs_cache), "COLUMNS": "100"}
    return os.environ | own


def _words(text: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())
