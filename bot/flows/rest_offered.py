"""After a chat with crisis words, one with sexual messages, or one that was referred, a rest is offered."""

from bot.casework.speaking import CRISIS_CARDS
from bot.flows.parts import Parts
from bot.flows.work import Work
from bot.guide import Card
from bot.guide.cards_listener import refer_done_card
from bot.guide.cards_shared import ended_card
from bot.guide.cards_shift import rest_offer_card
from bot.screening import Category
from bot.store.chats import Chat
from bot.store.communities import Community
from bot.store.flags import flags_about
from bot.store.speech import spoken_in


async def was_heavy(work: Work, chat: Chat) -> bool:
    """Whether a chat had crisis words, or sexual messages by its member that were noted or reported."""
    said = await spoken_in(work.connection, chat.talk_place)
    if any(line.what in CRISIS_CARDS for _, line in said):
        return True
    noted = await flags_about(work.connection, work.keys, chat.community, chat.member)
    return any(flag.chat == chat.id and flag.category is Category.ADVANCE for flag in noted)


async def ended_answer(
    parts: Parts, work: Work, community: Community, chat: Chat, by: int, *, referred: bool = False
) -> Card:
    """Give what a person reads who ended a chat; a listener after a heavy one is offered a rest with it."""
    wording = parts.wording(community.locale)
    said = refer_done_card(wording) if referred else ended_card(wording)
    heavy = by == chat.listener and (referred or await was_heavy(work, chat))
    return rest_offer_card(wording, before=said.text) if heavy else said
