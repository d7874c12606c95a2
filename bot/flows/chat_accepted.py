"""A listener accepts a request: exactly one does, also when two press at once."""

from bot.casework.authority import is_listener
from bot.chats import RelayFor, may_meet
from bot.flows.listener_card_read import card_at_start
from bot.flows.listener_demoted import roles_seen
from bot.flows.no_chats import no_chats_until
from bot.flows.offering import close_request, passed_on, release
from bot.flows.parts import Parts
from bot.flows.relay_opened import begin_relay, goes_by_relay
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Action, Card
from bot.guide.cards_choosing import not_your_turn_card, other_group_card, passed_card, with_avoid
from bot.guide.cards_listener import (
    first_shift_consent_card,
    own_request_card,
    paused_listener_card,
    someone_else_took_it_card,
)
from bot.guide.cards_member import not_ready_card
from bot.guide.cards_relay import relay_accepted_card
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.guide.cards_shift import full_card
from bot.store import chats, handovers, listeners, people, relays
from bot.store.acts import OpenThread
from bot.store.chats import Chat
from bot.store.communities import Community
from bot.store.offers import open_offer


async def accept_request(parts: Parts, press: Press, community: Community) -> Answer:
    """Give the request to this listener, after asking once whether private notes are fine."""
    wording = parts.wording(community.locale)
    if not is_listener(press.person, community.offices):
        # Who was one when they went on shift is offered nothing more.
        if press.community is not None:
            await roles_seen(parts, community.id, press.person)
        return Answer(not_allowed_card(wording))
    async with parts.work() as work:
        if press.action in (Action.SHIFT_NOTES_YES, Action.SHIFT_NOTES_NO):
            yes = press.action == Action.SHIFT_NOTES_YES
            await people.agree(work.connection, community.id, press.person.id, yes=yes, now=work.now)
        agreed = await people.known(work.connection, community.id, press.person.id)
        if agreed.private_words is None:
            relayed = community.relay is not RelayFor.NOBODY
            return Answer(first_shift_consent_card(wording, press.argument, relayed=relayed))
        return await _accept(parts, work, press, community)


async def _accept(parts: Parts, work: Work, press: Press, community: Community) -> Answer:
    wording = parts.wording(community.locale)
    chat = await chats.find_chat(work.connection, work.keys, int(press.argument))
    if chat is not None and chat.is_open and chat.listener == press.person.id:
        # They pressed twice.
        return Answer(await _accepted_card(parts, work, community, chat))
    refusal = await _why_not(parts, work, press, community, chat)
    if refusal is not None or chat is None:
        return Answer(refusal or too_late_card(wording))
    parent = community.lobby or community.requests_place
    if parent is None:
        return Answer(not_ready_card(wording))
    if not await chats.accept(work.connection, chat.id, press.person.id):
        return Answer(someone_else_took_it_card(wording))
    await close_request(work, community, chat)
    # What else they were offered goes on to others, and so does what waited for this to be taken.
    await release(parts, work, community, press.person.id)
    if await goes_by_relay(work, community, chat, press.person.id):
        await begin_relay(parts, work, community, chat, press.person.id)
    else:
        act = OpenThread(parent, thread_name(parts, community, chat))
        await work.owe(community.id, act, about=f"thread:{chat.id}", urgent=True)
    accepted = await chats.find_chat(work.connection, work.keys, chat.id) or chat
    return Answer(await _accepted_card(parts, work, community, accepted))


async def _accepted_card(parts: Parts, work: Work, community: Community, chat: Chat) -> Card:
    """Give what a listener reads who accepted, with what only they are told about the request."""
    wording = parts.wording(community.locale)
    if await relays.find_relay(work.connection, work.keys, chat.id) is not None:
        note = await handovers.note_for(work.connection, work.keys, chat.id)
        card = relay_accepted_card(wording, str(chat.id), chat.minutes or parts.pace.usual, note)
    else:
        card = await card_at_start(parts, work, community, chat, chat.listener or 0)
    return with_avoid(wording, card, chat.avoid)


async def not_this_one(parts: Parts, press: Press, community: Community) -> Answer:
    """A listener passes on a request before their minute is over; nothing is held against them."""
    wording = parts.wording(community.locale)
    async with parts.work() as work:
        chat = await chats.find_chat(work.connection, work.keys, int(press.argument))
        is_ours = chat is not None and chat.community == community.id
        if chat is None or not is_ours:
            return Answer(too_late_card(wording))
        passed = await passed_on(parts, work, community, chat, press.person.id)
    return Answer(passed_card(wording) if passed else not_your_turn_card(wording))


async def _why_not(
    parts: Parts, work: Work, press: Press, community: Community, chat: Chat | None
) -> Card | None:
    wording = parts.wording(community.locale)
    if chat is None:
        return too_late_card(wording)
    if chat.member == press.person.id:
        return own_request_card(wording)
    if await no_chats_until(work.connection, community.id, press.person.id, work.now) is not None:
        return paused_listener_card(wording)
    shift = await listeners.find_shift(work.connection, community.id, press.person.id)
    if not shift.has_room(await listeners.open_chats_of(work.connection, community.id, press.person.id)):
        return full_card(wording)
    apart = await people.are_apart(work.connection, community.id, (press.person.id, chat.member))
    if apart or await chats.listener_before(work.connection, chat) == press.person.id:
        # The same words as for a lost race: a refusal must not tell who reported whom.
        return someone_else_took_it_card(wording)
    if not may_meet(chat.group, community.group_of(press.person.roles), mix=community.groups_mix):
        return other_group_card(wording)
    offer = await open_offer(work.connection, chat.id)
    if offer is not None and offer.listener != press.person.id:
        return not_your_turn_card(wording)
    return None


def thread_name(parts: Parts, community: Community, chat: Chat) -> str:
    """The thread's name carries the chat's number, so that it can be found again after a crash."""
    return parts.wording(community.locale).text("panel.thread_name", number=chat.number)
