"""How much the bot may say unasked: little, and never the same thing twice."""

from datetime import datetime

from bot.casework.values import Circumstances, Policy, Spoken

CRISIS_CARD, CRISIS_HINT = "crisis_card", "crisis_hint"
"""The card after words that say it, and the same after words that may mean it."""
CRISIS_CARDS = frozenset({CRISIS_CARD, CRISIS_HINT})
EXEMPT = frozenset({*CRISIS_CARDS, "urgent", "time"})


def may_speak(spoken: tuple[Spoken, ...], now: datetime, policy: Policy, *, in_chat: bool = True) -> bool:
    """At most one unasked line in ten minutes and four in a chat; crisis, urgent and time do not count.

    A room never ends, so there the ten minutes alone hold.
    """
    lines = tuple(line for line in spoken if line.what not in EXEMPT)
    if in_chat and len(lines) >= policy.lines_per_chat:
        return False
    return all(now - line.at >= policy.between_lines for line in lines)


def may_show_crisis_card(
    spoken: tuple[Spoken, ...], now: datetime, policy: Policy, *, hint: bool = False
) -> bool:
    """At most one crisis card in thirty minutes; who says it plainly after a hint gets one all the same."""
    same = CRISIS_CARDS if hint else {CRISIS_CARD}
    cards = (line for line in spoken if line.what in same)
    return all(now - card.at >= policy.between_crisis_cards for card in cards)


def may_tip_again(around: Circumstances, policy: Policy) -> bool:
    """Once in ten minutes and chat the tip about sharing too much, and never twice about one message."""
    last = around.overshare_tip_at
    return not around.tipped and (last is None or around.now - last >= policy.between_lines)
