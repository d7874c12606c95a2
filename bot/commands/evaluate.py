"""`sidelight evaluate`: measure screening on labelled files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.options import ConfigOption, PacksOption, open_screener

if TYPE_CHECKING:
    from bot.commands.evaluating import Judged
    from bot.screening import Screener


def evaluate(
    files: Annotated[list[Path], typer.Argument(help="Files of JSON lines.", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="Write the figures as JSON.")] = False,
    misses: Annotated[
        int,
        typer.Option("--misses", metavar="N", min=0, help="Also list the ids of at most N mistakes a kind."),
    ] = 0,
    packs: PacksOption = None,
    config: ConfigOption = None,
) -> None:
    """Measure screening on labelled files, with 95 % intervals.

    A line with "flag" is a labelled message: id, text, sender, flag, categories, style.
    A line with "turns" is a labelled chat: id, turns, flag_turns, escalates.
    Any other line is background, with text and role: it counts as harmless,
    so its share is an upper bound of the false alarms.

    For instance:

      sidelight evaluate labelled.jsonl chats.jsonl --misses 20

      sidelight evaluate background/*.jsonl --json
    """
    from rich.console import Console

    from bot.commands.evaluating import evaluate_judged
    from bot.commands.evaluation_report import evaluation_json, print_evaluation

    evaluation = evaluate_judged(_judge_files(open_screener(config, packs), files))
    if as_json:
        typer.echo(evaluation_json(evaluation, misses))
    else:
        print_evaluation(Console(), evaluation, misses)


def _judge_files(screener: "Screener", files: list[Path]) -> "Judged":
    from bot.commands.evaluating import Judged
    from bot.commands.labelled import read_labelled
    from bot.commands.progress import progress_bar

    judged, done = Judged(), 0
    total = sum(file.stat().st_size for file in files if file.is_file())
    with progress_bar("Judging") as progress:
        for file in files:
            for line in read_labelled(file):
                judged.add(screener, line.content, file.name)
                done += line.size
                progress(done, total)
    return judged
