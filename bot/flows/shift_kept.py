"""A listener goes on and off shift by button, keeps to their own limits, and rests after something heavy."""

from datetime import datetime

from bot.chats import MOST_CHATS, REST, RelayFor, Shift, Topic
from bot.flows.age_group import age_group, lacks_group
from bot.flows.chat_accepted import accept_request
from bot.flows.listening_role import helps_here
from bot.flows.no_chats import no_chats_until
from bot.flows.offering import leave_rotation, next_round
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.safety_news import wish_of
from bot.flows.surface import Answer, Press
from bot.flows.work import OUTCOME_USEFUL, Work
from bot.guide import Action, Card
from bot.guide.cards_choosing import group_needed_card
from bot.guide.cards_listener import first_shift_consent_card, paused_listener_card
from bot.guide.cards_shared import all_right_card, not_allowed_card, too_late_card
from bot.guide.cards_shift import NO_LIMIT, RESTS, ShiftView, my_shift_card, rest_over_card, rest_taken_card
from bot.guide.views import ListenerPage
from bot.store import listeners, people
from bot.store.communities import Community
from bot.store.listeners import Listener

FIRST_SHIFT = "shift"
REST_OVER = "rest_over"


async def my_shift(parts: Parts, press: Press, community: Community) -> Answer:
    """Show a listener their shift."""
    if not await helps_here(parts, press, community):
        return _not_a_listener(parts, community)
    async with parts.work() as work:
        return Answer(await show_shift(parts, work, press, community))


async def go_on_shift(parts: Parts, press: Press, community: Community) -> Answer:
    """Begin a shift, after asking once whether private notes are fine. Not during a pause, or without an age group."""
    if not await helps_here(parts, press, community):
        return _not_a_listener(parts, community)
    wording = parts.wording(community.locale)
    group = await age_group(parts, press, community)
    if lacks_group(community, group):
        return Answer(group_needed_card(wording))
    async with parts.work() as work:
        if await no_chats_until(work.connection, community.id, press.person.id, work.now) is not None:
            return Answer(paused_listener_card(wording))
        agreed = await people.known(work.connection, community.id, press.person.id)
        if agreed.private_words is None:
            relayed = community.relay is not RelayFor.NOBODY
            card = first_shift_consent_card(wording, FIRST_SHIFT, relayed=relayed)
            return Answer(card, replace=True)
        await listeners.begin_shift(work.connection, community.id, press.person.id, group, work.now)
        await work.forget_timer(REST_OVER, _key(community, press.person.id))
        await next_round(parts, work, community)
        return Answer(await show_shift(parts, work, press, community), replace=True)


async def first_shift(parts: Parts, press: Press, community: Community) -> Answer:
    """Take the answer about private notes: at the first shift, or with the first request accepted."""
    if press.argument != FIRST_SHIFT:
        return await accept_request(parts, press, community)
    if not await helps_here(parts, press, community):
        return _not_a_listener(parts, community)
    yes = press.action == Action.SHIFT_NOTES_YES
    async with parts.work() as work:
        await people.agree(work.connection, community.id, press.person.id, yes=yes, now=work.now)
    return await go_on_shift(parts, press, community)


async def go_off_shift(parts: Parts, press: Press, community: Community) -> Answer:
    """End a shift; open chats stay open. Also for somebody who is no listener any more."""
    async with parts.work() as work:
        await leave_rotation(parts, work, community, press.person.id)
        await listeners.rest(work.connection, community.id, press.person.id, work.now, None)
        return Answer(await show_shift(parts, work, press, community), replace=True)


async def choose_most(parts: Parts, press: Press, community: Community) -> Answer:
    """Save how many chats at once a listener wants."""
    chosen = press.values[0] if press.values else ""
    if not await helps_here(parts, press, community):
        return _not_a_listener(parts, community)
    most = {NO_LIMIT: None, **{str(number): number for number in MOST_CHATS}}
    async with parts.work() as work:
        if chosen in most:
            person = press.person.id
            await listeners.choose_most(work.connection, community.id, person, work.now, most[chosen])
            await next_round(parts, work, community)
        return Answer(await show_shift(parts, work, press, community), replace=True)


async def choose_topics(parts: Parts, press: Press, community: Community) -> Answer:
    """Save which topics a listener does not take; choosing none takes them all."""
    if not await helps_here(parts, press, community):
        return _not_a_listener(parts, community)
    chosen = frozenset(press.values) & frozenset(topic.value for topic in Topic)
    async with parts.work() as work:
        await listeners.choose_topics(work.connection, community.id, press.person.id, work.now, chosen)
        await next_round(parts, work, community)
        return Answer(await show_shift(parts, work, press, community), replace=True)


async def take_rest(parts: Parts, press: Press, community: Community) -> Answer:
    """Go off shift for a while: an hour at first, with a choice of other lengths."""
    length = next((name for name, lasts in RESTS.items() if lasts == REST), "")
    return await _rest(parts, press, community, length)


async def choose_rest(parts: Parts, press: Press, community: Community) -> Answer:
    """Change how long the rest is, counted from now."""
    length = press.values[0] if press.values else ""
    if length not in RESTS:
        return Answer(too_late_card(parts.wording(community.locale)))
    return await _rest(parts, press, community, length)


async def no_rest(parts: Parts, press: Press, community: Community) -> Answer:
    """Take the no as it is."""
    return Answer(all_right_card(parts.wording(community.locale)), replace=True)


async def rest_over(parts: Parts, work: Work, community: Community, key: str, due: datetime) -> None:
    """Welcome somebody back; they are not put on shift. Long after the end nothing is said any more."""
    person = int(key.partition(":")[2])
    ended = await listeners.end_rest(work.connection, community.id, person, work.now)
    if ended and work.now - due <= REST:
        card = rest_over_card(parts.wording(community.locale), community.name)
        await tell_privately(parts, work, community, person, card, place=None, useful=OUTCOME_USEFUL)


async def _rest(parts: Parts, press: Press, community: Community, length: str) -> Answer:
    person = press.person.id
    async with parts.work() as work:
        until = work.now + RESTS[length]
        await leave_rotation(parts, work, community, person)
        await listeners.rest(work.connection, community.id, person, work.now, until)
        await work.remind_at(community.id, REST_OVER, _key(community, person), until)
    return Answer(rest_taken_card(parts.wording(community.locale), until, length), replace=True)


async def show_shift(parts: Parts, work: Work, press: Press, community: Community) -> Card:
    """Show a listener their shift and their page."""
    listener = await listeners.find_listener(work.connection, community.id, press.person.id)
    shift = Shift() if listener is None else listener.shift
    number = await listeners.open_chats_of(work.connection, community.id, press.person.id)
    news = await wish_of(work.connection, community.id, press.person.id)
    view = ShiftView(shift, number, work.now, page_of(listener), news)
    return my_shift_card(parts.wording(community.locale), view)


def page_of(listener: Listener | None) -> ListenerPage:
    """What a listener tells members about themselves, as cards show it."""
    if listener is None:
        return ListenerPage()
    told = listener.profile
    return ListenerPage(told.called, told.topics, told.languages, told.listed)


def _not_a_listener(parts: Parts, community: Community) -> Answer:
    return Answer(not_allowed_card(parts.wording(community.locale)))


def _key(community: Community, person: int) -> str:
    return f"{community.id}:{person}"
