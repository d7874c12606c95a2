"""Breaks that end by themselves: how long they hold, how people are muted, what stays open to them, what comes back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

TIMEOUT_MOST = timedelta(days=28) - timedelta(minutes=5)
"""The longest timeout we ask for: Discord allows 28 days by its own clock, which may not be quite ours."""
RENEWED_BEFORE = timedelta(days=1)
"""How long before its end a timeout is renewed while the mute goes on."""


@dataclass(frozen=True, slots=True)
class Break:
    """A break from listening, and from writing. Only people end it early; points that fade do not (G6)."""

    starts_at: datetime
    ends_at: datetime

    def runs(self, at: datetime) -> bool:
        """Whether it holds at an instant; at its end it is over."""
        return self.starts_at <= at < self.ends_at


def joined(breaks: Iterable[Break]) -> tuple[Break, ...]:
    """The same time with breaks that overlap or touch made into one: the later end holds, nothing is added up."""
    whole: list[Break] = []
    for one in sorted(breaks, key=lambda each: (each.starts_at, each.ends_at)):
        if whole and one.starts_at <= whole[-1].ends_at:
            whole[-1] = Break(whole[-1].starts_at, max(whole[-1].ends_at, one.ends_at))
        elif one.starts_at < one.ends_at:
            whole.append(one)
    return tuple(whole)


def running_break(breaks: Iterable[Break], at: datetime) -> Break | None:
    """The break somebody is on, with the end that holds; None: none, and what was taken can come back.

    Give all breaks that stand: without those of reversed decisions, and with the end that people set instead.
    """
    return next((one for one in joined(breaks) if one.runs(at)), None)


class MutedBy(StrEnum):
    """How somebody is kept from writing."""

    TIMEOUT = "timeout"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Mute:
    """How somebody is muted and until when; `again_at` is when a timeout must be renewed, since it ends too early."""

    by: MutedBy
    until: datetime
    again_at: datetime | None = None


def mute_until(ends_at: datetime, now: datetime, *, role_set: bool) -> Mute | None:
    """How to mute from now on: by timeout while that is long enough, else by role; None: it is over.

    Without a role for it, timeouts follow each other, each renewed a day before it ends.
    """
    if ends_at <= now:
        return None
    if ends_at - now <= TIMEOUT_MOST:
        return Mute(MutedBy.TIMEOUT, ends_at)
    if role_set:
        return Mute(MutedBy.ROLE, ends_at)
    until = now + TIMEOUT_MOST
    return Mute(MutedBy.TIMEOUT, until, again_at=until - RENEWED_BEFORE)


class Use(StrEnum):
    """What somebody can do in a community."""

    LISTEN = "listen"
    ASK_FOR_A_CHAT = "ask_for_a_chat"
    WRITE_IN_ROOMS = "write_in_rooms"
    HELPLINES = "helplines"
    REPLY = "reply"
    APPEAL = "appeal"
    REPORT = "report"
    OWN_RECORD = "own_record"
    READ_ONE_ROOM = "read_one_room"


KEPT = frozenset({Use.HELPLINES, Use.REPLY, Use.APPEAL, Use.REPORT, Use.OWN_RECORD, Use.READ_ONE_ROOM})
"""What a break or a mute never takes from anybody (Q21)."""


def may_use(use: Use, *, on_break: bool) -> bool:
    """Whether somebody may do that, on a break or not."""
    return use in KEPT or not on_break


def roles_to_give_back(
    taken: frozenset[int], *, changed: frozenset[int], exist: frozenset[int], still_taken: frozenset[int]
) -> frozenset[int]:
    """Which roles come back at the end of a break.

    `taken` went at its start. What people gave or took themselves meanwhile (`changed`) stays as they left it; roles
    that no longer `exist`, and badges `still_taken` for longer than the break, do not come back.
    """
    return (taken & exist) - changed - still_taken
