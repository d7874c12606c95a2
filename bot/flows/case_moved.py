"""A case goes one step on: its state, its promise, its log, its timer and its card, in one transaction."""

from bot.casework.case_life import CaseStep
from bot.flows.case_shown import show_case
from bot.flows.parts import Parts
from bot.flows.work import Work
from bot.store import case_moves, cases
from bot.store.cases import Case
from bot.store.communities import Community

CASE_DUE = "case_due"
BOT = 0


async def move_case(
    parts: Parts,
    work: Work,
    community: Community,
    case: Case,
    step: CaseStep,
    by: int,
    *,
    outcome: str | None = None,
) -> Case | None:
    """Take a case one step on and show it; None when somebody else was faster.

    Raises WrongStep when the step does not follow: whoever calls asks `case_life.can` first. `by` is 0 for the bot.
    """
    moved = await case_moves.move(
        work.connection, case, step, work.now, parts.promises, by=by, outcome=outcome
    )
    if not moved:
        return None
    what = f"{step.value}:{outcome}" if outcome else step.value
    await cases.write_log(work.connection, case.id, by, what, work.now)
    return await shown_anew(parts, work, community, case)


async def shown_anew(parts: Parts, work: Work, community: Community, case: Case) -> Case | None:
    """Read a case again, wait for what is promised now, and show it as it is."""
    fresh = await cases.find_case(work.connection, case.id)
    if fresh is None:
        return None
    await wait_for_promise(work, fresh)
    await show_case(parts, work, community, fresh)
    return fresh


async def log_and_show(
    parts: Parts, work: Work, community: Community, case: Case, who: int, what: str
) -> None:
    """Log what somebody did with a case, and show it as it is now."""
    await cases.write_log(work.connection, case.id, who, what, work.now)
    fresh = await cases.find_case(work.connection, case.id)
    if fresh is not None:
        await show_case(parts, work, community, fresh)


async def wait_for_promise(work: Work, case: Case) -> None:
    """Set the timer of what is promised next, or take it back."""
    if case.due_at is None:
        await work.forget_timer(CASE_DUE, str(case.id))
    else:
        await work.remind_at(case.community, CASE_DUE, str(case.id), case.due_at)
