"""`sidelight doctor`: is everything ready, and if not, what to do."""

import asyncio
from typing import Annotated

import typer

from bot.commands.options import ConfigOption


def doctor(
    offline: Annotated[bool, typer.Option("--offline", help="Do not ask Discord.")] = False,
    config: ConfigOption = None,
) -> None:
    """Check configuration, key, database, packs, token, intents and permissions.

    Each line says ok, or what to do. Exit status 1 when something must be done.

    For instance: sidelight doctor --config /etc/sidelight/config.toml
    """
    from bot.commands.checkup import Advice, examine
    from bot.commands.printing import printable

    lines = asyncio.run(examine(config, ask=not offline))
    for line in lines:
        typer.echo(printable(f"{line.advice.value:<7} {line.topic}: {line.message}"))
    raise typer.Exit(1 if any(line.advice is Advice.TO_DO for line in lines) else 0)
