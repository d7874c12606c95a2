"""Which rule moderators may remind somebody of, without telling them that somebody else spoke up. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.casework.situations import Situation

NOW, TOGETHER = "now", "together"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a case is about.

    `kind` is a category or a situation. `reporter` is None for what the bot saw itself; `naming` is what the
    reporter allows; `chat_over`: the chat it happened in has ended, or there was none.
    """

    kind: str
    reporter: int | None = None
    naming: str = ""
    chat_over: bool = True


def rule_to_remind(told: Iterable[Told]) -> str | None:
    """The rule most of the case is about, among those that may be named; None when there is none.

    What the bot saw may be named: its sender was reminded of it before. What people told us may be named only with
    their yes, never while the chat is open, and `together` only where several people told the same.
    """
    known = tuple(told)
    counted = Counter(rule for one in known if (rule := _rule(one.kind)) and _may_be_named(one, known))
    return min(counted, key=lambda rule: (-counted[rule], rule), default=None)


def _may_be_named(one: Told, known: tuple[Told, ...]) -> bool:
    if one.reporter is None:
        return True
    if not one.chat_over or one.naming not in (NOW, TOGETHER):
        return False
    agreed = {other.reporter for other in known if other.kind == one.kind and other.naming in (NOW, TOGETHER)}
    return one.naming == NOW or len(agreed - {None}) > 1


def _rule(kind: str) -> str:
    """The rule behind a category or a situation; empty where no single rule fits."""
    if kind in _RULES:
        return kind
    situation = next((one for one in Situation if one.value == kind), None)
    if situation is None:
        return ""
    return "contact_request" if situation.about_contact else _SITUATIONS.get(situation, "")


_RULES = frozenset(
    {
        "contact_request",
        "contact_share",
        "offsite_invite",
        "pretext",
        "personal_probe",
        "secrecy",
        "advance",
    }
)
_SITUATIONS = {
    Situation.SEXUAL_ROMANTIC: "advance",
    Situation.JUDGED: "judged",
    Situation.NOT_SERIOUS: "judged",
    Situation.DIAGNOSED: "diagnosed",
    Situation.PUSHED_ADVICE: "pushed_advice",
    Situation.ENDED_SUDDENLY: "ended_suddenly",
    Situation.THREATENED: "threatened",
}
