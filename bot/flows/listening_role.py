"""Who is a listener of a community, also where a press does not say so."""

from dataclasses import replace

from bot.casework.authority import is_listener
from bot.flows.parts import Parts
from bot.flows.surface import Press, Refused, TryLater
from bot.store.communities import Community


async def helps_here(parts: Parts, press: Press, community: Community) -> bool:
    """Whether the person who pressed is a listener here.

    Asks Discord about a press in private, so never inside a transaction.
    """
    if press.community is not None:
        return is_listener(press.person, community.offices)
    try:
        roles = await parts.surface.roles_of(community.id, press.person.id)
    except (Refused, TryLater):
        return False
    return is_listener(replace(press.person, roles=roles), community.offices)
