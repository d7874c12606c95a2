"""An appeal is answered: what is to be corrected is corrected, once, and everybody concerned hears."""

from dataclasses import dataclass
from decimal import Decimal

from bot.casework.appealing import Outcome
from bot.casework.case_life import CaseState, CaseStep
from bot.casework.points import as_text
from bot.flows.appeal_made import APPEAL_DUE
from bot.flows.appeal_shown import about_appeal, log, view_appeal
from bot.flows.break_over import finish
from bot.flows.case_moved import move_case
from bot.flows.decision_corrected import reverse_decision
from bot.flows.decision_found import Decided
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.said_to_both import change_what_was_said
from bot.flows.second_reading import put_reading_aside
from bot.flows.work import Work
from bot.guide.cards_appeal import appeal_answered_card, appeal_done_card
from bot.guide.cards_break import break_ended_early_card
from bot.guide.views_appeal import AnsweredAppeal
from bot.store import appeals, breaks, cases
from bot.store.appeals import Appeal
from bot.store.decisions import decisions_of_case
from bot.store.words import DecisionState


@dataclass(frozen=True, slots=True)
class Given:
    """An answer with its reasons; where fewer points are left, how many, and whether a break ends with it."""

    outcome: Outcome
    reason: str
    points: Decimal | None = None
    ends_break: bool = False


async def give_answer(
    parts: Parts,
    work: Work,
    decided: Decided,
    appeal: Appeal,
    given: Given,
    by: int,
    first: int | None = None,
) -> bool:
    """Answer an appeal, once; False when somebody else was faster. `first` wrote it, where `by` only agreed."""
    community = decided.community
    view = await view_appeal(work, decided, appeal)
    if not await appeals.answer_appeal(
        work.connection, work.keys, appeal.id, given.outcome, given.reason, by=by, now=work.now
    ):
        return False
    await work.forget_timer(APPEAL_DUE, str(appeal.id))
    await put_reading_aside(parts, work, community, decided.case, by)
    await _correct(parts, work, decided, given, by)
    await log(work, decided.case, f"appeal_{given.outcome}", appeal, by)
    await _tell(parts, work, decided, appeal, given, alone=f"<@{by}>" in view.decided_by)
    who = ", ".join(f"<@{one}>" for one in (first, by) if one is not None)
    done = appeal_done_card(parts.wording(community.locale), view, who, given.outcome)
    await change_what_was_said(work, community.id, about_appeal(appeal), done)
    await _end_case(parts, work, decided, by)
    return True


async def _tell(
    parts: Parts, work: Work, decided: Decided, appeal: Appeal, given: Given, *, alone: bool
) -> None:
    answered = AnsweredAppeal(
        decided.case.number,
        given.outcome,
        given.reason,
        as_text(given.points) if given.points is not None else "",
        leaves=decided.decision.leaves,
        alone=alone,
    )
    community = decided.community
    card = appeal_answered_card(parts.wording(community.locale), answered, community.name)
    await tell_privately(parts, work, community, appeal.person, card, place=None)


async def _correct(parts: Parts, work: Work, decided: Decided, given: Given, by: int) -> None:
    """Let the record say what is true now."""
    decision, now = decided.decision, work.now
    if given.outcome is Outcome.REVERSED:
        await reverse_decision(parts, work, decided.community, decision, by, tell=False)
    if given.points is not None:
        await appeals.lower_points(
            work.connection, decision.id, decision.points, given.points, by=by, now=now
        )
    if given.ends_break:
        await _end_breaks(parts, work, decided, by)


async def _end_breaks(parts: Parts, work: Work, decided: Decided, by: int) -> None:
    community = decided.community
    given = await breaks.breaks_of_decision(work.connection, decided.decision.id)
    ended = [await finish(work, community, one, by) for one in given]
    if any(ended):
        card = break_ended_early_card(parts.wording(community.locale), community.name)
        await tell_privately(parts, work, community, decided.decision.person, card, place=None)


async def _end_case(parts: Parts, work: Work, decided: Decided, by: int) -> None:
    """Close the case once no appeal of it waits."""
    case, community = decided.case, decided.community
    standing = [
        one
        for one in await decisions_of_case(work.connection, work.keys, case.id)
        if one.state is DecisionState.STANDS
    ]
    outcome = None if standing else cases.TAKEN_BACK
    if case.state is CaseState.APPEALED and not await appeals.waiting_in_case(work.connection, case.id):
        await move_case(parts, work, community, case, CaseStep.APPEAL_ANSWERED, by, outcome=outcome)
