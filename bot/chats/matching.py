"""Who is offered which request: one listener at a time, in fair rotation, and in the end all of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.chats.asking import Wish
from bot.chats.groups import Group, may_meet

OFFER_LASTS = timedelta(seconds=60)
PASSES = 3
PATIENCE = OFFER_LASTS * PASSES
"""How long a request waits for a listener on shift who is busy now, before all see it."""
REQUEST_LASTS = timedelta(hours=3)
"""How long a request waits at all, before it is taken back and its member told kindly."""


class RequestDeadline(StrEnum):
    """What can become due while nobody has accepted a request."""

    NEXT_TURN = "next_turn"
    SHOWN_TO_ALL = "shown_to_all"
    REQUEST_OLD = "request_old"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that nobody is offered at the moment and that not all see yet.

    `passed` are those who were offered it and did not take it, `apart` those never to be matched with this member,
    `known` those this member talked with before, `again` those they would like to meet again, `wanted` the one
    they asked for.
    """

    chat: int
    member: int
    asked_at: datetime
    language: str = ""
    topic: str = ""
    group: Group = Group.EVERYONE
    wish: Wish = Wish.NONE
    wanted: int | None = None
    passed: frozenset[int] = field(default_factory=frozenset)
    apart: frozenset[int] = field(default_factory=frozenset)
    known: frozenset[int] = field(default_factory=frozenset)
    again: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class OnShift:
    """A listener as the rotation sees them.

    `waits_since`: their last offer, or the start of their shift if that was later. `considers`: they are offered
    another request at this moment. No languages: they did not say which. `not_taken`: topics they don't take.
    """

    person: int
    waits_since: datetime
    group: Group = Group.EVERYONE
    languages: frozenset[str] = field(default_factory=frozenset)
    not_taken: frozenset[str] = field(default_factory=frozenset)
    chats: int = 0
    most_chats: int = 1
    on_shift: bool = True
    considers: bool = False

    @property
    def is_free(self) -> bool:
        """Whether they can be offered something now."""
        return self.on_shift and not self.considers and self.chats < self.most_chats


@dataclass(frozen=True, slots=True)
class Offer:
    """Offer this request to this listener."""

    chat: int
    listener: int


@dataclass(frozen=True, slots=True)
class ShowAll:
    """Show this request to all listeners."""

    chat: int


Move = Offer | ShowAll


def next_moves(
    waiting: Iterable[Waiting], listeners: Collection[OnShift], now: datetime, *, mix: bool
) -> tuple[Move, ...]:
    """What to do with the requests that wait, the oldest first. One that is not named goes on waiting."""
    taken: set[int] = set()
    moves: list[Move] = []
    for request in sorted(waiting, key=lambda one: (one.asked_at, one.chat)):
        able = [one for one in listeners if could_take(request, one, mix=mix)]
        free = [one for one in able if one.is_free and one.person not in taken]
        if len(request.passed) >= PASSES or not able:
            moves.append(ShowAll(request.chat))
        elif free:
            chosen = min(free, key=lambda one: _turn(request, one))
            taken.add(chosen.person)
            moves.append(Offer(request.chat, chosen.person))
        elif now - request.asked_at >= PATIENCE:
            moves.append(ShowAll(request.chat))
    return tuple(moves)


def could_take(request: Waiting, listener: OnShift, *, mix: bool) -> bool:
    """Whether this listener could be offered this request, now or when they are free."""
    speaks = not request.language or not listener.languages or request.language in listener.languages
    barred = request.passed | request.apart | {request.member}
    meets = may_meet(request.group, listener.group, mix=mix)
    wants = listener.on_shift and request.topic not in listener.not_taken
    return wants and speaks and meets and listener.person not in barred


def _turn(request: Waiting, listener: OnShift) -> tuple[int, datetime, int]:
    return (_wished_for(request, listener), listener.waits_since, listener.person)


def _wished_for(request: Waiting, listener: OnShift) -> int:
    """How well a listener fits the wish, 0 best. Only the first offer follows it, so the rotation stays fair."""
    if request.passed:
        return 0
    if request.wanted == listener.person:
        return 0
    fits = {
        Wish.NONE: listener.person in request.again,
        Wish.KNOWN: listener.person in request.known,
        Wish.NEW: listener.person not in request.known,
    }
    return 1 if fits[request.wish] else 2
