"""After a chat: one private card to each side, and what becomes of the answers. For safety, not for stars."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.afterwards import LOOKED_BACK, Helped, MeetAgain, encourages, safe_share
from bot.chats import Ending
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.rest_offered import was_heavy
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Action
from bot.guide.cards_after import (
    Saved,
    after_listener_card,
    after_member_card,
    after_saved_card,
    safe_share_card,
)
from bot.guide.cards_listener import refer_done_card
from bot.guide.cards_report import situations_card
from bot.guide.cards_shared import too_late_card
from bot.screening import Side
from bot.store import answers, chats, wishes
from bot.store.chats import Chat
from bot.store.communities import Community
from bot.store.wishes import Wished

_WISHES = {Action.WISH_AGAIN: MeetAgain.AGAIN, Action.WISH_NEVER: MeetAgain.NEVER}


async def ask(
    parts: Parts,
    work: Work,
    community: Community,
    chat: Chat,
    by: int | None,
    ending: Ending,
    leave_out: frozenset[int | None] = frozenset(),
) -> None:
    """Owe each side its private card, if the chat ever opened. `leave_out`: who is gone or was asked already.

    A listener whose heavy chat was ended by somebody else is offered a rest on the same card; who ended it
    themselves reads that in the answer to their press.
    """
    if chat.opened_at is None or chat.listener is None:
        return
    wording, number = parts.wording(community.locale), str(chat.id)
    if chat.member not in leave_out:
        card = after_member_card(wording, number, community.name)
        await tell_privately(parts, work, community, chat.member, card, place=None)
    if chat.listener not in leave_out:
        encouraged = await _is_encouraged(work, chat.community, chat.listener)
        referred = ending is Ending.REFERRED
        heavy = chat.listener != by and (referred or await was_heavy(work, chat))
        before = refer_done_card(wording).text if referred and heavy else ""
        card = after_listener_card(
            wording, number, community.name, before=before, encouraged=encouraged, heavy=heavy
        )
        await tell_privately(parts, work, community, chat.listener, card, place=None)


async def rate(parts: Parts, press: Press, community: Community) -> Answer:
    """Save how it was for the member."""
    chat = await _ended_chat(parts, press, community)
    if chat is None or press.person.id != chat.member or press.values[0] not in set(Helped):
        return Answer(too_late_card(parts.wording_for(press.locale, community)))
    async with parts.work() as work:
        await answers.save_helped(work.connection, chat, Helped(press.values[0]), work.now)
        return await _saved(parts, work.connection, press, community, chat)


async def felt(parts: Parts, press: Press, community: Community) -> Answer:
    """Save whether the member felt safe; who did not can say more with one choice, or leave it at that."""
    chat = await _ended_chat(parts, press, community)
    wording = parts.wording_for(press.locale, community)
    if chat is None or press.person.id != chat.member:
        return Answer(too_late_card(wording))
    safe = press.action == Action.FELT_SAFE
    async with parts.work() as work:
        await answers.save_safe(work.connection, chat, work.now, safe=safe)
        if safe:
            return await _saved(parts, work.connection, press, community, chat)
    return Answer(situations_card(wording, str(chat.id)))


async def wish(parts: Parts, press: Press, community: Community) -> Answer:
    """Save whether the person would like to meet the other again; the other is never told."""
    chat = await _ended_chat(parts, press, community)
    by = chat.side_of(press.person.id) if chat is not None else None
    if chat is None or by is None or chat.listener is None:
        return Answer(too_late_card(parts.wording_for(press.locale, community)))
    async with parts.work() as work:
        wished = Wished(chat.member, chat.listener, by, _WISHES[Action(press.action)])
        await wishes.save_wish(work.connection, community.id, wished, work.now)
        return await _saved(parts, work.connection, press, community, chat)


async def safe_chats(parts: Parts, press: Press, community: Community) -> Answer:
    """Tell anybody in the community in how many chats the member felt safe (T54)."""
    async with parts.database.reading() as connection:
        told = await answers.answers_since(connection, community.id, parts.clock() - LOOKED_BACK)
    wording = parts.wording_for(press.locale, community)
    return Answer(safe_share_card(wording, safe_share(told), LOOKED_BACK.days))


async def _ended_chat(parts: Parts, press: Press, community: Community) -> Chat | None:
    """The ended chat that the pressed card is about, if the person was one of its two sides."""
    async with parts.database.reading() as connection:
        chat = await chats.find_chat(connection, parts.database.keys, int(press.argument))
    if chat is None or chat.community != community.id or chat.is_open or chat.listener is None:
        return None
    return chat if chat.side_of(press.person.id) is not None else None


async def _saved(
    parts: Parts, connection: AsyncConnection, press: Press, community: Community, chat: Chat
) -> Answer:
    side = chat.side_of(press.person.id)
    given = await answers.answer_for(connection, chat.id) if side is Side.MEMBER else None
    about = await wishes.wishes_about(connection, community.id, chat.member, chat.listener or 0)
    wished = next((one.kind for one in about if one.by is side), None)
    saved = Saved(given.helped if given else None, given.safe if given else None, wished)
    return Answer(after_saved_card(parts.wording_for(press.locale, community), saved))


async def _is_encouraged(work: Work, community: int, listener: int) -> bool:
    told = await answers.answers_since(work.connection, community, work.now - LOOKED_BACK, listener=listener)
    return encourages(told)
