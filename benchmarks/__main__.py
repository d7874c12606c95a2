"""Run all benchmarks: `python -m benchmarks [FILE.jsonl ...]`."""

import sys
from pathlib import Path

from benchmarks.screening import measure
from benchmarks.texts import read_texts


def main() -> None:
    """Measure over the given JSON lines files (key `text`), or over texts made up here."""
    texts = read_texts([Path(name) for name in sys.argv[1:]])
    print(f"{len(texts)} messages")
    for line in measure(texts):
        print(line)


if __name__ == "__main__":
    main()
