"""`sidelight db`: the database's version and its keys."""

import asyncio
from typing import Annotated

import typer

from bot.commands.options import ConfigOption, read_settings


def build_database_commands() -> typer.Typer:
    """Put the commands for the database together."""
    app = typer.Typer(help="Look after the database: its version and its keys.", no_args_is_help=True)
    app.command("status")(status)
    app.command("upgrade")(upgrade)
    app.command("rekey")(rekey)
    return app


def status(config: ConfigOption = None) -> None:
    """Say which version the database has. Exit status 1 when it must be upgraded first.

    For instance: sidelight db status
    """
    from bot.commands.databases import reading_errors
    from bot.store import migrating

    with reading_errors():
        found = asyncio.run(migrating.status(read_settings(config).storage.database))
    migrating.refuse_newer(found)
    if found.current is None:
        typer.echo(f"There is no database yet. It is made at the first start, with version {found.head}.")
    elif found.up_to_date:
        typer.echo(f"The database has version {found.current}, as it should.")
    else:
        typer.echo(
            f"The database has version {found.current}; needed is {found.head}. Run: sidelight db upgrade"
        )
        raise typer.Exit(1)


def upgrade(config: ConfigOption = None) -> None:
    """Bring the database to the newest version. A SQLite file is copied beside itself first.

    For instance: sidelight db upgrade
    """
    from bot.commands.databases import reading_errors
    from bot.store import migrating

    database = read_settings(config).storage.database
    with reading_errors():
        before = asyncio.run(migrating.status(database))
        after = asyncio.run(migrating.upgrade(database))
    if before.up_to_date:
        typer.echo(f"Nothing to do: the database has version {after.current}.")
    else:
        typer.echo(f"The database now has version {after.current}; before: {before.current or 'none'}.")


def rekey(
    new: Annotated[bool, typer.Option("--new", help="First put a new key into the key file.")] = False,
    lost: Annotated[
        bool,
        typer.Option("--lost", help="Give up what an old, lost key sealed, and go on with the key at hand."),
    ] = False,
    config: ConfigOption = None,
) -> None:
    """Seal everything stored again with the newest key.

    Stop the bot first. When this is stopped halfway, run it again, without --new.

    For instance:

      sidelight db rekey --new

      sidelight db rekey --config /etc/sidelight/config.toml
    """
    from bot.commands.databases import add_key, reading_errors, seal_again
    from bot.commands.progress import progress_bar

    storage = read_settings(config).storage
    if new:
        add_key(storage)
    with reading_errors(), progress_bar("Sealing") as progress:
        changed = asyncio.run(seal_again(storage, progress, keys_lost=lost))
    typer.echo(f"{changed} stored texts were sealed again with the newest key.")
    typer.echo("The bot needs the older keys no more. Keep a copy for as long as you keep older backups.")
