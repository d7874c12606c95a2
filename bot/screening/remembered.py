"""Remembered values are worked out once for each chunk of text; those that are not asked for again are forgotten."""

from collections.abc import Callable
from typing import Generic, TypeVar

MOST = 50_000
"""Chunks in one generation, and there are two: some 20 megabytes at most. They stay in this process."""

Value = TypeVar("Value")


class Remembered(dict[str, Value], Generic[Value]):
    """A dictionary that works out what it does not hold.

    When it is full it becomes the older generation; what is still asked for comes over from there, the rest goes.
    """

    __slots__ = ("_make", "_most", "_older")

    def __init__(self, make: Callable[[str], Value], most: int = MOST) -> None:
        super().__init__()
        self._make, self._most = make, most
        self._older: dict[str, Value] = {}

    def __missing__(self, chunk: str) -> Value:
        if len(self) >= self._most:
            self._older = dict(self)
            self.clear()
        value = self._older[chunk] if chunk in self._older else self._make(chunk)
        self[chunk] = value
        return value
