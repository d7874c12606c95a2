"""A request finds its listener: offered to one after the other, then shown to all, and answered in the end."""

from bot.chats import (
    OFFER_LASTS,
    PATIENCE,
    REQUEST_LASTS,
    Group,
    Offer,
    OnShift,
    RequestDeadline,
    State,
    Waiting,
    Wish,
    next_moves,
)
from bot.flows.no_chats import no_chats_until, why_no_chats
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.work import Work
from bot.guide.cards_choosing import request_expired_card
from bot.guide.cards_listener import request_card
from bot.guide.views import RequestView
from bot.store import chats, listeners, offers
from bot.store.acts import DeleteMessage, SendCard
from bot.store.chats import Chat
from bot.store.communities import Community
from bot.store.listeners import Listener
from bot.store.offers import Offered
from bot.store.wishes import again_with

NEXT_TURN, REQUEST_OLD = RequestDeadline.NEXT_TURN.value, RequestDeadline.REQUEST_OLD.value
TO_ALL = 0


async def place_request(parts: Parts, work: Work, community: Community, chat: Chat) -> None:
    """Let a request find its listener, also one that came back; when its time is over, the member is told."""
    await work.remind_at(community.id, REQUEST_OLD, str(chat.id), chat.made_at + REQUEST_LASTS)
    if chat.for_all:
        await _show_all(parts, work, community, chat)
    else:
        await next_round(parts, work, community)


async def next_round(parts: Parts, work: Work, community: Community) -> None:
    """Offer every waiting request that can be offered, the oldest first. Called whenever something changed."""
    if community.requests_place is None:
        return
    given = await offers.offers_in(work.connection, community.id)
    live = await chats.live_chats(work.connection, work.keys, community.id)
    busy = {offer.chat for offer in given if offer.is_open}
    waiting = {
        chat.id: chat
        for chat in live
        if chat.state is State.ASKED and not chat.for_all and chat.id not in busy
    }
    if not waiting:
        return
    requests = [await _as_waiting(work, chat, given) for chat in waiting.values()]
    on_shift = await _on_shift(work, community, given)
    moves = next_moves(requests, on_shift, work.now, mix=community.groups_mix)
    for move in moves:
        chat = waiting.pop(move.chat)
        if isinstance(move, Offer):
            await _offer(parts, work, community, chat, move.listener)
        else:
            await _show_all(parts, work, community, chat)
    for chat in waiting.values():
        await work.remind_at(community.id, NEXT_TURN, str(chat.id), chat.made_at + PATIENCE)


async def next_turn(parts: Parts, work: Work, community: Community, chat_id: int) -> None:
    """The minute of an offer is over, or a request has waited long enough for somebody who is busy."""
    chat = await chats.find_chat(work.connection, work.keys, chat_id)
    if chat is not None and chat.state is State.ASKED:
        await _pass_on(work, community, chat)
        await next_round(parts, work, community)


async def request_old(parts: Parts, work: Work, community: Community, chat_id: int) -> None:
    """Nobody was free in time: take the request back and tell the member kindly."""
    chat = await chats.find_chat(work.connection, work.keys, chat_id)
    if chat is None or not await chats.withdraw(work.connection, chat.id, work.now):
        return
    await close_request(work, community, chat)
    card = request_expired_card(parts.wording(community.locale), community.name)
    await tell_privately(parts, work, community, chat.member, card, place=None, asked=True)
    await next_round(parts, work, community)


async def take_back_for(parts: Parts, work: Work, community: Community, person: int) -> None:
    """Somebody gets no new chats now, so the request that they wait with is taken back, and they are told."""
    live = await chats.live_chat_of(work.connection, work.keys, community.id, person)
    if live is None or not await chats.withdraw(work.connection, live.id, work.now):
        return
    await close_request(work, community, live)
    wording = parts.wording(community.locale)
    card = await why_no_chats(work.connection, wording, community.id, person, work.now, name=community.name)
    await tell_privately(parts, work, community, person, card, place=None, asked=True)
    await next_round(parts, work, community)


async def passed_on(parts: Parts, work: Work, community: Community, chat: Chat, listener: int) -> bool:
    """A listener passes on what they are offered; False when it is not offered to them."""
    offer = await offers.open_offer(work.connection, chat.id)
    if offer is None or offer.listener != listener:
        return False
    await work.forget_timer(NEXT_TURN, str(chat.id))
    await _pass_on(work, community, chat)
    await next_round(parts, work, community)
    return True


async def leave_rotation(parts: Parts, work: Work, community: Community, listener: int) -> None:
    """A listener is offered nothing more; what they were considering goes on to the next."""
    await listeners.end_shift(work.connection, community.id, listener)
    await release(parts, work, community, listener)


async def release(parts: Parts, work: Work, community: Community, listener: int) -> None:
    """What a listener was considering goes on to the next."""
    for offer in await offers.offers_in(work.connection, community.id):
        chat = await chats.find_chat(work.connection, work.keys, offer.chat)
        if offer.is_open and offer.listener == listener and chat is not None:
            await work.forget_timer(NEXT_TURN, str(chat.id))
            await _pass_on(work, community, chat)
    await next_round(parts, work, community)


