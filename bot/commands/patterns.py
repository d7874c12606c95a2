"""`sidelight patterns`: read, test and try what screening looks for."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.new_pattern import new_pattern
from bot.commands.options import ConfigOption, LocaleOption, PacksOption, open_known, open_screener
from bot.errors import SidelightError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.screening import Pattern


def build_pattern_commands() -> typer.Typer:
    """Put the commands for patterns together."""
    app = typer.Typer(help="Read, test and try the patterns that screening looks for.", no_args_is_help=True)
    app.command("list")(list_patterns)
    app.command("show")(show_pattern)
    app.command("test")(run_examples)
    app.command("try")(try_text)
    app.command("new")(new_pattern)
    return app


def list_patterns(
    locale: LocaleOption = None, packs: PacksOption = None, config: ConfigOption = None
) -> None:
    """List every pattern with its category, severity and reason.

    For instance: sidelight patterns list
    """
    rows = [("id", "category", "severity", "file", "reason")]
    rows += [
        (pattern.id, pattern.category.value, pattern.severity.word, pattern.source, pattern.reason)
        for pattern in open_screener(config, packs, locale).patterns
    ]
    _print_table("", rows)


def show_pattern(
    pattern_id: Annotated[str, typer.Argument(metavar="ID", help="The pattern's id.")],
    locale: LocaleOption = None,
    packs: PacksOption = None,
    config: ConfigOption = None,
) -> None:
    """Show one pattern whole: its phrases and its examples.

    For instance: sidelight patterns show asks_number
    """
    for line in _described(_find(pattern_id, open_screener(config, packs, locale).patterns)):
        typer.echo(line)


def run_examples(
    folder: Annotated[
        Path | None,
        typer.Argument(help="A folder of packs. Default: the installed ones.", show_default=False),
    ] = None,
    lenient: Annotated[
        bool,
        typer.Option("--lenient", help="Only name patterns with too few examples; do not fail for them."),
    ] = False,
    locale: LocaleOption = None,
    config: ConfigOption = None,
) -> None:
    """Run every example of the packs, and name patterns with too few or that never fire alone.

    Exit status 1 when an example fails or a pattern has too few.

    For instance: sidelight patterns test ./patterns
    """
    from bot.commands.example_report import report_lines, shadow_table
    from bot.commands.examples import failed_examples, short_patterns
    from bot.commands.shadows import shadowed

    screener = open_screener(config, folder, locale)
    failures, short, shadows = failed_examples(screener), short_patterns(screener), shadowed(screener)
    if shadows:
        _print_table("These never fire alone: others find each of their examples too.", shadow_table(shadows))
    for line in report_lines(screener, failures, short, shadows):
        typer.echo(line)
    raise typer.Exit(1 if failures or (short and not lenient) else 0)


def try_text(
    text: Annotated[str, typer.Argument(help="A message to try.")],
    locale: LocaleOption = None,
    packs: PacksOption = None,
    config: ConfigOption = None,
) -> None:
    """Show why a text did or did not match: what hit, what protected it, and which words were missing.

    For instance: sidelight patterns try "what is your number"
    """
    from bot.commands.printing import verdict_lines
    from bot.commands.trying import near_lines, trial_lines
    from bot.screening import Message, nearest

    screener = open_screener(config, packs, locale)
    trials = screener.try_text(text)
    met = {trial.pattern for trial in trials}
    findings = screener.look(Message(text))
    for line in trial_lines(screener, trials, findings):
        typer.echo(line)
    for line in near_lines(nearest(screener.pack, open_known(config, packs, locale), text, met)):
        typer.echo(line)
    typer.echo("\nAs a member's message, with nothing before it:")
    for line in verdict_lines(findings):
        typer.echo(line)


def _print_table(title: str, rows: "Sequence[Sequence[str]]") -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*rows[0], title=title or None, title_justify="left", title_style="")
    for row in rows[1:]:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


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
        *(["A draft: it needs more examples before it is shipped."] if pattern.draft else []),
        f"Role: {pattern.role.value}. Only for: {pattern.side or 'both sides'}. Score: {pattern.sure}.",
    ]
    lines += _listed("Phrases", [phrase.text for phrase in pattern.phrases])
    lines += _listed("Unless", [phrase.text for phrase in pattern.unless])
    lines += _listed("Must match", pattern.match)
    return lines + _listed("Must not match", pattern.leave)


def _listed(title: str, texts: list[str] | tuple[str, ...]) -> list[str]:
    return ["", f"{title}:", *(f"  {text}" for text in texts)] if texts else []
