"""Moderators remind somebody of the rule a case is about: confirmed, once a day, never giving away who spoke."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from types import MappingProxyType

from bot.casework.case_authority import CaseAct
from bot.casework.reminding import Told, rule_to_remind
from bot.casework.values import Source
from bot.flows.case_moved import log_and_show
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Action
from bot.guide.cards_desk import (
    confirm_remind_card,
    no_reminder_card,
    reminded_card,
    reminded_today_card,
    team_reminder,
)
from bot.store import cases
from bot.store.cases import Case
from bot.store.chats import find_chat
from bot.store.communities import Community
from bot.store.flags import flags_of_case
from bot.store.reports import Report, reports_of_case

Step = Callable[[Parts, Work, Community, Case, Press], Awaitable[Answer]]
REMINDED = "reminded"
ONCE_IN = timedelta(days=1)


async def _remind(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    """Ask once more, or send; what stands in the way is looked at both times."""
    wording, sending = parts.wording(community.locale), press.action == Action.CASE_REMIND_YES
    if await _reminded_lately(work, case):
        return Answer(reminded_today_card(wording, case.number), replace=sending)
    rule = rule_to_remind(await _told(work, case))
    if rule is None:
        return Answer(no_reminder_card(wording, case.number), replace=sending)
    card = team_reminder(wording, rule, community.name)
    if not sending:
        return Answer(confirm_remind_card(wording, str(case.id), case.number, card))
    await tell_privately(parts, work, community, case.subject, card, place=None)
    await log_and_show(parts, work, community, case, press.person.id, REMINDED)
    return Answer(reminded_card(wording, case.number), replace=True)


async def _reminded_lately(work: Work, case: Case) -> bool:
    log = await cases.read_log(work.connection, case.id)
    return any(line.what == REMINDED and work.now - line.at < ONCE_IN for line in log)


async def _told(work: Work, case: Case) -> tuple[Told, ...]:
    """What the case is about: what the bot saw and spoke about, and what people told us."""
    noted = await flags_of_case(work.connection, work.keys, case.id)
    seen = [
        Told(flag.category.value)
        for flag in noted
        if flag.source is Source.SCREENING and flag.stands and not flag.shadow
    ]
    reports = await reports_of_case(work.connection, work.keys, case.id)
    return (*seen, *[await _as_told(work, report) for report in reports])


async def _as_told(work: Work, report: Report) -> Told:
    chat = None if report.chat is None else await find_chat(work.connection, work.keys, report.chat)
    over = chat is None or not chat.is_open
    return Told(report.situation.value, report.reporter, report.naming, chat_over=over)


STEPS: Mapping[Action, Step] = MappingProxyType(
    {Action.CASE_REMIND: _remind, Action.CASE_REMIND_YES: _remind}
)
ACTS: Mapping[Action, CaseAct] = MappingProxyType(
    {Action.CASE_REMIND: CaseAct.REMIND, Action.CASE_REMIND_YES: CaseAct.REMIND}
)
