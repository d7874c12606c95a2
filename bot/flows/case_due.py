"""What was promised about a case is due: a reply or an appeal was waited for long enough, or people are late."""

from bot.casework.case_life import CaseState
from bot.casework.lateness import owed_by_people
from bot.flows.case_late import promise_missed
from bot.flows.decision_reached import appeal_time_due
from bot.flows.parts import Parts
from bot.flows.reply_ended import reply_over
from bot.flows.work import Work
from bot.store import cases
from bot.store.communities import Community


async def case_due(parts: Parts, work: Work, community: Community, case_id: int) -> None:
    """Go on with a case whose time has come; an older timer finds a later promise and does nothing."""
    case = await cases.find_case(work.connection, case_id)
    if case is None or case.due_at is None or case.due_at > work.now:
        return
    if case.state is CaseState.WAITING:
        await reply_over(parts, work, community, case)
    elif case.state is CaseState.DECIDED:
        await appeal_time_due(parts, work, community, case)
    elif owed_by_people(case.state):
        await promise_missed(parts, work, community, case)
