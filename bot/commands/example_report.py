"""What `sidelight patterns test` says."""

from collections.abc import Iterator, Sequence

from bot.commands.examples import DRAFT, SHIPPED, FailedExample, Short, count_examples
from bot.commands.shadows import Shadow
from bot.screening import Screener


def shadow_table(shadows: Sequence[Shadow]) -> list[tuple[str, ...]]:
    """Return the rows of the table of shadowed patterns, the heading first."""
    rows: list[tuple[str, ...]] = [("pattern", "role", "examples", "found by it alone", "found anyway by")]
    rows += [
        (one.pattern.id, one.pattern.role.value, str(one.examples), str(one.alone), ", ".join(one.others))
        for one in shadows
    ]
    return rows


def report_lines(
    screener: Screener, failures: Sequence[FailedExample], short: Sequence[Short], shadows: Sequence[Shadow]
) -> Iterator[str]:
    """Say which patterns have too few examples, which examples fail, and the totals."""
    if short:
        yield (
            f"Too few different examples. A shipped pattern needs {SHIPPED[0]} that must match and {SHIPPED[1]}"
            f" that must not, a draft {DRAFT[0]} and {DRAFT[1]}:"
        )
        yield from (_short_line(one) for one in short)
        yield ""
    for failure in failures:
        yield f"{failure.file}, pattern {failure.pattern}: {failure.problem}: {failure.example}"
    yield (
        f"{count_examples(screener)} examples of {len(screener.patterns)} patterns: {len(failures)} failed;"
        f" patterns with too few: {len(short)}; never alone: {len(shadows)}."
    )


def _short_line(one: Short) -> str:
    kind = "draft " if one.pattern.draft else ""
    match, leave = one.needed
    return (
        f"  {one.pattern.source}, {kind}pattern {one.pattern.id}:"
        f" {one.match} of {match} that must match, {one.leave} of {leave} that must not"
    )
