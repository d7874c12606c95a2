"""An appeal as the team sees it: gathered from what is stored, and sent to those who may answer."""

from bot.flows.case_shown import send_about, view_case
from bot.flows.decision_found import Decided
from bot.flows.parts import Parts
from bot.flows.points_kept import rule_title
from bot.flows.work import Work
from bot.guide.cards_appeal import appeal_card
from bot.guide.views_appeal import AppealView
from bot.store import appeals, cases
from bot.store.appeals import Appeal
from bot.store.cases import Case

# Lines of a case's log: an appeal was passed on to oversight; or nobody but its deciders can answer it.
TO_OVERSIGHT, ALONE = "appeal_oversight", "appeal_alone"


async def view_appeal(work: Work, decided: Decided, appeal: Appeal) -> AppealView:
    """Gather all that the cards about an appeal show."""
    case, decision = decided.case, decided.decision
    shown = await view_case(work, case)
    return AppealView(
        id=appeal.id,
        case=case.number,
        subject=shown.subject,
        rule=rule_title(decision),
        points=decision.points,
        decided_at=decision.decided_at,
        decided_by=tuple(f"<@{one}>" for one in (decision.by, decision.second_by) if one),
        due_at=appeal.due_at or work.now,
        leaves=decision.leaves,
        break_days=decision.break_days,
        reason=decision.reason,
        before=await appeals.side_told(work.connection, work.keys, case.id, decision.person),
        words=appeal.words,
        evidence=shown.evidence,
        answer_to=appeal.answer_to,
        alone=await was_logged(work, case, ALONE, appeal),
    )


async def call_reviewers(
    parts: Parts, work: Work, decided: Decided, appeal: Appeal, *, late: bool = False
) -> None:
    """Owe a card to those who may see the case: somebody who did not decide answers."""
    view = await view_appeal(work, decided, appeal)
    card = appeal_card(parts.wording(decided.community.locale), view, late=late)
    about = about_appeal(appeal)
    await send_about(work, decided.community, decided.case, card, about=about, urgent=False)


def about_appeal(appeal: Appeal) -> str:
    """What the cards about an appeal are remembered by."""
    return f"appeal:{appeal.id}"


async def log(work: Work, case: Case, what: str, appeal: Appeal, who: int) -> None:
    """Write about an appeal into its case's log."""
    await cases.write_log(work.connection, case.id, who, f"{what}:{appeal.id}", work.now)


async def was_logged(work: Work, case: Case, what: str, appeal: Appeal) -> bool:
    """Whether this was written about an appeal."""
    written = await cases.read_log(work.connection, case.id)
    return any(line.what == f"{what}:{appeal.id}" for line in written)
