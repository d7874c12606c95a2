"""Printing for people: text of others is shown, but never obeyed by the terminal."""

from bot.screening import Findings, concern_score, is_flagged


def printable(text: str) -> str:
    """Return the text without what a terminal could obey or could not show."""
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text
    )


def verdict_lines(findings: Findings) -> list[str]:
    """Say what was found in one message, first the verdict, then each finding."""
    if not findings:
        return ["Nothing found."]
    if is_flagged(findings):
        lines = [f"Flagged, score {concern_score(findings):.2f}."]
    else:
        lines = ["Not flagged. Noticed only, so that help can be offered:"]
    for finding in findings:
        lines += [
            "",
            f"{finding.category.value} ({finding.severity.word}, score {finding.score:.2f})",
            f'  matched: "{printable(finding.matched)}" (characters {finding.start} to {finding.end})',
            f"  reason:  {finding.reason}",
            f"  rule:    {finding.rule}",
        ]
    return lines
