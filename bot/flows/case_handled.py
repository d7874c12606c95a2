"""Moderators act on a case: each press is checked, confirmed, logged, and does what it says."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from bot import guide
from bot.casework.case_authority import CaseAct
from bot.casework.case_life import CaseState, CaseStep
from bot.casework.keeping import CASE_PAUSE
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
from bot.flows.case_looked_at import somebody_looks
from bot.flows.case_moved import log_and_show, move_case, shown_anew
from bot.flows.case_raised import tell_about_pause
from bot.flows.case_shown import paused_by_bot, view_case
from bot.flows.case_undone import PAUSED, undo_of
from bot.flows.decision_aside import put_waiting_aside
from bot.flows.offering import take_back_for
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.reply_ended import settle_questions
from bot.flows.report_answered import tell_reporters
from bot.flows.said_to_both import change_what_was_said
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Action
from bot.store import cases
from bot.store.cases import DEALT_WITH, NO_PROBLEM, Case
from bot.store.communities import Community
from bot.store.flags import flags_of_case, judge_case
from bot.store.pauses import lift_pauses, paused_until
from bot.store.pauses import pause as give_pause

Step = Callable[[Parts, Work, Community, Case, Press], Awaitable[Answer]]


async def case_pressed(parts: Parts, press: Press) -> Answer:
    """Find the case, check who presses, and take the step."""
    async with parts.work() as work:
        # What follows the case's number is for the step itself.
        case = await cases.find_case(work.connection, int(press.argument.partition(":")[0]))
        community = await parts.community(case.community) if case is not None else None
        if case is None or community is None:
            return Answer(guide.too_late_card(parts.wording()))
        wording = parts.wording(community.locale)
        act = _ACTS.get(Action(press.action), CaseAct.SEE)
        refusal = await why_not(work, wording, community, case, press.person, act)
        if refusal is not None:
            return Answer(refusal)
        step = _STEPS.get(Action(press.action))
        if step is None or not _makes_sense(Action(press.action), case.state):
            return Answer(guide.too_late_card(wording))
        return await step(parts, work, community, case, press)


def _makes_sense(action: Action, state: CaseState) -> bool:
    """Whether a press can still mean something: most end with the review, some with the case, a few never."""
    if action in _ALWAYS:
        return True
    return state is not CaseState.CLOSED if action in _UNTIL_CLOSED else state.under_review


async def _ask_take(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    return Answer(guide.confirm_take_card(parts.wording(community.locale), await view_case(work, case)))


async def _ask_pause(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    view = await view_case(work, case)
    return Answer(guide.confirm_pause_card(parts.wording(community.locale), view, work.now + CASE_PAUSE))


async def _ask_fine(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    return Answer(guide.confirm_fine_card(parts.wording(community.locale), await view_case(work, case)))


async def _ask_dealt(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    return Answer(guide.confirm_dealt_card(parts.wording(community.locale), await view_case(work, case)))


async def _take(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    wording = parts.wording(community.locale)
    if not await cases.assign(work.connection, case.id, press.person.id, work.now):
        return Answer(guide.someone_did_card(wording, f"<@{case.taken_by}>", case.number), replace=True)
    await move_case(parts, work, community, case, CaseStep.TAKEN, press.person.id)
    await somebody_looks(parts, work, community, case)
    undo = await undo_of(work, case, press.person.id, CaseStep.TAKEN)
    return Answer(guide.taken_card(wording, case.number, undo), replace=True)


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
    card = guide.paused_card(parts.wording(community.locale), view.subject, until, undo)
    return Answer(card, replace=True)


async def _fine(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    """All clear: pauses end, notes lose their words and count no more, everyone owed an answer gets it."""
    wording = parts.wording(community.locale)
    evidence = await flags_of_case(work.connection, work.keys, case.id)
    closed = await move_case(
        parts, work, community, case, CaseStep.ALL_CLEAR, press.person.id, outcome=NO_PROBLEM
    )
    if closed is None:
        return Answer(guide.too_late_card(wording), replace=True)
    await put_waiting_aside(parts, work, community, case, press.person.id)
    was_paused = await paused_until(work.connection, community.id, case.subject, work.now) is not None
    await lift_pauses(work.connection, case.id, work.now)
    await work.forget_timer("pause_over", str(case.id))
    await judge_case(work.connection, case.id, "cleared", forget_words=True)
    await _correct_notices(parts, work, community, tuple(flag.message for flag in evidence))
    was_asked = await settle_questions(parts, work, community, case, NO_PROBLEM)
    if was_paused or was_asked or any(flag.message > 0 and not flag.shadow for flag in evidence):
        card = guide.all_clear_card(wording, community.name)
        await tell_privately(parts, work, community, case.subject, card, place=None)
    await tell_reporters(parts, work, community, case, acted=False)
    await shown_anew(parts, work, community, case)
    return Answer(guide.case_done_card(wording, case.number), replace=True)


async def _dealt(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    """Close a case that was real: its notes stay until their time, and who reported hears that people acted."""
    wording = parts.wording(community.locale)
    closed = await move_case(
        parts, work, community, case, CaseStep.DEALT_WITH, press.person.id, outcome=DEALT_WITH
    )
    if closed is None:
        return Answer(guide.too_late_card(wording), replace=True)
    await put_waiting_aside(parts, work, community, case, press.person.id)
    await judge_case(work.connection, case.id, "kept", forget_words=False)
    if await settle_questions(parts, work, community, case, DEALT_WITH):
        # An edit tells nobody by itself.
        card = guide.side_settled_card(wording, community.name, DEALT_WITH)
        await tell_privately(parts, work, community, case.subject, card, place=None)
    if case.taken_by is None and await paused_by_bot(work, case):
        # Now a moderator has looked, so the pause that stays is told.
        await tell_about_pause(parts, work, community, case)
    await tell_reporters(parts, work, community, case, acted=True)
    await shown_anew(parts, work, community, case)
    undo = await undo_of(work, case, press.person.id, CaseStep.DEALT_WITH)
    return Answer(guide.case_dealt_card(wording, case.number, undo), replace=True)


async def _cancel(parts: Parts, work: Work, community: Community, case: Case, press: Press) -> Answer:
    return Answer(guide.nothing_done_card(parts.wording(community.locale)), replace=True)


async def _correct_notices(parts: Parts, work: Work, community: Community, messages: tuple[int, ...]) -> None:
    """Every notice that stood about these messages now says that a person found nothing wrong."""
    card = guide.notice_checked(parts.wording(community.locale))
    for message in sorted({message for message in messages if message > 0}):
        await change_what_was_said(work, community.id, f"notice:{message}", card)


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
