"""Why a text did or did not match, in lines for people who write patterns."""

from collections.abc import Iterator, Mapping, Sequence

from bot.commands.printing import printable
from bot.screening import Findings, Near, Pattern, Role, Screener, Trial

WAITS: Mapping[Role, str] = {
    Role.MOVE: "nothing alone: a move counts beside an excuse, or after an act",
    Role.EXCUSE: "nothing alone: an excuse counts beside an act or a move in the same message",
    Role.REASON: "nothing alone: a reason counts beside an act in the same message",
    Role.PART: "nothing alone: a part counts beside a part of another pattern close by",
    Role.HIDDEN: "nothing alone: it counts only when the words were disguised",
    Role.FOLLOWUP: "nothing alone: it counts after the same person's act",
    Role.REFUSAL: "never a finding: it is a no that names what was asked",
}
"""Why words that are met, and that nothing protects, may still be no finding."""
LONGEST = 70
"""Longer phrases are cut when they are shown."""


def trial_lines(screener: Screener, trials: Sequence[Trial], findings: Findings) -> Iterator[str]:
    """Say what hit, with which phrase, and why it does not count if it does not."""
    patterns = {pattern.id: pattern for pattern in screener.patterns}
    found = {finding.rule for finding in findings}
    for trial in trials:
        protected = f", but protected by: {trial.protected_by}" if trial.protected_by else ""
        yield f'{trial.pattern}: "{printable(trial.matched)}" by the phrase {trial.phrase}{protected}'
        why = _why_not(screener, trial, patterns[trial.pattern], trial.pattern in found)
        if why:
            yield f"    {why}"
    if not trials:
        yield "No pattern meets this text."


def near_lines(near: Sequence[Near]) -> Iterator[str]:
    """Say which patterns came close, what they met, and which words were missing."""
    if not near:
        return
    yield "\nClose, but not met:"
    for one in near:
        yield f"{one.pattern}: by the phrase {_cut(one.phrase)}"
        yield f"    there:   {_listed(one.found)}"
        yield f"    missing: {_listed(one.missing) or 'no word; but the order, the gaps or a mark do not fit'}"


def _why_not(screener: Screener, trial: Trial, pattern: Pattern, found: bool) -> str:
    if trial.protected_by:
        return _protection(screener, trial, pattern)
    return "" if found else _no_finding(pattern)


def _no_finding(pattern: Pattern) -> str:
    if pattern.side:
        return f"no finding here: it is only for a {pattern.side.value}'s message"
    return WAITS.get(pattern.role, "no finding here: other words of the message protect it")


def _protection(screener: Screener, trial: Trial, pattern: Pattern) -> str:
    if trial.protected_by == "unless":
        met = [phrase.text for phrase in pattern.unless if phrase.exact.search(trial.view)]
        return f"the pattern's own unless: {_cut(met[0])}" if met else "the pattern's own unless"
    if trial.protected_by == "quote":
        return "the words stand in a quotation"
    reasons = [context.reason for context in screener.pack.contexts if context.id == trial.protected_by]
    return f"{trial.protected_by}: {reasons[0]}" if reasons else ""


def _listed(pieces: Sequence[str]) -> str:
    return ", ".join(_cut(piece) for piece in pieces)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
