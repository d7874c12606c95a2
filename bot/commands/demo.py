"""`sidelight demo`: the real bot in a simulated Discord."""

from importlib.util import find_spec
from typing import Annotated

import typer

from bot.errors import SidelightError


def demo(
    once: Annotated[bool, typer.Option("--once", help="Play the story, check it and end.")] = False,
    port: Annotated[
        int | None,
        typer.Option("--port", min=1, max=65535, help="Serve the page here instead of on any free port."),
    ] = None,
) -> None:
    """Watch the real bot protect a conversation, in a simulated Discord.

    Needs no Discord account and no network. After the story, a local page lets you type
    and click as any of the people. With --once, the exit status is 0 only if everybody
    saw what they should.

    For instance:

      sidelight demo

      sidelight demo --once
    """
    if find_spec("simcord") is None:
        raise SidelightError(
            'The demo needs one more package. Install it with: pip install "sidelight[demo]"'
        )
    from bot import demo as simulated

    raise typer.Exit(simulated.main(once=once, port=port))
