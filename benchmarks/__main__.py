"""Run all benchmarks: `python -m benchmarks [--write] [FILE.jsonl ...]`."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.footprint import measure_footprint
from benchmarks.growth import measure_growth
from benchmarks.hostile import measure_hostile
from benchmarks.latency import measure_latency
from benchmarks.machine import this_machine
from benchmarks.ours import loop, own
from benchmarks.peers import find_peers
from benchmarks.report import Run, page
from benchmarks.rounds import measure
from benchmarks.starting import measure_start
from benchmarks.texts import Turn, read_turns
from bot.screening import find_packs, load_screener

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
_ROUNDS, _SECONDS = 5, 2.0


@dataclass(frozen=True, slots=True)
class Wish:
    """What a run is asked to do."""

    texts: tuple[Path, ...] = ()
    write: bool = False
    rounds: int = _ROUNDS
    seconds: float = _SECONDS


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the page and, if wished, write it."""
    wish = read_wish(sys.argv[1:] if arguments is None else arguments)
    try:
        turns = read_turns(wish.texts)
    except (OSError, ValueError) as error:
        sys.exit(f"These texts cannot be used: {error}")
    if not turns:
        sys.exit("These texts hold no messages.")
    text = page(run(wish, turns))
    print(text)
    if wish.write:
        PAGE.write_text(text, encoding="utf-8")


def read_wish(arguments: Sequence[str]) -> Wish:
    """The wish that a command line stands for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure how fast screening is."
    )
    parser.add_argument("texts", nargs="*", type=Path, help="files of JSON lines with text, role and dialog")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    parser.add_argument("--rounds", type=int, default=_ROUNDS, help="how many rounds")
    parser.add_argument("--seconds", type=float, default=_SECONDS, help="how long one round of one may take")
    given = parser.parse_args(arguments)
    return Wish(tuple(given.texts), given.write, given.rounds, given.seconds)


def run(wish: Wish, turns: Sequence[Turn]) -> Run:
    """Measure everything, one thing after the other."""
    screener = load_screener(find_packs())
    peers = find_peers()
    alone, remembering = measure_latency(screener, turns)
    return Run(
        machine=this_machine(),
        source=", ".join(path.name for path in wish.texts) or "made up",
        messages=len(turns),
        talks=len({turn.talk for turn in turns}),
        rounds=wish.rounds,
        timed=measure([*own(screener), loop(screener), *peers.contenders], turns, wish.rounds, wish.seconds),
        missing=peers.missing,
        alone=alone,
        remembering=remembering,
        hostile=measure_hostile(screener),
        start=measure_start(),
        footprint=measure_footprint(screener, turns),
        growth=measure_growth(screener.pack, turns, wish.rounds, wish.seconds),
    )


if __name__ == "__main__":
    main()
