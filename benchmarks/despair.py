"""Count in how many labelled messages words of crisis are noticed: `python -m benchmarks.despair [FILE ...]`."""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from bot.screening import Category, Message, Screener, Side, find_packs, load_screener

SETS = Path(__file__).parent / "crisis"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One message, and how much its writer is in crisis: `now`, `wish`, `heavy`, `any` or `none`."""

    message: Message
    tier: str


@dataclass(frozen=True, slots=True)
class Share:
    """How many messages of one tier were noticed."""

    tier: str
    noticed: int
    count: int


def read_labelled(path: Path) -> Iterator[Labelled]:
    """The messages of a file of JSON lines with `text`, `sender` and `tier`."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield Labelled(Message(record["text"], Side(record["sender"])), record["tier"])


def is_noticed(screener: Screener, message: Message) -> bool:
    """Whether words of crisis are found in a message."""
    return any(finding.category is Category.CRISIS for finding in screener.look(message))


def shares(screener: Screener, labelled: Iterable[Labelled]) -> list[Share]:
    """How many of each tier are noticed."""
    found = sorted((one.tier, is_noticed(screener, one.message)) for one in labelled)
    return [
        _share(tier, [noticed for _, noticed in some]) for tier, some in groupby(found, lambda one: one[0])
    ]


def _share(tier: str, noticed: Sequence[bool]) -> Share:
    return Share(tier, sum(noticed), len(noticed))


def main() -> None:
    """Print the shares of each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=sorted(SETS.glob("*.jsonl")))
    screener = load_screener(find_packs())
    for path in parser.parse_args().files:
        for share in shares(screener, read_labelled(path)):
            print(f"{path.stem}: {share.tier} {share.noticed} of {share.count}")


if __name__ == "__main__":
    main()
