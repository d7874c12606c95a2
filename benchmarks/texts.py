"""Texts to measure with: files of JSON lines, or everyday messages made up from parts with a fixed seed."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

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


def read_texts(paths: Sequence[Path]) -> list[str]:
    """The texts of the files, or made-up ones when there is no file."""
    if not paths:
        return made_up()
    return [
        json.loads(line)["text"]
        for path in paths
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]


def made_up() -> list[str]:
    """The same few thousand everyday messages every time."""
    chance = random.Random(_SEED)
    return [" ".join(map(chance.choice, (_STARTS, _MIDDLES, _ENDS))) for _ in range(_COUNT)]
