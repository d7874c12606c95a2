"""Which age group somebody belongs to who presses, also in direct messages, where nobody has roles."""

from bot.chats import Group
from bot.flows.parts import Parts
from bot.flows.surface import Press, Refused, TryLater
from bot.store.communities import Community


async def age_group(parts: Parts, press: Press, community: Community) -> Group:
    """The age group by roles; unclear when they cannot be looked up, so that nobody is taken for the wrong one."""
    if press.community is not None or community.group_of(frozenset()) is Group.EVERYONE:
        return community.group_of(press.person.roles)
    try:
        roles = await parts.surface.roles_of(community.id, press.person.id)
    except (Refused, TryLater):
        return Group.UNCLEAR
    return community.group_of(roles)


def lacks_group(community: Community, group: Group) -> bool:
    """Whether adults and teens are kept apart and it is not clear where somebody belongs."""
    return group is Group.UNCLEAR and not community.groups_mix
