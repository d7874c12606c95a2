"""Reporters hear what became of their report, in general words; once, they may ask somebody else to look again."""

from bot.casework.report_times import LOOK_AGAIN_WITHIN
from bot.casework.reviewing import Ends
from bot.casework.situations import Situation
from bot.casework.values import Reason
from bot.flows.case_raised import is_about_moderator, raise_case
from bot.flows.case_shown import show_case
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide.cards_report import outcome_changed_card, report_done_card, second_look_card
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.store import cases, reports
from bot.store.cases import NO_PROBLEM, Case
from bot.store.communities import Community
from bot.store.reports import Report, close_reports_of_case, reports_of_case
from bot.store.second_readings import first_readers

# A line of the log: this report is looked at a second time, and who closed it before is part of it now.
AGAIN = "look_again:"
_CLOSED = frozenset({f"all_clear:{NO_PROBLEM}"})


async def tell_reporters(parts: Parts, work: Work, community: Community, case: Case, *, acted: bool) -> None:
    """Close the reports of a case and tell everybody whose report was open in it."""
    for report in await reports_of_case(work.connection, work.keys, case.id):
        if _is_told(report) and report.closed_at is None:
            await _tell(parts, work, community, report, acted=acted)
    await close_reports_of_case(work.connection, case.id, work.now)


async def tell_outcome_changed(parts: Parts, work: Work, community: Community, case: int) -> None:
    """Tell everybody who heard that people acted that it is taken back; in general words, as they heard before."""
    wording = parts.wording(community.locale)
    for report in await reports_of_case(work.connection, work.keys, case):
        if _is_told(report) and report.closed_at is not None:
            card = outcome_changed_card(wording, report.number, community.name)
            await tell_privately(parts, work, community, report.reporter, card, place=None)


def _is_told(report: Report) -> bool:
    """Whether its reporter hears of outcomes: not for one press, nor who is known by a hash, their data deleted."""
    return report.reporter > 0 and report.situation is not Situation.UNEASY


async def _tell(parts: Parts, work: Work, community: Community, report: Report, *, acted: bool) -> None:
    may_ask_again = not acted and report.looked_again_at is None
    card = report_done_card(
        parts.wording(community.locale),
        report.number,
        community.name,
        acted=acted,
        report=str(report.id),
        again_until=work.now + LOOK_AGAIN_WITHIN if may_ask_again else None,
    )
    await tell_privately(parts, work, community, report.reporter, card, place=None)


async def look_again(parts: Parts, press: Press, community: Community) -> Answer:
    """Put a report before somebody else, once; its reporter alone can ask, within two weeks."""
    wording = parts.wording(community.locale)
    async with parts.database.reading() as connection:
        report = await reports.find_report(connection, parts.database.keys, int(press.argument))
    if report is None or report.reporter != press.person.id or report.subject is None:
        return Answer(not_allowed_card(wording))
    to_oversight = await is_about_moderator(parts, community, report.subject)
    async with parts.work() as work:
        before = await cases.find_case(work.connection, report.case) if report.case is not None else None
        if (
            before is None
            or not _may_still(before, report, work)
            or not await reports.look_again(work.connection, report.id, press.person.id, work.now)
        ):
            return Answer(too_late_card(wording))
        await _raise_again(parts, work, community, before, report, to_oversight=to_oversight)
    return Answer(second_look_card(wording, report.number, work.now + parts.promises.first_look))


def _may_still(before: Case, report: Report, work: Work) -> bool:
    closed = report.closed_at
    return before.outcome == NO_PROBLEM and closed is not None and work.now - closed <= LOOK_AGAIN_WITHIN


async def _raise_again(
    parts: Parts, work: Work, community: Community, before: Case, report: Report, *, to_oversight: bool
) -> None:
    """Open a case with this report alone: what was cleared stays cleared, and who cleared it does not decide."""
    if report.subject is None:
        return
    case = await raise_case(parts, work, community, report.subject, Reason.REPORT, to_oversight=to_oversight)
    log = await cases.read_log(work.connection, before.id)
    closers = {line.who for line in log if line.what in _CLOSED and line.who}
    first = await first_readers(work.connection, before.id, Ends.ALL_CLEAR)
    for closer in sorted(closers | first):
        await cases.write_log(work.connection, case.id, 0, f"{AGAIN}{closer}", work.now)
    await show_case(parts, work, community, case)


async def looked_before(work: Work, case: Case) -> frozenset[int]:
    """Who closed a report before that is in this case again: they take part, so somebody else decides."""
    log = await cases.read_log(work.connection, case.id)
    return frozenset(int(line.what.removeprefix(AGAIN)) for line in log if line.what.startswith(AGAIN))
