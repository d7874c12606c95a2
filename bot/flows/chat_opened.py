"""A chat opens step by step: thread, people, pinned panel; each step owes the next one."""

from bot.chats import Ending, State
from bot.flows.chat_ended import end
from bot.flows.chat_left import leave_chat
from bot.flows.chat_timed import start_clock
from bot.flows.mending import THREADS, call_for_help
from bot.flows.offering import close_request, is_shown_so, place_request
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.work import Work
from bot.guide import cards_shared
from bot.guide.cards_gone import threads_refused_card
from bot.guide.cards_listener import could_not_open_card
from bot.guide.cards_member import chat_opened_card, request_not_shown_card
from bot.guide.cards_moderator import requests_closed_card
from bot.store import chats, listeners, relays
from bot.store.acts import AddPerson, DeleteMessage, DeleteThread, Pin, SendCard
from bot.store.watermarks import advance


async def thread_made(parts: Parts, work: Work, chat_id: int, place: int) -> None:
    """The thread is there: record it, and post the panel."""
    chat = await chats.find_chat(work.connection, work.keys, chat_id)
    community = await parts.community(chat.community) if chat is not None else None
    if chat is None or community is None or chat.listener is None:
        return
    if not await chats.thread_made(work.connection, chat.id, place):
        # It was ended while it opened: leave no empty thread behind.
        await work.owe(chat.community, DeleteThread(place))
        return
    await listeners.count_chat(work.connection, chat.community, chat.listener, work.now)
    # A thread is as old as its id: whatever is written in it from now on is read, also across a crash.
    await advance(work.connection, chat.community, place, place)
    panel = cards_shared.panel(parts.wording(community.locale), str(chat.id), f"<@{chat.listener}>")
    await work.owe(community.id, SendCard(place, panel, silent=True), about=f"panel:{chat.id}")


async def member_added(parts: Parts, work: Work, chat_id: int) -> None:
    """The member can go in: tell them privately that somebody is there, if they agreed to private words."""
    chat = await chats.find_chat(work.connection, work.keys, chat_id)
    community = await parts.community(chat.community) if chat is not None else None
    if chat is None or community is None or chat.place is None:
        return
    card = chat_opened_card(parts.wording(community.locale), f"<#{chat.place}>", community.name)
    await tell_privately(parts, work, community, chat.member, card, place=None)


async def member_refused(parts: Parts, work: Work, chat_id: int) -> None:
    """The member cannot come in, for instance because they left: the listener must not wait alone."""
    chat = await chats.find_chat(work.connection, work.keys, chat_id)
    community = await parts.community(chat.community) if chat is not None else None
    if chat is not None and community is not None:
        both = frozenset({chat.member, chat.listener})
        await end(parts, work, community, chat, chat.member, Ending.MEMBER_LEFT, gone=both)


async def panel_stands(parts: Parts, work: Work, chat_id: int, message: int) -> None:
    """The panel was posted: only now do the two come in, so that whoever comes in finds it first."""
    chat = await chats.find_chat(work.connection, work.keys, chat_id)
    community = await parts.community(chat.community) if chat is not None else None
    if chat is None or community is None or chat.place is None or chat.listener is None:
        return
    await chats.note_message(work.connection, chat.id, "panel_message", message)
    if not await chats.opened(work.connection, chat.id, chat.place, work.now):
        return
    await work.owe(chat.community, AddPerson(chat.place, chat.listener), about=f"listener:{chat.id}")
    await work.owe(chat.community, AddPerson(chat.place, chat.member), about=f"member:{chat.id}")
    await start_clock(parts, work, community, chat)
    await work.owe(chat.community, Pin(chat.place, message), about=f"pin:{chat.id}")


async def request_stands(parts: Parts, work: Work, chat_id: int, offer: int, message: int) -> None:
    """A request's card was posted; if what it says is over already, take the card down again."""
    chat = await chats.find_chat(work.connection, work.keys, chat_id)
    community = await parts.community(chat.community) if chat is not None else None
    if chat is None or community is None or community.requests_place is None:
        return
    if await is_shown_so(work, chat, offer):
        await chats.note_message(work.connection, chat.id, "request_message", message)
    else:
        await work.owe(chat.community, DeleteMessage(community.requests_place, message))


async def request_refused(parts: Parts, work: Work, chat_id: int) -> None:
    """Listeners cannot see the request: nobody waits in vain, and the team hears what to mend."""
    chat = await chats.find_chat(work.connection, work.keys, chat_id)
    community = await parts.community(chat.community) if chat is not None else None
    if chat is None or community is None or not await chats.withdraw(work.connection, chat.id, work.now):
        return
    await close_request(work, community, chat)
    wording = parts.wording(community.locale)
    card = request_not_shown_card(wording, community.name)
    await tell_privately(parts, work, community, chat.member, card, place=None)
    if community.moderators_channel is not None and community.requests_place is not None:
        line = requests_closed_card(wording, f"<#{community.requests_place}>")
        await work.owe(community.id, SendCard(community.moderators_channel, line), about=f"mend:{chat.id}")


async def listener_refused(parts: Parts, work: Work, chat_id: int) -> None:
    """The listener cannot come in, for instance because they left: the member must not wait alone."""
    chat = await chats.find_chat(work.connection, work.keys, chat_id)
    community = await parts.community(chat.community) if chat is not None else None
    if chat is not None and community is not None and chat.listener is not None and chat.is_open:
        await leave_chat(parts, work, community, chat, chat.listener)


async def thread_refused(parts: Parts, work: Work, chat_id: int, *, by_place: bool = True) -> None:
    """The thread or its panel could not be made: the request waits again, and the listener is told.

    `by_place`: it failed for want of a permission or of room for threads there, which the team can mend.
    """
    chat = await chats.find_chat(work.connection, work.keys, chat_id)
    community = await parts.community(chat.community) if chat is not None else None
    if chat is None or community is None or chat.state is not State.OPENING:
        return
    await chats.back_to_asked(work.connection, chat.id)
    if chat.place is not None:
        await work.owe(chat.community, DeleteThread(chat.place))
    wording = parts.wording(community.locale)
    # Whoever accepts next may talk by thread, and has another name in any case.
    relayed = await relays.undo(work.connection, chat.id)
    if chat.listener is not None:
        card = could_not_open_card(wording, community.name, relayed=relayed)
        await tell_privately(parts, work, community, chat.listener, card, place=None)
    parent = community.lobby or community.requests_place
    if by_place and parent is not None:
        await call_for_help(work, community, THREADS, threads_refused_card(wording, f"<#{parent}>"))
    await place_request(parts, work, community, chat)
