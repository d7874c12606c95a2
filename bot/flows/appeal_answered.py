"""Somebody who did not decide looks again: reads both sides, keeps, changes or reverses, and says why."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from bot import guide
from bot.casework.appealing import Outcome, fewer_than, may_answer
from bot.casework.case_authority import CaseAct, Relation
from bot.casework.case_life import CaseState, CaseStep
from bot.casework.points import as_text
from bot.flows.appeal_made import APPEAL_DUE
from bot.flows.appeal_passed_on import pass_on
from bot.flows.appeal_shown import ALONE, Decided, about_appeal, find_decided, log, view_appeal, was_logged
from bot.flows.break_over import finish
from bot.flows.case_allowed import relation_to, why_not
from bot.flows.case_moved import move_case
from bot.flows.decision_corrected import reverse_decision
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.said_to_both import change_what_was_said
from bot.flows.surface import Answer, Export, Press
from bot.flows.work import Work
from bot.guide import Action, AnsweredAppeal
from bot.guide.values import Card
from bot.store import appeals, breaks
from bot.store.appeals import Appeal
from bot.store.decisions import decisions_of_case
from bot.store.words import DecisionState

READ = "appeal_read"
# What a case came to whose only decision was taken back.
TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An appeal that waits for an answer, and what it is about."""

    decided: Decided
    appeal: Appeal


async def appeal_pressed(parts: Parts, press: Press) -> Answer:
    """Find the appeal, check who presses, and take the step."""
    number = press.argument.rpartition(":")[2]
    async with parts.work() as work:
        appeal = await appeals.find_appeal(work.connection, work.keys, int(number))
        decided = await find_decided(parts, work, appeal.decision) if appeal is not None else None
        if appeal is None or decided is None:
            return Answer(guide.too_late_card(parts.wording()))
        waiting = Waiting(decided, appeal)
        refusal = await _refusal(parts, work, waiting, press)
        if refusal is not None:
            return Answer(refusal)
        return await _STEPS[Action(press.action)](parts, work, waiting, press)


async def _refusal(parts: Parts, work: Work, waiting: Waiting, press: Press) -> Card | None:
    """What somebody reads who may not answer now; who decided may say that nobody else can."""
    decided, appeal = waiting.decided, waiting.appeal
    wording = parts.wording(decided.community.locale)
    relation = await relation_to(work, decided.community, decided.case, press.person)
    alone = await was_logged(work, decided.case, ALONE, appeal)
    asks_others = press.action == Action.APPEAL_NOBODY and relation is Relation.DECIDER
    if not asks_others and not may_answer(relation, nobody_else=alone):
        if relation is Relation.DECIDER and appeal.waits:
            return guide.appeal_decider_card(wording, await view_appeal(work, decided, appeal))
        act = CaseAct.ANSWER_APPEAL
        return await why_not(work, wording, decided.community, decided.case, press.person, act)
    return None if appeal.waits else guide.appeal_over_card(wording, decided.case.number)


async def _read(parts: Parts, work: Work, waiting: Waiting, press: Press) -> Answer:
    """Show both sides; that they were read is logged, as for every reading of words."""
    decided, appeal = waiting.decided, waiting.appeal
    await appeals.read_by(work.connection, appeal.id, press.person.id)
    await log(work, decided.case, READ, appeal, press.person.id)
    wording = parts.wording(decided.community.locale)
    view = await view_appeal(work, decided, appeal)
    whole = guide.both_sides_text(wording, view)
    file = Export(f"second-look-{decided.case.number}.txt", whole) if whole else None
    return Answer(guide.both_sides_card(wording, view), export=file)


async def _ask_reasons(parts: Parts, work: Work, waiting: Waiting, press: Press) -> Answer:
    wording, decision = parts.wording(waiting.decided.community.locale), waiting.decided.decision
    given = await breaks.breaks_of_decision(work.connection, decision.id)
    runs = any(one.ended_at is None and (one.until is None or one.until > work.now) for one in given)
    action = Action(press.action)
    return Answer(
        form=guide.appeal_answer_form(wording, waiting.appeal.id, action, decision.points, on_break=runs)
    )


