"""A chat ends, by either side, for any reason or none: the listener is removed first, then the thread is locked."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.casework.keeping import THREAD_KEPT
from bot.chats import Asked, Ending, Turns, direct_place, question_after
from bot.flows import afterwards
from bot.flows.chat_asked import is_paused
from bot.flows.offering import next_round, place_request
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.relay_told import close_relay
from bot.flows.rest_offered import ended_answer
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide.cards_member import another_listener_card, ended_suddenly_card, paused_in_chat_card
from bot.guide.cards_shared import end_confirm, ended_card, goes_on_card, not_allowed_card, too_late_card
from bot.guide.cards_time import closed_quiet_card
from bot.store import chats, relays
from bot.store.acts import DeleteThread, LockThread, RemovePerson, SendCard
from bot.store.cases import points_to
from bot.store.chat_times import find_clock, save_clock, save_turns
from bot.store.chats import AlreadyAsking, Chat, Request
from bot.store.communities import Community

PAUSE_EXCUSES = timedelta(hours=1)


async def confirm_end(parts: Parts, press: Press, community: Community) -> Answer:
    """Ask once more; no reason is wanted."""
    chat = await own_chat(parts, press)
    wording = parts.wording(community.locale)
    if chat is None:
        return Answer(too_late_card(wording))
    return Answer(end_confirm(wording, str(chat.id)))


async def end_chat(parts: Parts, press: Press, community: Community) -> Answer:
    """End the chat of the person who pressed."""
    chat = await own_chat(parts, press)
    wording = parts.wording(community.locale)
    if chat is None:
        return Answer(too_late_card(wording))
    async with parts.work() as work:
        by = press.person.id
        if not await end_for(parts, work, community, chat, by, _ending_of(chat, by)):
            return Answer(too_late_card(wording), replace=True)
        card = await ended_answer(parts, work, community, chat, press.person.id)
    return Answer(card, replace=True)


async def keep_talking(parts: Parts, press: Press, community: Community) -> Answer:
    """The chat goes on."""
    return Answer(goes_on_card(parts.wording(community.locale)), replace=True)


async def another_listener(parts: Parts, press: Press, community: Community) -> Answer:
    """The member wants somebody else: this chat ends and the same request goes out again, to others."""
    chat = await own_chat(parts, press)
    wording = parts.wording(community.locale)
    if chat is None or press.person.id != chat.member:
        return Answer(not_allowed_card(wording) if chat else too_late_card(wording))
    async with parts.work() as work:
        if await is_paused(work.connection, parts, community, chat.member):
            return Answer(paused_in_chat_card(wording, str(chat.id)))
        again = await ask_again(parts, work, community, chat, press.person.id, Ending.ANOTHER_LISTENER)
    if again is None:
        return Answer(too_late_card(wording))
    return Answer(another_listener_card(wording, str(again.id)))


async def end_for(
    parts: Parts, work: Work, community: Community, chat: Chat, by: int, ending: Ending
) -> bool:
    """End a chat for one of its two; False when it had ended already.

    When its listener goes before it opened, its member waits on, for somebody else.
    """
    if by == chat.listener and chat.opened_at is None:
        return await ask_again(parts, work, community, chat, by, ending) is not None
    return await end(parts, work, community, chat, by, ending)


async def end(
    parts: Parts,
    work: Work,
    community: Community,
    chat: Chat,
    by: int | None,
    ending: Ending,
    *,
    gone: frozenset[int | None] = frozenset(),
) -> bool:
    """End a chat once, for a reason; False when it had ended already. The thread is deleted a week later.

    `by` is None when it ended by itself. Each side gets one private card, except those who are `gone`.
    """
    if not await chats.end(work.connection, chat.id, by, work.now, ending):
        return False
    leaving = ending is Ending.STOPPED
    left_out = gone | _gone(chat, ending)
    if chat.place is not None:
        await _close_thread(parts, work, community, chat, chat.place, leaving=leaving)
    else:
        await close_relay(parts, work, community, chat, left_out)
    if not leaving:
        if await _ask_member(parts, work, community, chat, ending):
            left_out |= {chat.member}
        await afterwards.ask(parts, work, community, chat, by, ending, left_out)
        # The listener may be free for somebody who waits.
        await next_round(parts, work, community)
    return True


def _gone(chat: Chat, ending: Ending) -> frozenset[int | None]:
    """Who cannot be asked how it was, because they left."""
    left = {Ending.MEMBER_LEFT: chat.member, Ending.LISTENER_LEFT: chat.listener}
    return frozenset({left[ending]}) if ending in left else frozenset()


async def watched_since(parts: Parts, work: Work, chat: Chat) -> datetime:
    """Since when the bot has seen everything in this chat; now, while there is something it has not read.

    While a relayed chat is paused for a moderator, nobody's silence counts either, for an hour at most.
    """
    places = (chat.place,) if chat.place is not None else _direct_places(chat)
    if any(parts.places.is_behind(place) for place in places):
        return work.now
    since = parts.presence.since(work.now)
    relay = await relays.find_relay(work.connection, work.keys, chat.id) if chat.place is None else None
    if relay is None or relay.paused_at is None:
        return since
    return max(since, min(work.now, relay.paused_at + PAUSE_EXCUSES))


def _direct_places(chat: Chat) -> tuple[int, ...]:
    """Where the two of a relayed chat write."""
    return tuple(direct_place(person) for person in (chat.member, chat.listener) if person is not None)


async def _ask_member(parts: Parts, work: Work, community: Community, chat: Chat, ending: Ending) -> bool:
    """Ask the member alone whether it ended suddenly, if they were left without a word (T42).

    Returns whether they were written to; that is their one card then, which leads to all that is asked after a chat.
    """
    clock = await find_clock(work.connection, chat.id)
    if clock is None:
        return False
    since = await watched_since(parts, work, chat)
    asked = question_after(ending, clock.times, watched_since=since, now=work.now, pace=parts.pace)
    if asked is not Asked.NOT:
        await save_clock(work.connection, replace(clock, asked=asked))
    # Whose turn it was has told all that it is kept for.
    await save_turns(work.connection, chat.id, Turns())
    wording, number = parts.wording(community.locale), str(chat.id)
    if asked is not Asked.NOT:
        card = ended_suddenly_card(wording, number, community.name)
    elif ending is Ending.WENT_QUIET:
        card = closed_quiet_card(wording, number, community.name)
    else:
        return False
    await tell_privately(parts, work, community, chat.member, card, place=None)
    return True


def _ending_of(chat: Chat, by: int) -> Ending:
    return Ending.MEMBER_ENDED if by == chat.member else Ending.LISTENER_ENDED


async def delete_thread(parts: Parts, work: Work, chat_id: int) -> datetime | None:
    """Delete an ended chat's thread, unless an open case points to it: then look again in a week."""
    chat = await chats.find_chat(work.connection, work.keys, chat_id)
    if chat is None or chat.place is None:
        return None
    if await points_to(work.connection, chat.id):
        return work.now + THREAD_KEPT
    await work.owe(chat.community, DeleteThread(chat.place))
    await chats.deleted(work.connection, chat.id)
    return None


