"""The moderators' desk: what is due, and being away for a while."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.casework.authority import Person, is_moderator
from bot.casework.away import moved_due
from bot.casework.case_life import CaseState, CaseStep, due_at
from bot.flows.case_moved import shown_anew
from bot.flows.case_passed import let_case_go
from bot.flows.desk_shown import view_desk
from bot.flows.parts import Parts
from bot.flows.reviewer_practises import may_review
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide.cards_desk import away_card, back_card, desk_card
from bot.guide.cards_shared import not_allowed_card
from bot.guide.views_desk import Away
from bot.store import case_moves, cases
from bot.store.away import away_until, go_away
from bot.store.cases import Case
from bot.store.communities import Community

DUE_MOVED = "due_moved"
_AWAY: Mapping[str, timedelta] = MappingProxyType(
    {
        Away.DAY: timedelta(days=1),
        Away.THREE_DAYS: timedelta(days=3),
        Away.WEEK: timedelta(days=7),
        Away.BACK: timedelta(0),
    }
)


async def read_desk(parts: Parts, press: Press, community: Community) -> Answer:
    """Answer `/desk`."""
    wording = parts.wording(community.locale)
    async with parts.work() as work:
        if not await _has_desk(work, press.person, community):
            return Answer(not_allowed_card(wording))
        return Answer(desk_card(wording, await view_desk(work, community, press.person)))


async def be_away(parts: Parts, press: Press, community: Community) -> Answer:
    """Answer Away until: their promises move with them, or their cases go to the others."""
    wording = parts.wording(community.locale)
    chosen = press.values[0] if press.values else ""
    async with parts.work() as work:
        if chosen not in _AWAY or not await _has_desk(work, press.person, community):
            return Answer(not_allowed_card(wording))
        if chosen == Away.BACK:
            await go_away(work.connection, community.id, press.person.id, None)
            return Answer(back_card(wording))
        return await _go(parts, work, community, press.person.id, work.now + _AWAY[chosen])


async def _go(parts: Parts, work: Work, community: Community, person: int, until: datetime) -> Answer:
    before = await away_until(work.connection, community.id, person, work.now) or work.now
    await go_away(work.connection, community.id, person, until)
    moved, free = 0, []
    for case in await cases.open_cases(work.connection, community.id):
        # While somebody is asked for their side, the time is theirs.
        if case.taken_by != person or case.state is CaseState.WAITING or until <= before:
            continue
        if await _move(parts, work, community, case, until - before):
            moved += 1
        elif await let_case_go(parts, work, community, case, person):
            free.append(case.number)
    return Answer(away_card(parts.wording(community.locale), until, moved, free))


async def _move(parts: Parts, work: Work, community: Community, case: Case, away: timedelta) -> bool:
    """Move what was promised about a case; False when it would be too late for those who wait."""
    since = await _in_state_since(work, case)
    promised = due_at(case.state, since, parts.promises)
    if case.due_at is None or promised is None:
        return False
    later = moved_due(case.due_at, away, since, promised - since, work.now)
    if later is None or not await case_moves.move_due(work.connection, case, later):
        return False
    await cases.write_log(work.connection, case.id, case.taken_by or 0, DUE_MOVED, work.now)
    await shown_anew(parts, work, community, case)
    return True


async def _in_state_since(work: Work, case: Case) -> datetime:
    log = await cases.read_log(work.connection, case.id)
    steps = [line.at for line in log if line.what.partition(":")[0] in set(CaseStep)]
    return steps[-1] if steps else case.opened_at


async def _has_desk(work: Work, person: Person, community: Community) -> bool:
    if is_moderator(person, community.offices) or person.id == community.oversight:
        return True
    return await may_review(work, community, person)
