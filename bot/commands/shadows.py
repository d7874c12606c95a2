"""Which patterns never fire alone: whatever they find in their examples, others find too."""

from collections import Counter
from dataclasses import dataclass

from bot.commands.examples import look_alone
from bot.screening import TOPICS, Category, Findings, Message, Pattern, Role, Screener, Side, is_flagged

IN_CHATS_ONLY = frozenset((Role.FOLLOWUP, Role.REFUSAL))
"""Roles that need something before them in the chat, so that one line tells nothing about them."""
_NAMED = 3
_BY_WORDS = frozenset(topic.rule for topic in TOPICS)


@dataclass(frozen=True, slots=True)
class Shadow:
    """A pattern without which every one of its examples would still be found, and by which patterns."""

    pattern: Pattern
    examples: int
    alone: int
    """How many of its examples it finds with all others switched off."""
    others: tuple[str, ...]


def shadowed(screener: Screener) -> list[Shadow]:
    """Return the patterns that are always shadowed by others, in the order of the packs.

    An excuse or a reason counts as found only when a pretext is: the ask beside it is another pattern's.
    """
    judged = (pattern for pattern in screener.patterns if pattern.role not in IN_CHATS_ONLY)
    return [shadow for pattern in judged if (shadow := _shadow(screener, pattern))]


def _shadow(screener: Screener, pattern: Pattern) -> Shadow | None:
    covers: Counter[str] = Counter()
    for example in pattern.match:
        if not _counts(pattern, look_alone(screener, pattern, example)):
            continue
        without = _look(screener, pattern, example, frozenset({pattern.id}))
        if not _counts(pattern, without):
            return None
        covers.update({finding.rule for finding in without if _counts(pattern, (finding,))})
    others = tuple(rule for rule, _ in covers.most_common(_NAMED))
    return Shadow(pattern, len(pattern.match), _alone(screener, pattern), others) if others else None


def _alone(screener: Screener, pattern: Pattern) -> int:
    others = frozenset(other.id for other in screener.patterns if other.id != pattern.id)
    looks = (_look(screener, pattern, example, others) for example in pattern.match)
    return sum(any(finding.rule == pattern.id for finding in findings) for findings in looks)


def _look(screener: Screener, pattern: Pattern, example: str, switched_off: frozenset[str]) -> Findings:
    message = Message(example, pattern.side or Side.LISTENER)
    return screener.look(message, switched_off=switched_off)


def _counts(pattern: Pattern, findings: Findings) -> bool:
    """Whether these findings do for a message what the pattern is there to do."""
    if pattern.role.excuses:
        return any(finding.excuse for finding in findings)
    if pattern.category in (Category.CONDUCT, Category.CRISIS):
        # What only the words say names no kind, as a pattern does.
        return any(
            finding.category is pattern.category and finding.rule not in _BY_WORDS for finding in findings
        )
    return is_flagged(findings)