async def _nobody_else(parts: Parts, work: Work, waiting: Waiting, press: Press) -> Answer:
    """Nobody in the team but the deciders: oversight is asked; without it, they answer and say so."""
    if await pass_on(parts, work, waiting.decided, waiting.appeal, press.person.id):
        wording = parts.wording(waiting.decided.community.locale)
        return Answer(guide.appeal_passed_on_card(wording, waiting.decided.case.number))
    await log(work, waiting.decided.case, ALONE, waiting.appeal, press.person.id)
    return await _read(parts, work, waiting, press)


async def _answer(parts: Parts, work: Work, waiting: Waiting, press: Press) -> Answer:
    """Correct what is to be corrected, once, and tell everybody concerned."""
    decided, appeal = waiting.decided, waiting.appeal
    wording = parts.wording(decided.community.locale)
    outcome, reason = Outcome(press.argument.partition(":")[0]), press.field("reason")
    view = await view_appeal(work, decided, appeal)
    if not await appeals.answer_appeal(
        work.connection, work.keys, appeal.id, outcome, reason, by=press.person.id, now=work.now
    ):
        return Answer(guide.appeal_over_card(wording, decided.case.number))
    await work.forget_timer(APPEAL_DUE, str(appeal.id))
    points = await _correct(parts, work, decided, outcome, press)
    await log(work, decided.case, f"appeal_{outcome}", appeal, press.person.id)
    answered = AnsweredAppeal(
        decided.case.number,
        outcome,
        reason,
        points,
        leaves=decided.decision.leaves,
        alone=_alone(view, press),
    )
    card = guide.appeal_answered_card(wording, answered, decided.community.name)
    await tell_privately(parts, work, decided.community, appeal.person, card, place=None)
    done = guide.appeal_done_card(wording, view, f"<@{press.person.id}>", outcome)
    await change_what_was_said(work, decided.community.id, about_appeal(appeal), done)
    await _end_case(parts, work, decided, press.person.id)
    return Answer(guide.you_answered_card(wording, view))


def _alone(view: guide.AppealView, press: Press) -> bool:
    return f"<@{press.person.id}>" in view.decided_by


async def _correct(parts: Parts, work: Work, decided: Decided, outcome: Outcome, press: Press) -> str:
    """Let the record say what is true now; returns the points as they are, where they changed."""
    decision = decided.decision
    match outcome:
        case Outcome.REVERSED:
            by = press.person.id
            await reverse_decision(parts, work, decided.community, decision, by, tell=False)
        case Outcome.CHANGED:
            fewer = fewer_than(decision.points)
            # What is not chosen is what the form showed as chosen: the smallest change.
            points = Decimal(press.field("points") or fewer[-1])
            if points not in fewer:
                raise ValueError(f"{points} points cannot follow from {decision.points}")
            by, now = press.person.id, work.now
            await appeals.lower_points(work.connection, decision.id, decision.points, points, by=by, now=now)
            if press.field("break") == guide.END_BREAK:
                await _end_breaks(parts, work, decided, by)
            return as_text(points)
    return ""


async def _end_breaks(parts: Parts, work: Work, decided: Decided, by: int) -> None:
    community = decided.community
    given = await breaks.breaks_of_decision(work.connection, decided.decision.id)
    ended = [await finish(work, community, one, by) for one in given]
    if any(ended):
        card = guide.break_ended_early_card(parts.wording(community.locale), community.name)
        await tell_privately(parts, work, community, decided.decision.person, card, place=None)


async def _end_case(parts: Parts, work: Work, decided: Decided, by: int) -> None:
    """Close the case once no appeal of it waits."""
    case, community = decided.case, decided.community
    standing = [
        one
        for one in await decisions_of_case(work.connection, work.keys, case.id)
        if one.state is DecisionState.STANDS
    ]
    outcome = None if standing else TAKEN_BACK
    if case.state is CaseState.APPEALED and not await appeals.waiting_in_case(work.connection, case.id):
        await move_case(parts, work, community, case, CaseStep.APPEAL_ANSWERED, by, outcome=outcome)


Step = Callable[[Parts, Work, Waiting, Press], Awaitable[Answer]]

_STEPS: Mapping[Action, Step] = MappingProxyType(
    {
        Action.ANSWER_APPEAL: _read,
        Action.APPEAL_KEEP: _ask_reasons,
        Action.APPEAL_CHANGE: _ask_reasons,
        Action.APPEAL_REVERSE: _ask_reasons,
        Action.APPEAL_NOBODY: _nobody_else,
        Action.SEND_APPEAL_ANSWER: _answer,
    }
)
