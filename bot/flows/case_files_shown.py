"""Files given as evidence are opened by the one who may read the words of a case; every opening is logged."""

from bot.casework.authority import is_moderator
from bot.casework.case_authority import CaseAct
from bot.flows.parts import Parts
from bot.flows.surface import Answer, Attached, Press
from bot.flows.views_told import wait_to_tell
from bot.flows.work import Work
from bot.guide import Action, Wording
from bot.guide.cards_evidence import files_card, files_opened_card, no_files_card
from bot.guide.cards_shared import not_allowed_card
from bot.store import cases, reports
from bot.store.acts import SendCard
from bot.store.case_files import CaseFile, files_of_case, files_of_report
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.views_logged import FILES_READ

# As many as one answer of Discord's can carry.
MOST_SHOWN = 10


async def show_files(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    """Show the files of a case to its reviewer alone."""
    wording = parts.wording(community.locale)
    files = await files_of_case(work.connection, work.keys, case.id)
    if not files:
        return Answer(no_files_card(wording))
    await cases.write_log(work.connection, case.id, press.person.id, FILES_READ, work.now)
    await wait_to_tell(work, community)
    return _answer(wording, files)


async def show_report_files(parts: Parts, press: Press, community: Community) -> Answer:
    """Show the files of a report that names nobody we know; who opened them is told in the channel, as its log."""
    wording = parts.wording(community.locale)
    allowed = is_moderator(press.person, community.offices) or press.person.id == community.oversight
    async with parts.work() as work:
        report = await reports.find_report(work.connection, work.keys, int(press.argument))
        if report is None or not allowed or press.person.id == report.reporter or report.case is not None:
            return Answer(not_allowed_card(wording))
        files = await files_of_report(work.connection, work.keys, report.id)
        if not files:
            return Answer(no_files_card(wording))
        if community.moderators_channel is not None:
            card = files_opened_card(wording, f"<@{press.person.id}>", report.number)
            await work.owe(community.id, SendCard(community.moderators_channel, card, silent=True))
    return _answer(wording, files)


def _answer(wording: Wording, files: tuple[CaseFile, ...]) -> Answer:
    shown = files[:MOST_SHOWN]
    readable = tuple(Attached(one.name, one.content) for one in shown if one.content is not None)
    card = files_card(wording, len(readable), len(files) - len(readable))
    return Answer(card, files=readable)


STEPS = {Action.CASE_FILES: show_files}
ACTS = {Action.CASE_FILES: CaseAct.READ_WORDS}
