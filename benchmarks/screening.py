"""Microseconds a message: the whole screener, its sieve alone, a loop of regular expressions, and an empty loop."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.screening import Memory, Message, Screener, find_packs, is_flagged, load_screener

ROUNDS = 5
_LOOP_SHARE = 20
"""The loop of expressions is slow: it gets one message in this many."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to look at messages, and the messages it gets."""

    name: str
    look: Callable[[Message], object]
    messages: Sequence[Message]


def measure(texts: Sequence[str]) -> Iterator[str]:
    """The lines of the report: medians over interleaved rounds with their spread, then shares."""
    started = time.perf_counter()
    screener = load_screener(find_packs())
    yield f"load and compile without a cache: {time.perf_counter() - started:.1f} s"
    messages = [Message(text) for text in texts]
    for name, times in rounds(contenders(screener, messages)).items():
        yield f"{name:<28}{statistics.median(times):8.2f} us   [{min(times):.2f} to {max(times):.2f}]"
    yield from shares(screener, messages)


def contenders(screener: Screener, messages: Sequence[Message]) -> list[Contender]:
    """What is measured."""
    memory = Memory()
    searches = [phrase.exact.search for pattern in screener.patterns for phrase in pattern.phrases]
    return [
        Contender("empty loop", lambda _: None, messages),
        Contender("sieve (fold and scan)", screener.sift, messages),
        Contender("screener", screener.look, messages),
        Contender("screener with a memory", lambda message: screener.look(message, memory), messages),
        Contender(
            "loop of re.search",
            lambda message: [search for search in searches if search(message.text)],
            messages[::_LOOP_SHARE],
        ),
    ]


def rounds(them: Sequence[Contender]) -> dict[str, list[float]]:
    """Microseconds a message of each contender, one figure a round."""
    times: dict[str, list[float]] = {contender.name: [] for contender in them}
    for _ in range(ROUNDS):
        for contender in them:
            gc.collect()
            gc.disable()
            times[contender.name].append(one_round(contender))
            gc.enable()
    return times


def one_round(contender: Contender) -> float:
    """Microseconds a message in one round."""
    look, started = contender.look, time.perf_counter()
    for message in contender.messages:
        look(message)
    return (time.perf_counter() - started) / max(1, len(contender.messages)) * 1e6


def shares(screener: Screener, messages: Sequence[Message]) -> Iterator[str]:
    """How many messages go past the sieve, and how many are flagged."""
    read = sum(bool(screener.sift(message)) for message in messages)
    flagged = sum(is_flagged(screener.look(message)) for message in messages)
    yield f"read closely: {read / len(messages):.1%}; flagged: {flagged / len(messages) * 1000:.2f} in 1,000"
