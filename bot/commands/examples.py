"""Running the examples that stand in the packs: each must match, or must be left alone."""

from dataclasses import dataclass

from bot.screening import Message, Pattern, Screener, Side


@dataclass(frozen=True, slots=True)
class FailedExample:
    """One example that does not do what its pack says."""

    file: str
    pattern: str
    problem: str
    example: str


def failed_examples(screener: Screener) -> list[FailedExample]:
    """Return every example that fails, in the order of the packs."""
    return [failure for pattern in screener.patterns for failure in _failures(screener, pattern)]


def count_examples(screener: Screener) -> int:
    """Count the examples of all packs."""
    return sum(len(pattern.match) + len(pattern.leave) for pattern in screener.patterns)


def _failures(screener: Screener, pattern: Pattern) -> list[FailedExample]:
    missed = [example for example in pattern.match if not _matches(screener, pattern, example)]
    caught = [example for example in pattern.leave if _is_found(screener, pattern, example)]
    return [
        *(
            FailedExample(pattern.source, pattern.id, "must match but does not", example)
            for example in missed
        ),
        *(
            FailedExample(pattern.source, pattern.id, "must not match but does", example)
            for example in caught
        ),
    ]


def _matches(screener: Screener, pattern: Pattern, example: str) -> bool:
    """Whether the pattern is found here, or is met and only waits for what others say around it."""
    return _is_found(screener, pattern, example) or any(
        trial.pattern == pattern.id and not trial.protected_by for trial in screener.try_text(example)
    )


def _is_found(screener: Screener, pattern: Pattern, example: str) -> bool:
    """Whether the pattern gives a finding in this text as a message by itself."""
    findings = screener.look(Message(example, pattern.side or Side.LISTENER))
    return any(finding.rule == pattern.id for finding in findings)