async def close_request(work: Work, community: Community, chat: Chat) -> None:
    """A request is no longer waiting: forget offers and timers, and take its card down."""
    await offers.forget_offers(work.connection, chat.id)
    for kind in (NEXT_TURN, REQUEST_OLD):
        await work.forget_timer(kind, str(chat.id))
    await take_down(work, community, chat)


async def take_down(work: Work, community: Community, chat: Chat) -> None:
    """Owe the removal of a request's card; a card still on its way is removed once it stands."""
    if chat.request_message is not None and community.requests_place is not None:
        await work.owe(community.id, DeleteMessage(community.requests_place, chat.request_message))
        await chats.note_message(work.connection, chat.id, "request_message", None)


async def show_again(parts: Parts, work: Work, community: Community, chat: Chat) -> None:
    """Show a request anew, because its card went with its channel."""
    offer = await offers.open_offer(work.connection, chat.id)
    if offer is not None:
        await _post(parts, work, community, chat, offer)
    elif chat.for_all:
        await _show_all(parts, work, community, chat)
    else:
        await next_round(parts, work, community)


async def is_shown_so(work: Work, chat: Chat, offer: int) -> bool:
    """Whether a request is still offered as its card says; `offer` is `TO_ALL` for a card to all."""
    current = await offers.open_offer(work.connection, chat.id)
    if chat.state is not State.ASKED:
        return False
    return chat.for_all if offer == TO_ALL else current is not None and current.id == offer


async def _as_waiting(work: Work, chat: Chat, given: tuple[Offered, ...]) -> Waiting:
    before = await chats.listener_before(work.connection, chat)
    apart = await offers.kept_apart(work.connection, chat.community, chat.member)
    wishes = chat.wish is not Wish.NONE
    return Waiting(
        chat.id,
        chat.member,
        chat.made_at,
        chat.language,
        chat.topic,
        chat.group,
        chat.wish,
        chat.wanted,
        passed=frozenset(offer.listener for offer in given if offer.chat == chat.id),
        apart=apart | ({before} if before is not None else set()),
        known=await offers.talked_with(work.connection, chat.community, chat.member)
        if wishes
        else frozenset(),
        again=await again_with(work.connection, chat.community, chat.member),
    )


async def _on_shift(work: Work, community: Community, given: tuple[Offered, ...]) -> tuple[OnShift, ...]:
    considering = {offer.listener for offer in given if offer.is_open}
    held = await listeners.chats_of_listeners(work.connection, community.id)
    found = []
    for one in await listeners.on_shift(work.connection, community.id):
        paused = await no_chats_until(work.connection, community.id, one.person, work.now)
        if paused is None:
            found.append(_as_on_shift(one, held.get(one.person, 0), considers=one.person in considering))
    return tuple(found)


def _as_on_shift(listener: Listener, held: int, *, considers: bool) -> OnShift:
    moments = (listener.shift.since, listener.last_offer)
    return OnShift(
        listener.person,
        max(moment for moment in moments if moment is not None),
        listener.group,
        frozenset(listener.profile.languages),
        listener.shift.not_taken,
        held,
        listener.shift.most_offered,
        considers=considers,
    )


async def _offer(parts: Parts, work: Work, community: Community, chat: Chat, listener: int) -> None:
    number = await offers.add_offer(work.connection, chat.id, listener, work.now)
    await listeners.note_offer(work.connection, community.id, listener, work.now)
    await work.remind_at(community.id, NEXT_TURN, str(chat.id), work.now + OFFER_LASTS)
    await _post(parts, work, community, chat, Offered(number, chat.id, listener, work.now, is_open=True))


async def _show_all(parts: Parts, work: Work, community: Community, chat: Chat) -> None:
    await chats.show_all(work.connection, chat.id)
    await work.forget_timer(NEXT_TURN, str(chat.id))
    await _post(parts, work, community, chat, None)


async def _post(parts: Parts, work: Work, community: Community, chat: Chat, offer: Offered | None) -> None:
    """Owe the card. An offer that cannot be posted within its time is worth nothing any more."""
    if community.requests_place is None:
        return
    asked = "" if offer is None else f"<@{offer.listener}>"
    card = request_card(parts.wording(community.locale), view_request(community, chat, asked))
    person = None if offer is None else offer.listener
    act = SendCard(community.requests_place, card, mention_person=person)
    about = f"request:{chat.id}:{TO_ALL if offer is None else offer.id}"
    await work.owe(community.id, act, about=about, useful=None if offer is None else OFFER_LASTS)


def view_request(community: Community, chat: Chat, offered_to: str = "") -> RequestView:
    """What listeners see of a request; the age group only where groups are kept apart."""
    group = Group.EVERYONE if community.groups_mix else chat.group
    return RequestView(str(chat.id), chat.topic, chat.language, chat.minutes, chat.made_at, group, offered_to)


async def _pass_on(work: Work, community: Community, chat: Chat) -> None:
    offer = await offers.open_offer(work.connection, chat.id)
    if offer is not None:
        await offers.close_offer(work.connection, chat.id)
        await take_down(work, community, chat)
