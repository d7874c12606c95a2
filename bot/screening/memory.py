"""Memory keeps a little of what came before in one place, so that a message can be judged as part of a talk."""

import marshal
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.screening.values import Category, Message, Side

KEPT = 24
"""How many notable messages one memory holds."""
NEAR = 8
"""How many messages back an ask is still open."""
STANDS = 12
"""How many turns a no stands that names what was asked."""
_CATEGORIES = tuple(Category)
_SIDES = tuple(Side)
_ASKS = frozenset(
    (
        Category.CONTACT_REQUEST,
        Category.OFFSITE_INVITE,
        Category.PERSONAL_PROBE,
        Category.ADVANCE,
        Category.PRETEXT,
    )
)
CONTACT = frozenset((Category.CONTACT_REQUEST, Category.OFFSITE_INVITE, Category.CONTACT_SHARE))
_MOVES = CONTACT | {Category.PRETEXT}


class Entry(NamedTuple):
    """What is kept of one notable message: never its words."""

    key: str
    turn: int
    side: Side
    author: str
    categories: frozenset[Category] = frozenset()
    details: frozenset[str] = frozenset()
    digits: str = ""
    tells: float = 0.0
    refuses: bool = False
    names_ask: bool = False

    @property
    def notable(self) -> bool:
        """Whether there is anything to remember."""
        return bool(self.categories or self.details or self.digits or self.tells or self.refuses)

    @property
    def opens(self) -> bool:
        """Whether it changes how the next messages are read."""
        return bool(self.categories or self.names_ask)


