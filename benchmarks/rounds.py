"""Rounds measure contenders in turn, again and again, so that a slow moment of the machine hits them all."""

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from benchmarks.texts import Turn

_PROBED = 20
"""Turns with which a contender's speed is guessed at first, before it is measured."""
_PROBE_SHARE = 8
"""More turns are tried until the guess takes this part of a round."""

Look = Callable[[Turn], object]


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to look at messages: `start` gives a fresh look for each round; what it does is said plainly."""

    name: str
    start: Callable[[], Look]
    does: str = ""
    does_not: str = ""


@dataclass(frozen=True, slots=True)
class Timed:
    """Microseconds a message of one contender, one figure a round."""

    contender: Contender
    messages: int
    times: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The middle round."""
        return statistics.median(self.times)

    @property
    def spread(self) -> tuple[float, float]:
        """The quickest and the slowest round."""
        return min(self.times), max(self.times)


def measure(
    contenders: Sequence[Contender], turns: Sequence[Turn], rounds: int, seconds: float
) -> list[Timed]:
    """Measure all contenders over the turns; one too slow for `seconds` a round gets an even sample of them."""
    samples = [sample(turns, affordable(contender, turns, seconds)) for contender in contenders]
    timed = [Timed(one, len(some)) for one, some in zip(contenders, samples, strict=True)]
    for _ in range(rounds):
        for one, some in zip(timed, samples, strict=True):
            one.times.append(one_round(one.contender, some))
    return timed


def affordable(contender: Contender, turns: Sequence[Turn], seconds: float) -> int:
    """How many turns the contender can look at in so many seconds, guessed from more and more of them; at least one."""
    count, cost = _PROBED, one_round(contender, sample(turns, _PROBED))
    while count < len(turns) and count * cost < seconds * 1e6 / _PROBE_SHARE:
        count *= 4
        cost = one_round(contender, sample(turns, count))
    return max(1, int(seconds * 1e6 / max(0.001, cost)))


def sample(turns: Sequence[Turn], most: int) -> Sequence[Turn]:
    """At most so many turns, evenly drawn as whole talks; all of them when they are few enough."""
    step = -(-len(turns) // most)
    return turns if step <= 1 else [turn for turn in turns if turn.talk % step == 0][:most]


def one_round(contender: Contender, turns: Sequence[Turn]) -> float:
    """Microseconds a message in one round."""
    look = contender.start()
    gc.collect()
    gc.disable()
    try:
        started = time.perf_counter()
        for turn in turns:
            look(turn)
        return (time.perf_counter() - started) / max(1, len(turns)) * 1e6
    finally:
        gc.enable()