async def own_chat(parts: Parts, press: Press) -> Chat | None:
    """The open chat a press belongs to, if the person is one of its two sides.

    The button names the chat; a press in a thread belongs to the chat that lives there.
    """
    async with parts.database.reading() as connection:
        keys = parts.database.keys
        chat = None
        if press.argument.isdecimal():
            chat = await chats.find_chat(connection, keys, int(press.argument))
        if chat is None:
            chat = await chats.chat_at(connection, keys, press.place)
    if chat is None or chat.side_of(press.person.id) is None or not chat.is_open:
        return None
    return chat if press.community in (None, chat.community) else None


async def _close_thread(
    parts: Parts, work: Work, community: Community, chat: Chat, place: int, *, leaving: bool = False
) -> None:
    until = None if leaving else work.now + THREAD_KEPT
    card = ended_card(parts.wording(community.locale), until)
    await work.owe(community.id, SendCard(place, card), about=f"ended:{chat.id}")
    if chat.listener is not None:
        await work.owe(community.id, RemovePerson(place, chat.listener), about=f"close:{chat.id}")
    await work.owe(community.id, LockThread(place), about=f"close:{chat.id}")
    await work.remind_at(community.id, "delete_thread", str(chat.id), work.now + THREAD_KEPT)


async def ask_again(
    parts: Parts, work: Work, community: Community, chat: Chat, by: int | None, ending: Ending
) -> Chat | None:
    """End a chat and ask for another listener with the same wishes; None when it had ended already."""
    if not await end(parts, work, community, chat, by, ending):
        return None
    request = Request(
        community.id,
        chat.member,
        chat.topic,
        chat.language,
        chat.minutes,
        chat.avoid,
        chat.wish,
        group=chat.group,
    )
    try:
        again = await chats.add_request(work.connection, work.keys, request, work.now)
    except AlreadyAsking:
        return None
    await place_request(parts, work, community, again)
    return again
