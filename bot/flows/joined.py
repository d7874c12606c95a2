"""The bot comes to a community, leaves it, or a place or person there goes away."""

from bot.casework.authority import Person
from bot.chats import Ending, State
from bot.flows import afterwards
from bot.flows.chat_left import leave_chat
from bot.flows.chat_opened import request_refused
from bot.flows.leaving import finish_all, leaving
from bot.flows.offering import close_request, leave_rotation, next_round, show_again
from bot.flows.parts import Parts
from bot.flows.work import Work
from bot.guide.cards_setup import added_card
from bot.store import chats, communities
from bot.store.acts import SendCard
from bot.store.chats import Chat
from bot.store.communities import Community
from bot.store.listeners import forget_listener
from bot.store.news import stop_news
from bot.store.sent import is_owed, sent_about

_PLACES = ("moderators_channel", "lobby", "requests_channel", "quiet_room")


async def joined(parts: Parts, community: int, name: str, place: int | None) -> None:
    """Record the community and post one message with Set up; coming back only records it.

    A start that comes upon a community which the bot is about to leave records nothing: all of it was deleted.
    """
    async with parts.work() as work:
        if await is_owed(work.connection, leaving(community)):
            return
        known = await communities.find_community(work.connection, community)
        await communities.welcome(work.connection, community, name, work.now)
        is_new = known is None or known.left_at is not None
        if is_new and place is not None:
            card = added_card(parts.wording())
            await work.owe(community, SendCard(place, card), about=f"added:{community}")
    parts.forget_settings(community)


async def left(parts: Parts, community_id: int) -> None:
    """End what goes on there, and keep what is stored for a while, in case the removal was a mistake.

    The retention job deletes it. Those in chats and those who wait are told, as far as they can be reached.
    """
    async with parts.work() as work:
        community = await communities.find_community(work.connection, community_id)
        if community is not None and community.left_at is None:
            await finish_all(parts, work, community, None, by_removal=True)
        await communities.change(work.connection, community_id, left_at=work.now)
    parts.forget_settings(community_id)


async def place_gone(parts: Parts, place: int) -> None:
    """A thread or channel was deleted by hand: its chats have ended, and settings that named it are empty."""
    parts.places.forget_place(place)
    async with parts.work() as work:
        chat = await chats.chat_at(work.connection, work.keys, place)
        if chat is not None:
            await _chat_gone(parts, work, chat)
        for community in await communities.using_place(work.connection, place):
            await _channel_gone(parts, work, community, place)


async def _channel_gone(parts: Parts, work: Work, community_id: int, place: int) -> None:
    community = await communities.find_community(work.connection, community_id)
    if community is None:
        return
    lost = {name: None for name in _PLACES if getattr(community, name) == place}
    if "lobby" in lost:
        lost["lobby_panel"] = None
    if "requests_channel" in lost:
        lost["listeners_panel"] = None
    if lost:
        await communities.change(work.connection, community_id, **lost)
    await communities.set_rooms(work.connection, community_id, community.rooms - {place})
    work.changed.add(community_id)
    fresh = await communities.find_community(work.connection, community_id) or community
    for chat in await chats.live_chats(work.connection, work.keys, community_id):
        if chat.state is State.ASKED and community.requests_place == place:
            await _show_elsewhere(parts, work, fresh, chat)
        elif any(one.place == place for one in await sent_about(work.connection, f"thread:{chat.id}")):
            # Discord deletes the threads of a channel together with it.
            await _chat_gone(parts, work, chat)


async def _show_elsewhere(parts: Parts, work: Work, community: Community, chat: Chat) -> None:
    """The request's card went with its channel: show it where requests are seen now, or let nobody wait."""
    if community.requests_place is not None:
        await chats.note_message(work.connection, chat.id, "request_message", None)
        await show_again(parts, work, community, chat)
    else:
        await request_refused(parts, work, chat.id)


async def _chat_gone(parts: Parts, work: Work, chat: Chat) -> None:
    ended = await chats.end(work.connection, chat.id, None, work.now, Ending.PLACE_GONE)
    await chats.deleted(work.connection, chat.id)
    community = await parts.community(chat.community)
    if ended and community is not None:
        await afterwards.ask(parts, work, community, chat, None, Ending.PLACE_GONE)
        # The listener may be free for somebody who waits.
        await next_round(parts, work, community)


async def person_gone(parts: Parts, community_id: int, person: Person) -> None:
    """Who left the community waits for nobody any more, and nobody waits for them."""
    community = await parts.community(community_id)
    if community is None:
        return
    async with parts.work() as work:
        for chat in await chats.live_chats_with(work.connection, work.keys, community_id, person.id):
            if await chats.withdraw(work.connection, chat.id, work.now):
                await close_request(work, community, chat)
            else:
                await leave_chat(parts, work, community, chat, person.id)
        await leave_rotation(parts, work, community, person.id)
        await forget_listener(work.connection, community.id, person.id)
        await stop_news(work.connection, community.id, person.id)
