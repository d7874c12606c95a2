"""The safety screen, stage by stage, for the reader alone and in their language (T27 to T35)."""

from bot.flows.chat_ended import own_chat
from bot.flows.guide_read import guide_address, page_address
from bot.flows.parts import Parts
from bot.flows.surface import Answer, Press
from bot.guide.cards_panel import PanelTopic, Reader, reasons_card, safety_card, topic_card, topic_page
from bot.guide.cards_shared import too_late_card
from bot.guide.reasons import ReasonGroup
from bot.screening import Side
from bot.store.communities import Community


async def okay_here(parts: Parts, press: Press, community: Community | None) -> Answer:
    """Open the calm first screen."""
    wording = parts.wording_for(press.locale, community)
    return Answer(safety_card(wording, await _reader(parts, press), guide_address(parts, community)))


async def show_topic(parts: Parts, press: Press, community: Community | None) -> Answer:
    """Show what was chosen, in the place of what was shown before."""
    wording = parts.wording_for(press.locale, community)
    if press.values[0] not in set(PanelTopic):
        return Answer(too_late_card(wording))
    topic = PanelTopic(press.values[0])
    page = topic_page(topic)
    url = page_address(parts, page) if page is not None else ""
    return Answer(topic_card(wording, topic, await _reader(parts, press), url), replace=True)


async def show_reasons(parts: Parts, press: Press, community: Community | None) -> Answer:
    """Answer the reasons of one group."""
    wording = parts.wording_for(press.locale, community)
    if press.values[0] not in set(ReasonGroup):
        return Answer(too_late_card(wording))
    card = reasons_card(wording, ReasonGroup(press.values[0]), await _reader(parts, press))
    return Answer(card, replace=True)


async def _reader(parts: Parts, press: Press) -> Reader:
    """The reader's open chat here, as buttons carry it, and whether they may ask for another listener."""
    chat = await own_chat(parts, press)
    if chat is None:
        return Reader()
    leave = chat.side_of(press.person.id) is Side.MEMBER
    return Reader(str(chat.id), leave=leave, relayed=chat.place is None)
