"""An appeal that nobody on the team can answer, or nobody answered in time, goes to oversight."""

from bot.casework.authority import Person
from bot.casework.case_authority import CaseAct, may, relation_of
from bot.flows.appeal_made import APPEAL_DUE
from bot.flows.appeal_shown import (
    TO_OVERSIGHT,
    call_reviewers,
    log,
    view_appeal,
    was_logged,
)
from bot.flows.case_allowed import facts_of
from bot.flows.case_moved import BOT
from bot.flows.decision_found import Decided, find_decided
from bot.flows.parts import Parts
from bot.flows.private_words import dump_card, tell_privately
from bot.flows.work import Work
from bot.guide.cards_appeal import appeal_card, appeal_late_card
from bot.store import appeals
from bot.store.acts import SendPrivately
from bot.store.appeals import Appeal
from bot.store.communities import Community
from bot.store.letters import keep_letter


async def pass_on(parts: Parts, work: Work, decided: Decided, appeal: Appeal, by: int) -> bool:
    """Ask oversight to answer, once; False when there is none who may, since they decided or are part of it."""
    community = decided.community
    oversight = community.oversight
    if oversight is None:
        return False
    facts = await facts_of(work, decided.case)
    if not may(CaseAct.ANSWER_APPEAL, relation_of(Person(oversight), community.offices, facts)):
        return False
    if await was_logged(work, decided.case, TO_OVERSIGHT, appeal):
        return True
    await log(work, decided.case, TO_OVERSIGHT, appeal, by)
    view = await view_appeal(work, decided, appeal)
    card = appeal_card(parts.wording(community.locale), view)
    letter = await keep_letter(work.connection, work.keys, community.id, oversight, dump_card(card), work.now)
    await work.owe(community.id, SendPrivately(oversight, card), about=f"private:{letter}:0")
    return True


async def appeal_due(parts: Parts, work: Work, community: Community, number: int) -> None:
    """The answer was promised by now: say that it is late and until when, and call again, oversight too."""
    appeal = await appeals.find_appeal(work.connection, work.keys, number)
    decided = await find_decided(parts, work, appeal.decision) if appeal is not None else None
    if appeal is None or decided is None or not appeal.waits:
        return
    due = work.now + parts.promises.appeal_answer
    await appeals.promise_later(work.connection, appeal.id, due)
    await work.remind_at(community.id, APPEAL_DUE, str(appeal.id), due)
    card = appeal_late_card(parts.wording(community.locale), decided.case.number, due, community.name)
    await tell_privately(parts, work, community, appeal.person, card, place=None)
    late = await appeals.find_appeal(work.connection, work.keys, number) or appeal
    await call_reviewers(parts, work, decided, late, late=True)
    await pass_on(parts, work, decided, late, BOT)
