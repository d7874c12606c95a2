"""Somebody wants to hear safety news, or no more: from the rules, a private message, My shift or My data."""

from bot.flows.listening_role import helps_here
from bot.flows.my_data import my_data
from bot.flows.parts import Parts
from bot.flows.safety_news import wish_of
from bot.flows.shift_kept import show_shift
from bot.flows.surface import Answer, Press
from bot.guide import Wording
from bot.guide.cards_news import DATA_PAGE, SHIFT_PAGE, NewsWish, news_off_card, news_on_card
from bot.store import news
from bot.store.communities import Community


async def hear(parts: Parts, press: Press, community: Community) -> Answer:
    """Somebody wants to hear news: pressing is their yes to these private messages, unless they said no before."""
    async with parts.work() as work:
        await news.hear_news(work.connection, community.id, press.person.id, work.now)
        wish = await wish_of(work.connection, community.id, press.person.id)
    said = news_on_card(_wording(parts, press, community), by_message=wish is NewsWish.BY_MESSAGE)
    return await _page(parts, press, community) or Answer(said)


async def stop(parts: Parts, press: Press, community: Community) -> Answer:
    """Somebody wants no more news."""
    async with parts.work() as work:
        await news.stop_news(work.connection, community.id, press.person.id)
    said = news_off_card(_wording(parts, press, community))
    return await _page(parts, press, community) or Answer(said)


async def _page(parts: Parts, press: Press, community: Community) -> Answer | None:
    """Show the page anew on which the button stood, so that it says what it does now; None where it was another."""
    if press.argument.partition(":")[0] == DATA_PAGE:
        return Answer((await my_data(parts, press, community)).card, replace=True)
    if press.argument == SHIFT_PAGE and await helps_here(parts, press, community):
        async with parts.work() as work:
            return Answer(await show_shift(parts, work, press, community), replace=True)
    return None


def _wording(parts: Parts, press: Press, community: Community) -> Wording:
    return parts.wording_for(press.locale, community)
