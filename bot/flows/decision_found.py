"""A decision that a press or a link is about, with all that it belongs to."""

from dataclasses import dataclass

from bot.flows.parts import Parts
from bot.flows.work import Work
from bot.store import cases, decisions
from bot.store.cases import Case
from bot.store.communities import Community
from bot.store.decisions import RecordedDecision


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with the case and the community that it belongs to."""

    community: Community
    case: Case
    decision: RecordedDecision


async def find_decided(parts: Parts, work: Work, decision: int) -> Decided | None:
    """Read a decision with all that belongs to it; None when any of it is gone."""
    found = await decisions.find_decision(work.connection, work.keys, decision)
    case = await cases.case_of_decision(work.connection, decision)
    community = await parts.community(found.community) if found is not None else None
    if found is None or case is None or community is None:
        return None
    return Decided(community, case, found)
