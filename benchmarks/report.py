"""The report turns a run's figures into the page docs/benchmarks.md."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.footprint import CHATS, LIMIT_MB, Footprint
from benchmarks.growth import Size
from benchmarks.hostile import Worst
from benchmarks.latency import PASSES, Latency
from benchmarks.machine import Machine
from benchmarks.ours import WHOLE
from benchmarks.rounds import Timed
from benchmarks.starting import Start

NEEDED, AIMED = 14.0, 5.0
"""Microseconds a message: the average and the peak of a platform with 6.1 billion messages a day."""
_HOSTILE_LIMIT = 1000.0
_CACHED_LIMIT = 1.0


@dataclass(frozen=True, slots=True)
class Run:
    """All that one run measured, and on what."""

    machine: Machine
    source: str
    messages: int
    talks: int
    rounds: int
    timed: Sequence[Timed]
    missing: Sequence[str]
    alone: Latency
    remembering: Latency
    hostile: Sequence[Worst]
    start: Start
    footprint: Footprint
    growth: Sequence[Size]


def page(run: Run) -> str:
    """The whole page, as Markdown."""
    parts = (_head, _speed, _jobs, _latency, _hostile, _growth, _rest, _again)
    return "\n".join(line for part in parts for line in (*part(run), ""))


def _head(run: Run) -> Iterator[str]:
    yield "# How fast screening is"
    yield ""
    yield "Written by `make bench`; the figures are those of one run."
    yield ""
    yield f"- Machine: {run.machine}. One process, one thread."
    yield f"- Text: {run.messages:,} messages in {run.talks:,} talks, {run.source}."
    yield f"- {run.rounds} rounds in which all take turns. Given are the middle round, the quickest and the slowest."
    yield "- The machine is shared. Trust ratios; a difference of a tenth means nothing."
    yield "- Python's collector of unused objects is off within a round, for everyone."
    if run.missing:
        yield f"- Not installed, so not measured: {', '.join(run.missing)}. `make setup-bench` brings them."


def _speed(run: Run) -> Iterator[str]:
    ours = next(one.median for one in run.timed if one.contender.name == WHOLE)
    yield "## Microseconds a message"
    yield ""
    yield "| what | median | quickest to slowest | to ours | messages a round |"
    yield "| --- | --: | --: | --: | --: |"
    for one in run.timed:
        low, high = one.spread
        yield (
            f"| {one.contender.name} | {figure(one.median)} | {figure(low)} to {figure(high)} "
            f"| x {figure(one.median / ours)} | {one.messages:,} |"
        )
    yield ""
    yield "Who is slow gets an even sample of the same talks."
    yield f"At most {NEEDED:g} is needed: {verdict(ours, NEEDED)}. The aim is {AIMED:g}: {verdict(ours, AIMED)}."


def _jobs(run: Run) -> Iterator[str]:
    yield "## What each does and does not do"
    yield ""
    yield "The jobs differ, so the ratios above say what a job costs, not who is better at it."
    yield ""
    yield "| what | does | does not |"
    yield "| --- | --- | --- |"
    for one in run.timed:
        yield f"| {one.contender.name} | {one.contender.does} | {one.contender.does_not} |"


def _latency(run: Run) -> Iterator[str]:
    yield "## Single messages"
    yield ""
    yield f"In microseconds, with about 0.1 for the clock, over {run.alone.messages:,} messages."
    yield f"Each message counts with the best of {PASSES} passes, which leaves out most other work on the machine."
    yield ""
    yield "| | p50 | p99 | p99.9 | slowest | reach tier 3 | mean there | mean of the others | flagged in 1,000 |"
    yield "| --- | --: | --: | --: | --: | --: | --: | --: | --: |"
    for name, one in (("one message", run.alone), ("with a memory per chat", run.remembering)):
        spread, closer = one.spread, one.closer
        figures = (spread.p50, spread.p99, spread.p999, spread.most)
        yield (
            f"| {name} | {' | '.join(map(figure, figures))} | {closer.share:.1%} | {figure(closer.mean)} "
            f"| {figure(closer.other)} | {one.flagged / one.messages * 1000:.2f} |"
        )
    yield ""
    yield "A message reaches tier 3 when a quick look cannot say that there is nothing in it, or its chat is not quiet."


def _hostile(run: Run) -> Iterator[str]:
    yield "## Hostile text"
    yield ""
    yield "Texts made to be slow to read, in a chat with an open ask. Microseconds per 1,000 code points."
    yield ""
    yield "| code points | p50 | p99 | p99.9 | slowest | the worst kind | its middle |"
    yield "| --: | --: | --: | --: | --: | --- | --: |"
    for one in run.hostile:
        spread = one.spread
        figures = " | ".join(map(figure, (spread.p50, spread.p99, spread.p999, spread.most)))
        yield f"| {one.length:,} | {figures} | {one.name} | {figure(one.middle)} |"
    yield ""
    worst = max(one.spread.p999 for one in run.hostile)
    yield f"p99.9 is to stay under {_HOSTILE_LIMIT:,.0f}: {verdict(worst, _HOSTILE_LIMIT)}."


def _growth(run: Run) -> Iterator[str]:
    yield "## More patterns"
    yield ""
    yield "The packs as they are, and with made-up patterns beside them; with a memory per chat."
    yield ""
    yield "| phrases | microseconds a message | seconds to compile |"
    yield "| --: | --: | --: |"
    for size in run.growth:
        yield f"| {size.phrases:,} | {figure(size.microseconds)} | {size.compiled:.1f} |"


def _rest(run: Run) -> Iterator[str]:
    start, print_ = run.start, run.footprint
    yield "## Starting, and memory"
    yield ""
    yield f"- Ready after {start.cold:.1f} s the first time, {start.cached:.2f} s with the compiled form kept."
    yield f"  Under {_CACHED_LIMIT:g} s with it is needed: {verdict(start.cached, _CACHED_LIMIT)}."
    yield "  That is a new process that imports screening and loads all packs, without the rest of the bot."
    for name, size in (
        (f"A chat of these texts ({print_.entries:.1f} entries)", print_.typical),
        ("A full memory", print_.full),
    ):
        total = print_.megabytes(size)
        yield (
            f"- {name}: {size:,.0f} bytes, so {CHATS:,} take {total:,.0f} MB "
            f"({LIMIT_MB} MB are allowed: {verdict(total, LIMIT_MB)})."
        )


def _again(run: Run) -> Iterator[str]:
    yield "## How to repeat it"
    yield ""
    yield "```sh"
    yield "make setup-bench"
    yield 'make bench TEXTS="one.jsonl two.jsonl" ARGS=--write'
    yield "```"
    yield ""
    yield "A file has one message a line: `text`, and `role` and `dialog` if there are talks. Without `TEXTS` the"
    yield "messages are made up, and nearly all of them are quick. Without `setup-bench` the peers are left out."
    yield "Without `ARGS=--write` the page is only printed."
    yield ""
    yield "Peers are measured with their expressions alone: no language model is loaded, and nothing is fetched."
    yield "Screening takes one core and needs a quiet process: a busy thread beside it makes each scan wait its turn."


def verdict(value: float, limit: float) -> str:
    """Whether a figure keeps its limit, in a word."""
    return "kept" if value <= limit else "not kept"


def figure(value: float) -> str:
    """A figure with about three digits that matter."""
    if 0 < value < 0.001:
        return "under 0.001"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"
