"""Alternatives of an expression are put into groups that begin alike, so that a search tries few of them."""

import re
from collections.abc import Sequence

_TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|P<\w+>))?|[|)]|[^\\\[()|]+", re.DOTALL
)
_BEGINS = re.compile(r"[a-z0-9](?![?*+{])")


def by_first_letter(expression: str) -> str:
    """The same expression with all its alternatives in groups.

    Python's `re` tries one alternative after the other. Here one letter that does not fit rules out a whole group.
    What matches stays the same: the order changes only between alternatives of which at most one can match.
    """
    tokens = _TOKEN.findall(expression)
    return _read(tokens, [0])


def _read(tokens: Sequence[str], place: list[int]) -> str:
    """The alternatives from a place on up to the end of their group, at which the place is left."""
    branches, branch = [], ""
    while place[0] < len(tokens) and tokens[place[0]] != ")":
        token = tokens[place[0]]
        place[0] += 1
        if token == "|":  # noqa: S105
            branches.append(branch)
            branch = ""
        elif token.startswith("("):
            branch += f"{token}{_read(tokens, place)})"
            place[0] += 1
        else:
            branch += token
    return "|".join(_grouped([*branches, branch]))


def _grouped(branches: Sequence[str]) -> Sequence[str]:
    if len(branches) == 1 or not all(_BEGINS.match(branch) for branch in branches):
        return branches
    groups: dict[str, list[str]] = {}
    for branch in branches:
        groups.setdefault(branch[0], []).append(branch[1:])
    return [
        f"{letter}(?:{'|'.join(_grouped(group))})" if len(group) > 1 else letter + group[0]
        for letter, group in groups.items()
    ]
