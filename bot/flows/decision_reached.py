"""A decision reaches the one it is about: from then on they have their time to ask for a second look."""

from datetime import datetime, timedelta

from bot.casework.appealing import open_until
from bot.casework.case_life import CaseState, CaseStep
from bot.flows.case_moved import BOT, move_case, wait_for_promise
from bot.flows.parts import Parts
from bot.flows.private_words import dump_card
from bot.flows.work import Work
from bot.guide.values import Card
from bot.store import appeals, case_moves, cases, decisions
from bot.store.acts import SendPrivately
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.decisions import RecordedDecision
from bot.store.letters import keep_letter
from bot.store.people import known
from bot.store.sent import is_owed
from bot.store.words import DecisionState

ABOUT = "decision_told"
# How soon to look again at the end of a time that has not begun.
LOOK_AGAIN = timedelta(days=1)


async def tell_decided(
    parts: Parts, work: Work, community: Community, made: RecordedDecision, card: Card
) -> None:
    """Owe somebody the words about a decision, however late they arrive; where none may arrive, they can be read."""
    await keep_letter(work.connection, work.keys, community.id, made.person, dump_card(card), work.now)
    if (await known(work.connection, community.id, made.person)).private_words:
        await work.owe(community.id, SendPrivately(made.person, card), about=_about(made.id))
    else:
        await reached(parts, work, made.id)


async def reached(parts: Parts, work: Work, decision_id: int) -> None:
    """It was delivered; or it cannot be, and stands readable in their record: their time runs from now on, once."""
    if not await decisions.mark_told(work.connection, decision_id, work.now):
        return
    until = open_until(work.now, parts.promises)
    await appeals.extend_link(work.connection, decision_id, until)
    case = await cases.case_of_decision(work.connection, decision_id)
    if case is not None and case.state is CaseState.DECIDED:
        await _wait_until(work, case, until)


async def appeal_time_due(parts: Parts, work: Work, community: Community, case: Case) -> None:
    """The time for a second look is over, unless somebody was told later than it was decided."""
    until = [await _open(parts, work, one) for one in await _standing(work, case)]
    latest = max(until, default=work.now)
    if latest > work.now:
        await _wait_until(work, case, latest)
    else:
        await move_case(parts, work, community, case, CaseStep.APPEAL_OVER, BOT)


async def _standing(work: Work, case: Case) -> tuple[RecordedDecision, ...]:
    of_case = await decisions.decisions_of_case(work.connection, work.keys, case.id)
    return tuple(one for one in of_case if one.state is DecisionState.STANDS)


async def _open(parts: Parts, work: Work, decision: RecordedDecision) -> datetime:
    """Until when a second look at a decision can be asked for, as far as is known today."""
    if decision.told_at is not None:
        return open_until(decision.told_at, parts.promises)
    if await is_owed(work.connection, _about(decision.id)):
        return work.now + LOOK_AGAIN
    # Nothing is on its way to them any more, so what they have is their record.
    await reached(parts, work, decision.id)
    return open_until(work.now, parts.promises)


async def _wait_until(work: Work, case: Case, until: datetime) -> None:
    if case.due_at is not None and case.due_at >= until:
        return
    await case_moves.move_due(work.connection, case, until)
    await wait_for_promise(work, await cases.find_case(work.connection, case.id) or case)


def _about(decision: int) -> str:
    return f"{ABOUT}:{decision}"
