"""Growth is what more patterns cost: the packs as they are, and with thousands of made-up patterns beside them."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from benchmarks.ours import whole
from benchmarks.rounds import measure
from benchmarks.texts import Turn
from bot.screening import Pattern, Screener
from bot.screening.packs import Pack
from bot.screening.phrase_language import compile_phrase

MORE = (0, 500, 5000)
_VERBS = ("borrow", "fetch", "paint", "carry", "sketch", "mend", "polish", "wrap", "stack", "count")
_ADJECTIVES = (
    "copper",
    "velvet",
    "crooked",
    "amber",
    "hollow",
    "dusty",
    "woollen",
    "marble",
    "tin",
    "striped",
)
_NOUNS = ("kettle", "lantern", "violin", "ladder", "teapot", "anchor", "saddle", "compass", "bucket", "harp")
_PLACES = ("attic", "harbour", "orchard", "cellar", "meadow")


@dataclass(frozen=True, slots=True)
class Size:
    """What a message costs with so many phrases, and how long they take to compile."""

    phrases: int
    compiled: float
    """Seconds."""
    microseconds: float


def measure_growth(
    pack: Pack, turns: Sequence[Turn], rounds: int, seconds: float, more: Sequence[int] = MORE
) -> list[Size]:
    """Measure screeners of several sizes in interleaved rounds."""
    built = [_built(pack, extra) for extra in more]
    contenders = [
        replace(whole(screener), name=str(extra)) for extra, (screener, _) in zip(more, built, strict=True)
    ]
    timed = measure(contenders, turns, rounds, seconds)
    return [
        Size(_phrases(screener), compiled, one.median)
        for (screener, compiled), one in zip(built, timed, strict=True)
    ]


def invented(pack: Pack, count: int) -> Iterator[Pattern]:
    """Patterns of one phrase each, like an ask in form, about things that nobody asks for."""
    parts = product(_VERBS, _ADJECTIVES, _NOUNS, _PLACES)
    for number, (verb, adjective, noun, place) in enumerate(islice(parts, count)):
        phrase = compile_phrase(f"{verb} (my|your|the) {adjective} {noun} <2> {place}", {})
        yield replace(pack.patterns[0], id=f"invented_{number}", phrases=(phrase,), unless=())


def _built(pack: Pack, extra: int) -> tuple[Screener, float]:
    patterns = (*pack.patterns, *invented(pack, extra))
    started = time.perf_counter()
    return Screener(replace(pack, patterns=patterns)), time.perf_counter() - started


def _phrases(screener: Screener) -> int:
    return sum(len(pattern.phrases) for pattern in screener.patterns)
