"""`sidelight demo`: prepare, play the story, and then leave Harbour open in the browser."""

import asyncio
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from rich.console import Console

from bot import app, web
from bot.demo import harbour, site, story
from bot.demo.simulation import SimulationError, simulation
from bot.demo.stage import Stage
from bot.demo.telling import Pause, Telling
from bot.guide import load_wording
from bot.logs import configure_logs
from bot.screening import Screener
from bot.settings import (
    DiscordSettings,
    LoggingSettings,
    ScreeningSettings,
    Settings,
    StorageSettings,
    WebSettings,
)

SEEN_ALL, NOT_ALL, ENDED_EARLY = 0, 1, 130
# The one setting of a deployment that the demo shares: where compiled packs are kept.
CACHE_VARIABLE = "SIDELIGHT__SCREENING__CACHE_FOLDER"


def main(*, once: bool, port: int | None) -> int:
    """Play the story; with `once` end then, else serve a page to go on by hand until Ctrl+C.

    Returns 0 only if everybody in the story saw what they should, 130 if it was ended before. Raises
    SidelightError when `port` is taken.
    """
    configure_logs(LoggingSettings(level="error"))
    console = Console(highlight=False)
    pause: Pause = asyncio.sleep if console.is_terminal else _at_once
    try:
        return asyncio.run(_run(console, pause, once=once, port=port))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return ENDED_EARLY


async def _run(console: Console, pause: Pause, *, once: bool, port: int | None) -> int:
    began = time.monotonic()
    _end_in_order()
    console.print("Sidelight, the demo: the real bot in a simulated Discord. Nothing leaves this computer.")
    console.print("Getting ready. The very first start can take a minute.", style="dim")
    cache = os.environ.get(CACHE_VARIABLE)
    async with AsyncExitStack() as stack:
        opened = staged(Telling(console, pause), cache=Path(cache) if cache else None)
        stage = await stack.enter_async_context(opened)
        # Before the story, so that a port that is taken is said at once.
        address = "" if once else await stack.enter_async_context(_served(stage, port))
        missing = await perform(stage)
        _sum_up(console, missing, time.monotonic() - began)
        if address:
            await _stay_open(console, address)
        return NOT_ALL if missing else SEEN_ALL


@asynccontextmanager
async def staged(
    telling: Telling, *, cache: Path | None = None, screener: Screener | None = None
) -> AsyncIterator[Stage]:
    """Start the bot with a new database, and keep Harbour open while the block runs.

    `cache` is where compiled packs are kept; by default where the real bot keeps them. `screener` saves
    compiling them again.
    """
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="sidelight-demo-"))
        on = await stack.enter_async_context(app.foundation(settings_in(Path(folder), cache), screener))
        running = simulation(app.make_client(on), harbour.NAME, harbour.OWNER)
        simulated = await stack.enter_async_context(running)
        yield Stage(simulated, await harbour.build(simulated), telling)


async def perform(stage: Stage) -> tuple[str, ...]:
    """Play the story; returns what somebody should have seen and did not, and what went wrong."""
    try:
        await story.play(stage)
    except SimulationError as error:
        stage.telling.missing.append(f"The story stopped: {error}")
    return (*stage.telling.missing, *stage.simulation.problems())


def settings_in(folder: Path, cache: Path | None = None) -> Settings:
    """Settings of a deployment whose files all lie in one folder, without a real token."""
    return Settings(
        discord=DiscordSettings(members=True, owner_contact="you, on this computer"),
        storage=StorageSettings(
            database=str(folder / "sidelight.sqlite3"), key_file=folder / "sidelight.key"
        ),
        web=WebSettings(enabled=False),
        screening=ScreeningSettings(cache_folder=cache),
    )


@asynccontextmanager
async def _served(stage: Stage, port: int | None) -> AsyncIterator[str]:
    """Serve the guide and the page of places beside it, while the block runs; gives the page's address."""
    guide_pages = web.build_web(load_wording("en"), _health)
    async with web.serving(guide_pages, site.HOST, 0) as guide:
        pages = site.build(site.Site(stage.simulation, stage.harbour, guide))
        async with site.serving(pages, port) as address:
            yield address


async def _stay_open(console: Console, address: str) -> None:
    """Say where Harbour can be entered, and wait until somebody ends the demo."""
    console.print(f"Step into {harbour.NAME} in your browser:")
    console.print(f"  {address}", style="bold")
    console.print("Ctrl+C ends the demo.", style="dim")
    await _asked_to_end()


async def _asked_to_end() -> None:
    """Wait until somebody ends the demo. That is how it ends, so it is no failure."""
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        task = asyncio.current_task()
        if task is not None:
            task.uncancel()


def _end_in_order() -> None:
    """However the process is told to end, also where a shell lets it ignore Ctrl+C: nothing of it stays behind."""
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if task is not None and hasattr(signal, name) and sys.platform != "win32":
            loop.add_signal_handler(getattr(signal, name), task.cancel)


async def _health() -> web.Health:
    return web.Health(version("sidelight"))


def _sum_up(console: Console, missing: tuple[str, ...], seconds: float) -> None:
    console.print()
    if not missing:
        console.print(f"Everybody saw what they should. ({seconds:.0f} seconds)", style="bold green")
        return
    console.print("Not everybody saw what they should:", style="bold red")
    for what in missing:
        console.print(f"- {what}", markup=False)


async def _at_once(seconds: float) -> None:
    """Wait for nobody: no person reads along."""
