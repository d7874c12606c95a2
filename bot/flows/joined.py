"""The bot comes to a community, leaves it, or a place or person there goes away."""

from bot import guide
from bot.casework.authority import Person
from bot.flows.chat_asked import take_down
from bot.flows.chat_ended import end
from bot.flows.parts import Parts
from bot.store import chats, communities
from bot.store.acts import SendCard


async def joined(parts: Parts, community: int, name: str, place: int | None) -> None:
    """Record the community and post one message with Set up; coming back only records it."""
    async with parts.work() as work:
        known = await communities.find_community(work.connection, community)
        await communities.welcome(work.connection, community, name, work.now)
        is_new = known is None or known.left_at is not None
        if is_new and place is not None:
            card = guide.added_card(parts.wording())
            await work.owe(community, SendCard(place, card), about=f"added:{community}")
    parts.forget_settings(community)


async def left(parts: Parts, community: int) -> None:
    """Keep what is stored for a while, in case the removal was a mistake; the retention job deletes it."""
    async with parts.work() as work:
        await communities.change(work.connection, community, left_at=work.now)
    parts.forget_settings(community)


async def place_gone(parts: Parts, place: int) -> None:
    """A thread was deleted by hand: its chat has ended."""
    parts.places.forget_place(place)
    async with parts.work() as work:
        chat = await chats.chat_at(work.connection, work.keys, place)
        if chat is None:
            return
        await chats.end(work.connection, chat.id, None, work.now)
        await chats.deleted(work.connection, chat.id)


async def person_gone(parts: Parts, community_id: int, person: Person) -> None:
    """Who left the community waits for nobody any more, and nobody waits for them."""
    community = await parts.community(community_id)
    if community is None:
        return
    async with parts.work() as work:
        for chat in await chats.live_chats_with(work.connection, work.keys, community_id, person.id):
            if await chats.withdraw(work.connection, chat.id, work.now):
                await take_down(work, community, chat)
            else:
                await end(parts, work, community, chat, person.id)
