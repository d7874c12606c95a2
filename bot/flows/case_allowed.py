"""Whether somebody may do something with a case, asked anew at every press; and what they read when not."""

from bot.casework.authority import Person
from bot.casework.case_authority import CaseAct, CaseFacts, Relation, may, relation_of
from bot.flows.case_shown import part_takers
from bot.flows.report_answered import looked_before
from bot.flows.reviewer_practises import may_review
from bot.flows.work import Work
from bot.guide.cards_moderator import (
    held_card,
    needs_other_person_card,
    own_case_card,
    someone_did_card,
    take_first_card,
)
from bot.guide.cards_shared import not_allowed_card
from bot.guide.values import Card
from bot.guide.wording import Wording
from bot.store import cases
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.decisions import decisions_of_case
from bot.store.words import DecisionState


async def facts_of(work: Work, case: Case) -> CaseFacts:
    """Gather what authority over a case depends on."""
    decided = await decisions_of_case(work.connection, work.keys, case.id)
    deciders = {one.by for one in decided if one.state is not DecisionState.REFUSED}
    seconds = {one.second_by for one in decided if one.second_by is not None}
    return CaseFacts(
        subject=case.subject,
        takes_part=await part_takers(work, case) | await looked_before(work, case),
        assigned=case.taken_by,
        decided_by=frozenset(deciders | seconds),
        for_oversight=await cases.is_for_oversight(work.connection, case.id),
    )


async def relation_to(work: Work, community: Community, case: Case, person: Person) -> Relation:
    """How a person stands to a case at this moment."""
    reviews = await may_review(work, community, person)
    return relation_of(person, community.offices, await facts_of(work, case), reviews=reviews)


async def why_not(
    work: Work, wording: Wording, community: Community, case: Case, person: Person, act: CaseAct
) -> Card | None:
    """What somebody reads who may not do this now; None when they may."""
    relation = await relation_to(work, community, case, person)
    if may(act, relation):
        return None
    match relation:
        case Relation.SUBJECT | Relation.PART_TAKER:
            return own_case_card(wording, case.number)
        case Relation.OUTSIDER:
            return not_allowed_card(wording)
        case Relation.DECIDER:
            return needs_other_person_card(wording, case.number)
        case _ if case.taken_by is not None and case.taken_by != person.id and act is not CaseAct.TAKE:
            return held_card(wording, f"<@{case.taken_by}>", case.number)
        case _ if case.taken_by is not None and case.taken_by != person.id:
            return someone_did_card(wording, f"<@{case.taken_by}>", case.number)
        case _:
            return take_first_card(wording, case.number)
