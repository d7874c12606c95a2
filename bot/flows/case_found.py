"""A case is looked up by its number, by those who may see it."""

from bot.casework.case_authority import CaseAct, may
from bot.flows.case_allowed import relation_to
from bot.flows.case_shown import view_case
from bot.flows.parts import Parts
from bot.flows.surface import Answer, Press
from bot.guide.cards_case import found_case_card, no_such_case_card
from bot.store.cases import numbered_case
from bot.store.communities import Community

LONGEST_NUMBER = 9


async def find_case(parts: Parts, press: Press, community: Community) -> Answer:
    """Answer `/case`. Who may not see a case does not learn whether there is one."""
    wording, number = parts.wording(community.locale), press.argument
    nothing = Answer(no_such_case_card(wording, number))
    if not number.isdecimal() or len(number) > LONGEST_NUMBER:
        return nothing
    async with parts.work() as work:
        case = await numbered_case(work.connection, community.id, int(number))
        if case is None:
            return nothing
        relation = await relation_to(work, community, case, press.person)
        if not may(CaseAct.SEE, relation):
            return nothing
        return Answer(found_case_card(wording, await view_case(work, case)))
