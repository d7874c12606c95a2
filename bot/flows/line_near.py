"""The silent line with buttons that stays near the bottom of a chat or room, re-posted, never doubled (T27, T29)."""

from bot.chats import direct_place
from bot.flows.parts import Parts
from bot.flows.surface import Seen
from bot.flows.work import NOTICE_USEFUL, Work
from bot.guide.cards_relay import relay_nearby_card
from bot.guide.cards_room import room_nearby_card
from bot.guide.cards_shared import nearby_card
from bot.guide.values import Card
from bot.store.acts import DeleteMessage, DeletePrivately, Delivery, SendCard, SendPrivately
from bot.store.chats import Chat
from bot.store.communities import Community, room_panels
from bot.store.sent import community_of, is_owed, last_owed, sent_about, sent_privately_about
from bot.store.watermarks import line_put, messages_since_line

MESSAGES_BETWEEN_LINES = 25


async def keep_line_near(
    parts: Parts, work: Work, community: Community, chat: Chat | None, seen: Seen
) -> None:
    """Put the line back after enough messages; what is read late moves nothing."""
    if await messages_since_line(work.connection, seen.place) < MESSAGES_BETWEEN_LINES:
        return
    if work.now - seen.written_at > parts.policy.speak_within:
        return
    if chat is not None and chat.is_open and chat.place is None:
        await _put_privately(parts, work, community, chat, seen.author.id)
    elif chat is not None and chat.is_open:
        await put_line_near_chat(parts, work, community, chat)
    elif chat is None and await _may_stand_in_room(parts, work, community, seen.place):
        card = room_nearby_card(parts.wording(community.locale))
        await _put(work, community, seen.place, card, f"nearby:room-{seen.place}")


async def put_line_near_chat(parts: Parts, work: Work, community: Community, chat: Chat) -> None:
    """Put the line at the bottom of a chat now; of a relayed one, for its member."""
    if chat.place is None:
        await _put_privately(parts, work, community, chat, chat.member)
        return
    card = nearby_card(parts.wording(community.locale), str(chat.id))
    await _put(work, community, chat.place, card, f"nearby:{chat.id}")


async def _put_privately(parts: Parts, work: Work, community: Community, chat: Chat, person: int) -> None:
    about = f"nearby:{chat.id}:{person}"
    if await is_owed(work.connection, about):
        return
    wording = parts.wording(community.locale)
    card = relay_nearby_card(wording, str(chat.id), to_member=person == chat.member)
    await work.owe(community.id, SendPrivately(person, card), about=about, useful=NOTICE_USEFUL)
    await line_put(work.connection, direct_place(person))


async def line_stands(work: Work, delivery: Delivery) -> None:
    """The new line stands, so the one before it goes: at no moment is there none, and after a crash not two."""
    community = await community_of(work.connection, delivery.row)
    for before in (await sent_about(work.connection, delivery.about))[-2:-1]:
        await work.owe(community, DeleteMessage(before.place, before.message))
    if isinstance(delivery.act, SendPrivately):
        for private in (await sent_privately_about(work.connection, delivery.about))[-2:-1]:
            await work.owe(community, DeletePrivately(private.person, private.message))


async def _may_stand_in_room(parts: Parts, work: Work, community: Community, place: int) -> bool:
    """In a room that has a panel, and not more often than the bot may speak: rooms can be busy."""
    if place not in dict(await room_panels(work.connection, community.id)):
        return False
    last = await last_owed(work.connection, f"nearby:room-{place}")
    return last is None or work.now - last >= parts.policy.between_lines


async def _put(work: Work, community: Community, place: int, card: Card, about: str) -> None:
    if await is_owed(work.connection, about):
        return
    await work.owe(community.id, SendCard(place, card, silent=True), about=about, useful=NOTICE_USEFUL)
    await line_put(work.connection, place)
