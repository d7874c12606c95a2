"""Latency is what single messages cost, not their average: percentiles, and what the closer look takes."""

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.ours import Memories
from benchmarks.rounds import sample
from benchmarks.texts import Turn
from bot.screening import Screener, is_flagged

PASSES = 3
_MOST = 50_000
"""Turns that are enough."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Microseconds: the middle, how slow the slowest 1 in 100 and 1 in 1,000 are at least, and the slowest."""

    p50: float
    p99: float
    p999: float
    most: float


@dataclass(frozen=True, slots=True)
class Closer:
    """How often messages reach the third tier, and what a message costs then and otherwise, in microseconds."""

    share: float
    mean: float
    other: float


@dataclass(frozen=True, slots=True)
class Latency:
    """What single messages cost; `flagged` is the number of messages with a finding that can become a flag."""

    messages: int
    spread: Spread
    closer: Closer
    flagged: int


@dataclass(frozen=True, slots=True)
class _Cost:
    microseconds: float
    closer: bool
    flagged: bool


def measure_latency(screener: Screener, turns: Sequence[Turn]) -> tuple[Latency, Latency]:
    """What messages cost by themselves, and with the memory of their chat, in passes that take turns."""
    some = sample(turns, _MOST)
    passes = [_quietly(lambda: _pass(screener, some)) for _ in range(PASSES)]
    alone, remembering = ([*zip(*(one[kind] for one in passes), strict=True)] for kind in (0, 1))
    return _summed([_best(costs) for costs in alone]), _summed([_best(costs) for costs in remembering])


def _pass(screener: Screener, turns: Sequence[Turn]) -> tuple[list[_Cost], list[_Cost]]:
    memories = Memories()
    alone = [_alone(screener, turn) for turn in turns]
    return alone, [_in_its_talk(screener, memories, turn) for turn in turns]


def _best(costs: Sequence[_Cost]) -> _Cost:
    return min(costs, key=lambda cost: cost.microseconds)


def spread_of(times: Sequence[float]) -> Spread:
    """The percentiles of some times, by nearest rank; raises ValueError when there are none."""
    if not times:
        raise ValueError("there is nothing to take percentiles of")
    ordered = sorted(times)
    return Spread(_rank(ordered, 500), _rank(ordered, 990), _rank(ordered, 999), ordered[-1])


def _rank(ordered: Sequence[float], permille: int) -> float:
    return ordered[max(0, -(-len(ordered) * permille // 1000) - 1)]


def _quietly(look: Callable[[], tuple[list[_Cost], list[_Cost]]]) -> tuple[list[_Cost], list[_Cost]]:
    gc.collect()
    gc.disable()
    try:
        return look()
    finally:
        gc.enable()


def _alone(screener: Screener, turn: Turn) -> _Cost:
    started = time.perf_counter()
    findings = screener.look(turn.message)
    microseconds = (time.perf_counter() - started) * 1e6
    return _Cost(microseconds, screener.needs_closer_look(turn.message), is_flagged(findings))


def _in_its_talk(screener: Screener, memories: Memories, turn: Turn) -> _Cost:
    memory = memories[turn.talk]
    quiet = memory.is_quiet
    started = time.perf_counter()
    findings = screener.look(turn.message, memory)
    microseconds = (time.perf_counter() - started) * 1e6
    closer = not quiet or screener.needs_closer_look(turn.message, memory)
    return _Cost(microseconds, closer, is_flagged(findings))


def _summed(costs: Sequence[_Cost]) -> Latency:
    closer = [cost.microseconds for cost in costs if cost.closer]
    other = [cost.microseconds for cost in costs if not cost.closer]
    return Latency(
        len(costs),
        spread_of([cost.microseconds for cost in costs]),
        Closer(len(closer) / len(costs), _mean(closer), _mean(other)),
        sum(cost.flagged for cost in costs),
    )


def _mean(times: Sequence[float]) -> float:
    return statistics.fmean(times) if times else 0.0
