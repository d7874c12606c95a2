"""Per place, while the bot runs: a lock that keeps order, and screening's bounded memory (a cache)."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from bot.screening import Memory, Side

MOST_MEMORIES = 20_000
MOST_TEXTS = 50


@dataclass(slots=True)
class Remembered:
    """What is remembered of one chat, or of one author in a room."""

    memory: Memory = field(default_factory=Memory)
    texts: OrderedDict[int, int] = field(default_factory=OrderedDict)
    last_side: Side | None = None
    # Messages since the silent line with buttons was last put near the bottom.
    unlined: int = 0

    def is_known(self, message: int, text: str) -> bool:
        """Whether this very text of the message was looked at before; remembers it otherwise."""
        if self.texts.get(message) == hash(text):
            return True
        self.texts[message] = hash(text)
        while len(self.texts) > MOST_TEXTS:
            self.texts.popitem(last=False)
        return False


@dataclass(slots=True)
class Places:
    """Locks and memories, bounded: the one used longest ago is dropped first."""

    _locks: WeakValueDictionary[int, asyncio.Lock] = field(default_factory=WeakValueDictionary)
    _memories: OrderedDict[tuple[int, int], Remembered] = field(default_factory=OrderedDict)
    # None: the connection is new and no place has been caught up with yet.
    _behind: set[int] | None = None

    def fall_behind(self, places: Iterable[int] | None) -> None:
        """Say which places have a gap to be read; None means: any may have one."""
        self._behind = None if places is None else set(places)

    def is_behind(self, place: int) -> bool:
        """Whether this place has a gap that is read soon."""
        return self._behind is None or place in self._behind

    def caught_up(self, place: int) -> None:
        """The gap of this place is read."""
        if self._behind is not None:
            self._behind.discard(place)

    def lock(self, place: int) -> asyncio.Lock:
        """The lock that lets one message of a place through at a time."""
        lock = self._locks.get(place)
        if lock is None:
            lock = self._locks[place] = asyncio.Lock()
        return lock

    def find(self, place: int, author: int) -> Remembered | None:
        """What is remembered here; None when nothing is yet (after a restart)."""
        held = self._memories.get((place, author))
        if held is not None:
            self._memories.move_to_end((place, author))
        return held

    def begin(self, place: int, author: int) -> Remembered:
        """Start remembering."""
        held = self._memories[(place, author)] = Remembered()
        while len(self._memories) > MOST_MEMORIES:
            self._memories.popitem(last=False)
        return held

    def forget_message(self, place: int, message: int) -> None:
        """Forget one message, in whosever memory it is."""
        for key, held in self._memories.items():
            if key[0] == place:
                held.memory.forget(str(message))
                held.texts.pop(message, None)

    def forget_place(self, place: int) -> None:
        """Forget everything about a place, for instance when its chat has ended."""
        for key in [key for key in self._memories if key[0] == place]:
            del self._memories[key]
