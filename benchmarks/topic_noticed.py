"""Count in how many labelled messages a topic is noticed: `python -m benchmarks.topic_noticed crisis [FILE ...]`."""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.commands.json_lines import read_object, side_of, text_of
from bot.commands.measuring import Share
from bot.screening import Category, Message, Screener, find_packs, load_screener
from bot.screening.topics import TOPICS
from tools.labelled_lines import LABELS


@dataclass(frozen=True, slots=True)
class Labelled:
    """One message, and of which kind of its topic it is: `wish` for instance, or `judging`; `none` where of none."""

    message: Message
    kind: str


def sets_of(category: Category) -> list[Path]:
    """The files in which messages are labelled for a topic."""
    return sorted((Path(__file__).parent / category.value).glob("*.jsonl"))


def read_labelled(path: Path, category: Category) -> Iterator[Labelled]:
    """The messages of a file of JSON lines with `text`, `sender` and the label of the topic."""
    for line in path.read_bytes().splitlines():
        record = read_object(line)
        yield Labelled(Message(text_of(record), side_of(record)), str(record[LABELS[category]]))


def is_noticed(screener: Screener, message: Message, category: Category) -> bool:
    """Whether a message has a finding of the topic."""
    return any(finding.category is category for finding in screener.look(message))


def shares(screener: Screener, labelled: Iterable[Labelled], category: Category) -> Mapping[str, Share]:
    """How many of each kind are noticed."""
    noticed: dict[str, list[bool]] = defaultdict(list)
    for one in labelled:
        noticed[one.kind].append(is_noticed(screener, one.message, category))
    return {kind: Share(sum(some), len(some)) for kind, some in noticed.items()}


def main() -> None:
    """Print the shares of each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("topic", choices=[topic.category.value for topic in TOPICS])
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    category, screener = Category(options.topic), load_screener(find_packs())
    for path in options.files or sets_of(category):
        for kind, share in shares(screener, read_labelled(path, category), category).items():
            print(f"{path.stem}: {kind} {share.hits} of {share.of}")


if __name__ == "__main__":
    main()
