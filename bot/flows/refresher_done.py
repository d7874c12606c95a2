"""The refresher (P11): three plain situations, each with a kind word; done, it takes the first point off."""

from bot.casework.points import as_text
from bot.flows.parts import Parts
from bot.flows.points_kept import ledger_of
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Action, Card
from bot.guide.cards_refresher import (
    REFRESHER_CHOICES,
    REFRESHER_STEPS,
    refresher_answer_card,
    refresher_card,
    refresher_done_card,
    refresher_over_card,
)
from bot.guide.cards_shared import not_yours_card
from bot.guide.wording import Wording
from bot.store import cases, decisions
from bot.store.communities import Community
from bot.store.decisions import RecordedDecision
from bot.store.words import DecisionState

DONE = "refresher_done"


async def refresher_pressed(parts: Parts, press: Press) -> Answer:
    """Show the next situation, or the kind word to a choice; nobody can fail."""
    number, _, place = press.argument.partition(":")
    async with parts.work() as work:
        found = await decisions.find_decision(work.connection, work.keys, int(number))
        community = await parts.community(found.community) if found is not None else None
        if found is None or community is None or found.person != press.person.id:
            return Answer(not_yours_card(parts.wording()))
        wording = parts.wording_for(press.locale, community)
        if found.refresher_at is not None:
            return Answer(await _already(work, community, found, wording))
        if not _offered(found, work):
            return Answer(refresher_over_card(wording))
        step = int(place) if place.isdecimal() else 1
        if press.action == Action.REFRESHER:
            return _situation(wording, found, step, again=bool(place))
        return await _chosen(work, community, found, wording, step, press)


def _offered(found: RecordedDecision, work: Work) -> bool:
    until = found.refresher_until
    return found.state is DecisionState.STANDS and until is not None and work.now <= until


def _situation(wording: Wording, found: RecordedDecision, step: int, *, again: bool) -> Answer:
    if not 1 <= step <= REFRESHER_STEPS:
        return Answer(refresher_over_card(wording))
    return Answer(refresher_card(wording, found.id, step), replace=again)


async def _chosen(
    work: Work, community: Community, found: RecordedDecision, wording: Wording, step: int, press: Press
) -> Answer:
    choice = press.values[0] if press.values else ""
    if choice not in REFRESHER_CHOICES or not 1 <= step <= REFRESHER_STEPS:
        return Answer(refresher_over_card(wording))
    if step < REFRESHER_STEPS:
        return Answer(refresher_answer_card(wording, found.id, step, choice), replace=True)
    if await decisions.refresh(work.connection, found.id, work.now) and found.case is not None:
        await cases.write_log(work.connection, found.case, press.person.id, DONE, work.now)
    total = await _total(work, community, found)
    return Answer(refresher_answer_card(wording, found.id, step, choice, total=total), replace=True)


async def _already(work: Work, community: Community, found: RecordedDecision, wording: Wording) -> Card:
    return refresher_done_card(wording, await _total(work, community, found))


async def _total(work: Work, community: Community, found: RecordedDecision) -> str:
    ledger = await ledger_of(work, community, found.person)
    return as_text(ledger.standing(work.now).total) if ledger is not None else "0"
