"""Starting, stopping and killing the bot's process from a test."""

import asyncio
import functools
import multiprocessing
import signal
from collections.abc import Sequence
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.loopback import bot_process
from tests.loopback.server import LoopbackDiscord

CHECKOUT = Path(__file__).resolve().parents[2]
WAIT_SECONDS = 20.0


class BotProcess:
    """The real bot as a process, from entering the block until its end; nothing of it is left running.

    Its output is appended to `bot.log` beside the settings file, so that one log holds a whole test's story.
    `run` names another bot than Sidelight, as `module:function`.
    """

    def __init__(
        self, discord: LoopbackDiscord, config: Path, kill_points: Sequence[str] = (), run: str | None = None
    ) -> None:
        self._arguments = ["--api", discord.api_address, "--gateway", discord.gateway_address]
        self._arguments += ["--config", str(config)]
        self._arguments += [] if run is None else ["--run", run]
        for kill_point in kill_points:
            self._arguments += ["--kill", kill_point]
        self._log = config.with_name("bot.log")
        self._log.touch()
        self._process: ForkServerProcess | None = None

    async def __aenter__(self) -> Self:
        self._process = _processes().Process(
            target=bot_process.run_in, args=(CHECKOUT, self._log, self._arguments)
        )
        await asyncio.to_thread(self._process.start)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.kill()

    @property
    def output(self) -> str:
        """Everything printed so far, by earlier processes with the same settings too."""
        return self._log.read_text(errors="replace")

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.is_alive()

    async def kill(self) -> None:
        """Kills the process if it still runs, as `kill -9` does."""
        if self._process is not None and self._process.is_alive():
            self._process.kill()
            await self.ended()

    async def stop(self) -> int:
        """Asks the process to end, as a service manager does, and returns its exit status."""
        assert self._process is not None
        self._process.terminate()
        return await self.ended()

    async def wait_killed(self) -> None:
        """Waits until the process has died at its kill point.

        Raises:
            AssertionError: it lives on, or ended in another way; the message holds its output.
        """
        status = await self.ended()
        if status != -signal.SIGKILL:
            raise AssertionError(f"the bot ended with {status} instead of at its kill point\n{self.output}")

    async def ended(self) -> int:
        """Waits until the process has ended by itself, and returns its exit status."""
        assert self._process is not None
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                await _end_of(self._process)
        except TimeoutError:
            raise AssertionError(f"the bot still runs after {WAIT_SECONDS} s\n{self.output}") from None
        self._process.join()
        assert self._process.exitcode is not None
        return self._process.exitcode


async def _end_of(process: ForkServerProcess) -> None:
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(process.sentinel, over.set)
    try:
        await over.wait()
    finally:
        loop.remove_reader(process.sentinel)


@functools.cache
def _processes() -> ForkServerContext:
    """Processes that begin with the bot's modules and packs loaded: each is forked from one that has done no more."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bot.app", "bot.config", "tests.loopback.ready_packs"])
    return context
