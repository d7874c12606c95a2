"""`sidelight patterns`: read, test and try what screening looks for."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import ConfigOption, PacksOption, open_screener
from bot.errors import SidelightError

if TYPE_CHECKING:
    from bot.screening import Pattern


def build_pattern_commands() -> typer.Typer:
    """Put the commands for patterns together."""
    app = typer.Typer(help="Read, test and try the patterns that screening looks for.", no_args_is_help=True)
    app.command("list")(list_patterns)
    app.command("show")(show_pattern)
    app.command("test")(run_examples)
    app.command("try")(try_text)
    return app


def list_patterns(packs: PacksOption = None, config: ConfigOption = None) -> None:
    """List every pattern with its category, severity and reason.

    For instance: sidelight patterns list
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("id", "category", "severity", "file", "reason")
    for pattern in open_screener(config, packs).patterns:
        cells = (pattern.id, pattern.category.value, pattern.severity.word, pattern.source, pattern.reason)
        table.add_row(*(Text(cell) for cell in cells))
    Console().print(table)


def show_pattern(
    pattern_id: Annotated[str, typer.Argument(metavar="ID", help="The pattern's id.")],
    packs: PacksOption = None,
    config: ConfigOption = None,
) -> None:
    """Show one pattern whole: its phrases and its examples.

    For instance: sidelight patterns show asks_number
    """
    for line in _described(_find(pattern_id, open_screener(config, packs).patterns)):
        typer.echo(line)


def run_examples(
    folder: Annotated[
        Path | None,
        typer.Argument(help="A folder of packs. Default: the installed ones.", show_default=False),
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Run every example of the packs. Exit status 1 when one fails.

    For instance: sidelight patterns test ./patterns
    """
    from bot.commands.examples import count_examples, failed_examples

    screener = open_screener(config, folder)
    failures = failed_examples(screener)
    for failure in failures:
        typer.echo(f"{failure.file}, pattern {failure.pattern}: {failure.problem}: {failure.example}")
    typer.echo(
        f"{count_examples(screener)} examples of {len(screener.patterns)} patterns, {len(failures)} failed."
    )
    raise typer.Exit(1 if failures else 0)


def try_text(
    text: Annotated[str, typer.Argument(help="A message to try.")],
    packs: PacksOption = None,
    config: ConfigOption = None,
) -> None:
    """Show which patterns meet a text, with which phrase, and what kept them from counting.

    For instance: sidelight patterns try "what is your number"
    """
    from bot.commands.printing import printable, verdict_lines
    from bot.screening import Message

    screener = open_screener(config, packs)
    trials = screener.try_text(text)
    for trial in trials:
        protected = f", but protected by: {trial.protected_by}" if trial.protected_by else ""
        typer.echo(f'{trial.pattern}: "{printable(trial.matched)}" by the phrase {trial.phrase}{protected}')
    if not trials:
        typer.echo("No pattern meets this text.")
    typer.echo("\nAs a member's message, with nothing before it:")
    for line in verdict_lines(screener.look(Message(text))):
        typer.echo(line)


def _find(pattern_id: str, patterns: tuple["Pattern", ...]) -> "Pattern":
    from difflib import get_close_matches

    for pattern in patterns:
        if pattern.id == pattern_id:
            return pattern
    close = get_close_matches(pattern_id, [pattern.id for pattern in patterns])
    hint = f"Did you mean {' or '.join(close)}?" if close else "See `sidelight patterns list`."
    raise SidelightError(f"There is no pattern {pattern_id!r}. {hint}")


def _described(pattern: "Pattern") -> list[str]:
    lines = [
        f"{pattern.id} ({pattern.category.value}, {pattern.severity.word}, in {pattern.source})",
        pattern.reason,
        f"Role: {pattern.role.value}. Only for: {pattern.side or 'both sides'}. Score: {pattern.sure}.",
    ]
    lines += _listed("Phrases", [phrase.text for phrase in pattern.phrases])
    lines += _listed("Unless", [phrase.text for phrase in pattern.unless])
    lines += _listed("Must match", pattern.match)
    return lines + _listed("Must not match", pattern.leave)


def _listed(title: str, texts: list[str] | tuple[str, ...]) -> list[str]:
    return ["", f"{title}:", *(f"  {text}" for text in texts)] if texts else []
