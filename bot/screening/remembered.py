"""Remembered values are worked out once for each chunk of text, and forgotten together when there are too many."""

from collections.abc import Callable
from typing import Generic, TypeVar

MOST = 30_000
"""Chunks that are remembered: some ten megabytes at most. They stay in this process."""

Value = TypeVar("Value")


class Remembered(dict[str, Value], Generic[Value]):
    """A dictionary that works out what it does not hold."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[str], Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, chunk: str) -> Value:
        if len(self) >= MOST:
            self.clear()
        value = self[chunk] = self._make(chunk)
        return value
