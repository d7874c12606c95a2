"""Somebody in a case tells something new after its subject was asked for their side: it goes first (no retaliation)."""

from bot.casework.case_life import CaseState, due_at
from bot.casework.values import Reason
from bot.flows.case_moved import shown_anew
from bot.flows.case_shown import part_takers, send_about, view_case
from bot.flows.parts import Parts
from bot.flows.work import Work
from bot.guide.cards_late import after_asked_card
from bot.store import cases
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.replies import replies_of_case, wait_for_look

AFTER_ASKED = "after_asked:"


async def part_taker_of_asked(work: Work, community: Community, subject: int, reporter: int) -> bool:
    """Whether this person takes part already in an open case whose subject knows that they were asked.

    To be found out before their new report is laid into the case.
    """
    case = await cases.open_case_of(work.connection, community.id, subject)
    if case is None or reporter not in await part_takers(work, case):
        return False
    asked = await replies_of_case(work.connection, work.keys, case.id)
    return any(one.told_at is not None for one in asked)


async def told_after_asked(parts: Parts, work: Work, community: Community, case: Case, report: int) -> None:
    """Mark the case, let it go first, and call the team."""
    await cases.write_log(work.connection, case.id, 0, f"{AFTER_ASKED}{report}", work.now)
    await cases.make_urgent(work.connection, case.id, Reason.AFTER_ASKED.value)
    soon = due_at(CaseState.NEW, work.now, parts.promises, urgent=True)
    if soon is not None:
        await wait_for_look(work.connection, case.id, soon)
    fresh = await shown_anew(parts, work, community, case) or case
    view = await view_case(work, fresh)
    card = after_asked_card(parts.wording(community.locale), case.number, view.subject)
    await send_about(work, community, fresh, card, about=f"after_asked:{case.id}", urgent=True)
