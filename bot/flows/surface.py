"""What the stories need of the outside: messages seen, presses, answers, and a surface that carries out acts."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.casework.authority import Person
from bot.chats import File
from bot.guide.values import Card, Form
from bot.guide.views_setup import BreakTrouble, MissingPermissions
from bot.store.acts import Delivery
from bot.store.communities import Community

# Commands that are no button anywhere, and the field that carries a message we cannot read elsewhere.
HELP, PRIVACY, REPORT_MESSAGE = "help", "privacy", "report_message"
SAFE_CHATS = "safe_chats"
PATTERNS = "patterns"
REVIEW_PRACTICE = "review_practice"
# What somebody looks for in the rules.
WORD = "word"
# The moderators' commands.
CASE, RECORD, DESK = "case", "record", "desk"
REPORTED_TEXT = "text"


class Refused(Exception):  # noqa: N818 - an answer of the outside
    """The destination will never take this act (closed messages, missing permission, gone): final."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TryLater(Exception):  # noqa: N818 - an answer of the outside
    """The destination could not take this act now; `seconds` says how long it asked us to wait."""

    def __init__(self, seconds: float = 0.0) -> None:
        super().__init__(f"try again in {seconds} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Seen:
    """One message as a place shows it: everything readable in it joined as `text`.

    `parent` is the channel above a thread, else the place itself. `unread` names what could not be read.
    Of a direct message (its place: `bot.chats.direct_place`), `words` are what the person wrote, `reply_to` the
    message it answers (0: none), and `files` what came with it.
    """

    community: int
    place: int
    id: int
    author: Person
    text: str
    written_at: datetime
    parent: int = 0
    unread: tuple[str, ...] = ()
    edited: bool = False
    words: str = ""
    reply_to: int = 0
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Below:
    """A thread, the channel above it, and the last message in it (at least its own id)."""

    place: int
    parent: int
    last_message: int


@dataclass(frozen=True, slots=True)
class Answered:
    """One answered question of a form."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that somebody put into a form: its size in bytes as told, and how to read it.

    Reading raises `TryLater` when it cannot be had now.
    """

    size: int
    read: Callable[[], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Press:
    """A press on a button, a choice in a select, or a sent form. `community` is None in a direct message.

    `locale` is the language of the person's own Discord, such as `en-GB`; empty when it is unknown.
    """

    community: int | None
    place: int
    person: Person
    action: str
    argument: str = ""
    message: int = 0
    values: tuple[str, ...] = ()
    fields: tuple[Answered, ...] = ()
    locale: str = ""
    files: tuple[GivenFile, ...] = ()

    def field(self, key: str) -> str:
        """What was answered to one question, without surrounding space; empty when it was left out."""
        return next((answered.value.strip() for answered in self.fields if answered.key == key), "")


@dataclass(frozen=True, slots=True)
class Export:
    """A file for the person who pressed."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of any kind that goes with an answer; covered until it is pressed."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person who pressed sees, and only they: a card or a form. `replace` puts it over the pressed card."""

    card: Card | None = None
    form: Form | None = None
    replace: bool = False
    export: Export | None = None
    files: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """What somebody holds in a community: roles, when they joined, and until when they are timed out."""

    person: int
    roles: frozenset[int]
    joined_at: datetime | None = None
    timed_out_until: datetime | None = None

    def is_timed_out(self, now: datetime) -> bool:
        """Whether a timeout keeps them from writing now."""
        return self.timed_out_until is not None and self.timed_out_until > now


@dataclass(frozen=True, slots=True)
class Roll:
    """Those who are there of the people that were asked for, and all roles that a community has."""

    there: tuple[Membership, ...]
    roles: frozenset[int]


class Surface(Protocol):
    """Discord as the stories know it. `cogs` implements it; nothing else touches Discord."""

    async def perform(self, delivery: Delivery) -> int:
        """Carry out an act; returns the id of the message or thread it made, or 0.

        Raises `Refused` when it will never work and `TryLater` when it may.
        """
        ...

    async def find(self, delivery: Delivery, since: datetime) -> int | None:
        """Look at the destination whether this act was done already since then; None when it was not."""
        ...

    async def history(
        self, place: int, *, after: int | None, limit: int, with_roles: bool = True
    ) -> tuple[Seen, ...]:
        """Read messages of a place, oldest first: those after an id, or without one the latest.

        `with_roles`: whether the roles of their authors matter, which may have to be asked for one by one.
        """
        ...

    async def threads_below(self, community: int, places: frozenset[int]) -> tuple[Below, ...]:
        """List the threads and posts below these channels that are not archived."""
        ...

    async def roles_of(self, community: int, person: int) -> frozenset[int]:
        """The roles a person holds now; empty when they are not there any more."""
        ...

    async def members(self, community: int, people: frozenset[int]) -> Roll:
        """What these people hold now, and which roles there are. From then on `cogs` hears of their changes."""
        ...

    async def joined_at(self, community: int, person: int) -> datetime | None:
        """When a person joined a community; None when they are not there."""
        ...

    async def missing_permissions(self, community: Community) -> tuple[MissingPermissions, ...]:
        """Name the permissions the bot lacks, place by place."""
        ...

    async def break_troubles(self, community: Community) -> tuple[BreakTrouble, ...]:
        """Name what would keep breaks from working: roles out of reach, rooms with the wrong permissions."""
        ...
