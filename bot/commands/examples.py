"""Running the examples that stand in the packs: each must match, or must be left alone."""

from dataclasses import dataclass

from bot.screening import Findings, Message, Pattern, Role, Screener, Side, is_flagged

SHIPPED = (8, 6)
"""How many lines must match and must not match in a shipped pattern."""
DRAFT = (3, 3)
"""The same for a draft."""
WAITING = frozenset((Role.MOVE, Role.PART, Role.FOLLOWUP, Role.REFUSAL))
"""Roles that are nothing alone: it is enough that their words are met."""


@dataclass(frozen=True, slots=True)
class FailedExample:
    """One example that does not do what its pack says."""

    file: str
    pattern: str
    problem: str
    example: str


@dataclass(frozen=True, slots=True)
class Short:
    """A pattern with too few examples: how many it has and needs, of lines that must match and must not."""

    pattern: Pattern
    match: int
    leave: int
    needed: tuple[int, int]


def failed_examples(screener: Screener) -> list[FailedExample]:
    """Return every example that fails, in the order of the packs."""
    return [failure for pattern in screener.patterns for failure in _failures(screener, pattern)]


def count_examples(screener: Screener) -> int:
    """Count the examples of all packs."""
    return sum(len(pattern.match) + len(pattern.leave) for pattern in screener.patterns)


def short_patterns(screener: Screener) -> list[Short]:
    """Return the patterns with too few examples, in the order of the packs. The same line twice is one."""
    counted = [
        Short(pattern, len(set(pattern.match)), len(set(pattern.leave)), DRAFT if pattern.draft else SHIPPED)
        for pattern in screener.patterns
    ]
    return [one for one in counted if one.match < one.needed[0] or one.leave < one.needed[1]]


def look_alone(screener: Screener, pattern: Pattern, example: str) -> Findings:
    """Judge an example of a pattern as a message by itself, from the side it is for."""
    return screener.look(Message(example, pattern.side or Side.LISTENER))


def matches(screener: Screener, pattern: Pattern, example: str) -> bool:
    """Whether a line is noticed by the pattern; for one that is nothing alone, whether its words are met."""
    if pattern.role not in WAITING:
        return _is_found(pattern, look_alone(screener, pattern, example))
    trials = screener.try_text(example)
    return any(trial.pattern == pattern.id and not trial.protected_by for trial in trials)


def is_left(screener: Screener, pattern: Pattern, example: str) -> bool:
    """Whether a line raises neither this pattern nor, when the pattern can become a flag, any flag.

    A refusal is never a finding, so its words must not be met.
    """
    if pattern.role is Role.REFUSAL:
        return not matches(screener, pattern, example)
    findings = look_alone(screener, pattern, example)
    return not _is_found(pattern, findings) and not (pattern.category.flaggable and is_flagged(findings))


def _failures(screener: Screener, pattern: Pattern) -> list[FailedExample]:
    missed = [example for example in pattern.match if not matches(screener, pattern, example)]
    caught = [example for example in pattern.leave if not is_left(screener, pattern, example)]
    problems = [("must match but does not", example) for example in missed]
    problems += [("must not match but does", example) for example in caught]
    return [FailedExample(pattern.source, pattern.id, problem, example) for problem, example in problems]


def _is_found(pattern: Pattern, findings: Findings) -> bool:
    return any(finding.rule == pattern.id for finding in findings)
