"""The listener's safety card: shown with every chat until they know it, and open to them at any time (T36)."""

from bot.flows.chat_ended import own_chat
from bot.flows.listening_role import helps_here
from bot.flows.parts import Parts
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Card, Wording
from bot.guide.cards_listening import (
    Hard,
    card_known_card,
    card_shown_again_card,
    listener_card,
    listener_help_card,
    listener_short_card,
    listeners_only_card,
)
from bot.guide.cards_shared import too_late_card
from bot.store import handovers, listeners
from bot.store.chats import Chat
from bot.store.communities import Community

USUAL_MINUTES = 45


async def card_at_start(parts: Parts, work: Work, community: Community, chat: Chat, listener: int) -> Card:
    """Give what a listener reads when they accept: the whole card, or a short line once they know it."""
    wording = parts.wording(community.locale)
    shift = await listeners.find_shift(work.connection, community.id, listener)
    note = await handovers.note_for(work.connection, work.keys, chat.id)
    if shift.knows_card:
        return listener_short_card(wording, str(chat.id), note)
    return _whole_card(wording, chat, listener, note)


async def open_card(parts: Parts, press: Press, community: Community) -> Answer:
    """Open the card: in a chat with its buttons and note, elsewhere without."""
    wording = parts.wording(community.locale)
    chat = await own_chat(parts, press)
    if chat is not None and chat.listener != press.person.id:
        return Answer(listeners_only_card(wording, str(chat.id)))
    if chat is None and not await helps_here(parts, press, community):
        return Answer(listeners_only_card(wording, ""))
    async with parts.database.reading() as connection:
        shift = await listeners.find_shift(connection, community.id, press.person.id)
        keys = parts.database.keys
        note = await handovers.note_for(connection, keys, chat.id) if chat is not None else ""
    card = _whole_card(wording, chat, press.person.id, note, knows=shift.knows_card)
    return Answer(card, replace=bool(press.message))


async def open_help(parts: Parts, press: Press, community: Community) -> Answer:
    """Say what to do about the hard thing that was chosen."""
    wording = parts.wording(community.locale)
    chosen = press.values[0] if press.values else ""
    if chosen not in set(Hard):
        return Answer(too_late_card(wording))
    chat = await own_chat(parts, press)
    mine = str(chat.id) if chat is not None and chat.listener == press.person.id else ""
    card = listener_help_card(wording, mine, Hard(chosen), refers=community.crisis_refers)
    return Answer(card, replace=True)


async def put_card_away(parts: Parts, press: Press, community: Community) -> Answer:
    """From now on only a short line is shown at the start."""
    await _remember(parts, press, community, knows=True)
    return Answer(card_known_card(parts.wording(community.locale), press.argument), replace=True)


async def show_card_again(parts: Parts, press: Press, community: Community) -> Answer:
    """From now on the whole card is shown at the start."""
    await _remember(parts, press, community, knows=False)
    return Answer(card_shown_again_card(parts.wording(community.locale)), replace=True)


async def _remember(parts: Parts, press: Press, community: Community, *, knows: bool) -> None:
    async with parts.work() as work:
        await listeners.know_card(work.connection, community.id, press.person.id, work.now, knows=knows)


def _whole_card(
    wording: Wording, chat: Chat | None, listener: int, note: str, *, knows: bool = False
) -> Card:
    number, minutes = (str(chat.id), chat.minutes) if chat is not None else ("", 0)
    mention = f"<@{listener}>"
    return listener_card(wording, number, mention, minutes or USUAL_MINUTES, note, knows=knows)
