"""The `sidelight` command: parse, call, print."""

import io
import sys

import typer

from bot.commands.check import check
from bot.commands.database import build_database_commands
from bot.commands.demo import demo
from bot.commands.doctor import doctor
from bot.commands.evaluate import evaluate
from bot.commands.helplines import build_helplines_commands
from bot.commands.language import build_language_commands
from bot.commands.patterns import build_pattern_commands
from bot.commands.policy import build_policy_commands
from bot.commands.run import run
from bot.errors import SidelightError

INTERRUPTED = 130


def build_app() -> typer.Typer:
    """Put the commands together."""
    app = typer.Typer(
        name="sidelight",
        help="A safety light beside every chat: a self-hosted Discord bot for peer-support communities.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for command in (demo, run, check, evaluate, doctor):
        app.command()(command)
    app.add_typer(build_pattern_commands(), name="patterns")
    app.add_typer(build_language_commands(), name="language")
    app.add_typer(build_database_commands(), name="db")
    app.add_typer(build_helplines_commands(), name="helplines")
    app.add_typer(build_policy_commands(), name="policy")
    return app


def main() -> None:
    """Run the command that was asked for; what a person can put right ends without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        build_app()()
    except SidelightError as error:
        typer.echo(f"sidelight: {error}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
