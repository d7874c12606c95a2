"""People have missed a promise: all who know about a case hear the new date, and the card says that it is late."""

from datetime import datetime

from bot.casework.case_life import CaseState
from bot.casework.lateness import promised_later
from bot.casework.values import Reason
from bot.flows.case_looked_at import waiting_reports
from bot.flows.case_moved import BOT, shown_anew
from bot.flows.case_shown import paused_by_bot, send_about, view_case
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.work import Work
from bot.guide.cards_late import late_report_card, late_subject_card, late_team_card
from bot.store import case_moves, cases
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.pauses import paused_until
from bot.store.replies import replies_of_case

URGENT = frozenset({Reason.URGENT, Reason.AFTER_ASKED})


async def promise_missed(parts: Parts, work: Work, community: Community, case: Case) -> None:
    """Promise the next step anew, tell those who wait if the date they know is over, and show it to the team."""
    urgent = case.state is CaseState.NEW and case.reason in URGENT
    later = promised_later(case.state, work.now, parts.promises, case.late_told_at, urgent=urgent)
    if later.told is None:
        await case_moves.promise(
            work.connection, case.id, later.due, told_late_at=case.late_told_at or work.now
        )
    else:
        await case_moves.promise(work.connection, case.id, later.due, told_late_at=work.now)
        await cases.write_log(work.connection, case.id, BOT, "late_told", work.now)
        await _tell_all(parts, work, community, case, later.told)
    await shown_anew(parts, work, community, case)
    if urgent:
        # An edit would call nobody.
        view = await view_case(work, case)
        card = late_team_card(parts.wording(community.locale), case.number, view.subject)
        await send_about(work, community, case, card, about=f"late:{case.id}", urgent=True)


async def _tell_all(parts: Parts, work: Work, community: Community, case: Case, by: datetime) -> None:
    wording = parts.wording(community.locale)
    for report in await waiting_reports(work, case):
        card = late_report_card(wording, report.number, by, community.name)
        await tell_privately(parts, work, community, report.reporter, card, place=None)
    if await _subject_knows(work, case):
        card = late_subject_card(wording, by, community.name)
        await tell_privately(parts, work, community, case.subject, card, place=None)


async def _subject_knows(work: Work, case: Case) -> bool:
    """Whether the subject was asked, paused and told so, or told what was decided; nobody learns of a case by this."""
    if case.decided_at is not None:
        return True
    asked = await replies_of_case(work.connection, work.keys, case.id)
    if any(one.told_at is not None and one.taken_back_at is None for one in asked):
        return True
    if await paused_until(work.connection, case.community, case.subject, work.now) is None:
        return False
    # A pause of the bot's is told once a moderator has looked.
    return case.taken_by is not None or not await paused_by_bot(work, case)
