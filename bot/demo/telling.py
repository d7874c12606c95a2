"""The narration of the demo in the terminal, and the list of what somebody should have seen but did not."""

import re
import textwrap
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from rich.console import Console
from rich.text import Text

INDENT = "   "
NAME_WIDTH = 10
WIDEST = 100
# Seconds to read along: a deed or a line of talk, and what the bot shows.
SHORT, LONG = 0.08, 0.2

_MARKS = re.compile(r"\*\*|^(?:##|-#|>>>) ", re.MULTILINE)

Pause = Callable[[float], Awaitable[None]]


@dataclass(slots=True)
class Telling:
    """Tells the story line by line; `pause` waits some seconds where somebody reads along."""

    console: Console
    pause: Pause
    missing: list[str] = field(default_factory=list)
    scenes: int = 0

    def quietly(self) -> "Telling":
        """The same, but only checking: nothing is printed unless it was not seen."""
        return _Quiet(self.console, _at_once, self.missing)

    async def scene(self, title: str, look: str) -> None:
        """Begin a new scene, and say what to look at in it."""
        self.scenes += 1
        await self.pause(LONG)
        self.console.print()
        self.console.print(Text(f"{self.scenes}. {title}", style="bold"))
        self.console.print(Text(f"{INDENT}Look at {look}.", style="italic"), soft_wrap=True)

    async def does(self, who: str, what: str) -> None:
        """Somebody does something."""
        await self._line(who, what, "dim")

    async def says(self, who: str, text: str) -> None:
        """Somebody writes something."""
        await self._line(who, f'"{text}"', "")

    async def shows(self, to: str, text: str) -> None:
        """The bot shows something to somebody; its text is cut to two lines."""
        await self._line("Sidelight", f"to {to}: {_plain(text)}", "cyan")

    async def passes(self, what: str) -> None:
        """Time passes."""
        await self._line("", what, "dim italic")

    async def saw(self, what: str, *, yes: bool) -> None:
        """Say whether somebody saw what they should; what is missing is kept."""
        if yes:
            self.console.print(Text(f"{INDENT}  seen: {what}", style="green"))
            return
        self.missing.append(what)
        self.console.print(Text(f"{INDENT}  NOT SEEN: {what}", style="bold red"))

    async def _line(self, who: str, text: str, style: str) -> None:
        head = f"{INDENT}{who:<{NAME_WIDTH}}"
        width = min(self.console.width, WIDEST)
        for number, line in enumerate(_two_lines(text, width - len(head))):
            shown = head if number == 0 else " " * len(head)
            self.console.print(Text.assemble((shown, "bold"), (line, style)), soft_wrap=True)
        await self.pause(SHORT if not style or style == "dim" else LONG)


class _Quiet(Telling):
    """Prints only what was not seen."""

    async def saw(self, what: str, *, yes: bool) -> None:
        """Keep and print what is missing."""
        if not yes:
            await Telling.saw(self, what, yes=False)

    async def _line(self, who: str, text: str, style: str) -> None:
        """Say nothing."""


async def _at_once(seconds: float) -> None:
    """Wait for nobody."""


def _plain(text: str) -> str:
    """Leave out the marks for bold, headings, small print and quotes, at the beginning of lines or around words."""
    return _MARKS.sub("", text)


def _two_lines(text: str, width: int) -> list[str]:
    return textwrap.wrap(" ".join(text.split()), max(width, 20), max_lines=2, placeholder=" …")
