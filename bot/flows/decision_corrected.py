"""A decision is corrected, after an appeal or by the team: it counts no more, and what it took comes back."""

from bot.casework.points import as_text
from bot.flows.break_over import finish
from bot.flows.parts import Parts
from bot.flows.points_kept import ledger_of, rule_title
from bot.flows.private_words import tell_privately
from bot.flows.report_answered import tell_outcome_changed
from bot.flows.said_to_both import change_what_was_said
from bot.flows.work import Work
from bot.guide.cards_decided import decision_reversed_card
from bot.guide.cards_second import decision_reversed_line
from bot.guide.views_decided import Corrected
from bot.store import breaks, cases
from bot.store.communities import Community
from bot.store.decisions import RecordedDecision, change_state, decisions_of_case
from bot.store.flags import unjudge_case
from bot.store.words import DecisionState, Verdict

REVERSED = "decision_reversed"


async def reverse_decision(
    parts: Parts, work: Work, community: Community, decision: RecordedDecision, by: int, *, tell: bool = True
) -> bool:
    """Take a decision back, once; False when it did not stand (any more).

    Breaks that followed from it end and roles come back, unless another decision holds them; its points never
    count again; who reported hears that the outcome changed, once nothing of it stands; and the person is told,
    unless whoever calls does that (`tell` False) and says why. The case moves on by whoever calls, too.
    """
    changed = await change_state(
        work.connection,
        decision.id,
        (DecisionState.STANDS,),
        DecisionState.REVERSED,
        by=by,
        now=work.now,
    )
    if not changed:
        return False
    ended = [
        await finish(work, community, one, by)
        for one in await breaks.breaks_of_decision(work.connection, decision.id)
    ]
    if decision.case is not None:
        await cases.write_log(work.connection, decision.case, by, REVERSED, work.now)
        await _nothing_stands(parts, work, community, decision.case)
    if tell:
        await _tell(parts, work, community, decision, gave_back=any(ended))
    card = decision_reversed_line(parts.wording(community.locale), f"<@{by}>", decision.id)
    await change_what_was_said(work, community.id, f"decision:{decision.id}", card)
    return True


async def _nothing_stands(parts: Parts, work: Work, community: Community, case: int) -> None:
    """Once the last decision of a case is taken back, it is true no more that people acted.

    Who reported hears so, and what was noticed counts as right for no pattern.
    """
    of_case = await decisions_of_case(work.connection, work.keys, case)
    if all(one.state is not DecisionState.STANDS for one in of_case):
        await unjudge_case(work.connection, case, Verdict.KEPT, instead=Verdict.TAKEN_BACK)
        await tell_outcome_changed(parts, work, community, case)


async def _tell(
    parts: Parts, work: Work, community: Community, decision: RecordedDecision, *, gave_back: bool
) -> None:
    ledger = await ledger_of(work, community, decision.person)
    total = as_text(ledger.standing(work.now).total) if ledger is not None else ""
    told = Corrected(decision.decided_at, rule_title(decision), total, gave_back=gave_back)
    card = decision_reversed_card(parts.wording(community.locale), told, community.name)
    await tell_privately(parts, work, community, decision.person, card, place=None)
