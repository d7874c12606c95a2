"""Relay: which message goes where, in which pieces, and what cannot go along."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

LONGEST_PIECE = 1900
MOST_FILES = 10
MOST_BYTES = 8 * 1024 * 1024
_FIRST_RELAY_PLACE = 1 << 62


class RelayFor(StrEnum):
    """Whose 1-1 chats go through the bot; those of who allows no direct messages go by thread all the same."""

    NOBODY = "nobody"
    NEW = "new"
    ALL = "all"


def direct_place(person: int) -> int:
    """Give the place that stands for the direct messages with a person; no channel has a negative id."""
    return -person


def person_at(place: int) -> int | None:
    """Give whose direct messages a place stands for; None for any other place."""
    return -place if -_FIRST_RELAY_PLACE < place < 0 else None


def relay_place(chat: int) -> int:
    """Give the place that stands for a relayed chat, which has no channel of its own."""
    return -(_FIRST_RELAY_PLACE + chat)


class Unclear(StrEnum):
    """Why it cannot be said to which chat a message belongs."""

    NO_CHAT = "no_chat"
    SEVERAL = "several"


def chat_meant(open_chats: Sequence[int], replied_to: int | None) -> int | Unclear:
    """Say which chat a message is for: the only one that is open, or the one it replies to.

    A message to the wrong person cannot be called back, so with several open chats nothing is guessed.
    """
    if not open_chats:
        return Unclear.NO_CHAT
    if replied_to is not None:
        # A reply to a chat that is over belongs to no other chat.
        return replied_to if replied_to in open_chats else Unclear.NO_CHAT
    return open_chats[0] if len(open_chats) == 1 else Unclear.SEVERAL


def pieces(text: str) -> tuple[str, ...]:
    """Cut a long message into pieces that fit with a name above them, at line ends or spaces where there are some."""
    rest, cut = text.strip(), []
    while len(rest) > LONGEST_PIECE:
        at = max(rest.rfind("\n", 0, LONGEST_PIECE), rest.rfind(" ", 0, LONGEST_PIECE))
        at = at if at > LONGEST_PIECE // 2 else LONGEST_PIECE
        cut.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return tuple(piece for piece in (*cut, rest) if piece)


@dataclass(frozen=True, slots=True)
class File:
    """A file that came with a message: its id, its type as told by Discord, and its size in bytes."""

    id: int
    kind: str
    size: int


def passed_files(files: Iterable[File]) -> tuple[int, ...]:
    """Choose the files that can go along: pictures from which all that describes them can be taken."""
    fit = (file.id for file in files if file.kind in ("image/png", "image/jpeg") and file.size <= MOST_BYTES)
    return tuple(fit)[:MOST_FILES]
