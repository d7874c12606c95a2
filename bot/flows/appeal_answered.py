"""Somebody who did not decide looks again: reads both sides, keeps, changes or reverses, and says why."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from bot.casework.appealing import Outcome, fewer_than, may_answer
from bot.casework.case_authority import CaseAct, Relation
from bot.casework.reviewing import Ends
from bot.flows.appeal_given import Given, give_answer
from bot.flows.appeal_passed_on import pass_on
from bot.flows.appeal_shown import ALONE, log, view_appeal, was_logged
from bot.flows.case_allowed import relation_to, why_not
from bot.flows.decision_found import Decided, find_decided
from bot.flows.parts import Parts
from bot.flows.reviewer_practises import needs_second_reader
from bot.flows.second_reading import wait_for_reader
from bot.flows.surface import Answer, Export, Press
from bot.flows.work import Work
from bot.guide import Action
from bot.guide.cards_appeal import (
    END_BREAK,
    appeal_answer_form,
    appeal_decider_card,
    appeal_over_card,
    appeal_passed_on_card,
    both_sides_card,
    both_sides_text,
    you_answered_card,
)
from bot.guide.cards_shared import too_late_card
from bot.guide.values import Card
from bot.store import appeals, breaks
from bot.store.appeals import Appeal
from bot.store.second_readings import NewReading

READ = "appeal_read"


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
            return Answer(too_late_card(parts.wording()))
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
            return appeal_decider_card(wording, await view_appeal(work, decided, appeal))
        act = CaseAct.ANSWER_APPEAL
        return await why_not(work, wording, decided.community, decided.case, press.person, act)
    return None if appeal.waits else appeal_over_card(wording, decided.case.number)


async def _read(parts: Parts, work: Work, waiting: Waiting, press: Press) -> Answer:
    """Show both sides; that they were read is logged, as for every reading of words."""
    decided, appeal = waiting.decided, waiting.appeal
    await appeals.read_by(work.connection, appeal.id, press.person.id)
    await log(work, decided.case, READ, appeal, press.person.id)
    wording = parts.wording(decided.community.locale)
    view = await view_appeal(work, decided, appeal)
    whole = both_sides_text(wording, view)
    file = Export(f"second-look-{decided.case.number}.txt", whole) if whole else None
    return Answer(both_sides_card(wording, view), export=file)


async def _ask_reasons(parts: Parts, work: Work, waiting: Waiting, press: Press) -> Answer:
    wording, decision = parts.wording(waiting.decided.community.locale), waiting.decided.decision
    given = await breaks.breaks_of_decision(work.connection, decision.id)
    runs = any(one.ended_at is None and (one.until is None or one.until > work.now) for one in given)
    action = Action(press.action)
    return Answer(form=appeal_answer_form(wording, waiting.appeal.id, action, decision.points, on_break=runs))


async def _nobody_else(parts: Parts, work: Work, waiting: Waiting, press: Press) -> Answer:
    """Nobody in the team but the deciders: oversight is asked; without it, they answer and say so."""
    if await pass_on(parts, work, waiting.decided, waiting.appeal, press.person.id):
        wording = parts.wording(waiting.decided.community.locale)
        return Answer(appeal_passed_on_card(wording, waiting.decided.case.number))
    await log(work, waiting.decided.case, ALONE, waiting.appeal, press.person.id)
    return await _read(parts, work, waiting, press)


async def _answer(parts: Parts, work: Work, waiting: Waiting, press: Press) -> Answer:
    """Answer at once; or, from somebody new to reviewing, once a second person has read it too."""
    decided, appeal, by = waiting.decided, waiting.appeal, press.person
    given = _read_form(press, decided)
    if await needs_second_reader(work, decided.community, by):
        new = NewReading(
            decided.community.id,
            decided.case.id,
            Ends(given.outcome),
            by.id,
            appeal.id,
            given.reason,
            given.points,
            ends_break=given.ends_break,
        )
        return Answer(await wait_for_reader(parts, work, decided.community, decided.case, new))
    wording = parts.wording(decided.community.locale)
    view = await view_appeal(work, decided, appeal)
    if not await give_answer(parts, work, decided, appeal, given, by.id):
        return Answer(appeal_over_card(wording, decided.case.number))
    return Answer(you_answered_card(wording, view))


def _read_form(press: Press, decided: Decided) -> Given:
    """Read an answer. Raises ValueError when it would leave as many points as before, or more."""
    outcome = Outcome(press.argument.partition(":")[0])
    if outcome is not Outcome.CHANGED:
        return Given(outcome, press.field("reason"))
    fewer = fewer_than(decided.decision.points)
    # What is not chosen is what the form showed as chosen: the smallest change.
    points = Decimal(press.field("points") or fewer[-1])
    if points not in fewer:
        raise ValueError(f"{points} points cannot follow from {decided.decision.points}")
    ends_break = press.field("break") == END_BREAK
    return Given(outcome, press.field("reason"), points, ends_break=ends_break)


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
