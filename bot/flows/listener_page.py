"""A listener's own page: what members may read who choose for themselves; nothing is shown without a yes."""

from bot.chats import read_language, read_topic
from bot.flows.listening_role import helps_here
from bot.flows.offering import next_round
from bot.flows.parts import Parts
from bot.flows.request_screened import leads_away
from bot.flows.shift_kept import page_of, show_shift
from bot.flows.surface import Answer, Press
from bot.guide.cards_choosing import page_form
from bot.guide.cards_shared import not_allowed_card
from bot.store.communities import Community
from bot.store.listeners import Profile, find_listener, tell_profile

LONGEST_NAME = 30


async def change_page(parts: Parts, press: Press, community: Community) -> Answer:
    """Open the form of a listener's own page."""
    wording = parts.wording(community.locale)
    if not await helps_here(parts, press, community):
        return Answer(not_allowed_card(wording))
    async with parts.database.reading() as connection:
        listener = await find_listener(connection, community.id, press.person.id)
    return Answer(form=page_form(wording, page_of(listener)))


async def save_page(parts: Parts, press: Press, community: Community) -> Answer:
    """Save a listener's page; a name that says how to reach them elsewhere is left out."""
    if not await helps_here(parts, press, community):
        return Answer(not_allowed_card(parts.wording(community.locale)))
    async with parts.work() as work:
        await tell_profile(work.connection, community.id, press.person.id, work.now, _told(parts, press))
        await next_round(parts, work, community)
        return Answer(await show_shift(parts, work, press, community), replace=True)


def _told(parts: Parts, press: Press) -> Profile:
    called = press.field("called")[:LONGEST_NAME]
    return Profile(
        "" if leads_away(parts, called) else called,
        tuple(filter(None, map(read_topic, press.field("topics").split(",")))),
        tuple(filter(None, map(read_language, press.field("languages").split(",")))),
        press.field("listed") == "yes",
    )
