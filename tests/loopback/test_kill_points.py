"""Kill points, shown on a small program: it dies where it was told to, and nowhere else."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from tests.loopback.kill_points import KillPoint
from tests.loopback.process import CHECKOUT

STEPS = """
import contextlib

def write(text):
    print(text, flush=True)

class Store:
    async def save(self, text):
        write(f"saved {text}")

    @staticmethod
    def count():
        write("counted")

@contextlib.asynccontextmanager
async def transaction():
    write("begun")
    yield
    write("committed")
"""

STORY = """
from toy.steps import Store, transaction, write

async def tell():
    async with transaction():
        await Store().save("one")
    async with transaction():
        await Store().save("two")
    Store.count()
    write("the end")
"""

RUNNER = """
import asyncio, sys
from tests.loopback.kill_points import KillPoint
from toy import story

for text in sys.argv[1:]:
    KillPoint.parse(text).install()
asyncio.run(story.tell())
"""

WHOLE = ["begun", "saved one", "committed", "begun", "saved two", "committed", "counted", "the end"]


async def tell(folder: Path, *kill_points: str) -> tuple[int | None, list[str]]:
    package = folder / "toy"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "steps.py").write_text(STEPS)
    (package / "story.py").write_text(STORY)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", RUNNER, *kill_points),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await process.communicate()
    return process.returncode, output.decode().splitlines()


@pytest.mark.parametrize(
    ("kill_point", "lines"),
    [
        ("toy.steps:Store.save:before:2", 4),
        ("toy.steps:Store.save:after:2", 5),
        ("toy.steps:transaction:before:2", 3),
        ("toy.steps:transaction:after:1", 3),
        ("toy.steps:Store.count:after:1", 7),
        ("toy.steps:write:after:2", 2),
    ],
)
async def test_the_process_dies_at_its_kill_point(tmp_path: Path, kill_point: str, lines: int) -> None:
    assert await tell(tmp_path, kill_point) == (-signal.SIGKILL, WHOLE[:lines])


async def test_a_kill_point_that_is_not_reached_changes_nothing(tmp_path: Path) -> None:
    assert await tell(tmp_path, "toy.steps:Store.save:before:3") == (0, WHOLE)


@pytest.mark.parametrize("text", ["bot.flows", "bot.flows:see:during:1", "bot.flows:see:before:0"])
def test_a_kill_point_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no kill point"):
        KillPoint.parse(text)


def test_a_kill_point_on_nothing_is_refused() -> None:
    with pytest.raises(AttributeError):
        KillPoint.parse("bot.errors:no_such_function:before:1").install()
