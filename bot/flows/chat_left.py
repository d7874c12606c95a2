"""One of the two leaves a chat without pressing anything: out of the thread, or out of the community."""

from bot.chats import Ending
from bot.flows.chat_ended import end, end_for
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.work import Work
from bot.guide.cards_time import listener_gone_card
from bot.store import chats
from bot.store.acts import SendCard
from bot.store.chats import Chat
from bot.store.communities import Community


async def thread_left(parts: Parts, community_id: int, place: int, person: int) -> None:
    """Somebody is not in a thread any more, by their own doing or a moderator's."""
    community = await parts.community(community_id)
    if community is None:
        return
    async with parts.work() as work:
        chat = await chats.chat_at(work.connection, work.keys, place)
        if chat is not None and chat.is_open:
            await leave_chat(parts, work, community, chat, person)


async def leave_chat(parts: Parts, work: Work, community: Community, chat: Chat, person: int) -> None:
    """End the chat of somebody who left it; when it was the listener, the member is offered another."""
    if person == chat.member:
        await end(parts, work, community, chat, person, Ending.MEMBER_LEFT)
    elif person == chat.listener and chat.opened_at is None:
        await end_for(parts, work, community, chat, person, Ending.LISTENER_LEFT)
    elif person == chat.listener:
        card = listener_gone_card(parts.wording(community.locale))
        if chat.place is None:
            await tell_privately(parts, work, community, chat.member, card, place=None)
        elif chat.is_open:
            await work.owe(community.id, SendCard(chat.place, card), about=f"gone:{chat.id}")
        await end(parts, work, community, chat, person, Ending.LISTENER_LEFT)
