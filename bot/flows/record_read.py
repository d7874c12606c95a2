"""A moderator asks for somebody's record: with an open case about them, or for a reason that oversight reads."""

from bot.casework.authority import is_moderator
from bot.casework.case_authority import CaseAct, may
from bot.flows.case_allowed import relation_to
from bot.flows.case_raised import is_about_moderator
from bot.flows.case_shown import view_case
from bot.flows.parts import Parts
from bot.flows.record_shown import is_part_of, log_record, view_record
from bot.flows.reviewer_practises import may_review
from bot.flows.surface import RECORD, Answer, Press
from bot.flows.work import Work
from bot.guide import Action
from bot.guide.cards_record import own_record_card, reason_too_short_card, record_card, record_reason_form
from bot.guide.cards_shared import not_allowed_card
from bot.store.cases import Case, open_case_of
from bot.store.communities import Community

LEAST_WORDS = 3


async def read_record(parts: Parts, press: Press, community: Community) -> Answer:
    """Answer `/record`, Write a reason, and the reason itself; all of it is checked each time."""
    wording = parts.wording(community.locale)
    if not await _may_ask(parts, press, community):
        mine = press.argument == str(press.person.id) and is_moderator(press.person, community.offices)
        return Answer(own_record_card(wording) if mine else not_allowed_card(wording))
    person = int(press.argument)
    async with parts.work() as work:
        case = await open_case_of(work.connection, community.id, person)
        if person == press.person.id or (
            case is not None and await is_part_of(work, community, case, press.person)
        ):
            return Answer(own_record_card(wording))
        reason = press.field("reason")
        if case is None or not await _opens_with(work, community, case, press):
            if not _may_give_reason(press, community):
                return Answer(not_allowed_card(wording))
            if press.action != Action.RECORD_READ:
                return Answer(form=record_reason_form(wording, press.argument))
            if len(reason.split()) < LEAST_WORDS:
                return Answer(reason_too_short_card(wording, press.argument, reason))
            case = None
        record = await view_record(work, community, person, press.person)
        await log_record(
            work, community, press.person.id, person, case=case, reason="" if case is not None else reason
        )
    return Answer(record_card(wording, record))


async def _may_ask(parts: Parts, press: Press, community: Community) -> bool:
    """Moderators, who helps to review, and oversight; the records of moderators are for oversight, if there is one."""
    if not press.argument.isdecimal():
        return False
    if press.person.id == community.oversight:
        return True
    if not is_moderator(press.person, community.offices):
        async with parts.work() as work:
            if not await may_review(work, community, press.person):
                return False
    about_team = await is_about_moderator(parts, community, int(press.argument))
    return not about_team or community.oversight in (None, int(press.argument))


def _may_give_reason(press: Press, community: Community) -> bool:
    """Who helps to review reads records only where an open case is about the person."""
    return is_moderator(press.person, community.offices) or press.person.id == community.oversight


async def _opens_with(work: Work, community: Community, case: Case, press: Press) -> bool:
    """Whether an open case is reason enough: one that the reader may see, and that shows the account."""
    if not may(CaseAct.SEE, await relation_to(work, community, case, press.person)):
        return False
    return not (await view_case(work, case)).hidden


ACTIONS = (RECORD, Action.RECORD_ASK, Action.RECORD_READ)
