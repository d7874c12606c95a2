"""The cases of a digest: which need somebody today, which only wait, and which came to their end."""

from datetime import datetime

from bot.casework.away import is_let_pass
from bot.casework.case_life import CaseState
from bot.flows.case_shown import link_to_case, only_oversight_sees, view_case
from bot.flows.work import Work
from bot.guide.views_digest import DoneCase, OpenCase
from bot.store.cases import DEALT_WITH, NO_PROBLEM, Case, cases_not_closed, done_cases
from bot.store.communities import Community


async def cases_of_team(work: Work, community: Community) -> tuple[Case, ...]:
    """The cases in which something is to be done, also an answer to an appeal; those about the team are not here."""
    found = await cases_not_closed(work.connection, community.id)
    to_do = [case for case in found if case.state is not CaseState.DECIDED]
    return tuple([case for case in to_do if not await only_oversight_sees(work, community, case)])


async def view_open_case(work: Work, case: Case) -> OpenCase:
    """What the digest shows of a case, and whether it needs somebody today."""
    view, late = await view_case(work, case), _is_late(case, work.now)
    return OpenCase(
        number=case.number,
        subject=view.subject,
        next_step=view.next_step,
        minutes=view.minutes,
        needs_you=_needs_people(case, late=late),
        late=late,
        link=link_to_case(case) if case.message is not None else "",
        taken_by=view.taken_by,
    )


async def done_since(work: Work, community: Community, since: datetime) -> tuple[DoneCase, ...]:
    """The cases that were decided or closed since then."""
    found = [
        case
        for case in await done_cases(work.connection, community.id, since)
        if not await only_oversight_sees(work, community, case)
    ]
    return tuple(DoneCase(case.number, _how(case)) for case in found)


def _how(case: Case) -> str:
    return case.outcome if case.outcome in (NO_PROBLEM, DEALT_WITH) else "decided"


def _is_late(case: Case, now: datetime) -> bool:
    return case.state is not CaseState.WAITING and is_let_pass(case.due_at, case.late_told_at, now)


def _needs_people(case: Case, *, late: bool) -> bool:
    """Whether the next step is a moderator's: to take it, to decide, to look again, or to go on with what is late."""
    if case.state is CaseState.WAITING:
        return case.taken_by is None
    return case.taken_by is None or case.state in (CaseState.TO_DECIDE, CaseState.APPEALED) or late
