"""Whether somebody who tells us something has a new account: then people read it, and no threshold counts it."""

from bot.casework.accounts import is_fresh
from bot.flows.parts import Parts
from bot.flows.surface import Refused, TryLater
from bot.store.communities import Community
from bot.store.watermarks import made_at


async def is_fresh_account(parts: Parts, community: Community, person: int) -> bool:
    """Whether somebody's account is new, or new here; asks Discord, so never inside a transaction."""
    try:
        joined = await parts.surface.joined_at(community.id, person)
    except (Refused, TryLater):
        joined = None
    return is_fresh(made_at(person), joined, parts.clock())
