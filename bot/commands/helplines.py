"""`sidelight helplines`: see which helplines nobody has made sure of for too long."""

from datetime import datetime
from typing import Annotated

import typer


def build_helplines_commands() -> typer.Typer:
    """Put the commands for helplines together."""
    app = typer.Typer(help="See which helplines should be made sure of again.", no_args_is_help=True)
    app.callback()(_group)
    app.command("check")(check_helplines)
    return app


def check_helplines(
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], metavar="DAY", help="Judge as of this day, not today."),
    ] = None,
) -> None:
    """List the entries that nobody has checked for more than 180 days. Exit status 1 when there are any.

    For instance: sidelight helplines check
    """
    from bot.cogs.client import now
    from bot.guide import load_wording
    from bot.guide.helplines import CHECKED_WITHIN

    old = load_wording().helplines.older_than(CHECKED_WITHIN, (on or now()).date())
    for entry in old:
        typer.echo(f"{entry.code}: {entry.name or 'emergency number'}, last checked on {entry.checked}")
    if old:
        typer.echo("Ask each service, or read its own page. Then change `checked` in bot/guide/countries.")
    else:
        typer.echo(f"Every entry was checked within the last {CHECKED_WITHIN.days} days.")
    raise typer.Exit(1 if old else 0)


def _group() -> None:
    """Keep `check` a command of its own, though it is the only one yet."""
