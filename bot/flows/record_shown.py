"""A person's record as one moderator may see it: no words, and nothing that would unmask a made-up name."""

from bot.casework.authority import Person
from bot.casework.case_authority import CaseAct, Relation, may
from bot.casework.keeping import FLAG_KEPT
from bot.casework.noted import by_message
from bot.casework.points import Standing, as_text
from bot.casework.values import Flag, Source
from bot.flows.case_allowed import relation_to
from bot.flows.case_shown import view_case
from bot.flows.parts import Parts
from bot.flows.points_kept import ledger_from, rule_title
from bot.flows.views_told import wait_to_tell
from bot.flows.work import Work
from bot.guide import Card
from bot.guide.cards_record import record_card, record_counts_card
from bot.guide.known_as import Known
from bot.guide.views_desk import (
    RecordCase,
    RecordCounts,
    RecordDecision,
    RecordNote,
    RecordPoints,
    RecordStretch,
    RecordView,
)
from bot.store import cases, views_logged
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.decisions import RecordedDecision, decisions_about
from bot.store.flags import flags_about, flags_of_case
from bot.store.histories import Stretch, stretches_of
from bot.store.relays import find_relay

RECORD_READ = "record_read"
_ENDS = frozenset({cases.NO_PROBLEM, cases.DEALT_WITH})


async def log_record(
    work: Work, community: Community, reader: int, person: int, *, case: Case | None = None, reason: str = ""
) -> None:
    """Log that a record is opened, and let oversight hear of it."""
    view = views_logged.RecordView(reader, person, work.now, reason)
    case_id = None if case is None else case.id
    await views_logged.record_opened(work.connection, work.keys, community.id, view, case_id)
    if case is not None:
        await cases.write_log(work.connection, case.id, reader, RECORD_READ, work.now)
    await wait_to_tell(work, community)


async def show_record_of_case(
    parts: Parts, work: Work, community: Community, case: Case, reader: Person
) -> Card:
    """Open the record of whom a case is about; of a hidden account only how much there is."""
    wording, view = parts.wording(community.locale), await view_case(work, case)
    await log_record(work, community, reader.id, case.subject, case=case)
    if not view.hidden:
        record = await view_record(work, community, case.subject, reader)
        return record_card(wording, record)
    return record_counts_card(wording, await _counts(work, community, case, view.subject))


async def view_record(work: Work, community: Community, person: int, reader: Person) -> RecordView:
    """Gather a record. Left out: hidden cases and all that came of them, and what the reader is part of."""
    known = await cases.cases_about(work.connection, community.id, person)
    shown = [case for case in known if await _may_be_shown(work, community, case, reader)]
    hidden = frozenset(case.id for case in known) - {case.id for case in shown}
    decided = [
        one
        for one in await decisions_about(work.connection, work.keys, community.id, person)
        if one.case not in hidden
    ]
    notes = await _notes(work, community, person, shown)
    stretches = await stretches_of(work.connection, community.id, person)
    return RecordView(
        person=f"<@{person}>",
        notes=tuple(_note(group) for group in reversed(by_message(notes)) if group[0].other != reader.id),
        cases=tuple(_case(case) for case in shown),
        decisions=tuple(_decision(one) for one in reversed(decided)),
        stretches=tuple(_stretch(one) for one in stretches if _is_shown(one, hidden, decided)),
        points=_points(work, community, decided),
    )


async def _may_be_shown(work: Work, community: Community, case: Case, reader: Person) -> bool:
    if not may(CaseAct.SEE, await relation_to(work, community, case, reader)):
        return False
    return not (await view_case(work, case)).hidden


async def is_part_of(work: Work, community: Community, case: Case, reader: Person) -> bool:
    """Whether somebody is part of a case whose subject everybody on the team knows."""
    part = await relation_to(work, community, case, reader) in (Relation.SUBJECT, Relation.PART_TAKER)
    return part and not (await view_case(work, case)).hidden


async def _notes(work: Work, community: Community, person: int, shown: list[Case]) -> list[Flag]:
    """The notes about an account: from relayed chats only what stands in a case that shows the account."""
    in_cases: set[int] = set()
    for case in shown:
        in_cases |= {flag.number for flag in await flags_of_case(work.connection, work.keys, case.id)}
    found = await flags_about(work.connection, work.keys, community.id, person)
    return [
        flag
        for flag in found
        if not flag.shadow and (flag.number in in_cases or not await _is_relayed(work, flag))
    ]


async def _is_relayed(work: Work, flag: Flag) -> bool:
    return flag.chat is not None and await find_relay(work.connection, work.keys, flag.chat) is not None


def _note(group: tuple[Flag, ...]) -> RecordNote:
    """One message, with all that it was noted for; until the last of it is gone."""
    marks = {_mark(flag) for flag in group}
    # Where only a part of it was judged, the message still stands.
    mark = "disputed" if "disputed" in marks else marks.pop() if len(marks) == 1 else ""
    made = [flag.made_at for flag in group]
    return RecordNote(min(made), tuple(_kind(flag) for flag in group), max(made) + FLAG_KEPT, mark)


def _kind(flag: Flag) -> str:
    return flag.category.value if flag.source is Source.SCREENING else flag.detail


def _mark(flag: Flag) -> str:
    return "cleared" if flag.cleared else "disputed" if flag.disputed else "judged" if flag.judged else ""


def _case(case: Case) -> RecordCase:
    ended = case.outcome if case.outcome in _ENDS else "other_end" if case.closed_at else "open"
    return RecordCase(case.number, case.opened_at, ended or "open", case.closed_at)


def _decision(one: RecordedDecision) -> RecordDecision:
    return RecordDecision(one.decided_at, rule_title(one), as_text(one.points), one.state.value)


def _stretch(one: Stretch) -> RecordStretch:
    return RecordStretch(one.kind, one.since, one.until)


def _is_shown(one: Stretch, hidden: frozenset[int], decided: list[RecordedDecision]) -> bool:
    if one.case is not None:
        return one.case not in hidden
    return one.decision is None or one.decision in {decision.id for decision in decided}


def _points(work: Work, community: Community, decided: list[RecordedDecision]) -> RecordPoints | None:
    standing = _standing(work, community, decided)
    if standing is None:
        return None
    total = as_text(standing.total)
    following = standing.next[0] if standing.next else None
    if following is None:
        return RecordPoints(total)
    return RecordPoints(total, as_text(following.total), following.at)


def _standing(work: Work, community: Community, decided: list[RecordedDecision]) -> Standing | None:
    """Where somebody stands, counted as everywhere else; None without a table."""
    ledger = ledger_from(community, tuple(decided))
    return None if ledger is None else ledger.standing(work.now)


async def _counts(work: Work, community: Community, case: Case, name: Known) -> RecordCounts:
    notes = await flags_about(work.connection, work.keys, community.id, case.subject)
    others = await cases.cases_about(work.connection, community.id, case.subject)
    decided = await decisions_about(work.connection, work.keys, community.id, case.subject)
    standing = _standing(work, community, list(decided))
    return RecordCounts(
        name,
        notes=len(by_message(flag for flag in notes if not flag.shadow)),
        cases=sum(other.id != case.id for other in others),
        decisions=len(decided),
        points="" if standing is None else as_text(standing.total),
    )
