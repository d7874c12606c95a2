"""Buildup says what is going on in one chat: small signs that are nothing alone and something together."""

from collections.abc import Iterable
from dataclasses import replace

from bot.screening.memory import Memory
from bot.screening.packs import Role
from bot.screening.seen import ASIDE, Reading, Seen, seen_later
from bot.screening.values import Category, Message, Severity, Side

_DETAILS_URGENT = 3
_KINDS_GRAVE = 3
"""From how many kinds of sign on, small signs are grave."""
_FINDABLE = frozenset(("home_town", "full_name", "school_or_work"))
"""The details that make a person findable."""
_YES_WITHIN = 3
_ANSWER_WITHIN = 1
_SURE_STEP = 0.1
_LONG = 240
"""Code points from which a text is too long for small signs to mean anything."""


def adding_up(message: Message, reading: Reading, memory: Memory, turn: int) -> Iterable[Seen]:
    """The small signs of this message that now count, and how much (T25: subtle and cumulative is worse).

    A sign counts beside signs of other kinds by the same person, while an ask is open in this chat, or
    after the other person said no. The more kinds there are, the more it weighs; asides only ever add
    to other signs.
    """
    yield from _details(message, reading, memory)
    small = small_signs(message, reading)
    if not small:
        return
    before = memory.signs_by(message)
    known = before | {one.kind for one in small}
    clear = sum(not kind.startswith(ASIDE) for kind in known)
    kinds = min(len(known), 2 * clear)
    again = any(one.detail and one.detail in before for one in small)
    pressed = memory.refused_before(message, turn) and not reading.yields
    if kinds > 1 or again or pressed or memory.move_before(turn):
        yield from (_counted(one, message.side, kinds) for one in small)


def goes_on(message: Message, reading: Reading, memory: Memory, turn: int) -> Iterable[Seen]:
    """A question straight after a no, by one who gave signs before and says no word of giving way."""
    if reading.yields or not reading.asks or not memory.signs_by(message):
        return
    if memory.told_no(message, turn, _ANSWER_WITHIN):
        found = seen_later(
            Category.PRETEXT, "goes_on", "It goes on asking straight after a no.", 0, len(message.text)
        )
        yield replace(found, severity=Severity.NOTE)


def small_signs(message: Message, reading: Reading) -> list[Seen]:
    """The small signs of a message; beside a plain ask or in a long text they say nothing more.

    An aside is left out where a clearer sign stands: the same words would count twice.
    """
    plain = any(one.role is Role.ACT for one in reading.seen)
    if plain or len(message.text) > _LONG:
        return []
    small = [one for one in reading.seen if one.role.adds_up]
    return [one for one in small if one.role is not Role.ASIDE] or small


def goes_along(message: Message, reading: Reading, memory: Memory, turn: int) -> Iterable[Seen]:
    """A yes to what the other person asked, or a short answer that gives the detail just asked for."""
    if reading.refuses or any(one.role is Role.REFUSAL for one in reading.seen):
        return
    end = len(message.text)
    asked = memory.asked_by_other(message, turn, _YES_WITHIN)
    if reading.accepts and asked:
        category = Category.OFFSITE_INVITE if Category.OFFSITE_INVITE in asked else Category.CONTACT_SHARE
        yield seen_later(category, "accepts", "Says yes to contact outside this chat.", 0, end)
    elif reading.answers and memory.details_by_other(message, turn, _ANSWER_WITHIN) & _FINDABLE:
        reason = "Seems to give a personal detail that was just asked for."
        yield seen_later(Category.CONTACT_SHARE, "gives_detail", reason, 0, end)


def _counted(one: Seen, side: Side, kinds: int) -> Seen:
    severity = one.severity
    if kinds >= _KINDS_GRAVE:
        urgent = side is Side.LISTENER and one.role is not Role.ASIDE
        severity = Severity.URGENT if urgent else max(severity, Severity.CONCERN)
    sure = min(0.9, one.sure + _SURE_STEP * max(0, kinds - 2))
    return replace(one, role=Role.ACT, severity=severity, sure=sure)


def _details(message: Message, reading: Reading, memory: Memory) -> Iterable[Seen]:
    asked = memory.details_by(message)
    new = [one for one in reading.seen if one.detail and one.detail not in asked]
    if message.side is Side.LISTENER:
        for one in new:
            if len(asked | {one.detail}) >= _DETAILS_URGENT:
                yield replace(one, role=Role.ACT, severity=Severity.URGENT, sure=max(one.sure, 0.8))
