"""How well screening does: recall, false alarms and precision, with 95 % intervals. Pure figures."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import TypeVar

FALSE_ALARM_LIMITS = (0.01, 0.02, 0.05)
CONFIDENCE = 0.95

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; `of` may be 0, then there is no rate."""

    hits: int
    of: int

    @property
    def rate(self) -> float | None:
        """The share between 0 and 1, or None when there was nothing to count."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The Wilson 95 % interval of the rate."""
        if not self.of:
            return None
        z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
        rate, weight = self.hits / self.of, z * z / self.of
        middle = rate + weight / 2
        spread = z * sqrt(rate * (1 - rate) / self.of + weight / (4 * self.of))
        return max(0.0, (middle - spread) / (1 + weight)), min(1.0, (middle + spread) / (1 + weight))


@dataclass(frozen=True, slots=True)
class JudgedMessage:
    """One labelled message and what screening said about it. `found` names flaggable categories."""

    id: str
    flag: bool
    categories: frozenset[str]
    style: str
    sender: str
    found: frozenset[str]
    score: float

    @property
    def flagged(self) -> bool:
        """Whether screening would flag it."""
        return bool(self.found)


@dataclass(frozen=True, slots=True)
class JudgedDialogue:
    """One labelled chat and what screening and the rule of escalation said about it.

    `deserved` and `flagged` name turns from 0; `turns` is how many there are.
    """

    id: str
    escalates: bool
    escalated: bool
    deserved: frozenset[int]
    flagged: frozenset[int]
    turns: int


@dataclass(frozen=True, slots=True)
class JudgedBackground:
    """One unlabelled message of a file and whether it was flagged."""

    id: str
    file: str
    flagged: bool


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one group of messages."""

    group: str
    name: str
    recall: Share
    false_alarms: Share
    precision: Share


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The best recall with at most `limit` false alarms; `threshold` is None when no score allows it."""

    limit: float
    threshold: float | None
    recall: Share
    false_alarms: Share


@dataclass(frozen=True, slots=True)
class DialogueFigures:
    """Chats put before moderators, and turns flagged."""

    escalating: Share
    harmless: Share
    turn_recall: Share
    turn_false_alarms: Share


def measure_messages(messages: Sequence[JudgedMessage]) -> list[Row]:
    """Measure all messages, then each category, style and sender.

    For a category, recall counts its messages that were flagged for any reason; false alarms count harmless
    messages in which this category was found (or harmless messages of that kind that were flagged); precision
    counts, of the messages in which it was found, those labelled with it.
    """
    rows = [_row("all", "all", messages)] if messages else []
    rows += [_category_row(name, messages) for name in _names(m.categories | m.found for m in messages)]
    rows += [
        _row("style", name, [m for m in messages if m.style == name])
        for name in _names({m.style} for m in messages)
    ]
    return rows + [
        _row("sender", name, [m for m in messages if m.sender == name])
        for name in _names({m.sender} for m in messages)
    ]


def measure_curve(messages: Sequence[JudgedMessage]) -> list[CurvePoint]:
    """Find the best recall for each limit on false alarms, by moving the threshold of the score."""
    return [_best_point(limit, messages) for limit in FALSE_ALARM_LIMITS] if messages else []


def measure_dialogues(dialogues: Sequence[JudgedDialogue]) -> DialogueFigures:
    """Measure whole chats, and their turns."""
    return DialogueFigures(
        escalating=_share((d for d in dialogues if d.escalates), lambda d: d.escalated),
        harmless=_share((d for d in dialogues if not d.escalates), lambda d: d.escalated),
        turn_recall=Share(
            sum(len(d.deserved & d.flagged) for d in dialogues), sum(len(d.deserved) for d in dialogues)
        ),
        turn_false_alarms=Share(
            sum(len(d.flagged - d.deserved) for d in dialogues),
            sum(d.turns - len(d.deserved) for d in dialogues),
        ),
    )


def measure_background(messages: Sequence[JudgedBackground]) -> list[tuple[str, Share]]:
    """Measure each file of ordinary messages, then all together: an upper bound of false alarms."""
    files = _names({message.file} for message in messages)
    shares = [(name, _share((m for m in messages if m.file == name), lambda m: m.flagged)) for name in files]
    return [*shares, ("all", _share(messages, lambda m: m.flagged))] if len(files) > 1 else shares


def _row(group: str, name: str, messages: Sequence[JudgedMessage]) -> Row:
    return Row(
        group,
        name,
        recall=_share((m for m in messages if m.flag), lambda m: m.flagged),
        false_alarms=_share((m for m in messages if not m.flag), lambda m: m.flagged),
        precision=_share((m for m in messages if m.flagged), lambda m: m.flag),
    )


def _category_row(name: str, messages: Sequence[JudgedMessage]) -> Row:
    labelled = [m for m in messages if name in m.categories]
    harmless = [m for m in messages if not m.flag]
    if any(m.flag for m in labelled) or any(name in m.found for m in messages):
        false_alarms = _share(harmless, lambda m: name in m.found)
    else:
        false_alarms = _share(labelled, lambda m: m.flagged)
    return Row(
        "category",
        name,
        recall=_share((m for m in labelled if m.flag), lambda m: m.flagged),
        false_alarms=false_alarms,
        precision=_share((m for m in messages if name in m.found), lambda m: m.flag and name in m.categories),
    )


def _best_point(limit: float, messages: Sequence[JudgedMessage]) -> CurvePoint:
    """Lower the threshold score by score while the false alarms stay within the limit."""
    harmless = [m.score for m in messages if not m.flag]
    deserved = [m.score for m in messages if m.flag]
    best = None
    for threshold in sorted({m.score for m in messages if m.score > 0}, reverse=True):
        if sum(score >= threshold for score in harmless) > limit * len(harmless):
            break
        best = threshold
    return CurvePoint(limit, best, _reaching(best, deserved), _reaching(best, harmless))


def _reaching(threshold: float | None, scores: Sequence[float]) -> Share:
    return Share(sum(threshold is not None and score >= threshold for score in scores), len(scores))


def _share(things: Iterable[T], is_hit: Callable[[T], bool]) -> Share:
    hits = [is_hit(thing) for thing in things]
    return Share(sum(hits), len(hits))


def _names(groups: Iterable[Iterable[str]]) -> list[str]:
    return sorted({name for group in groups for name in group if name})
