"""What is due on the moderators' desk, gathered for one of them: theirs, nobody's, what needs another, what is late."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.casework.authority import Person, is_moderator
from bot.casework.away import is_let_pass
from bot.casework.case_authority import CaseAct, Relation, may
from bot.casework.case_life import CaseState
from bot.flows.case_allowed import relation_to
from bot.flows.case_more import can_be_taken_over
from bot.flows.case_shown import link_to_case, only_oversight_sees, view_case
from bot.flows.work import Work
from bot.guide.views_desk import DeskCase, DeskView
from bot.store.away import away_until
from bot.store.cases import Case, cases_not_closed
from bot.store.communities import Community

_FOR_THE_TEAM = frozenset({"free", "stuck"})
_FAR = datetime.max.replace(tzinfo=UTC)


async def view_desk(work: Work, community: Community, person: Person) -> DeskView:
    """Gather the desk of one person. Cases they are part of, or may not see, are not on it."""
    shelves: dict[str, list[DeskCase]] = {"mine": [], "free": [], "stuck": [], "second": []}
    for case in await cases_not_closed(work.connection, community.id):
        relation = await relation_to(work, community, case, person)
        if may(CaseAct.SEE, relation):
            shown = await _case(work, case)
            name = await _shelf(work, case, shown, relation, person.id)
            if name in _FOR_THE_TEAM and not await _is_theirs_to_take(work, community, case, person):
                continue
            if name == "mine" and shown.awaits_second:
                # Whoever has decided waits for the second person too.
                shown = replace(shown, minutes=0)
            shelves.get(name, []).append(shown)
    ordered = {name: tuple(sorted(shelf, key=_urgency)) for name, shelf in shelves.items()}
    away = await away_until(work.connection, community.id, person.id, work.now)
    return DeskView(**ordered, away_until=away)


async def _is_theirs_to_take(work: Work, community: Community, case: Case, person: Person) -> bool:
    """Oversight beside the team has its own cases, and is not called to what the team can take."""
    beside = person.id == community.oversight and not is_moderator(person, community.offices)
    if not beside or community.moderators_channel is None:
        return True
    return await only_oversight_sees(work, community, case)


async def _shelf(work: Work, case: Case, shown: DeskCase, relation: Relation, person: int) -> str:
    """Where a case lies for this person; empty when it is no concern of theirs today."""
    if case.state is CaseState.APPEALED:
        return "second" if may(CaseAct.ANSWER_APPEAL, relation) else ""
    if not case.state.under_review:
        return ""
    if shown.awaits_second and case.taken_by != person:
        return "second" if may(CaseAct.AGREE, relation) else ""
    if case.taken_by is None:
        return "free"
    if case.taken_by == person:
        return "mine"
    return "stuck" if await can_be_taken_over(work, case) else ""


async def _case(work: Work, case: Case) -> DeskCase:
    view = await view_case(work, case)
    waits = case.state is CaseState.WAITING
    return DeskCase(
        number=case.number,
        subject=view.subject,
        next_step=view.next_step,
        minutes=view.minutes,
        due_at=case.due_at,
        late=not waits and is_let_pass(case.due_at, case.late_told_at, work.now),
        link=link_to_case(case),
        awaits_second=view.awaits_second,
    )


def _urgency(case: DeskCase) -> tuple[datetime, int]:
    return case.due_at or _FAR, case.number
