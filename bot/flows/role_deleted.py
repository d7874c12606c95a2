"""A role was deleted: who held its office holds it no more, nobody waits in vain, and the team reads what to do."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.chats import State
from bot.flows.break_kept import role_is_gone
from bot.flows.mending import call_for_help
from bot.flows.offering import close_request
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.work import Work
from bot.guide.cards_gone import no_listeners_now_card, role_deleted_card
from bot.store import chats, communities, listeners
from bot.store.communities import Community

_OFFICES = ("moderators_role", "listener_role")
# Kept in the settings: without one of them everybody would count as the other age group.
_GROUPS = ("adult_role", "teen_role")
MUTING = "muted_role"
_STANDS_FOR: Mapping[str, str] = MappingProxyType(
    {
        "moderators_role": "moderators",
        "listener_role": "listeners",
        "adult_role": "adults",
        "teen_role": "teens",
        MUTING: "muted",
    }
)


async def role_gone(parts: Parts, community_id: int, role: int) -> None:
    """An office that the role stood for is held by nobody until setup names another one."""
    community = await parts.community(community_id)
    if community is None:
        return
    lost = [name for name in (*_OFFICES, *_GROUPS, MUTING) if getattr(community, name) == role]
    async with parts.work() as work:
        await role_is_gone(work, community, role)
        changed: dict[str, int | None] = {name: None for name in lost if name not in _GROUPS}
        changed |= _nobody_guessed(community, lost, role)
        if changed:
            await communities.change(work.connection, community_id, **changed)
            work.changed.add(community_id)
        if "listener_role" in lost:
            await _nobody_listens(parts, work, community)
        wording = parts.wording(community.locale)
        for name in lost:
            card = role_deleted_card(wording, _STANDS_FOR[name])
            await call_for_help(work, community, f"mend_{name}", card)


def _nobody_guessed(community: Community, lost: list[str], role: int) -> dict[str, int]:
    """Whoever held the only role for an age group cannot be told from the others: nobody is taken for one of them."""
    return {name: role for name in _GROUPS if set(lost) & set(_GROUPS) and getattr(community, name) is None}


async def _nobody_listens(parts: Parts, work: Work, community: Community) -> None:
    """Nobody can accept a request now: take them back, and tell who waits. Chats that are open go on."""
    for listener in await listeners.on_shift(work.connection, community.id):
        await listeners.end_shift(work.connection, community.id, listener.person)
    card = no_listeners_now_card(parts.wording(community.locale), community.name)
    for chat in await chats.live_chats(work.connection, work.keys, community.id):
        if chat.state is State.ASKED and await chats.withdraw(work.connection, chat.id, work.now):
            await close_request(work, community, chat)
            await tell_privately(parts, work, community, chat.member, card, place=None)
