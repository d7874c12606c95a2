"""How long a listener waits for the panel after accepting, when forty ask at once: `python -m benchmarks.chats`.

The real bot runs as a process beside a small Discord on this machine; the peer is the floor: the same calls
without a bot, made by another process.
"""

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.machine import Machine, this_machine
from benchmarks.report import figure
from tests.loopback import BotProcess, LoopbackDiscord
from tests.scenarios.crowd import gather, slow
from tests.scenarios.harbour import build

MEMBERS, TEAM = 40, 10
EVERY, RETRY_AFTER = 7, 0.05
FLOOR = "floor: the same three calls, bare"
AT_ONCE = "Sidelight, Discord answers at once"
SLOWED = f"Sidelight, each {EVERY}th call is told to wait"
_ROUNDS = 3


@dataclass(slots=True)
class Waits:
    """Milliseconds from accepting to the panel: the middle and the longest wait of each round."""

    name: str
    medians: list[float] = field(default_factory=list)
    worst: list[float] = field(default_factory=list)

    def add(self, waited: Sequence[float]) -> None:
        """Add a round, in milliseconds."""
        self.medians.append(statistics.median(waited))
        self.worst.append(max(waited))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.chats", description="Measure how long a chat takes to open."
    )
    parser.add_argument("--rounds", type=int, default=_ROUNDS, help="how many rounds")
    rounds = parser.parse_args(sys.argv[1:] if arguments is None else arguments).rounds
    sys.stdout.write(page(this_machine(), asyncio.run(measure(rounds))))


async def measure(rounds: int) -> list[Waits]:
    """All take turns in each round, so that a slow moment of the machine hits them all."""
    bare, quick, slowed = Waits(FLOOR), Waits(AT_ONCE), Waits(SLOWED)
    with tempfile.TemporaryDirectory() as cache:
        for number in range(rounds):
            bare.add(await _bare())
            for one, every in ((quick, 0), (slowed, EVERY)):
                one.add(await _with_the_bot(Path(cache), number, every))
    return [bare, quick, slowed]


async def _with_the_bot(cache: Path, number: int, every: int) -> list[float]:
    folder = cache / f"round-{number}-{every}"
    folder.mkdir()
    async with LoopbackDiscord() as discord:
        harbour = build(discord, folder, cache)
        crowd = await gather(harbour, MEMBERS, TEAM)
        async with BotProcess(discord, harbour.config) as bot:
            await discord.wait_until(lambda: discord.by_bot(harbour.lobby), seconds=120)
            if every:
                slow(discord, every, RETRY_AFTER)
            await crowd.all_ask()
            await crowd.serve_all()
            await bot.stop()
    return [one.panel_after.total_seconds() * 1000 for one in crowd.served]


async def _bare() -> list[float]:
    async with LoopbackDiscord() as discord:
        lobby = discord.add_channel("lobby")
        program = (
            sys.executable,
            "-m",
            "benchmarks.bare_calls",
            discord.api_address,
            discord.token,
            str(lobby.id),
        )
        process = await asyncio.create_subprocess_exec(
            *program, str(MEMBERS), str(TEAM), cwd=Path(__file__).parents[1], stdout=asyncio.subprocess.PIPE
        )
        output, _ = await process.communicate()
    waited: list[float] = json.loads(output)
    return waited


def page(machine: Machine, found: Sequence[Waits]) -> str:
    """What was measured, as Markdown."""
    return "\n".join((*_lines(machine, found), ""))


def _lines(machine: Machine, found: Sequence[Waits]) -> Iterator[str]:
    rounds = len(found[0].medians)
    yield f"From accepting to the panel: {MEMBERS} members ask at once, {TEAM} listeners serve them."
    yield ""
    yield f"- Machine: {machine}. Bot, Discord and people share it."
    yield f"- {rounds} rounds in which all take turns. Given is the middle round, in milliseconds."
    yield f"- Who is told to wait waits {RETRY_AFTER * 1000:.0f} ms; one call in each round holds up all others."
    yield ""
    yield "| what | median | worst | to the floor |"
    yield "| --- | --: | --: | --: |"
    floor = statistics.median(found[0].medians)
    for one in found:
        middle, worst = statistics.median(one.medians), statistics.median(one.worst)
        yield f"| {one.name} | {figure(middle)} | {figure(worst)} | x {figure(middle / floor)} |"


if __name__ == "__main__":
    main()
