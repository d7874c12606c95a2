"""The rule that says when one chat alone is reason enough to call people."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.screening import Category, Findings, Severity, Side, is_flagged

FLAGGED_TURNS = 3
KINDS_OF_DETAIL = 3


@dataclass(frozen=True, slots=True)
class JudgedTurn:
    """One turn of a chat with what screening saw in it; `author` tells people of one side apart."""

    side: Side
    findings: Findings
    author: str = ""


def escalates(turns: Iterable[JudgedTurn]) -> bool:
    """Say whether these turns of one chat should be put before moderators.

    Any of: something urgent; an ask after a refusal; turns that add up; three flagged turns by one person; three kinds
    of personal detail asked by a listener (T25: subtle and cumulative is worse, not better).
    """
    return reason_to_escalate(tuple(turns)) is not None


def reason_to_escalate(turns: tuple[JudgedTurn, ...]) -> str | None:
    """Name the first rule that these turns meet, or None."""
    if any(finding.severity is Severity.URGENT for finding in _flagged_findings(turns)):
        return "urgent"
    if any(finding.after_refusal for finding in _flagged_findings(turns)):
        return "after_refusal"
    if any(finding.adds_up for finding in _flagged_findings(turns)):
        return "adds_up"
    if _most_flagged_turns(turns) >= FLAGGED_TURNS:
        return "three_turns"
    if len(_details_asked(turns)) >= KINDS_OF_DETAIL:
        return "three_details"
    return None


def _flagged_findings(turns: tuple[JudgedTurn, ...]) -> Findings:
    return tuple(finding for turn in turns for finding in turn.findings if finding.category.flaggable)


def _most_flagged_turns(turns: tuple[JudgedTurn, ...]) -> int:
    counts = Counter((turn.side, turn.author) for turn in turns if is_flagged(turn.findings))
    return max(counts.values(), default=0)


def _details_asked(turns: tuple[JudgedTurn, ...]) -> set[str]:
    return {
        finding.detail
        for turn in turns
        if turn.side is Side.LISTENER
        for finding in turn.findings
        if finding.category is Category.PERSONAL_PROBE and finding.detail
    }
