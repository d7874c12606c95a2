"""The quick look says of most messages that there is nothing in them, by the words and one scan."""

from collections.abc import Sequence

from bot.screening.balance import Strictness
from bot.screening.memory import Memory
from bot.screening.tiers import Tiers, is_far
from bot.screening.values import Message
from bot.screening.views import Scanned


def is_nothing(
    tiers: Tiers, message: Message, plain: str, memory: Memory | None, strictness: Strictness, *, odd: bool
) -> bool:
    """Whether a message whose words are far from everything has none of what counts without words.

    `odd` says that its signs may be a disguise, a shape or a piece of a number. Most messages end here. The closer look comes to the same findings, the long way.
    """
    open_ask = memory is not None and not memory.is_quiet
    found = tiers.found(plain, alone=memory is None, weak=open_ask, odd=odd)
    if found and open_ask:
        found = [number for number in found if number not in tiers.weak or number in tiers.moving]
    if found and not _is_false_alarm(tiers, message, found, memory, strictness):
        return False
    return memory is None or not open_ask or not _may_answer(tiers, message, plain, memory)


def _may_answer(tiers: Tiers, message: Message, plain: str, memory: Memory) -> bool:
    """Whether a message may say something to what came before it; an edited one may."""
    if message.key and memory.find(message.key):
        return True
    return tiers.answer(Scanned(plain), memory).matters


def _is_false_alarm(
    tiers: Tiers, message: Message, found: Sequence[int], memory: Memory | None, strictness: Strictness
) -> bool:
    """Whether there is nothing behind these triggers."""
    layout = tiers.layout
    if layout.has_phrases(found):
        return False
    views = tiers.viewer.views(message.text, found, weak=memory is not None and not memory.is_quiet)
    for view in views[1:]:
        if layout.has_phrases(view.found) or not is_far(tiers.odds_of(view.text), strictness):
            return False
    if any(tiers.spotter.has_shapes(view) for view in views if layout.speaks(view.found)):
        return False
    return memory is None or tiers.digits(views[0]) is None
