"""A moderator goes into a chat that asked for one: both are told first, then they are added."""

from bot.casework.authority import is_moderator
from bot.chats import State
from bot.flows.parts import Parts
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide.cards_account import entering_card, you_enter_card
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.store import chats
from bot.store.acts import AddPerson, SendCard
from bot.store.communities import Community

ENTERS = "enters"


async def enter_chat(parts: Parts, press: Press, community: Community) -> Answer:
    """Tell both in the chat who comes in. Nobody moderates a chat that they are a side of."""
    wording = parts.wording(community.locale)
    if not is_moderator(press.person, community.offices):
        return Answer(not_allowed_card(wording))
    async with parts.work() as work:
        chat = await chats.find_chat(work.connection, work.keys, int(press.argument))
        if chat is None or chat.state is not State.OPEN or chat.place is None:
            return Answer(too_late_card(wording))
        if chat.side_of(press.person.id) is not None:
            return Answer(not_allowed_card(wording))
        card = entering_card(wording, f"<@{press.person.id}>")
        about = f"{ENTERS}:{chat.id}:{press.person.id}"
        await work.owe(community.id, SendCard(chat.place, card), about=about, urgent=True)
    return Answer(you_enter_card(wording))


async def both_are_told(work: Work, key: str) -> None:
    """The line stands in the chat: now the moderator may come in, unless it ended meanwhile."""
    number, _, moderator = key.partition(":")
    chat = await chats.find_chat(work.connection, work.keys, int(number))
    if chat is not None and chat.state is State.OPEN and chat.place is not None:
        await work.owe(chat.community, AddPerson(chat.place, int(moderator)), urgent=True)
