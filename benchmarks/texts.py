"""Texts to measure with: files of JSON lines, or everyday talks made up from parts with a fixed seed."""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from bot.screening import Message, Side

_STARTS = (
    "today i",
    "honestly i",
    "my sister",
    "the bus",
    "my boss",
    "i think the cat",
    "nobody at work",
    "we",
)
_MIDDLES = (
    "could not sleep",
    "forgot the soup",
    "felt a bit better",
    "went home early",
    "cried again",
    "was very late",
)
_ENDS = (
    "and that was that.",
    "because of the rain",
    "so i called my mum",
    "…",
    "again!",
    "how are you?",
    "at 10:30",
    "lol",
)
_SEED = 7
_COUNT = 20_000
_TURNS = 12
_FIRST_KEY = 1_300_000_000_000_000_000
"""Keys are as long as those of real messages."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a talk as it stands in a file."""

    text: str
    role: str = ""
    dialog: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One message, and the number of the talk it belongs to."""

    message: Message
    talk: int


def read_turns(paths: Sequence[Path]) -> list[Turn]:
    """The turns of the files (keys `text`, `role` and `dialog`), or made-up ones when there is no file.

    Raises OSError or ValueError, which names the file and the line.
    """
    return turns(line for path in paths for line in _lines(path)) if paths else turns(made_up())


def turns(lines: Iterable[Line]) -> list[Turn]:
    """Lines as messages in talks: who speaks first is the member; lines without a talk are one each."""
    talks: dict[str, tuple[int, str]] = {}
    numbers, keys = count(), count(_FIRST_KEY)
    found = []
    for line in lines:
        talk, first = talks.get(line.dialog) or (next(numbers), line.role)
        if line.dialog:
            talks[line.dialog] = talk, first
        side = Side.MEMBER if line.role == first else Side.LISTENER
        found.append(Turn(Message(line.text, side, str(next(keys))), talk))
    return found


def made_up() -> Iterator[Line]:
    """The same few thousand everyday messages every time, in talks of twelve."""
    chance = random.Random(_SEED)
    for number in range(_COUNT):
        text = " ".join(map(chance.choice, (_STARTS, _MIDDLES, _ENDS)))
        yield Line(text, "ab"[number % 2], str(number // _TURNS))


def _lines(path: Path) -> Iterator[Line]:
    for number, raw in enumerate(path.read_text("utf-8").splitlines(), 1):
        if raw.strip():
            yield _line(raw, f"{path.name}, line {number}")


def _line(raw: str, place: str) -> Line:
    try:
        record = json.loads(raw)
    except json.JSONDecodeError as error:
        raise ValueError(f"{place}: not JSON: {error}") from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise ValueError(f'{place}: there must be a "text" in each line')
    return Line(record["text"], str(record.get("role", "")), str(record.get("dialog", "")))
