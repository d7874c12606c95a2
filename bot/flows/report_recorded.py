"""A report is recorded: its flag, the two kept apart, and the case that people look at."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.casework.reporting import case_reason, recorded_for, weightier
from bot.casework.situations import Situation
from bot.casework.thresholds import threshold_reached
from bot.casework.values import Reason, Source
from bot.flows.account_fresh import is_fresh_account
from bot.flows.case_raised import is_about_moderator, raise_case
from bot.flows.parts import Parts
from bot.flows.reply_pressure import part_taker_of_asked, told_after_asked
from bot.flows.report_about import About, side_of
from bot.flows.report_followed import show_without_person
from bot.flows.sudden_end import counts_as_sudden
from bot.flows.surface import Press
from bot.flows.work import Work
from bot.screening import Side
from bot.store import people, reports
from bot.store.communities import Community
from bot.store.flags import FlagPlace, flags_about, record
from bot.store.reports import NewReport, Report

# What somebody says within minutes is one report; the same thing said again adds to it for days.
ONE_REPORT_WITHIN = timedelta(minutes=10)
SAME_AGAIN_WITHIN = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Around:
    """What had to be asked or read before the report was written down.

    `sudden`: the bot saw that chat end suddenly too. `fresh`: the reporter's account is new.
    """

    side: Side
    sudden: bool
    fresh: bool
    to_oversight: bool


async def record_report(
    parts: Parts, press: Press, community: Community, about: About, situation: Situation, words: str
) -> tuple[Report, bool]:
    """Record a report and set in motion what it asks for; what adds nothing changes nothing.

    Says also whether it is a new report, not more about one made before.
    """
    around = Around(
        side=await side_of(parts, community, about),
        # A sudden end counts only where the bot saw it too (T42); the report is read in any case.
        sudden=about.chat is not None and await counts_as_sudden(parts, about.chat),
        fresh=await is_fresh_account(parts, community, press.person.id),
        to_oversight=await is_about_moderator(parts, community, about.subject),
    )
    async with parts.work() as work:
        new = NewReport(
            community.id,
            press.person.id,
            situation,
            subject=about.subject,
            chat=about.chat.id if about.chat else None,
            place=about.place,
            message=about.message,
            words=words,
            fresh=around.fresh,
        )
        report, is_news, is_new = await _keep(work, new)
        if is_news and about.subject is None:
            await show_without_person(parts, work, community, report)
        elif is_news:
            await _against(parts, work, community, report, about, around)
    return report, is_new


async def _keep(work: Work, new: NewReport) -> tuple[Report, bool, bool]:
    """Record a report, or add to the one made about the same.

    Says whether there is anything new in it, and whether it is a new report.
    """
    # Of nobody we know two reports may be about two people, so days apart they are two.
    again = SAME_AGAIN_WITHIN if new.subject is not None else ONE_REPORT_WITHIN
    before = await reports.same_report(
        work.connection, work.keys, new, work.now - ONE_REPORT_WITHIN, work.now - again
    )
    if before is None or _is_another_thing(before.situation, new.situation):
        return await reports.add_report(work.connection, work.keys, new, work.now), True, True
    situation = weightier(before.situation, new.situation)
    words = before.words
    if new.words not in before.words:
        words = "\n".join(part for part in (before.words, new.words) if part)
    if (situation, words) == (before.situation, before.words):
        return before, False, False
    await reports.change_report(work.connection, work.keys, before.id, situation, words)
    return replace(before, situation=situation, words=words), True, False


def _is_another_thing(held: Situation, said: Situation) -> bool:
    """Whether what is said now is lighter than what was said before: then it stands beside it, and neither is lost."""
    return said not in (held, Situation.UNEASY) and weightier(held, said) is held


async def _against(
    parts: Parts, work: Work, community: Community, report: Report, about: About, around: Around
) -> None:
    """Record the flag, keep the two apart, and open a case where the situation asks for one."""
    if about.subject is None:
        return
    where = FlagPlace(
        community.id,
        about.subject,
        around.side,
        about.place or 0,
        # A report has no message of its own; its own number keeps it unique.
        -report.id,
        chat=report.chat,
        other=report.reporter,
        source=Source.REPORT,
    )
    after_asked = await part_taker_of_asked(work, community, about.subject, report.reporter)
    draft = recorded_for(report.situation, sudden=around.sudden, fresh=around.fresh)
    await record(work.connection, work.keys, draft, where, work.now)
    if report.situation is not Situation.UNEASY:
        await people.keep_apart(work.connection, community.id, (report.reporter, about.subject), work.now)
    flags = await flags_about(work.connection, work.keys, community.id, about.subject)
    reason = case_reason(report.situation) or threshold_reached(flags, work.now, parts.policy)
    if after_asked:
        reason = reason or Reason.REPORT
    if reason is None:
        return
    case = await raise_case(parts, work, community, about.subject, reason, to_oversight=around.to_oversight)
    if after_asked:
        await told_after_asked(parts, work, community, case, report.id)
