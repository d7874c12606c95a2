"""The team ends a break early, or takes a decision back, each with a written reason."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.casework.case_authority import CaseAct
from bot.casework.case_life import CaseState, CaseStep
from bot.casework.points import is_reason
from bot.flows.break_over import finish
from bot.flows.case_allowed import why_not
from bot.flows.case_moved import move_case
from bot.flows.decision_corrected import reverse_decision
from bot.flows.decision_found import find_decided
from bot.flows.decision_told import about_decision, line_of
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.reviewer_practises import needs_second_reader
from bot.flows.said_to_both import change_what_was_said
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Action, Card
from bot.guide.cards_break import break_ended_early_card
from bot.guide.cards_deciding import overtaken_card
from bot.guide.cards_reviewer import not_new_reviewer_card
from bot.guide.cards_second import (
    appeal_waits_card,
    corrected_card,
    decision_line_card,
    ended_early_card,
    reason_form,
    reason_missing_card,
)
from bot.guide.cards_shared import too_late_card
from bot.guide.wording import Wording
from bot.store import appeals, breaks, cases, decisions
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.decisions import RecordedDecision
from bot.store.words import BreakKind, DecisionState

ENDED_EARLY = "break_ended_early"
_TIMED = (BreakKind.BREAK, BreakKind.MUTE)


@dataclass(frozen=True, slots=True)
class Standing:
    """A press on a decision that stands, with all that it is about."""

    parts: Parts
    work: Work
    community: Community
    case: Case
    decision: RecordedDecision
    press: Press

    @property
    def wording(self) -> Wording:
        """The words of the community."""
        return self.parts.wording(self.community.locale)


async def standing_pressed(parts: Parts, press: Press) -> Answer:
    """Find the decision, check who presses, and take the step."""
    async with parts.work() as work:
        number = int(press.argument) if press.argument.isdecimal() else 0
        found = await find_decided(parts, work, number)
        if found is None:
            return Answer(too_late_card(parts.wording()))
        one = Standing(parts, work, found.community, found.case, found.decision, press)
        refusal = await _refusal(one)
        if refusal is not None:
            return Answer(refusal)
        if one.decision.state is not DecisionState.STANDS:
            return Answer(overtaken_card(one.wording, one.case.number, press.field("reason")))
        if Action(press.action) in _CORRECTING and await _is_appealed(one):
            return Answer(appeal_waits_card(one.wording, one.case.number))
        return await _STEPS[Action(press.action)](one)


async def _is_appealed(one: Standing) -> bool:
    """Whether a second look at it waits for its answer, which says what becomes of the decision."""
    appeal = await appeals.appeal_of(one.work.connection, one.work.keys, one.decision.id)
    return appeal is not None and appeal.waits


async def _refusal(one: Standing) -> Card | None:
    """What two people decided is not undone by one of them, and nothing by somebody new to reviewing."""
    act = CaseAct.AGREE if one.decision.needs_second else CaseAct.SEE
    refusal = await why_not(one.work, one.wording, one.community, one.case, one.press.person, act)
    if refusal is None and await needs_second_reader(one.work, one.community, one.press.person):
        return not_new_reviewer_card(one.wording, one.case.number)
    return refusal


async def _ask_end(one: Standing) -> Answer:
    return Answer(form=reason_form(one.wording, Action.BREAK_END_SEND, one.decision.id))


async def _ask_correct(one: Standing) -> Answer:
    return Answer(form=reason_form(one.wording, Action.DECISION_CORRECT_SEND, one.decision.id))


async def _end_early(one: Standing) -> Answer:
    """What stops them from listening and writing ends now; points and badges stay as they are."""
    reason = one.press.field("reason")
    if not is_reason(reason):
        return Answer(reason_missing_card(one.wording, one.decision.id, Action.BREAK_END, reason))
    held = await breaks.breaks_of_decision(one.work.connection, one.decision.id)
    timed = [each for each in held if each.kind in _TIMED]
    ended = [await finish(one.work, one.community, each, one.press.person.id) for each in timed]
    if not any(ended):
        return Answer(overtaken_card(one.wording, one.case.number, reason))
    await _keep_reason(one, ENDED_EARLY, reason)
    card = break_ended_early_card(one.wording, one.community.name)
    await tell_privately(one.parts, one.work, one.community, one.decision.person, card, place=None)
    line = decision_line_card(one.wording, await line_of(one.work, one.case, one.decision))
    await change_what_was_said(one.work, one.community.id, about_decision(one.decision.id), line)
    return Answer(ended_early_card(one.wording, one.case.number))


async def _correct(one: Standing) -> Answer:
    """It counts no more. While nobody has asked for a second look, the case is closed with that."""
    reason = one.press.field("reason")
    if not is_reason(reason):
        return Answer(reason_missing_card(one.wording, one.decision.id, Action.DECISION_CORRECT, reason))
    by = one.press.person.id
    if not await reverse_decision(one.parts, one.work, one.community, one.decision, by):
        return Answer(overtaken_card(one.wording, one.case.number, reason))
    await _keep_reason(one, cases.CORRECTED, reason)
    if one.case.state is CaseState.DECIDED:
        step = CaseStep.APPEAL_OVER
        await move_case(one.parts, one.work, one.community, one.case, step, by, outcome=cases.CORRECTED)
    return Answer(corrected_card(one.wording, one.case.number))


async def _keep_reason(one: Standing, what: str, reason: str) -> None:
    by, work = one.press.person.id, one.work
    await cases.write_log(work.connection, one.case.id, by, what, work.now)
    await decisions.note_reason(work.connection, work.keys, one.case.id, by, reason, work.now)


_STEPS: Mapping[Action, Callable[[Standing], Awaitable[Answer]]] = MappingProxyType(
    {
        Action.BREAK_END: _ask_end,
        Action.BREAK_END_SEND: _end_early,
        Action.DECISION_CORRECT: _ask_correct,
        Action.DECISION_CORRECT_SEND: _correct,
    }
)
ACTIONS = tuple(_STEPS)
_CORRECTING = (Action.DECISION_CORRECT, Action.DECISION_CORRECT_SEND)
