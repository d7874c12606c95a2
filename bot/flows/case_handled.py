"""Moderators act on a case: each press is checked, confirmed, logged, and does what it says."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from bot.casework.case_authority import CaseAct
from bot.casework.case_life import CaseState, CaseStep
from bot.casework.keeping import CASE_PAUSE
from bot.casework.reviewing import Ends
from bot.flows import (
    case_files_shown,
    case_more,
    case_passed,
    case_reminded,
    case_undone,
    case_words,
    relay_revealed,
    reply_asked,
)
from bot.flows.case_allowed import why_not
from bot.flows.case_closed import all_clear, dealt_with
from bot.flows.case_looked_at import somebody_looks
from bot.flows.case_moved import log_and_show, move_case
from bot.flows.case_raised import tell_about_pause
from bot.flows.case_shown import view_case
from bot.flows.case_undone import PAUSED, undo_of
from bot.flows.offering import take_back_for
from bot.flows.parts import Parts
from bot.flows.reviewer_practises import needs_second_reader
from bot.flows.second_reading import wait_for_reader
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Action
from bot.guide.cards_moderator import (
    case_dealt_card,
    case_done_card,
    confirm_dealt_card,
    confirm_fine_card,
    confirm_pause_card,
    confirm_take_card,
    nothing_done_card,
    paused_card,
    someone_did_card,
    taken_card,
)
from bot.guide.cards_shared import too_late_card
from bot.store import case_moves, cases
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.pauses import lift_pauses
from bot.store.pauses import pause as give_pause
from bot.store.second_readings import NewReading

Step = Callable[[Parts, Work, Community, Case, Press], Awaitable[Answer]]


async def case_pressed(parts: Parts, press: Press) -> Answer:
    """Find the case, check who presses, and take the step."""
    async with parts.work() as work:
        # What follows the case's number is for the step itself.
        case = await cases.find_case(work.connection, int(press.argument.partition(":")[0]))
        community = await parts.community(case.community) if case is not None else None
        if case is None or community is None:
            return Answer(too_late_card(parts.wording()))
        wording = parts.wording(community.locale)
        act = _ACTS.get(Action(press.action), CaseAct.SEE)
        refusal = await why_not(work, wording, community, case, press.person, act)
        if refusal is not None:
            return Answer(refusal)
        step = _STEPS.get(Action(press.action))
        if step is None or not _makes_sense(Action(press.action), case.state):
            return Answer(too_late_card(wording))
        return await step(parts, work, community, case, press)


def _makes_sense(action: Action, state: CaseState) -> bool:
    """Whether a press can still mean something: most end with the review, some with the case, a few never."""
    if action in _ALWAYS:
        return True
    return state is not CaseState.CLOSED if action in _UNTIL_CLOSED else state.under_review


async def _ask_take(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    return Answer(confirm_take_card(parts.wording(community.locale), await view_case(work, case)))


async def _ask_pause(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    view = await view_case(work, case)
    return Answer(confirm_pause_card(parts.wording(community.locale), view, work.now + CASE_PAUSE))


async def _ask_fine(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    return Answer(confirm_fine_card(parts.wording(community.locale), await view_case(work, case)))


async def _ask_dealt(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    return Answer(confirm_dealt_card(parts.wording(community.locale), await view_case(work, case)))


async def _take(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    wording = parts.wording(community.locale)
    if not await case_moves.assign(work.connection, case.id, press.person.id, work.now):
        return Answer(someone_did_card(wording, f"<@{case.taken_by}>", case.number), replace=True)
    await move_case(parts, work, community, case, CaseStep.TAKEN, press.person.id)
    await somebody_looks(parts, work, community, case)
    undo = await undo_of(work, case, press.person.id, CaseStep.TAKEN)
    return Answer(taken_card(wording, case.number, undo), replace=True)


async def _pause(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    until = work.now + CASE_PAUSE
    await lift_pauses(work.connection, case.id, work.now)
    await give_pause(
        work.connection,
        community.id,
        case.subject,
        case=case.id,
        by=press.person.id,
        now=work.now,
        until=until,
    )
    await work.remind_at(community.id, "pause_over", str(case.id), until)
    await take_back_for(parts, work, community, case.subject)
    await log_and_show(parts, work, community, case, press.person.id, PAUSED)
    await tell_about_pause(parts, work, community, case)
    view = await view_case(work, case)
    undo = await undo_of(work, case, press.person.id, PAUSED)
    card = paused_card(parts.wording(community.locale), view.subject, until, undo)
    return Answer(card, replace=True)


async def _fine(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    """All clear, once somebody has read along with whoever is new to reviewing."""
    wording = parts.wording(community.locale)
    if await needs_second_reader(work, community, press.person):
        return await _wait(parts, work, community, case, press, Ends.ALL_CLEAR)
    if not await all_clear(parts, work, community, case, press.person.id):
        return Answer(too_late_card(wording), replace=True)
    return Answer(case_done_card(wording, case.number), replace=True)


async def _dealt(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    """Dealt with, once somebody has read along with whoever is new to reviewing."""
    wording = parts.wording(community.locale)
    if await needs_second_reader(work, community, press.person):
        return await _wait(parts, work, community, case, press, Ends.DEALT_WITH)
    if not await dealt_with(parts, work, community, case, press.person.id):
        return Answer(too_late_card(wording), replace=True)
    undo = await undo_of(work, case, press.person.id, CaseStep.DEALT_WITH)
    return Answer(case_dealt_card(wording, case.number, undo), replace=True)


async def _wait(
    parts: Parts, work: Work, community: Community, case: Case, press: Press, ends: Ends
) -> Answer:
    new = NewReading(community.id, case.id, ends, press.person.id)
    return Answer(await wait_for_reader(parts, work, community, case, new), replace=True)


async def _cancel(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    return Answer(nothing_done_card(parts.wording(community.locale)), replace=True)


_ACTS: Mapping[Action, CaseAct] = MappingProxyType(
    {
        Action.CASE_TAKE: CaseAct.TAKE,
        Action.CASE_TAKE_YES: CaseAct.TAKE,
        Action.CASE_PAUSE: CaseAct.PAUSE,
        Action.CASE_PAUSE_YES: CaseAct.PAUSE,
        Action.CASE_FINE: CaseAct.CLEAR,
        Action.CASE_FINE_YES: CaseAct.CLEAR,
        Action.CASE_DEALT: CaseAct.CLEAR,
        Action.CASE_DEALT_YES: CaseAct.CLEAR,
        **case_words.ACTS,
        **case_more.ACTS,
        **case_reminded.ACTS,
        **case_passed.ACTS,
        **dict.fromkeys(reply_asked.STEPS, CaseAct.ASK_SIDE),
        **case_files_shown.ACTS,
    }
)

_STEPS: dict[Action, Step] = {
    Action.CASE_TAKE: _ask_take,
    Action.CASE_PAUSE: _ask_pause,
    Action.CASE_FINE: _ask_fine,
    Action.CASE_DEALT: _ask_dealt,
    Action.CASE_TAKE_YES: _take,
    Action.CASE_PAUSE_YES: _pause,
    Action.CASE_FINE_YES: _fine,
    Action.CASE_DEALT_YES: _dealt,
    Action.CASE_CANCEL: _cancel,
    **case_words.STEPS,
    **case_more.STEPS,
    **case_reminded.STEPS,
    **case_passed.STEPS,
    **case_undone.STEPS,
    **relay_revealed.STEPS,
    **reply_asked.STEPS,
    **case_files_shown.STEPS,
}
_ALWAYS = frozenset({Action.CASE_LOG, Action.CASE_UNDO, Action.CASE_CANCEL})
_UNTIL_CLOSED = frozenset(
    {
        Action.CASE_WORDS,
        Action.CASE_WORDS_ON,
        Action.CASE_MORE,
        Action.CASE_NOTE,
        Action.CASE_NOTE_SAVE,
        Action.CASE_FILES,
        Action.CASE_RECORD,
    }
)
