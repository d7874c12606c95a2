"""What people wrote opens for the one who is on a case, for their eyes only; each view is logged."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from bot.casework.case_authority import CaseAct
from bot.flows.case_shown import view_case
from bot.flows.parts import Parts
from bot.flows.surface import Answer, Press
from bot.flows.views_told import wait_to_tell
from bot.flows.work import Work
from bot.guide import Action
from bot.guide.cards_case import words_card
from bot.store import cases
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.views_logged import WORDS_READ

Step = Callable[[Parts, Work, Community, Case, Press], Awaitable[Answer]]


async def _read(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    page = press.argument.partition(":")[2]
    await cases.write_log(work.connection, case.id, press.person.id, WORDS_READ, work.now)
    await wait_to_tell(work, community)
    card = words_card(
        parts.wording(community.locale), await view_case(work, case), int(page) if page.isdecimal() else 0
    )
    return Answer(card, replace=press.action == Action.CASE_WORDS_ON)


STEPS: Mapping[Action, Step] = MappingProxyType({Action.CASE_WORDS: _read, Action.CASE_WORDS_ON: _read})
ACTS: Mapping[Action, CaseAct] = MappingProxyType(
    {Action.CASE_WORDS: CaseAct.READ_WORDS, Action.CASE_WORDS_ON: CaseAct.READ_WORDS}
)
