"""Runs the real bot against a loopback Discord, as a process of its own that a test can kill.

Its arguments are `--api URL --gateway URL --config FILE [--kill POINT ...]`, where a point is written as
`kill_points` says. Settings come from the file alone, not from the environment.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import discord
import discord.gateway
import discord.http
import discord.state
import yarl

from tests.loopback.kill_points import KillPoint

READY_TIMEOUT_SECONDS = 0.1

Run: TypeAlias = Callable[[Path], int]


def redirect(api_address: str, gateway_address: str) -> None:
    """Points the library, in this process, at the loopback."""
    discord.http.Route.BASE = api_address
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_address)


def hurry() -> None:
    """Takes out two of the library's waits: 2 s before ready, 5 s before a second identify."""
    start: Callable[..., None] = discord.state.ConnectionState.__init__
    quick = partial(_start_quickly, start)

    def started(self: object, **options: Any) -> None:  # noqa: ANN401 (the library's own options)
        quick(self, options)

    async def at_once(_client: discord.Client, _shard_id: int | None, *, initial: bool = False) -> None:
        pass

    discord.state.ConnectionState.__init__ = started  # type: ignore[method-assign]
    discord.Client.before_identify_hook = at_once  # type: ignore[method-assign, assignment]


def _start_quickly(start: Callable[..., None], state: object, options: dict[str, Any]) -> None:
    start(state, **{**options, "guild_ready_timeout": READY_TIMEOUT_SECONDS})


def run_sidelight(config: Path) -> int:
    """Runs Sidelight with this settings file until it ends; returns its exit status."""
    from bot import app
    from bot.config import load_settings

    return app.run(load_settings(config, {}))


def load(name: str) -> Run:
    """The function named `module:function`."""
    module, function = name.split(":")
    found: Run = getattr(importlib.import_module(module), function)
    return found


def run_in(folder: Path, log: Path, arguments: Sequence[str]) -> None:
    """Makes this process the bot, working in a folder; what it prints is appended to a log."""
    os.chdir(folder)
    with log.open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    main(arguments)


def main(arguments: Sequence[str]) -> None:
    """Redirects the library, installs the kill points, and runs the bot until it ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--api", required=True)
    parser.add_argument("--gateway", required=True)
    parser.add_argument("--config", required=True, type=Path)
    parser.add_argument("--run", type=load, default=run_sidelight, help="another bot, as module:function")
    parser.add_argument("--kill", action="append", default=[], type=KillPoint.parse)
    chosen = parser.parse_args(arguments)
    redirect(chosen.api, chosen.gateway)
    hurry()
    for kill_point in chosen.kill:
        kill_point.install()
    sys.exit(chosen.run(chosen.config))
