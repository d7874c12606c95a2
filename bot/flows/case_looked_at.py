"""A moderator has taken a case: those who wait hear that somebody looks now, each once, and never who."""

from bot.casework.situations import Situation
from bot.flows.case_moved import BOT
from bot.flows.case_raised import tell_about_pause
from bot.flows.case_shown import paused_by_bot
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.work import Work
from bot.guide.cards_late import looking_card
from bot.store import cases
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.reports import Report, reports_of_case

LOOKING_TOLD = "looking_told:"


async def somebody_looks(parts: Parts, work: Work, community: Community, case: Case) -> None:
    """Tell every reporter who waits, and the subject about a pause of the bot's, which is told now and not before."""
    told = {line.what for line in await cases.read_log(work.connection, case.id)}
    for report in await waiting_reports(work, case):
        mark = f"{LOOKING_TOLD}{report.id}"
        if mark not in told:
            await cases.write_log(work.connection, case.id, BOT, mark, work.now)
            card = looking_card(parts.wording(community.locale), report.number, community.name)
            await tell_privately(parts, work, community, report.reporter, card, place=None)
    if await paused_by_bot(work, case):
        await tell_about_pause(parts, work, community, case)


async def waiting_reports(work: Work, case: Case) -> tuple[Report, ...]:
    """The reports of a case whose reporters were promised an answer and have none yet."""
    told = await reports_of_case(work.connection, work.keys, case.id)
    return tuple(
        report for report in told if report.closed_at is None and report.situation is not Situation.UNEASY
    )
