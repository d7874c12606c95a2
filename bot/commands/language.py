"""`sidelight language`: begin a new language, and see what one still lacks."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.options import PacksOption, packs_folder

LocaleArgument = Annotated[
    str, typer.Argument(metavar="LOCALE", help='A language, for instance "de" or "pt_BR".')
]


def build_language_commands() -> typer.Typer:
    """Put the commands for languages together."""
    app = typer.Typer(help="Begin a new language, and see what one still lacks.", no_args_is_help=True)
    app.command("new")(new_language)
    app.command("check")(check_language)
    return app


def new_language(locale: LocaleArgument, packs: PacksOption = None) -> None:
    """Make the folder of a language with starter files that explain themselves.

    For instance: sidelight language new de
    """
    from bot.commands.starting import next_steps, write_starter

    for path in write_starter(locale, packs_folder(packs)):
        typer.echo(f"Written: {path}")
    for line in next_steps(locale, packs):
        typer.echo(line)


def check_language(
    locale: LocaleArgument,
    packs: PacksOption = None,
    wording: Annotated[
        Path | None,
        typer.Option(
            "--wording", metavar="FOLDER", help="Where the wording lies. Default: bot/guide/locales."
        ),
    ] = None,
    whole: Annotated[bool, typer.Option("--all", help="Name everything that is missing.")] = False,
) -> None:
    """List what a language still lacks beside English. Exit status 1 when there is something.

    For instance: sidelight language check de
    """
    from bot.commands.lacking import lacking_in, lacking_lines

    found = lacking_in(locale, packs_folder(packs), wording)
    for line in lacking_lines(locale, found, whole):
        typer.echo(line)
    raise typer.Exit(1 if any(one.missing for one in found) else 0)
