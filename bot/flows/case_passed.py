"""A case goes from one moderator to the others, without a reason; or somebody takes it who is there."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from bot.casework.case_authority import CaseAct
from bot.casework.case_life import CaseStep, can
from bot.flows.case_more import can_be_taken_over
from bot.flows.case_moved import move_case
from bot.flows.case_shown import link_to_case, send_about, view_case
from bot.flows.case_undone import TAKEN_OVER, undo_of
from bot.flows.parts import Parts
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Action, Card
from bot.guide.cards_moderator import (
    confirm_over_card,
    confirm_take_over_card,
    free_again_card,
    handed_over_card,
    nothing_done_card,
    someone_did_card,
    still_held_card,
    take_first_card,
    taken_card,
)
from bot.store import case_moves, cases
from bot.store.cases import Case
from bot.store.communities import Community

Step = Callable[[Parts, Work, Community, Case, Press], Awaitable[Answer]]


async def let_case_go(parts: Parts, work: Work, community: Community, case: Case, by: int) -> bool:
    """Let nobody hold a case, and call the others to it once; False when it is held no more already."""
    if case.taken_by is None or not can(case.state, CaseStep.HANDED_BACK):
        return False
    if not await case_moves.let_go(work.connection, case.id, case.taken_by):
        return False
    free = await move_case(parts, work, community, case, CaseStep.HANDED_BACK, by)
    if free is not None:
        card = free_again_card(
            parts.wording(community.locale), await view_case(work, free), link_to_case(free)
        )
        # An edit of the case message calls nobody, so a line does.
        await send_about(work, community, free, card, about=f"free:{case.id}", urgent=False)
    return True


async def _ask_over(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    wording = parts.wording(community.locale)
    if case.taken_by is None:
        return Answer(nothing_done_card(wording))
    return Answer(confirm_over_card(wording, await view_case(work, case)))


async def _hand_over(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    wording = parts.wording(community.locale)
    if not await let_case_go(parts, work, community, case, press.person.id):
        return Answer(nothing_done_card(wording), replace=True)
    undo = await undo_of(work, case, press.person.id, CaseStep.HANDED_BACK)
    return Answer(handed_over_card(wording, case.number, undo), replace=True)


async def _ask_take_over(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    refusal = await _cannot_take_over(parts, work, community, case, press)
    if refusal is not None:
        return Answer(refusal)
    wording = parts.wording(community.locale)
    return Answer(confirm_take_over_card(wording, await view_case(work, case)))


async def _take_over(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    wording, holder = parts.wording(community.locale), case.taken_by
    refusal = await _cannot_take_over(parts, work, community, case, press)
    if refusal is not None or holder is None:
        return Answer(refusal or take_first_card(wording, case.number), replace=True)
    if not await case_moves.pass_on(work.connection, case.id, holder, press.person.id, work.now):
        return Answer(someone_did_card(wording, f"<@{holder}>", case.number), replace=True)
    await move_case(parts, work, community, case, CaseStep.TAKEN, press.person.id)
    await cases.write_log(work.connection, case.id, press.person.id, f"{TAKEN_OVER}:{holder}", work.now)
    undo = await undo_of(work, case, press.person.id, TAKEN_OVER)
    return Answer(taken_card(wording, case.number, undo), replace=True)


async def _cannot_take_over(
    parts: Parts, work: Work, community: Community, case: Case, press: Press
) -> Card | None:
    wording = parts.wording(community.locale)
    if case.taken_by is None:
        return take_first_card(wording, case.number)
    if case.taken_by == press.person.id:
        return nothing_done_card(wording)
    if not await can_be_taken_over(work, case):
        return still_held_card(wording, f"<@{case.taken_by}>", case.number)
    return None


STEPS: Mapping[Action, Step] = MappingProxyType(
    {
        Action.CASE_HAND_OVER: _ask_over,
        Action.CASE_HAND_OVER_YES: _hand_over,
        Action.CASE_TAKE_OVER: _ask_take_over,
        Action.CASE_TAKE_OVER_YES: _take_over,
    }
)
ACTS: Mapping[Action, CaseAct] = MappingProxyType(
    {
        Action.CASE_HAND_OVER: CaseAct.HAND_OVER,
        Action.CASE_HAND_OVER_YES: CaseAct.HAND_OVER,
        Action.CASE_TAKE_OVER: CaseAct.TAKE_OVER,
        Action.CASE_TAKE_OVER_YES: CaseAct.TAKE_OVER,
    }
)
