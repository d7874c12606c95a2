"""Judge turns what was read in one message, with what came before it, into findings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.screening.balance import MOST_SURE, Balance, Strictness, balance_of, balanced, words_alone
from bot.screening.buildup import adding_up, goes_along, slides, telling
from bot.screening.memory import CONTACT, Entry, Memory
from bot.screening.packs import Role
from bot.screening.seen import Reading, Seen, seen_later
from bot.screening.values import (
    Category,
    Finding,
    Findings,
    Message,
    Severity,
    Side,
    concern_score,
    is_flagged,
    most_severe_first,
)
from bot.screening.weighing import Weighed, likely

_REACHING = CONTACT | {Category.PERSONAL_PROBE, Category.SECRECY}
_REFUSABLE = _REACHING | {Category.ADVANCE, Category.PRETEXT}
_SPLIT_WITHIN = 12
_SPLIT_DIGITS = 7
_NEAR = 250
"""Code points between an act and the excuse for it."""
_SHOWN = 3
_HALF, _BELOW = 0.5, 0.4999


@dataclass(frozen=True, slots=True)
class Judged:
    """The findings of one message, and a score between 0 and 1: from 0.5 on it is flagged.

    `balance` is None when its words could not be weighed: then rules alone decided.
    """

    findings: Findings = ()
    balance: Balance | None = None

    @property
    def score(self) -> float:
        """What is flagged scores half at least, what is not less, so that one order holds for all messages."""
        if is_flagged(self.findings):
            return max(_HALF, concern_score(self.findings))
        return min(_BELOW, likely(self.balance.above)) if self.balance else 0.0


NOTHING = Judged()


def nothing_in(odds: Weighed | None, strictness: Strictness, hides: bool = False) -> Judged:
    """The judgement of a message in which there is nothing; `odds` are those of its words, where they were weighed."""
    return Judged(balance=words_alone(odds, strictness, hides=hides)) if odds else NOTHING


def judge(
    message: Message, reading: Reading, memory: Memory | None, strictness: Strictness = Strictness.USUAL
) -> Judged:
    """The findings of a message, the most severe first, and its score; a memory records the message."""
    turn = memory.next_turn(message) if memory is not None else 0
    if reading.is_bare and not _ends_a_number(message, reading, memory, turn):
        return _judge_bare(message, reading, memory, turn, strictness)
    reading = replace(reading, seen=tuple(one for one in reading.seen if one.side in (None, message.side)))
    alone = list(_chosen(reading))
    balance = balance_of(alone, reading, strictness)
    chosen = list(balanced(alone, reading, balance))
    flagged = frozenset(one.category for one in chosen if one.category.flaggable)
    tells = telling(reading, bool(flagged))
    if memory is not None:
        more = _from_memory(message, reading, tells, memory, turn)
        chosen = _with_more(chosen, more, slides(message, tells, memory, flagged))
    findings = [_finding(message, one) for one in _best(chosen)]
    findings = _with_pretext(message, reading, findings)
    if memory is not None:
        findings = _after_refusal(findings, memory.refused_before(message, turn))
        memory.record(_entry(message, reading, findings, tells, turn))
    return Judged(most_severe_first(_together(findings)), balance)


def going_on(message: Message, judged: Judged, before: frozenset[Category], above: float) -> Judged:
    """The judgement with a note that this message goes on from what its writer was flagged for `before`."""
    category = min(before - {Category.PRETEXT} or before, key=tuple(Category).index)
    reason = "Goes on from earlier messages of the same person."
    seen = seen_later(category, "goes_on", reason, 0, len(message.text))
    finding = _finding(message, replace(seen, severity=Severity.NOTE, sure=min(MOST_SURE, likely(above))))
    return replace(judged, findings=most_severe_first((*judged.findings, finding)))


def _judge_bare(
    message: Message, reading: Reading, memory: Memory | None, turn: int, strictness: Strictness
) -> Judged:
    """The judgement where nothing was seen: a memory keeps how much the words tell, and a no."""
    tells = telling(reading, flagged=False)
    if memory is not None and (tells or reading.refuses or reading.digits):
        memory.record(_entry(message, reading, [], tells, turn))
    return Judged(balance=balance_of((), reading, strictness))


def _chosen(reading: Reading) -> Iterable[Seen]:
    """What the message says by itself."""
    yield from (one for one in reading.seen if one.role is Role.ACT)
    excuses = [one for one in reading.seen if one.role is Role.EXCUSE]
    yield from (one for one in reading.seen if one.role is Role.MOVE and _between(one, excuses))


def _going_on(message: Message, reading: Reading, memory: Memory, turn: int) -> Iterable[Seen]:
    """What counts only because somebody moved towards contact shortly before."""
    pressing = memory.moved_by(message, turn) or (memory.refused_before(message, turn) and not reading.yields)
    roles = {Role.MOVE: memory.move_before(turn), Role.FOLLOWUP: pressing}
    yield from (one for one in reading.seen if roles.get(one.role))


def _from_memory(
    message: Message, reading: Reading, tells: float, memory: Memory, turn: int
) -> Iterable[Seen]:
    yield from _going_on(message, reading, memory, turn)
    yield from goes_along(message, reading, memory, turn)
    if reading.handle and memory.move_before(turn):
        reason = "Gives an account name after contact was talked about."
        yield seen_later(Category.CONTACT_SHARE, "handle_after_ask", reason, *reading.handle)
    if reading.digits:
        yield from _split(message, reading.digits, memory, turn)
    yield from adding_up(message, reading, tells, memory, turn)


def _split(message: Message, digits: tuple[str, int, int], memory: Memory, turn: int) -> Iterable[Seen]:
    """A number in pieces; three pieces or more are no accident."""
    pieces = (*memory.digits_by(message, turn, _SPLIT_WITHIN), digits[0])
    total = sum(len(piece) for piece in pieces)
    needed = _SPLIT_DIGITS if memory.move_before(turn) or max(map(len, pieces)) > 2 else _SPLIT_DIGITS + 2
    if len(pieces) > 1 and total >= needed:
        found = seen_later(Category.CONTACT_SHARE, "split_number", "Gives a number in pieces.", *digits[1:])
        yield replace(found, severity=Severity.URGENT, sure=0.85) if len(pieces) > 2 else found


def _ends_a_number(message: Message, reading: Reading, memory: Memory | None, turn: int) -> bool:
    """Whether a message has a piece of a number that makes one with earlier ones."""
    digits = reading.digits if memory is not None else None
    return bool(digits and memory and any(_split(message, digits, memory, turn)))


def _with_more(alone: Sequence[Seen], more: Iterable[Seen], sliding: bool) -> list[Seen]:
    """What a message says by itself, and what it says with those before it.

    What is flagged by itself adds up only where small signs led to it, and not with other flags alone.
    """
    chosen = [*alone, *more]
    rules = {one.rule for one in chosen if one.adds_up}
    flagged = {one.rule for one in alone if one.category.flaggable}
    return [
        replace(one, adds_up=sliding or one.rule not in flagged) if one.rule in rules else one
        for one in chosen
    ]


def _best(chosen: Sequence[Seen]) -> list[Seen]:
    ordered = sorted(chosen, key=lambda one: (-one.severity, -one.sure, one.start - one.end))
    best: dict[str, Seen] = {}
    for one in ordered:
        best.setdefault(one.rule, one)
    counts: dict[Category, int] = {}
    kept = []
    for one in best.values():
        counts[one.category] = counts.get(one.category, 0) + 1
        if counts[one.category] <= _SHOWN:
            kept.append(one)
    return kept


def _finding(message: Message, one: Seen, excuse: str = "") -> Finding:
    return Finding(
        category=one.category,
        severity=_severity(message.side, one),
        rule=one.rule,
        score=round(one.sure, 3),
        start=one.start,
        end=one.end,
        matched=message.text[one.start : one.end],
        reason=one.reason,
        excuse=excuse,
        detail=one.detail,
        adds_up=one.adds_up,
    )


def _severity(side: Side, one: Seen) -> Severity:
    if side is Side.LISTENER or not one.category.flaggable:
        return one.severity
    if one.category is Category.CONTACT_SHARE:
        return Severity.TIP
    return Severity(max(Severity.TIP, one.severity - 1))


def _with_pretext(message: Message, reading: Reading, findings: list[Finding]) -> list[Finding]:
    reaching = [finding for finding in findings if finding.category in _REACHING]
    excuses = _best([one for one in reading.seen if one.role.excuses and _near(one, reaching)])
    return findings + [_finding(message, one, excuse=one.rule) for one in excuses]


def _between(one: Seen, others: Iterable[Seen]) -> bool:
    return any(one.start - other.end <= _NEAR and other.start - one.end <= _NEAR for other in others)


def _near(one: Seen, findings: Iterable[Finding]) -> bool:
    return any(one.start - finding.end <= _NEAR and finding.start - one.end <= _NEAR for finding in findings)


def _after_refusal(findings: list[Finding], refused: bool) -> list[Finding]:
    if not refused:
        return findings
    return [_pressed(finding) if finding.category in _REFUSABLE else finding for finding in findings]


def _pressed(finding: Finding) -> Finding:
    severity = Severity(min(Severity.URGENT, finding.severity + 1))
    return replace(finding, severity=severity, score=min(0.99, finding.score + 0.15), after_refusal=True)


def _together(findings: list[Finding]) -> list[Finding]:
    kinds = {finding.category for finding in findings if finding.category.flaggable}
    bonus = 0.05 * (len(kinds) - 1)
    if bonus <= 0:
        return findings
    return [
        replace(finding, score=round(min(0.99, finding.score + bonus), 3))
        if finding.category in kinds
        else finding
        for finding in findings
    ]


def _entry(message: Message, reading: Reading, findings: list[Finding], tells: float, turn: int) -> Entry:
    names_ask = any(one.role is Role.REFUSAL for one in reading.seen)
    return Entry(
        key=message.key,
        turn=turn,
        side=message.side,
        author=message.author,
        categories=frozenset(finding.category for finding in findings if finding.category.flaggable),
        details=frozenset(one.detail for one in reading.seen if one.detail),
        digits=reading.digits[0] if reading.digits else "",
        tells=round(tells, 3),
        refuses=reading.refuses or names_ask,
        names_ask=names_ask,
    )
