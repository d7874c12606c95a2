"""Per place, while the bot runs: a lock that keeps order, and screening's bounded memory (a cache)."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from weakref import WeakValueDictionary

from bot.screening import Memory

MOST_MEMORIES = 20_000
MOST_TEXTS = 50


@dataclass(slots=True)
class Remembered:
    """What is remembered of one chat, or of one author in a room."""

    memory: Memory = field(default_factory=Memory)
    texts: OrderedDict[int, int] = field(default_factory=OrderedDict)

    def is_known(self, message: int, text: str) -> bool:
        """Whether this very text of the message was looked at before."""
        return self.texts.get(message) == hash(text)

    def note(self, message: int, text: str) -> None:
        """Remember that this text was looked at, once what follows from it is written down."""
        self.texts[message] = hash(text)
        while len(self.texts) > MOST_TEXTS:
            self.texts.popitem(last=False)

    def forget(self, message: int) -> None:
        """Forget one message, as if it had never been looked at."""
        self.memory.forget(str(message))
        self.texts.pop(message, None)


@dataclass(frozen=True, slots=True)
class Missed:
    """The first message that was not looked at when it came."""

    community: int
    message: int


@dataclass(frozen=True, slots=True)
class Again:
    """When a gap that could not be read is tried again, and how often it was."""

    at: datetime
    tries: int


@dataclass(slots=True)
class Places:
    """Locks and memories, bounded: the one used longest ago is dropped first."""

    _locks: WeakValueDictionary[int, asyncio.Lock] = field(default_factory=WeakValueDictionary)
    _memories: OrderedDict[tuple[int, int], Remembered] = field(default_factory=OrderedDict)
    _authors: dict[int, set[int]] = field(default_factory=dict)
    # None: the connection is new and no place has been caught up with yet.
    _behind: set[int] | None = None
    # The first message that came to a place while it was behind, with its community.
    _missed: dict[int, Missed] = field(default_factory=dict)
    _again: dict[int, Again] = field(default_factory=dict)

    def fall_behind(self, places: Iterable[int] | None) -> None:
        """Say which places have a gap to be read; None means: any may have one."""
        self._behind = None if places is None else set(places)
        self._again.clear()

    def is_behind(self, place: int) -> bool:
        """Whether this place has a gap that is read soon."""
        return self._behind is None or place in self._behind

    def caught_up(self, place: int) -> None:
        """The gap of this place is read."""
        if self._behind is not None:
            self._behind.discard(place)
        self._missed.pop(place, None)
        self._again.pop(place, None)

    def miss(self, community: int, place: int, message: int) -> None:
        """A message of a watched place was not looked at: its gap begins there at the latest."""
        self._missed.setdefault(place, Missed(community, message))
        if self._behind is not None:
            self._behind.add(place)

    def missed(self) -> dict[int, Missed]:
        """What came to which place and was not looked at."""
        return dict(self._missed)

    def try_again(self, place: int, at: datetime) -> int:
        """Keep a place behind, to be read again then; returns how often that was said before."""
        tries = self._again[place].tries + 1 if place in self._again else 0
        self._again[place] = Again(at, tries)
        return tries

    def next_try(self) -> datetime | None:
        """When the next place is to be read again."""
        return min((again.at for again in self._again.values()), default=None)

    def due_again(self, now: datetime) -> tuple[int, ...]:
        """The places that are to be read again by now."""
        return tuple(place for place, again in self._again.items() if again.at <= now)

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
        self._authors.setdefault(place, set()).add(author)
        while len(self._memories) > MOST_MEMORIES:
            self._drop(*self._memories.popitem(last=False)[0])
        return held

    def forget_message(self, place: int, message: int) -> None:
        """Forget one message, in whosever memory it is."""
        for author in self._authors.get(place, ()):
            self._memories[(place, author)].forget(message)

    def forget_place(self, place: int) -> None:
        """Forget everything about a place, for instance when its chat has ended."""
        for author in self._authors.pop(place, ()):
            del self._memories[(place, author)]

    def _drop(self, place: int, author: int) -> None:
        authors = self._authors[place]
        authors.discard(author)
        if not authors:
            del self._authors[place]
