"""A listener's roles have changed: without the listener role their chats end kindly, and they get no new ones."""

from datetime import timedelta

from bot.casework.authority import Person, is_listener
from bot.chats import Ending
from bot.flows.chat_ended import end
from bot.flows.offering import leave_rotation
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.surface import Refused, TryLater
from bot.flows.work import Work
from bot.guide.cards_gone import listener_stopped_card, not_listener_now_card
from bot.guide.cards_shift import off_by_role_card
from bot.store import chats, listeners
from bot.store.acts import SendCard
from bot.store.breaks import break_until
from bot.store.chats import Chat
from bot.store.communities import Community

ASKED_AGAIN_AFTER = timedelta(minutes=5)
MOST_ASKED = 1000


async def roles_seen(parts: Parts, community_id: int, person: Person) -> None:
    """Look at the roles a person holds now. While no role is set for listeners, nothing follows from them."""
    community = await parts.community(community_id)
    if community is None or community.offices.listener_role is None:
        return
    if is_listener(person, community.offices):
        await _look_at_group(parts, community, person)
        return
    async with parts.work() as work:
        known = await listeners.find_listener(work.connection, community.id, person.id)
        live = await chats.live_chats_with(work.connection, work.keys, community.id, person.id)
        held = [chat for chat in live if chat.listener == person.id]
        for chat in held:
            await _end(parts, work, community, chat)
        if held or (known is not None and known.shift.on):
            await _thank(parts, work, community, person.id)
        if known is not None and not await _comes_back(work, community, person.id):
            await leave_rotation(parts, work, community, person.id)
            await listeners.forget_listener(work.connection, community.id, person.id)


async def _comes_back(work: Work, community: Community, person: int) -> bool:
    """Whether the role went for a break, which has ended their chats already and gives it back."""
    return await break_until(work.connection, community.id, person, work.now) is not None


async def ask_roles(parts: Parts, community: Community, person: int) -> None:
    """Look at the roles of somebody who writes in private, where messages do not show them.

    Asks Discord now and then, so never inside a transaction. Without an answer nothing follows.
    """
    key, now = (community.id, person), parts.clock()
    asked = parts.roles_asked.get(key)
    if asked is not None and now - asked < ASKED_AGAIN_AFTER:
        return
    parts.roles_asked[key] = now
    parts.roles_asked.move_to_end(key)
    while len(parts.roles_asked) > MOST_ASKED:
        parts.roles_asked.popitem(last=False)
    try:
        roles = await parts.surface.roles_of(community.id, person)
    except (Refused, TryLater):
        return
    await roles_seen(parts, community.id, Person(person, roles=roles))


async def _look_at_group(parts: Parts, community: Community, person: Person) -> None:
    """Who is of another age group now is offered nothing more; chats that are open stay open."""
    async with parts.database.reading() as connection:
        known = await listeners.find_listener(connection, community.id, person.id)
    same = known is None or community.groups_mix or community.group_of(person.roles) is known.group
    if known is None or not known.shift.on or same:
        return
    async with parts.work() as work:
        await leave_rotation(parts, work, community, person.id)
        card = off_by_role_card(parts.wording(community.locale), community.name)
        await tell_privately(parts, work, community, person.id, card, place=None)


async def _end(parts: Parts, work: Work, community: Community, chat: Chat) -> None:
    """End one chat. The member reads why before anything else; it counts against nobody."""
    card = listener_stopped_card(parts.wording(community.locale), community.name)
    if chat.place is not None and chat.is_open:
        await work.owe(community.id, SendCard(chat.place, card), about=f"demoted:{chat.id}")
    else:
        await tell_privately(parts, work, community, chat.member, card, place=None)
    gone = frozenset({chat.listener})
    await end(parts, work, community, chat, None, Ending.ROLE_LOST, gone=gone)


async def _thank(parts: Parts, work: Work, community: Community, listener: int) -> None:
    card = not_listener_now_card(parts.wording(community.locale), community.name)
    await tell_privately(parts, work, community, listener, card, place=None)
