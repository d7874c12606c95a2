"""A listener's shift and page: on and off by a button, with a limit of their own."""

from bot import guide
from bot.casework.authority import is_listener
from bot.chats import read_language, read_topic
from bot.flows.age_group import lacks_group
from bot.flows.offering import leave_rotation, next_round
from bot.flows.parts import Parts
from bot.flows.request_screened import leads_away
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Action
from bot.store.communities import Community
from bot.store.listeners import Listener, Profile, begin_shift, find_listener, tell_profile
from bot.store.pauses import paused_until

MOST_CHATS = 5
LONGEST_NAME = 30


async def my_shift(parts: Parts, press: Press, community: Community) -> Answer:
    """Show a listener their shift and page."""
    wording = parts.wording(community.locale)
    if not is_listener(press.person, community.offices):
        return Answer(guide.not_allowed_card(wording))
    async with parts.database.reading() as connection:
        listener = await find_listener(connection, community.id, press.person.id)
    return Answer(guide.shift_card(wording, _as_view(listener)))


async def change_shift(parts: Parts, press: Press, community: Community) -> Answer:
    """Put a listener on shift or take them off; nobody else is told."""
    wording = parts.wording(community.locale)
    if not is_listener(press.person, community.offices):
        return Answer(guide.not_allowed_card(wording))
    group = community.group_of(press.person.roles)
    if lacks_group(community, group):
        return Answer(guide.group_needed_card(wording))
    async with parts.work() as work:
        if await paused_until(work.connection, community.id, press.person.id, work.now) is not None:
            return Answer(guide.paused_listener_card(wording))
        if press.action == Action.SHIFT_ON:
            await begin_shift(work.connection, community.id, press.person.id, group, work.now)
            await next_round(parts, work, community)
        else:
            await leave_rotation(parts, work, community, press.person.id)
        return await _page(parts, work, press, community)


async def change_page(parts: Parts, press: Press, community: Community) -> Answer:
    """Open the form of a listener's own page."""
    wording = parts.wording(community.locale)
    if not is_listener(press.person, community.offices):
        return Answer(guide.not_allowed_card(wording))
    async with parts.database.reading() as connection:
        listener = await find_listener(connection, community.id, press.person.id)
    return Answer(form=guide.page_form(wording, _as_view(listener)))


async def save_page(parts: Parts, press: Press, community: Community) -> Answer:
    """Save a listener's page; a name that says how to reach them elsewhere is left out."""
    if not is_listener(press.person, community.offices):
        return Answer(guide.not_allowed_card(parts.wording(community.locale)))
    async with parts.work() as work:
        await tell_profile(work.connection, community.id, press.person.id, _told(parts, press))
        await next_round(parts, work, community)
        return await _page(parts, work, press, community)


def _told(parts: Parts, press: Press) -> Profile:
    called = press.field("called")[:LONGEST_NAME]
    most = press.field("most_chats")
    return Profile(
        "" if leads_away(parts, called) else called,
        tuple(filter(None, map(read_topic, press.field("topics").split(",")))),
        tuple(filter(None, map(read_language, press.field("languages").split(",")))),
        min(max(int(most), 1), MOST_CHATS) if most.isdecimal() else 1,
        press.field("listed") == "yes",
    )


async def _page(parts: Parts, work: Work, press: Press, community: Community) -> Answer:
    listener = await find_listener(work.connection, community.id, press.person.id)
    return Answer(guide.shift_card(parts.wording(community.locale), _as_view(listener)), replace=True)


def _as_view(listener: Listener | None) -> guide.ShiftView:
    if listener is None:
        return guide.ShiftView(on_shift=False)
    told = listener.profile
    return guide.ShiftView(
        listener.on_shift_since is not None,
        told.most_chats,
        told.called,
        told.topics,
        told.languages,
        told.listed,
    )
