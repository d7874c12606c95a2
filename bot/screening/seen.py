"""Seen are the things read in one message, before they are judged."""

from dataclasses import dataclass

from bot.screening.packs import Pattern, Role
from bot.screening.values import Category, Severity, Side
from bot.screening.weighing import Weighed

FROM_MEMORY_SURE = 0.6
"""How sure a finding is that rests on an earlier message."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One unprotected thing seen in a message, in the places of the original text."""

    category: Category
    severity: Severity
    rule: str
    reason: str
    role: Role
    sure: float
    start: int
    end: int
    detail: str = ""
    side: Side | None = None
    adds_up: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one message.

    `answers` says that it is short and asks nothing, `yields` that it gives way to a no, `protected` that something was
    seen which its context makes harmless, `hides` that figures, signs or strange letters stand for those of known
    words. `odds` is how the words weigh together (None: there is nothing to weigh them with), `weighed` what they would
    be a finding of.
    """

    seen: tuple[Seen, ...] = ()
    refuses: bool = False
    accepts: bool = False
    answers: bool = False
    yields: bool = False
    protected: bool = False
    hides: bool = False
    odds: Weighed | None = None
    weighed: Seen | None = None
    handle: tuple[int, int] | None = None
    digits: tuple[str, int, int] | None = None

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing of which a finding could be made, but for a piece of a number."""
        return not (self.seen or self.weighed or self.accepts or self.answers or self.handle)


def seen_pattern(pattern: Pattern, start: int, end: int, disguised: bool) -> Seen:
    """What a pattern's hit amounts to; a disguise makes it a little surer."""
    sure = min(0.99, pattern.sure + (0.1 if disguised else 0.0))
    return Seen(
        pattern.category,
        pattern.severity,
        pattern.id,
        pattern.reason,
        pattern.role,
        sure,
        start,
        end,
        pattern.detail,
        pattern.side,
    )


def seen_later(category: Category, rule: str, reason: str, start: int, end: int) -> Seen:
    """Something that only shows with what came before it."""
    return Seen(category, Severity.CONCERN, rule, reason, Role.ACT, FROM_MEMORY_SURE, start, end)
