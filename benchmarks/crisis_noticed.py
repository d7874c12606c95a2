"""Count in how many labelled messages words of crisis are noticed: `python -m benchmarks.crisis_noticed [FILE ...]`."""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.commands.json_lines import read_object, side_of, text_of
from bot.commands.measuring import Share
from bot.screening import Category, Message, Screener, find_packs, load_screener

SETS = Path(__file__).parent / "crisis"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One message, and how much its writer is in crisis: `now`, `wish`, `heavy`, `any` or `none`."""

    message: Message
    tier: str


def read_labelled(path: Path) -> Iterator[Labelled]:
    """The messages of a file of JSON lines with `text`, `sender` and `tier`."""
    for line in path.read_bytes().splitlines():
        record = read_object(line)
        yield Labelled(Message(text_of(record), side_of(record)), str(record["tier"]))


def is_noticed(screener: Screener, message: Message) -> bool:
    """Whether words of crisis are found in a message."""
    return any(finding.category is Category.CRISIS for finding in screener.look(message))


def shares(screener: Screener, labelled: Iterable[Labelled]) -> Mapping[str, Share]:
    """How many of each tier are noticed."""
    noticed: dict[str, list[bool]] = defaultdict(list)
    for one in labelled:
        noticed[one.tier].append(is_noticed(screener, one.message))
    return {tier: Share(sum(some), len(some)) for tier, some in noticed.items()}


def main() -> None:
    """Print the shares of each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=sorted(SETS.glob("*.jsonl")))
    screener = load_screener(find_packs())
    for path in parser.parse_args().files:
        for tier, share in shares(screener, read_labelled(path)).items():
            print(f"{path.stem}: {tier} {share.hits} of {share.of}")


if __name__ == "__main__":
    main()
