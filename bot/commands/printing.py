"""Printing for people: text of others is shown, but never obeyed by the terminal."""

from collections.abc import Sequence

from bot.screening import (
    QUOTED,
    Category,
    Clue,
    Explanation,
    Findings,
    Screener,
    TopicWeighed,
    concern_score,
    is_flagged,
)

_TOPIC_NAMES = {Category.CRISIS: "a crisis", Category.CONDUCT: "poor listening"}


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
        in_need = any(finding.category is Category.CRISIS for finding in findings)
        lines = [f"Not flagged. Noticed only{', so that help can be offered' if in_need else ''}:"]
    for finding in findings:
        lines += [
            "",
            f"{finding.category.value} ({finding.severity.word}, score {finding.score:.2f})",
            f'  matched: "{printable(finding.matched)}" (characters {finding.start} to {finding.end})',
            f"  reason:  {finding.reason}",
            f"  rule:    {finding.rule}",
        ]
    return lines


def explanation_lines(screener: Screener, explanation: Explanation) -> list[str]:
    """Say step by step how a message was judged: reading, phrases, words, sum."""
    names = ["Read as:", *["Also as:"] * len(explanation.views)]
    lines = [f"{name:<10}{printable(view)}" for name, view in zip(names, explanation.views, strict=False)]
    lines += ["", "Phrases that are in it:", *_trial_lines(screener, explanation)]
    if explanation.sentence:
        lines += ["", f'One sentence says more than all words: "{printable(explanation.sentence)}"']
    if explanation.unquoted:
        lines += ["", f'Judged by its own words, and {QUOTED} more: "{printable(explanation.unquoted)}"']
    lines += ["", "Words that weigh most (for an ask +, against it -):"]
    lines += _clue_lines(explanation.clues)
    if explanation.fine:
        lines += [
            "",
            "Near an ask, so weighed finely (# pieces of words, ~ shapes of sentences, | where one ends, ^ subject):",
        ]
        lines += _clue_lines(explanation.fine)
    for weighed in explanation.topics:
        lines += _topic_lines(weighed)
    return [*lines, "", *_sum_lines(explanation), ""]


def _topic_lines(weighed: TopicWeighed) -> list[str]:
    topic = weighed.topic
    return [
        "",
        f"Words that weigh most for {_TOPIC_NAMES[topic.category]} (+) and against it (-):",
        *_clue_lines(weighed.clues),
        (
            f"All together {weighed.odds:+.2f}: noticed from {weighed.least:+.2f} on, "
            f"with a phrase from {topic.against:+.2f} on, always with one of severity {topic.grave.word} or more"
        ),
    ]


def _clue_lines(clues: Sequence[Clue]) -> list[str]:
    return [f"  {clue.weight:+.2f}  {printable(clue.said)}" for clue in clues] or ["  none"]


def _trial_lines(screener: Screener, explanation: Explanation) -> list[str]:
    reasons = {context.id: context.reason for context in screener.pack.contexts}
    lines = []
    for trial in explanation.trials:
        lines.append(f'  "{printable(trial.matched)}": {trial.pattern} ({trial.act})')
        if trial.protected_by:
            why = reasons.get(trial.protected_by, "words of the pattern that make it harmless")
            lines.append(f"      does not count: {trial.protected_by}, {why}")
    return lines or ["  none"]


def _sum_lines(explanation: Explanation) -> list[str]:
    balance = explanation.judged.balance
    if balance is None:
        return ["Its words cannot be weighed: rules alone decide."]
    hidden = ["Figures, signs or other letters stand for those of known words, so less must be said."]
    return [
        *(hidden if explanation.hides else []),
        f"{'One sentence' if explanation.sentence else 'All words together':<18}   {balance.words:+.2f}",
        f"Rules                {balance.rules:+.2f}",
        f"Limit                {balance.limit:+.2f}",
        f"Above the limit      {balance.above:+.2f}",
    ]
