"""What is learnt from: the packs, labelled lines and examples of one locale, and further files."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
from scipy.sparse import csr_matrix

from bot.screening import Screener, find_packs, load_screener
from tools.labelled_lines import PROMISED, Line, examples, read_file, read_lines

LEAST_APART = 0.5
"""What a clue counts that is seen as often on both sides."""


@dataclass(frozen=True, slots=True)
class Material:
    """What weights are learnt from; `also` comes from files that are not part of the packs."""

    folder: Path
    screener: Screener
    lines: Sequence[Line]
    also: Sequence[Line]

    @property
    def everything(self) -> list[Line]:
        """All lines."""
        return [*self.lines, *self.also]

    @property
    def counted(self) -> str:
        """How many lines there are, for people."""
        return f"{len(self.lines)} + {len(self.also)} lines"


def counts(lines: Sequence[Line], ordinary: float) -> Any:
    """How many times each line counts when it is learnt from; an ordinary one so many times."""
    return numpy.array([ordinary if line.ordinary else PROMISED if line.promised else 1.0 for line in lines])


def apart(seen: csr_matrix, labels: Any) -> Any:
    """How much each clue counts before anything is learnt: the more, the more it is of one side of the lines only.

    A clue that tells them apart may then grow heavy at once, and one that does not needs many lines to say otherwise
    (a logarithm of how often, as in naive Bayes; Wang and Manning 2012). Over all lines the mean square is 1.
    """
    held = (seen != 0).astype(float)
    asks, others = (numpy.asarray(held[side].sum(0)).ravel() + 1 for side in (labels, ~labels))
    ratio = numpy.log(asks / labels.sum()) - numpy.log(others / (~labels).sum())
    counted, often = LEAST_APART + numpy.abs(ratio), asks + others
    return counted / numpy.sqrt((often * counted**2).sum() / often.sum())


def read_material(description: str | None) -> Material:
    """Read what the command line asks for: `--locale LOCALE`, and files after `--also`."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--locale", default="en")
    parser.add_argument("--also", nargs="*", default=[])
    options = parser.parse_args()
    folder = find_packs()
    screener = load_screener(folder, options.locale)
    lines = [*read_lines(folder / options.locale / "lines"), *examples(screener.patterns)]
    also = [line for path in options.also for line in read_file(Path(path))]
    return Material(folder / options.locale, screener, lines, also)
