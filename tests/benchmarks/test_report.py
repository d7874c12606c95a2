"""The page says what was measured, what was missing, and which limits were kept."""

from dataclasses import replace

import pytest

from benchmarks.footprint import Footprint
from benchmarks.growth import Size
from benchmarks.hostile import Worst
from benchmarks.latency import Closer, Latency, Spread
from benchmarks.machine import Machine
from benchmarks.ours import WHOLE
from benchmarks.report import Run, figure, page
from benchmarks.rounds import Contender, Timed
from benchmarks.starting import Start

SPREAD = Spread(1.0, 2.0, 3.0, 4.0)
LATENCY = Latency(2000, SPREAD, Closer(0.05, 60.0, 2.0), flagged=1)


def timed(name: str, *times: float) -> Timed:
    return Timed(Contender(name, lambda: lambda turn: turn, "this", "that"), 10, [*times])


RUN = Run(
    machine=Machine("A processor", 2, "CPython 3.11"),
    source="made up",
    messages=2000,
    talks=20,
    rounds=3,
    timed=(timed(WHOLE, 4.0, 2.0, 3.0), timed("a slow one", 600.0)),
    missing=("some-peer",),
    alone=LATENCY,
    remembering=LATENCY,
    hostile=(Worst(1000, "digits", 500.0, SPREAD),),
    start=Start(10.0, 0.5),
    footprint=Footprint(1000.0, 0.5, 4000.0),
    growth=(Size(500, 1.0, 3.0),),
)


def test_medians_and_ratios_are_shown() -> None:
    text = page(RUN)
    assert f"| {WHOLE} | 3.00 | 2.00 to 4.00 | x 1.00 | 10 |" in text
    assert "| a slow one | 600 | 600 to 600 | x 200 | 10 |" in text
    assert "| a slow one | this | that |" in text


def test_missing_peers_are_named_only_when_some_are() -> None:
    assert "some-peer" in page(RUN)
    assert "Not installed" not in page(replace(RUN, missing=()))


def test_limits_are_judged() -> None:
    text = page(RUN)
    assert "100 MB (300 MB are allowed: kept)" in text
    assert "400 MB (300 MB are allowed: not kept)" in text
    assert "Under 1 s with it is needed: kept" in text
    late = replace(RUN, start=Start(10.0, 1.5), hostile=(Worst(200, "x", 1.0, replace(SPREAD, p999=1001.0)),))
    assert "Under 1 s with it is needed: not kept" in page(late)
    assert "under 1,000: not kept" in page(late)


def test_flags_are_counted_in_a_thousand_messages() -> None:
    assert "| one message | 1.00 | 2.00 | 3.00 | 4.00 | 5.0% | 60.0 | 2.00 | 0.50 |" in page(RUN)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.00002, "under 0.001"), (0.0234, "0.023"), (0.5, "0.50"), (12.345, "12.3"), (1234.5, "1,234")],
)
def test_figures_have_three_digits_or_so(value: float, shown: str) -> None:
    assert figure(value) == shown
