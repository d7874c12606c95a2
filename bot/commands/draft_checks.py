"""What is wrong with a draft of a pattern, and what to change."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from bot.commands.drafts import Draft, draft_text
from bot.commands.examples import DRAFT, is_left, look_alone, matches
from bot.commands.trying import WAITS
from bot.screening import (
    Category,
    Known,
    PackError,
    Pattern,
    Role,
    Screener,
    Severity,
    nearest,
    read_patterns,
)

SHORTEST_REASON, LONGEST_REASON = 10, 160
CATEGORIES = tuple(category.value for category in Category)
SEVERITIES = tuple(severity.word for severity in Severity)
ROLES = tuple(role.value for role in Role)
_ID = re.compile(r"[a-z][a-z0-9_]*")
_CLASS = re.compile(r"\{([^{}]*)\}, which no word list")
_CHOICES = {"category": CATEGORIES, "severity": SEVERITIES, "role": ROLES}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to change in a draft: which field, and how."""

    field: str
    says: str


@dataclass(frozen=True, slots=True)
class Bench:
    """What a draft is checked against: the packs of its language. `cache` keeps what is compiled on the way."""

    screener: Screener
    known: Known
    cache: Path | None = None


def problems(draft: Draft, bench: Bench) -> list[Problem]:
    """Return all that is wrong; examples are tried once the rest is right."""
    return form_problems(draft, bench) or list(_example_problems(draft, bench))


def form_problems(draft: Draft, bench: Bench) -> list[Problem]:
    """Return what is wrong before any example is tried."""
    return [
        *_id_problems(draft.id, bench),
        *(problem for field in _CHOICES for problem in _choice_problems(draft, field)),
        *_reason_problems(draft.reason),
        *_line_problems(draft),
        *_phrase_problems(draft, bench),
    ]


def screener_with(draft: Draft, bench: Bench) -> tuple[Screener, Pattern]:
    """Return a screener with the draft and all patterns that its examples meet, and the draft's pattern.

    It judges these examples as one with all patterns would, and is ready at once. Raises PackError.
    """
    (pattern,) = read_patterns("the draft", draft_text(draft), bench.known)
    lines = (*draft.match, *draft.leave)
    met = {trial.pattern for line in lines for trial in bench.screener.try_text(line)}
    kept = tuple(other for other in bench.screener.patterns if other.id in met)
    return Screener(replace(bench.screener.pack, patterns=(*kept, pattern)), cache=bench.cache), pattern


def _id_problems(name: str, bench: Bench) -> Iterator[Problem]:
    if not _ID.fullmatch(name):
        says = f"{name!r} must begin with a letter a to z, then letters, figures and _ (asks_number)."
        yield Problem("id", says)
    for pattern in bench.screener.patterns:
        if pattern.id == name:
            yield Problem("id", f"{name!r} is taken, in {pattern.source}. Choose another name.")


def _choice_problems(draft: Draft, field: str) -> Iterator[Problem]:
    value, choices = getattr(draft, field), _CHOICES[field]
    if value not in choices:
        close = get_close_matches(value, choices, 1)
        hint = f" Did you mean {close[0]}?" if close else ""
        yield Problem(field, f"{value!r} must be one of: {', '.join(choices)}.{hint}")


def _reason_problems(reason: str) -> Iterator[Problem]:
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        limits = f"{SHORTEST_REASON} to {LONGEST_REASON}"
        yield Problem("reason", f"It must have {limits} characters, and has {len(reason)}.")
    if "!" in reason or not reason.endswith("."):
        yield Problem("reason", "People read it as a sentence: end it with a full stop, without '!'.")


def _line_problems(draft: Draft) -> Iterator[Problem]:
    for field, what, needed in (("match", "must match", DRAFT[0]), ("leave", "must not match", DRAFT[1])):
        count = len(set(getattr(draft, field)))
        if count < needed:
            yield Problem(field, f"Write at least {needed} different lines that {what}; there are {count}.")
    for line in sorted(set(draft.match) & set(draft.leave)):
        yield Problem("leave", f"This line cannot both match and not match: {line}")


def _phrase_problems(draft: Draft, bench: Bench) -> Iterator[Problem]:
    if not draft.phrases:
        yield Problem("phrases", "Write at least one phrase: the words that make it what it is.")
    for phrase in draft.phrases:
        # All but the phrase is known to be good here, so that what is wrong is the phrase.
        probe = Draft("", "probe", "conduct", "tip", "act", "It is only tried.", ("x",), ("y",), (phrase,))
        try:
            read_patterns("phrases", draft_text(probe), bench.known)
        except PackError as error:
            says = str(error).removeprefix("phrases: pattern probe: ")
            yield Problem("phrases", f"{says}.{_class_hint(says, bench.known)}")


def _class_hint(says: str, known: Known) -> str:
    named = _CLASS.search(says)
    if named is None:
        return ""
    close = get_close_matches(named[1], known.listed, 3)
    if close:
        return f" Did you mean {' or '.join(f'{{{name}}}' for name in close)}?"
    return " Write the words themselves, or add the class to words.toml first."


def _example_problems(draft: Draft, bench: Bench) -> Iterator[Problem]:
    screener, pattern = screener_with(draft, bench)
    for line in draft.match:
        if not matches(screener, pattern, line):
            yield Problem(
                "match", f"{line}\n    does not match: {_why_missed(screener, pattern, line, bench)}"
            )
    for line in draft.leave:
        if not is_left(screener, pattern, line):
            yield Problem("leave", f"{line}\n    is flagged: {_why_caught(screener, pattern, line)}")


def _why_missed(screener: Screener, pattern: Pattern, line: str, bench: Bench) -> str:
    trials = [trial for trial in screener.try_text(line) if trial.pattern == pattern.id]
    open_trials = [trial for trial in trials if not trial.protected_by]
    if trials and not open_trials:
        reasons = [one.reason for one in screener.pack.contexts if one.id == trials[0].protected_by]
        return f"it is protected by {trials[0].protected_by}. {' '.join(reasons)} Write it another way."
    if open_trials:
        return f"its words are met, but it is {WAITS.get(pattern.role, 'protected by other words')}."
    near = nearest(replace(screener.pack, patterns=(pattern,)), bench.known, line, most=1)
    if near and near[0].missing:
        return f"nearest is the phrase {near[0].phrase}, but it lacks {', '.join(near[0].missing)}."
    if near:
        return f"nearest is the phrase {near[0].phrase}, but the order, the gaps or a mark do not fit."
    return "no phrase comes near. Add one with words of this line."


def _why_caught(screener: Screener, pattern: Pattern, line: str) -> str:
    findings = look_alone(screener, pattern, line)
    own = [finding for finding in findings if finding.rule == pattern.id]
    if own:
        return f'"{own[0].matched}" meets a phrase of this pattern. Make the phrase say more.'
    return f'"{findings[0].matched}" meets {findings[0].rule}, which was there before. Write another line.'
