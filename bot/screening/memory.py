"""Memory keeps a little of what came before in one place, so that a message can be judged as part of a talk."""

from collections import deque
from dataclasses import dataclass, field

from bot.screening.values import Category, Message, Side

KEPT = 24
"""How many notable messages one memory holds."""
NEAR = 8
"""How many messages back an ask is still open."""
STANDS = 12
"""How many turns a no stands that names what was asked."""
_ASKS = frozenset(
    (
        Category.CONTACT_REQUEST,
        Category.OFFSITE_INVITE,
        Category.PERSONAL_PROBE,
        Category.ADVANCE,
        Category.PRETEXT,
    )
)
_MOVES = frozenset(
    (Category.CONTACT_REQUEST, Category.OFFSITE_INVITE, Category.CONTACT_SHARE, Category.PRETEXT)
)


@dataclass(frozen=True, slots=True)
class Entry:
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
    """The bounded memory of one place. A cache: it may be empty, and then judges with less."""

    entries: deque[Entry] = field(default_factory=lambda: deque(maxlen=KEPT))
    turn: int = 0
    last_act: int = -NEAR

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
        return next((entry for entry in self.entries if entry.key == key), None)

    def forget(self, key: str) -> None:
        """Drop what is known of a message, for instance when it was deleted."""
        kept = [entry for entry in self.entries if entry.key != key]
        if len(kept) != len(self.entries):
            self.entries = deque(kept, maxlen=KEPT)
            self.last_act = max((entry.turn for entry in kept if entry.opens), default=-NEAR)

    def record(self, entry: Entry) -> None:
        """Remember a judged message if it is notable."""
        if entry.notable:
            self.entries.append(entry)
        if entry.opens:
            self.last_act = max(self.last_act, entry.turn)

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
        for entry in reversed(self.entries):
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
        return sum(entry.tells for entry in self.entries if _same(entry, message))

    def details_by(self, message: Message) -> frozenset[str]:
        """The kinds of personal detail this person has asked for."""
        return frozenset(
            detail for entry in self.entries if _same(entry, message) for detail in entry.details
        )

    def details_by_other(self, message: Message, turn: int, within: int) -> frozenset[str]:
        """The kinds of detail that another person was seen to ask for within some turns."""
        return frozenset(
            detail
            for entry in self._recent(turn, within)
            if not _same(entry, message) and Category.PERSONAL_PROBE in entry.categories
            for detail in entry.details
        )

    def digits_by(self, message: Message, turn: int, within: int) -> tuple[str, ...]:
        """The pieces of numbers this person wrote within some turns."""
        return tuple(
            entry.digits for entry in self._recent(turn, within) if entry.digits and _same(entry, message)
        )

    def _recent(self, turn: int, within: int) -> list[Entry]:
        return [entry for entry in self.entries if turn - within <= entry.turn < turn]


def _same(entry: Entry, message: Message) -> bool:
    return entry.side is message.side and entry.author == message.author
