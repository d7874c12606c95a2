"""Somebody asks for a second look at a decision: in Discord, or by a link that works once and leads to the web."""

from datetime import datetime

from bot.casework.appealing import Appealable, NotNow, not_now, open_until
from bot.casework.case_life import CaseStep, can
from bot.flows.appeal_shown import call_reviewers
from bot.flows.case_moved import move_case
from bot.flows.decision_found import Decided, find_decided
from bot.flows.parts import Parts
from bot.flows.request_screened import with_help
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide.cards_appeal import appeal_form, appeal_not_now_card, appeal_receipt_card
from bot.guide.cards_shared import too_late_card
from bot.store import appeals, cases
from bot.store.appeals import Appeal, NewAppeal
from bot.store.communities import Community
from bot.store.decisions import RecordedDecision
from bot.store.words import DecisionState

# Below the address of the bot's web pages.
APPEAL_PATH = "/appeal/"
APPEAL_DUE = "appeal_due"


async def appeal_link(
    parts: Parts, work: Work, decision: RecordedDecision, community: Community
) -> str | None:
    """Make the link that its notice to the person contains, valid until the time for an appeal is over.

    None when this bot has no pages on the web, or the appeal was made already: then the notice names
    `parts.operator.contact`. Asked again, it makes a new link and the old one ends. The link is shown as a button, or
    in angle brackets, so that Discord looks nothing up behind it.
    """
    if not parts.operator.forms_address:
        return None
    secret = parts.new_secret()
    # At the earliest: it runs from when the notice has reached them.
    until = open_until(decision.told_at or work.now, parts.promises)
    kept = await appeals.keep_link(work.connection, community.id, decision.id, decision.person, secret, until)
    return f"{parts.operator.forms_address}{APPEAL_PATH}{secret}" if kept else None


async def ask_appeal(parts: Parts, press: Press) -> Answer:
    """Open the form, if this person can ask for a second look at this decision now."""
    async with parts.work() as work:
        chosen = press.values[0] if press.values else press.argument
        decided = await find_decided(parts, work, int(chosen))
        if decided is None:
            return Answer(too_late_card(parts.wording()))
        wording = parts.wording_for(press.locale, decided.community)
        why = await why_not_now(parts, work, decided, press.person.id)
    if why is not None:
        return Answer(appeal_not_now_card(wording, why, parts.operator.contact))
    return Answer(form=appeal_form(wording, decided.decision.id))


async def send_appeal(parts: Parts, press: Press) -> Answer:
    """Keep the words, move the case, and call those who may answer."""
    async with parts.work() as work:
        decided = await find_decided(parts, work, int(press.argument))
        if decided is None:
            return Answer(too_late_card(parts.wording()))
        wording = parts.wording_for(press.locale, decided.community)
        why = await why_not_now(parts, work, decided, press.person.id)
        words = press.field("words")
        made = None if why else await make_appeal(parts, work, decided, words)
        if made is None or made.due_at is None:
            return Answer(appeal_not_now_card(wording, why or NotNow.ASKED, parts.operator.contact))
    card = appeal_receipt_card(wording, decided.case.number, made.due_at)
    return Answer(with_help(parts, wording, words, card))


async def why_not_now(parts: Parts, work: Work, decided: Decided, person: int) -> NotNow | None:
    """Why this person can not ask for a second look at this decision now; None when they can."""
    appeal = await appeals.appeal_of(work.connection, work.keys, decided.decision.id)
    asked_at = appeal.made_at if appeal is not None else None
    return not_now(as_appealable(decided.decision, asked_at), person, work.now, parts.promises)


def as_appealable(decision: RecordedDecision, asked_at: datetime | None) -> Appealable:
    """A decision as the rules of appealing know it."""
    stands = decision.state is DecisionState.STANDS
    return Appealable(decision.person, stands, decision.told_at, asked_at)


async def make_appeal(
    parts: Parts, work: Work, decided: Decided, words: str, answer_to: str = ""
) -> Appeal | None:
    """Record an appeal that may be made, and set all in motion; None when somebody was faster with the same one."""
    decision = decided.decision
    new = NewAppeal(
        community=decided.community.id,
        decision=decision.id,
        person=decision.person,
        open_until=open_until(decision.told_at or work.now, parts.promises),
        due_at=work.now + parts.promises.appeal_answer,
        words=words,
        answer_to=answer_to,
    )
    appeal = await appeals.make_appeal(work.connection, work.keys, new, work.now)
    if appeal is None:
        return None
    await work.remind_at(decided.community.id, APPEAL_DUE, str(appeal.id), new.due_at)
    await _move(parts, work, decided)
    await call_reviewers(parts, work, decided, appeal)
    return appeal


async def _move(parts: Parts, work: Work, decided: Decided) -> None:
    """The case is looked at again; one that has ended, or is appealed already, stays where it is."""
    case, who = decided.case, decided.decision.person
    if can(case.state, CaseStep.APPEALED):
        await move_case(parts, work, decided.community, case, CaseStep.APPEALED, who)
    else:
        await cases.write_log(work.connection, case.id, who, CaseStep.APPEALED.value, work.now)
