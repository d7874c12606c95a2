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
    missed = [example for example in pattern.match if not _meets(screener, pattern, example)]
    caught = [example for example in pattern.leave if _meets(screener, pattern, example)]
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


def _meets(screener: Screener, pattern: Pattern, example: str) -> bool:
    """Whether the pattern counts in this text: as a finding, or as a part that needs others to be one."""
    if any(f.rule == pattern.id for f in screener.look(Message(example, pattern.side or Side.LISTENER))):
        return True
    return any(t.pattern == pattern.id and not t.protected_by for t in screener.try_text(example))