@dataclass(slots=True)
class Memory:
    """The bounded memory of one place. A cache: it may be empty, and then judges with less.

    There are many memories, and one message is judged at a time: entries lie packed, and are open only from the
    first question about them until the message is recorded.
    """

    turn: int = 0
    last_act: int = -NEAR
    _packed: bytes = field(default=b"", repr=False)
    _opened: tuple[Entry, ...] | None = field(default=None, repr=False, compare=False)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is kept of the notable messages, in the order in which they were judged."""
        return _unpacked(self._packed)

    def next_turn(self, message: Message) -> int:
        """The number of this message's turn; an edit keeps the turn of what it replaces."""
        known = self.find(message.key) if message.key else None
        if known is not None:
            self.forget(message.key)
            return known.turn
        self.turn += 1
        return self.turn

    def find(self, key: str) -> Entry | None:
        """The entry of a message, if it was notable."""
        if key.encode("utf-8", "surrogatepass") not in self._packed:
            return None
        return next((entry for entry in self.entries if entry.key == key), None)

    def forget(self, key: str) -> None:
        """Drop what is known of a message, for instance when it was deleted."""
        if self.find(key) is not None:
            kept = [entry for entry in self.entries if entry.key != key]
            self._keep(kept)
            self.last_act = max((entry.turn for entry in kept if entry.opens), default=-NEAR)

    def record(self, entry: Entry) -> None:
        """Remember a judged message if it is notable."""
        if entry.notable:
            rows = marshal.loads(self._packed) if self._packed else []  # noqa: S302
            self._packed = marshal.dumps([*rows, _plain(entry)][-KEPT:])
        if entry.opens:
            self.last_act = max(self.last_act, entry.turn)
        self._opened = None

    @property
    def is_quiet(self) -> bool:
        """Whether nothing here could change how an ordinary message is judged."""
        return self.turn - self.last_act >= NEAR

    def move_before(self, turn: int) -> bool:
        """Whether somebody moved towards contact or another place shortly before this turn."""
        return any(entry.categories & _MOVES for entry in self._recent(turn, NEAR))

    def moved_by(self, message: Message, turn: int) -> bool:
        """Whether this person moved towards contact or another place shortly before this turn."""
        return any(entry.categories & _MOVES and _same(entry, message) for entry in self._recent(turn, NEAR))

    def only_contact(self, message: Message, flagged: frozenset[Category]) -> bool:
        """Whether all turns of this person that were flagged, the one with these categories too, reach for contact."""
        own = (entry.categories for entry in self._open() if _same(entry, message))
        return all(turn & CONTACT for turn in (flagged, *own) if turn)

    def flagged_by(self, message: Message) -> frozenset[Category]:
        """What this person was flagged for last, if that was shortly before the next turn."""
        own = (entry for entry in reversed(self._recent(self.turn + 1, NEAR)) if _same(entry, message))
        return next((entry.categories for entry in own if entry.categories), frozenset())

    def asked_by_other(self, message: Message, turn: int, within: int) -> frozenset[Category]:
        """What the other person asked or offered within some turns, unless it was refused since."""
        for entry in reversed(self._recent(turn, within)):
            if entry.refuses and _same(entry, message):
                return frozenset()
            if entry.categories & (_MOVES | _ASKS) and not _same(entry, message):
                return entry.categories
        return frozenset()

    def refused_before(self, message: Message, turn: int) -> bool:
        """Whether the writer asked before, and the other person has said no since.

        A no that names what was asked shows that there was an ask: then a turn that told a little is enough.
        """
        refused = named = False
        for entry in reversed(self._open()):
            if entry.turn >= turn:
                continue
            if entry.refuses and not _same(entry, message):
                refused = True
                named = named or (entry.names_ask and turn - entry.turn <= STANDS)
            elif _same(entry, message) and (
                (refused and entry.categories & _ASKS) or (named and entry.tells)
            ):
                return True
        return False

    def told_by(self, message: Message) -> float:
        """How many telling turns this person is expected to have made here."""
        return sum(entry.tells for entry in self._open() if _same(entry, message))

    def signs_by(self, message: Message) -> float:
        """The same, of turns that were not flagged."""
        own = (entry for entry in self._open() if _same(entry, message))
        return sum(entry.tells for entry in own if not entry.categories)

    def holds_no(self) -> bool:
        """Whether anybody said no here."""
        return any(entry.refuses for entry in self._open())

    def details_by(self, message: Message) -> frozenset[str]:
        """The kinds of personal detail this person has asked for."""
        return frozenset(
            detail for entry in self._open() if _same(entry, message) for detail in entry.details
        )

    def details_by_other(self, message: Message, turn: int, within: int) -> frozenset[str]:
        """The kinds of detail that another person was seen to ask for within some turns."""
        return frozenset(
            detail
            for entry in self._recent(turn, within)
            if not _same(entry, message) and Category.PERSONAL_PROBE in entry.categories
            for detail in entry.details
        )

    @property
    def holds_digits(self) -> bool:
        """Whether anybody wrote a piece of a number here; asked before a message is judged, so nothing stays open."""
        return any(entry.digits for entry in self.entries)

    def digits_by(self, message: Message, turn: int, within: int) -> tuple[str, ...]:
        """The pieces of numbers this person wrote within some turns."""
        return tuple(
            entry.digits for entry in self._recent(turn, within) if entry.digits and _same(entry, message)
        )

    def _recent(self, turn: int, within: int) -> list[Entry]:
        return [entry for entry in self._open() if turn - within <= entry.turn < turn]

    def _open(self) -> tuple[Entry, ...]:
        if self._opened is None:
            self._opened = self.entries
        return self._opened

    def _keep(self, entries: Iterable[Entry]) -> None:
        self._packed, self._opened = _packed(entries), None


def _packed(entries: Iterable[Entry]) -> bytes:
    """Entries as bytes, a tenth of their size as objects; never leaves this process."""
    return marshal.dumps([_plain(entry) for entry in entries])


def _unpacked(packed: bytes) -> tuple[Entry, ...]:
    rows = marshal.loads(packed) if packed else ()  # noqa: S302
    return tuple(
        Entry(
            key,
            turn,
            _SIDES[side],
            author,
            frozenset([_CATEGORIES[number] for number in categories]),
            frozenset(details),
            digits,
            tells,
            refuses,
            names_ask,
        )
        for key, turn, side, author, categories, details, digits, tells, refuses, names_ask in rows
    )


def _plain(entry: Entry) -> tuple[object, ...]:
    return (
        entry.key,
        entry.turn,
        _SIDES.index(entry.side),
        entry.author,
        bytes(_CATEGORIES.index(category) for category in entry.categories),
        tuple(entry.details),
        entry.digits,
        entry.tells,
        entry.refuses,
        entry.names_ask,
    )


def _same(entry: Entry, message: Message) -> bool:
    return entry.side is message.side and entry.author == message.author
