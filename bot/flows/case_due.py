"""What was promised about a case is due: a reply or an appeal was waited for long enough, or people are late."""

from bot.casework.case_life import CaseState, CaseStep
from bot.flows.case_moved import BOT, move_case
from bot.flows.parts import Parts
from bot.flows.work import Work
from bot.store import cases
from bot.store.communities import Community

_OVER = {CaseState.WAITING: CaseStep.REPLY_OVER, CaseState.DECIDED: CaseStep.APPEAL_OVER}


async def case_due(parts: Parts, work: Work, community: Community, case_id: int) -> None:
    """Go on with a case whose time has come; an older timer finds a later promise and does nothing."""
    case = await cases.find_case(work.connection, case_id)
    if case is None or case.due_at is None or case.due_at > work.now:
        return
    step = _OVER.get(case.state)
    if step is not None:
        await move_case(parts, work, community, case, step, BOT)
