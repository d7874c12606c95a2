"""`sidelight check`: judge one message, or a stream of them."""

import sys
from typing import TYPE_CHECKING, Annotated, cast

import typer

from bot.commands.options import ConfigOption, PacksOption, open_screener
from bot.errors import SidelightError

if TYPE_CHECKING:
    from bot.commands.json_lines import Source
    from bot.screening import Screener

MISUSED = (
    'Give a text (sidelight check "text"), pipe one in, or give --jsonl with JSON lines on standard input.'
)


def check(
    text: Annotated[str | None, typer.Argument(help="The message to judge.", show_default=False)] = None,
    sender: Annotated[
        str | None,
        typer.Option(
            "--sender", metavar="SIDE", help="Who wrote it: listener or member (taken when left out)."
        ),
    ] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read JSON lines on standard input, write one for each.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show step by step how the message was judged.")
    ] = False,
    packs: PacksOption = None,
    config: ConfigOption = None,
) -> None:
    """Judge one message, or a stream of JSON lines.

    Findings alone keep exit status 0. A line of --jsonl that cannot be used is answered
    with its number and the reason, the rest is judged, and the exit status is 1.

    For instance:

      sidelight check "can I have your number" --sender listener

      sidelight check "my battery is dying, i'll be back here" --explain

      sidelight check --jsonl < messages.jsonl

      echo '{"id": 1, "turns": [{"sender": "listener", "text": "add me on snap"}]}' | sidelight check --jsonl
    """
    if jsonl and (text is not None or sender is not None):
        raise SidelightError(f"--jsonl takes text and sender from standard input. {MISUSED}")
    if jsonl and explain:
        raise SidelightError("--explain is for one message: leave out --jsonl.")
    if jsonl:
        raise typer.Exit(_check_stream(open_screener(config, packs)))
    _print_verdict(open_screener(config, packs), _piped() if text is None else text, sender, explain)


def _check_stream(screener: "Screener") -> int:
    from bot.commands.judging import answer_stream

    source = cast("Source", sys.stdin.buffer)
    return 0 if answer_stream(screener, source, sys.stdout.buffer) else 1


def _print_verdict(screener: "Screener", text: str, sender: str | None, explain: bool) -> None:
    from bot.commands.printing import explanation_lines, verdict_lines
    from bot.screening import Message, Side

    if sender not in (None, *Side):
        raise SidelightError(f"--sender {sender!r}: must be listener or member.")
    message = Message(text, Side(sender or "member"))
    lines = explanation_lines(screener, screener.explain(message)) if explain else []
    for line in [*lines, *verdict_lines(screener.look(message))]:
        typer.echo(line)


def _piped() -> str:
    """Return the one text on standard input; what is not UTF-8 is shown as replaced, not refused."""
    if sys.stdin.isatty():
        raise SidelightError(f"There is nothing to judge. {MISUSED}")
    return sys.stdin.buffer.read().decode("utf-8", errors="replace").rstrip("\r\n")
