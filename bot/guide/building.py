"""The small pieces all cards are built from: labelled buttons, time stamps, quoted words, lists that fit."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.guide.actions import Action
from bot.guide.values import Button, Style
from bot.guide.wording import Wording

TEXT_LIMIT = 2000
_MARKDOWN = re.compile(r"([\\*_~`|<>\[\]#:@])")


def button(wording: Wording, action: Action, argument: str = "", style: Style = Style.PLAIN) -> Button:
    """Give the button of an action; one action has one label everywhere."""
    return Button(wording.named("button", action), action, argument, style)


def buttons(wording: Wording, argument: str, *actions: Action) -> tuple[Button, ...]:
    """Give plain buttons that share one argument."""
    return tuple(button(wording, action, argument) for action in actions)


def day(moment: datetime) -> str:
    """Give Discord's markup for a date; every reader sees it in their own zone and language."""
    return _stamp(moment, "D")


def day_and_time(moment: datetime) -> str:
    """Give Discord's markup for a date with its time."""
    return _stamp(moment, "f")


def time_of_day(moment: datetime) -> str:
    """Give Discord's markup for a time of the day."""
    return _stamp(moment, "t")


def ago(moment: datetime) -> str:
    """Give Discord's markup for a moment as counted from now, such as `in 3 hours`."""
    return _stamp(moment, "R")


def quoted(words: str, most: int = 200) -> str:
    """Give someone's words on one line, cut and with markdown, links and mentions made harmless."""
    line = " ".join(words.split())
    cut = line if len(line) <= most else f"{line[: most - 1]}…"
    return _MARKDOWN.sub(r"\\\1", cut)


def hidden(words: str, most: int = 200) -> str:
    """Give someone's words behind a spoiler, so that moderators choose when to read them."""
    return f"||{quoted(words, most)}||"


def paragraphs(*parts: str) -> str:
    """Join the parts that are not empty, one empty line between them."""
    return "\n\n".join(part for part in parts if part)


def lines(*parts: str) -> str:
    """Join the parts that are not empty, each on its own line."""
    return "\n".join(part for part in parts if part)


def opening(wording: Wording, community: str) -> str:
    """Give the first line of a private word: who speaks, and no topic. Nothing without a community's name."""
    return wording.text("private.opening", community=quoted(community, 100)) if community else ""


def fitted(head: str, rows: Sequence[str], tail: str, more: Callable[[int], str]) -> str:
    """Join head, as many rows as fit into one message, and tail; `more` words how many rows were left out."""
    shown = list(rows)
    while True:
        left_out = len(rows) - len(shown)
        body = lines(*shown, more(left_out) if left_out else "")
        text = paragraphs(head, body, tail)
        if len(text) <= TEXT_LIMIT or not shown:
            return text
        shown.pop()


def without_gap(rows: Sequence[str]) -> list[str]:
    """Give rows in which every heading has an empty line before it, but for the first."""
    return [row.lstrip("\n") if place == 0 else row for place, row in enumerate(rows)]


def _stamp(moment: datetime, style: str) -> str:
    if moment.tzinfo is None:
        message = "a time without a zone cannot be shown"
        raise ValueError(message)
    return f"<t:{int(moment.timestamp())}:{style}>"
