"""Thresholds across chats: they put a case before people, and do nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.casework.values import Flag, Policy, Reason
from bot.screening import Category, Severity, Side

ENDED_SUDDENLY = "ended_suddenly"


def is_contact_flag(flag: Flag) -> bool:
    """A concern of a contact category by the listener of that chat."""
    return (
        flag.side is Side.LISTENER
        and flag.chat is not None
        and flag.severity >= Severity.CONCERN
        and flag.category.about_contact
    )


def standing(flags: Iterable[Flag], now: datetime, policy: Policy) -> tuple[Flag, ...]:
    """The flags that count today: undisputed, unjudged and inside the window."""
    return tuple(flag for flag in flags if flag.stands and now - flag.made_at <= policy.window)


def for_people(flags: Iterable[Flag], now: datetime, policy: Policy) -> tuple[Flag, ...]:
    """The flags that belong before people today: those that count, and those that wait for somebody to look."""
    return tuple(flag for flag in flags if flag.open and now - flag.made_at <= policy.window)


def distinct_chats(flags: Iterable[Flag]) -> int:
    """How many different chats with different members these flags come from, each counted once."""
    return len({flag.other for flag in flags if flag.chat is not None and flag.other is not None})


def threshold_reached(flags: Iterable[Flag], now: datetime, policy: Policy) -> Reason | None:
    """Name the threshold that the subject's record has reached.

    Three contact flags in different chats with different members (T49), five chats that ended without
    a word (T50), or a member flagged with a second listener. When only disputed flags are missing to one
    of these, nobody is counted as over it, but a person has to look.
    """
    seen = for_people(flags, now, policy)
    reached = _reached(standing(seen, now, policy), policy)
    if reached is None and _reached(seen, policy) is not None:
        return Reason.DISPUTED
    return reached


def _reached(counted: tuple[Flag, ...], policy: Policy) -> Reason | None:
    contact = tuple(flag for flag in counted if is_contact_flag(flag))
    if distinct_chats(contact) >= policy.contact_chats:
        return Reason.CONTACT_CHATS
    ended = tuple(flag for flag in counted if _ended_by_listener(flag))
    if distinct_chats(ended) >= policy.ended_chats:
        return Reason.ENDED_CHATS
    by_member = tuple(flag for flag in counted if _counts_against_member(flag))
    return Reason.SECOND_LISTENER if distinct_chats(by_member) >= 2 else None


@dataclass(frozen=True, slots=True)
class Near:
    """One more chat, and a threshold is reached: how many there are, of how many."""

    reason: Reason
    have: int
    needed: int


def near_threshold(flags: Iterable[Flag], now: datetime, policy: Policy) -> Near | None:
    """Whether one more chat would put somebody before people; None when it is further off, or was reached."""
    counted = standing(flags, now, policy)
    contact = distinct_chats(flag for flag in counted if is_contact_flag(flag))
    ended = distinct_chats(flag for flag in counted if _ended_by_listener(flag))
    if contact == policy.contact_chats - 1:
        return Near(Reason.CONTACT_CHATS, contact, policy.contact_chats)
    if ended == policy.ended_chats - 1:
        return Near(Reason.ENDED_CHATS, ended, policy.ended_chats)
    return None


def is_advance(flag: Flag) -> bool:
    """Whether a member went where a listener may leave without a word: an advance, or asking on after a no."""
    advanced = flag.category is Category.ADVANCE or flag.after_refusal
    return flag.side is Side.MEMBER and advanced and not flag.cleared


def _ended_by_listener(flag: Flag) -> bool:
    """A member may leave at any time, without a word; what only they saw weighs less than a note."""
    sudden = flag.detail == ENDED_SUDDENLY and flag.severity >= Severity.NOTE
    return flag.side is Side.LISTENER and sudden


def _counts_against_member(flag: Flag) -> bool:
    serious = flag.category in (Category.ADVANCE, Category.SECRECY) or flag.after_refusal
    return flag.side is Side.MEMBER and flag.severity >= Severity.NOTE and serious
