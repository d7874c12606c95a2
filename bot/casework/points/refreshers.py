"""The driving school: a refresher, offered once, in place of the first point (P11)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.casework.points.proposals import Leaves, Proposal
from bot.casework.points.totals import Decided, Refresher


def may_offer_refresher(proposal: Proposal, history: Iterable[Decided]) -> bool:
    """Whether this decision brings the first point, and no refresher was offered before.

    Points that have expired, or were reversed, are none. A red flag is no matter for a refresher.
    """
    new = {one.number for one in proposal.decided}
    earlier = (entry for entry in proposal.standing.entries if entry.number not in new)
    points_stand = any(entry.worth and proposal.at < entry.expires_at for entry in earlier)
    offered = any(one.refresher is not None and not one.reversed for one in history)
    fits = proposal.points > 0 and not proposal.red_flag and proposal.leaves is Leaves.NOT
    return fits and not points_stand and not offered


def offered(proposal: Proposal, until: datetime) -> tuple[Decided, ...]:
    """What would be recorded, with a refresher in place of the first point; done by `until` it takes one point off."""
    new = {one.number for one in proposal.decided}
    earning = {entry.rule for entry in proposal.standing.entries if entry.points and entry.number in new}
    first = next((one.rule for one in proposal.decided if one.rule in earning), None)
    refresher = Refresher(until)
    return tuple(replace(one, refresher=refresher) if one.rule == first else one for one in proposal.decided)


def refreshed(decided: Decided, at: datetime) -> Decided:
    """The same decision with the refresher done. Done late, it changes nothing; a second time neither."""
    if decided.refresher is None or decided.refresher.done_at is not None:
        return decided
    return replace(decided, refresher=replace(decided.refresher, done_at=at))
