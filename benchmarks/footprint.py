"""Footprint is how many bytes the memory of a chat takes, as Python's own count of allocations sees it."""

import gc
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice

from benchmarks.rounds import sample
from benchmarks.texts import Turn
from bot.screening import Memory, Message, Screener, Side
from bot.screening.memory import KEPT

CHATS = 100_000
LIMIT_MB = 300
_COPIES = 50
_MOST = 20_000
"""Turns that are enough."""
_FIRST_KEY = 1_300_000_000_000_000_000
_LINES = (
    "what's your insta?",
    "which town are you in?",
    "my number is 07911 123456",
    "let's talk on telegram, and don't tell anyone",
    "it begins with 07911",
    "no, i would rather not say where i live",
)
"""Lines that a memory keeps something of."""


@dataclass(frozen=True, slots=True)
class Footprint:
    """Bytes of one memory: of a chat as the texts have them, and when it is full."""

    typical: float
    entries: float
    """How many entries a typical one holds."""
    full: float

    def megabytes(self, size: float) -> float:
        """What 100,000 live chats take."""
        return size * CHATS / 1e6


def measure_footprint(screener: Screener, turns: Sequence[Turn]) -> Footprint:
    """Fill memories with the talks, and a few to the brim."""
    talks: dict[int, list[Message]] = {}
    for turn in sample(turns, _MOST):
        talks.setdefault(turn.talk, []).append(turn.message)
    kept, typical = _grown(lambda: [_after(screener, talk) for talk in talks.values()])
    entries = sum(len(memory.entries) for memory in kept) / len(kept)
    _, full = _grown(lambda: [full_memory(screener, copy) for copy in range(_COPIES)])
    return Footprint(typical, entries, full)


def full_memory(screener: Screener, copy: int = 0) -> Memory:
    """A memory with as many entries as it keeps, each of another message."""
    memory = Memory()
    first = _FIRST_KEY + copy * 1000
    for number, line in enumerate(islice(cycle(_LINES), KEPT * len(_LINES))):
        side = Side.LISTENER if number % 2 else Side.MEMBER
        screener.look(Message(line, side, str(first + number)), memory)
    return memory


def _after(screener: Screener, talk: Sequence[Message]) -> Memory:
    memory = Memory()
    for message in talk:
        screener.look(message, memory)
    return memory


def _grown(build: Callable[[], list[Memory]]) -> tuple[list[Memory], float]:
    """The memories, and the bytes that each of them added, when everything else is already in its place."""
    build()
    gc.collect()
    tracemalloc.start()
    try:
        memories = build()
        gc.collect()
        return memories, tracemalloc.get_traced_memory()[0] / len(memories)
    finally:
        tracemalloc.stop()
