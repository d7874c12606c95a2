"""A second person looks at a decision that needs two: agrees, does not, or is not there at all."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from bot.casework.case_authority import CaseAct
from bot.casework.drafting import Draft, ticks
from bot.casework.keeping import CASE_PAUSE
from bot.casework.points import Choice, Named, Problem, Refused, Ruling
from bot.flows.case_allowed import why_not
from bot.flows.case_moved import shown_anew
from bot.flows.case_raised import tell_about_pause
from bot.flows.case_shown import ask_oversight
from bot.flows.deciding import deciding, leaves_of
from bot.flows.decision_found import find_decided
from bot.flows.decision_recorded import Overtaken, move_decided, stand
from bot.flows.decision_talk import talk_ruling
from bot.flows.decision_told import about_decision, line_of
from bot.flows.offering import take_back_for
from bot.flows.parts import Parts
from bot.flows.reviewer_practises import needs_second_reader
from bot.flows.said_to_both import change_what_was_said
from bot.flows.second_reading_answered import is_reading, reading_pressed
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Action, Card
from bot.guide.cards_deciding import overtaken_card
from bot.guide.cards_moderator import needs_other_person_card
from bot.guide.cards_reviewer import new_reviewer_card
from bot.guide.cards_second import (
    decided_line_card,
    not_agreed_card,
    not_agreed_line_card,
    not_agreed_now_card,
    oversight_asked_card,
    second_wanted_card,
    too_few_line_card,
)
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.guide.wording import Wording
from bot.store import cases, decisions
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.decisions import RecordedDecision
from bot.store.pauses import lift_pauses, pause
from bot.store.words import DecisionState

AGREED, NOT_AGREED, TOO_FEW = "decision_agreed", "decision_not_agreed", "too_few_people"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A press on a decision that waits, with all that it is about."""

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


async def second_pressed(parts: Parts, press: Press) -> Answer:
    """Find the decision, check who presses, and take the step."""
    try:
        async with parts.work() as work:
            return await _take_step(parts, work, press)
    except Overtaken as late:
        return Answer(overtaken_card(parts.wording(), late.number))


async def _take_step(parts: Parts, work: Work, press: Press) -> Answer:
    if is_reading(press):
        return await reading_pressed(parts, work, press)
    number = int(press.argument) if press.argument.isdecimal() else 0
    found = await find_decided(parts, work, number)
    if found is None:
        return Answer(too_late_card(parts.wording()))
    community, case, decision = found.community, found.case, found.decision
    one = Waiting(parts, work, community, case, decision, press)
    action = Action(press.action)
    # Who decided first says that nobody else is there; everything else is for somebody else.
    act = CaseAct.DECIDE if action is Action.DECISION_ALONE else CaseAct.AGREE
    refusal = await why_not(work, one.wording, community, case, press.person, act)
    if refusal is not None:
        return Answer(refusal)
    if decision.state is not DecisionState.WAITING or not case.state.under_review:
        return Answer(overtaken_card(one.wording, case.number))
    return await _STEPS[action](one)


async def _agree(one: Waiting) -> Answer:
    """It stands from now on, if it can still be saved as it is."""
    work, decision, by = one.work, one.decision, one.press.person.id
    if by == decision.by:
        return Answer(needs_other_person_card(one.wording, one.case.number))
    if await needs_second_reader(work, one.community, one.press.person):
        # Two who are both new to reviewing would have nobody to read along.
        return Answer(new_reviewer_card(one.wording, one.case.number))
    ruling = await _ruling(one)
    if ruling is None or isinstance(ruling, Refused):
        problems = ruling.problems if isinstance(ruling, Refused) else ()
        return Answer(not_agreed_now_card(one.wording, one.case.number, problems))
    if not await _change(one, DecisionState.STANDS):
        raise Overtaken(one.case.number)
    await move_decided(one.parts, work, one.community, one.case, by)
    await cases.write_log(work.connection, one.case.id, by, AGREED, work.now)
    stands = replace(decision, state=DecisionState.STANDS, second_by=by, decided_at=work.now)
    await stand(one.parts, work, one.community, one.case, stands, ruling, told_team=True)
    return Answer(decided_line_card(one.wording, one.case.number))


