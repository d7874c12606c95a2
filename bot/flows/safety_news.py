"""News about safety after an upgrade: once to each community's team, and privately to those who asked for it (T60)."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.flows.guide_read import guide_address
from bot.flows.parts import Parts
from bot.flows.private_words import dump_card
from bot.flows.work import OUTCOME_USEFUL, Work
from bot.guide.cards_news import NewsWish, news_card
from bot.guide.news import SafetyNews
from bot.store import news
from bot.store.acts import SendCard, SendPrivately
from bot.store.communities import Community, all_communities
from bot.store.letters import keep_letter
from bot.store.people import known

TIMER = "news"


async def ask_at_start(work: Work) -> None:
    """Look for news at every start: only then can the version be a new one."""
    await work.remind_at(0, TIMER, "all", work.now)


async def tell_everybody(parts: Parts, work: Work) -> None:
    """Tell each community what it has not heard; what was new before it came, or is not yet, is no news.

    That something was told is written with the acts it owes, so nothing is told twice, also across a crash.
    """
    for community in await all_communities(work.connection):
        wording = parts.wording(community.locale)
        fresh = [each for each in wording.news if community.joined_at.date() < each.on <= work.now.date()]
        told = [
            each for each in fresh if await news.tell_once(work.connection, community.id, each.id, work.now)
        ]
        if told:
            await _tell(parts, work, community, told)


async def wish_of(connection: AsyncConnection, community: int, person: int) -> NewsWish:
    """Whether somebody hears news; who said no to private messages finds them under My messages."""
    if not await news.hears_news(connection, community, person):
        return NewsWish.OFF
    agreed = (await known(connection, community, person)).private_words
    return NewsWish.WAITING if agreed is False else NewsWish.BY_MESSAGE


async def _tell(parts: Parts, work: Work, community: Community, told: Sequence[SafetyNews]) -> None:
    wording, url = parts.wording(community.locale), guide_address(parts, community)
    for_team = news_card(wording, told, url=url)
    about = f"news:{community.id}"
    if community.moderators_channel is not None:
        act = SendCard(community.moderators_channel, for_team, silent=True)
        await work.owe(community.id, act, about=about, useful=OUTCOME_USEFUL)
    elif community.oversight is not None:
        act_to = SendPrivately(community.oversight, for_team)
        await work.owe(community.id, act_to, about=about, useful=OUTCOME_USEFUL)
    card = news_card(wording, told, community.name, url)
    for person in await news.readers_of(work.connection, community.id):
        letter = await keep_letter(
            work.connection, work.keys, community.id, person, dump_card(card), work.now
        )
        if (await known(work.connection, community.id, person)).private_words is not False:
            act_private = SendPrivately(person, card)
            await work.owe(community.id, act_private, about=f"private:{letter}:0", useful=OUTCOME_USEFUL)
