"""An appeal by the link from a notice: whoever has the link is taken for the person it was sent to."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.flows.appeal_made import make_appeal, why_not_now
from bot.flows.decision_found import Decided, find_decided
from bot.flows.parts import Parts
from bot.flows.points_kept import rule_title
from bot.flows.work import Work
from bot.store import appeals


@dataclass(frozen=True, slots=True)
class LinkedDecision:
    """What the form shows about the decision behind a link, in the community's zone: nothing about anybody else."""

    community: str
    number: int
    rule: str
    decided_at: datetime
    open_until: datetime
    zone: str


async def read_link(parts: Parts, secret: str) -> LinkedDecision | None:
    """What a link leads to; None when it is not known, used, or too old. Reading it uses nothing up."""
    async with parts.work() as work:
        found = await _behind(parts, work, secret)
        if found is None:
            return None
        decided, until = found
        zone = ZoneInfo(decided.community.time_zone)
        return LinkedDecision(
            community=decided.community.name,
            number=decided.case.number,
            rule=rule_title(decided.decision),
            decided_at=decided.decision.decided_at.astimezone(zone),
            open_until=until.astimezone(zone),
            zone=decided.community.time_zone,
        )


async def send_by_link(parts: Parts, secret: str, words: str, answer_to: str) -> bool:
    """Make the appeal, which uses the link up; False when it leads nowhere any more."""
    async with parts.work() as work:
        found = await _behind(parts, work, secret)
        if found is None:
            return False
        return await make_appeal(parts, work, found[0], words, answer_to) is not None


async def _behind(parts: Parts, work: Work, secret: str) -> tuple[Decided, datetime] | None:
    link = await appeals.find_link(work.connection, work.keys, secret, work.now)
    decided = await find_decided(parts, work, link.decision) if link is not None else None
    if link is None or decided is None:
        return None
    if await why_not_now(parts, work, decided, link.person) is not None:
        return None
    return decided, link.open_until