async def _refuse(one: Waiting) -> Answer:
    """It does not stand, and the case is to be decided again."""
    if one.press.person.id == one.decision.by:
        return Answer(needs_other_person_card(one.wording, one.case.number))
    if not await _change(one, DecisionState.REFUSED):
        raise Overtaken(one.case.number)
    who = f"<@{one.press.person.id}>"
    await _put_aside(one, NOT_AGREED, not_agreed_line_card(one.wording, one.case.number, who))
    return Answer(not_agreed_card(one.wording, one.case.number))


async def _alone(one: Waiting) -> Answer:
    """Nobody else is there: oversight is asked; without it, there is at most a pause of 14 days, which says so."""
    work, case = one.work, one.case
    if one.press.person.id != one.decision.by:
        return Answer(not_allowed_card(one.wording))
    card = second_wanted_card(one.wording, await line_of(work, case, one.decision))
    about = about_decision(one.decision.id)
    if await ask_oversight(work, one.community, case, card, about=about, began=one.decision.by):
        return Answer(oversight_asked_card(one.wording, case.number))
    return await _only_pause(one)


async def _only_pause(one: Waiting) -> Answer:
    work, case = one.work, one.case
    if not await _change(one, DecisionState.REFUSED):
        raise Overtaken(one.case.number)
    until = work.now + CASE_PAUSE
    await lift_pauses(work.connection, case.id, work.now)
    by = one.press.person.id
    await pause(
        work.connection, one.community.id, case.subject, case=case.id, by=by, now=work.now, until=until
    )
    await work.remind_at(one.community.id, "pause_over", str(case.id), until)
    await take_back_for(one.parts, work, one.community, case.subject)
    await cases.write_log(work.connection, case.id, by, "paused", work.now)
    await tell_about_pause(one.parts, work, one.community, case)
    await _put_aside(one, TOO_FEW, too_few_line_card(one.wording, case.number, until))
    return Answer(too_few_line_card(one.wording, case.number, until))


async def _put_aside(one: Waiting, what: str, card: Card) -> None:
    work, community = one.work, one.community
    await cases.write_log(work.connection, one.case.id, one.press.person.id, what, work.now)
    await change_what_was_said(work, community.id, about_decision(one.decision.id), card)
    await shown_anew(one.parts, work, community, one.case)


async def _change(one: Waiting, state: DecisionState) -> bool:
    return await decisions.change_state(
        one.work.connection,
        one.decision.id,
        (DecisionState.WAITING,),
        state,
        by=one.press.person.id,
        now=one.work.now,
    )


async def _ruling(one: Waiting) -> Ruling | Refused | None:
    """Judge the decision as it was written down, with both people; None without a table."""
    if not one.decision.rule:
        deciders = (one.decision.by, one.press.person.id)
        return talk_ruling(one.work, one.community, one.decision.reason, one.decision.break_days, deciders)
    matter = await deciding(one.work, one.community, one.case)
    if matter is None:
        return None
    decision = one.decision
    if decision.points_table != matter.ledger.name:
        # Another table was chosen meanwhile: what was written down is of one that does not hold any more.
        return Refused((Problem.UNKNOWN_RULE,))
    draft = Draft(one.case.id, decision.rule, decision.acted_at, ticks(decision.circumstances))
    usual = matter.as_proposed(draft, decision.by)
    choice = replace(
        usual,
        named=(Named(decision.rule, decision.points),),
        second=one.press.person.id,
        reason=decision.reason,
        break_days=decision.break_days,
        mute_days=decision.mute_days,
        leaves=leaves_of(leaves=decision.leaves, altogether=decision.altogether),
        refresher_until=_still(decision, usual),
    )
    return matter.ruling(choice, one.press.person.id)


def _still(decision: RecordedDecision, usual: Choice) -> datetime | None:
    return decision.refresher_until if usual.refresher_until is not None else None


_STEPS: Mapping[Action, Callable[[Waiting], Awaitable[Answer]]] = MappingProxyType(
    {
        Action.DECISION_AGREE: _agree,
        Action.DECISION_REFUSE: _refuse,
        Action.DECISION_ALONE: _alone,
    }
)
ACTIONS = tuple(_STEPS)
