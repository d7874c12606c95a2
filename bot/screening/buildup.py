"""Buildup says what is going on in one chat: turns that are nothing alone and something together."""

from collections.abc import Iterable
from dataclasses import replace

from bot.screening.memory import Memory
from bot.screening.packs import Role
from bot.screening.seen import Reading, Seen, seen_later
from bot.screening.values import Category, Message, Severity, Side
from bot.screening.weighing import Weighed, likely

TELLING = 0.1
"""From this probability on a turn tells something; below it nothing is kept."""
ADDS_UP_TO, PLAINLY = 1.0, 1.7
"""What the probabilities of one person's turns add up to when they count together (docs/screening.md): small signs, and
turns that were flagged by themselves."""
NOTED_FROM = 0.9
"""From this sum on a telling turn is noted."""
AGAIN = 0.2
"""From this probability on a turn after a no counts as asking again: less is said in any talk that goes on."""
MUCH = 0.6
"""From this sum on it is worth the time to weigh a turn finely."""
_FLAGGED = 0.6
"""What a turn counts at least that was flagged by itself."""
PULL, PULL_FROM, MOST_PULL = 6.0, 0.2, 6.0
"""How much less words must say, in log-odds, for each telling turn above so much of one, and at most."""
_LEAST_WORDS, _LONGEST = 4, 500
_DETAILS_URGENT = 3
_FINDABLE = frozenset(("home_town", "full_name", "school_or_work"))
"""The details that make a person findable."""
_YES_WITHIN = 3
_ANSWER_WITHIN = 1


def adding_up(message: Message, reading: Reading, tells: float, memory: Memory, turn: int) -> Iterable[Seen]:
    """What this turn amounts to with the earlier turns of the same person (T25: subtle and cumulative is worse).

    Each turn has a probability of telling something (`tells`); their sum is how many telling turns there were.
    """
    yield from _details(message, reading, memory)
    before = memory.told_by(message)
    one = max((one for one in reading.seen if _acts(one)), key=lambda one: one.sure, default=reading.weighed)
    if one is None or not tells:
        return
    if before and tells + before >= ADDS_UP_TO:
        yield replace(one, severity=max(one.severity, Severity.CONCERN), sure=min(0.9, tells), adds_up=True)
    elif tells >= AGAIN and memory.refused_before(message, turn) and not reading.yields:
        yield replace(one, sure=min(0.9, tells))
    elif before and tells + before >= NOTED_FROM:
        yield replace(one, sure=min(0.7, tells))


def may_add_up(message: Message, odds: Weighed, memory: Memory) -> bool:
    """Whether the words of this turn may count with earlier ones: most have nothing to add to."""
    return adds_up(message, max(_FLAGGED, likely(odds.sign)), memory)


def adds_up(message: Message, tells: float, memory: Memory) -> bool:
    """Whether a turn that tells so much counts with earlier ones."""
    before = memory.told_by(message)
    return bool(before and tells + before >= NOTED_FROM) or memory.holds_no()


def tells_much(message: Message, odds: Weighed, memory: Memory) -> bool:
    """Whether a turn is a small sign that, with those before it, comes near to what counts together."""
    tells = likely(odds.sign)
    return tells >= TELLING and tells + memory.told_by(message) >= MUCH


def pull(message: Message, memory: Memory) -> float:
    """How much less the words of a person must say who was flagged shortly before, in log-odds; 0 for most.

    What comes next is often part of it, the more so the more of their turns have told something. Short turns are
    mostly answers; an edit, or a text of more than 500 code points, is judged by what it says.
    """
    if len(message.text) > _LONGEST:
        return 0.0
    is_edit = bool(message.key) and memory.find(message.key) is not None
    if is_edit or not memory.flagged_by(message) or len(message.text.split()) < _LEAST_WORDS:
        return 0.0
    return min(MOST_PULL, PULL * max(0.0, memory.told_by(message) - PULL_FROM))


def slides(message: Message, tells: float, memory: Memory, flagged: frozenset[Category]) -> bool:
    """Whether small signs led up to this turn, or turns that were flagged and plainly say so.

    To reach for contact again and again is counted by itself, so flags for nothing else do not slide.
    """
    if memory.signs_by(message) + tells >= ADDS_UP_TO:
        return True
    plain = memory.told_by(message) + tells >= PLAINLY
    return plain and not memory.only_contact(message, flagged)


def telling(reading: Reading, flagged: bool) -> float:
    """How likely a turn tells something, 0 when it hardly does; a flagged one does more likely than not."""
    share = max(_FLAGGED if flagged else 0.0, likely(reading.odds.sign) if reading.odds else 0.0)
    return share if share >= TELLING else 0.0


def _acts(one: Seen) -> bool:
    return one.role is Role.ACT and one.category.flaggable


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


def _details(message: Message, reading: Reading, memory: Memory) -> Iterable[Seen]:
    asked = memory.details_by(message)
    new = [one for one in reading.seen if one.detail and one.detail not in asked]
    if message.side is Side.LISTENER:
        for one in new:
            if len(asked | {one.detail}) >= _DETAILS_URGENT:
                yield replace(one, role=Role.ACT, severity=Severity.URGENT, sure=max(one.sure, 0.8))
