"""A member asks for a listener: told first, then asked, then shown to the listeners without a name."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.chats import Group, RelayFor, State, read_language, read_topic, read_wish
from bot.flows.age_group import age_group, lacks_group
from bot.flows.listener_chosen import find_wanted, wanted_by
from bot.flows.no_chats import no_chats_until, why_no_chats
from bot.flows.offering import close_request, next_round, place_request
from bot.flows.parts import Parts
from bot.flows.request_screened import Screened, screen_request
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Action, Card
from bot.guide.cards_choosing import group_needed_card
from bot.guide.cards_crisis import urgent_help_card
from bot.guide.cards_member import (
    before_asking_card,
    chat_opening_card,
    not_ready_card,
    request_form,
    request_sent_card,
    request_withdrawn_card,
    waiting_already_card,
    your_chat_card,
)
from bot.guide.cards_relay import before_relay_card, your_relay_card
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.store import chats, people
from bot.store.chats import AlreadyAsking, Chat, Request
from bot.store.communities import Community
from bot.store.tallies import count

YES, NO = "yes", "no"
LONGEST_TALK = 60


async def before_asking(parts: Parts, press: Press, community: Community) -> Answer:
    """Say what will happen and who can read it; nothing is sent yet."""
    wording = parts.wording(community.locale)
    if community.requests_place is None or community.listener_role is None:
        return Answer(not_ready_card(wording))
    async with parts.database.reading() as connection:
        live = await chats.live_chat_of(connection, parts.database.keys, community.id, press.person.id)
        paused = await is_paused(connection, parts, community, press.person.id)
        why = await why_no_chats(connection, wording, community.id, press.person.id, parts.clock())
    if live is not None:
        return Answer(_already(parts, community, live))
    if paused:
        return Answer(why)
    if lacks_group(community, await age_group(parts, press, community)):
        return Answer(group_needed_card(wording))
    wanted = wanted_by(press)
    if community.relay is RelayFor.ALL:
        return Answer(before_relay_card(wording, wanted=wanted))
    may_be_relayed = community.relay is RelayFor.NEW
    return Answer(before_asking_card(wording, wanted=wanted, may_be_relayed=may_be_relayed))


async def is_paused(connection: AsyncConnection, parts: Parts, community: Community, person: int) -> bool:
    """Whether a person gets no new chats at the moment."""
    return await no_chats_until(connection, community.id, person, parts.clock()) is not None


async def ask_details(parts: Parts, press: Press, community: Community) -> Answer:
    """Open the short form; the answer about private messages travels with it."""
    consent = YES if press.action == Action.ASK_MESSAGES_OKAY else NO
    argument = f"{consent}:{press.argument}" if press.argument else consent
    return Answer(form=request_form(parts.wording(community.locale), argument))


async def send_request(parts: Parts, press: Press, community: Community) -> Answer:
    """Record the request and let it find its listener."""
    wording, screened = parts.wording(community.locale), screen_request(parts, press)
    group = await age_group(parts, press, community)
    if lacks_group(community, group):
        return Answer(group_needed_card(wording))
    try:
        async with parts.work() as work:
            if await is_paused(work.connection, parts, community, press.person.id):
                me = (community.id, press.person.id)
                return Answer(await why_no_chats(work.connection, wording, *me, work.now))
            chat = await _add_request(work, press, community, screened, group)
            await place_request(parts, work, community, chat)
    except AlreadyAsking:
        if screened.crisis:
            return Answer(urgent_help_card(wording), replace=True)
        return await before_asking(parts, press, community)
    card = request_sent_card(wording, str(chat.id), left_out=screened.left_out, help_first=screened.crisis)
    return Answer(card, replace=True)


async def _add_request(
    work: Work, press: Press, community: Community, screened: Screened, group: Group
) -> Chat:
    consent, _, wanted = press.argument.partition(":")
    member, minutes = press.person.id, press.field("minutes")
    await people.agree(work.connection, community.id, member, yes=consent == YES, now=work.now)
    if screened.crisis:
        await count(work.connection, community.id, "crisis", work.now)
    request = Request(
        community.id,
        member,
        topic=read_topic(press.field("topic")),
        language=read_language(press.field("language")),
        minutes=min(int(minutes), LONGEST_TALK) if minutes.isdecimal() else 0,
        avoid=screened.avoid,
        wish=read_wish(press.field("wish")),
        wanted=await find_wanted(work.connection, work.keys, community.id, member, wanted),
        group=group,
    )
    return await chats.add_request(work.connection, work.keys, request, work.now)


async def withdraw_request(parts: Parts, press: Press, community: Community) -> Answer:
    """Take a request back, if it is the person's own and nobody accepted it yet.

    The button may be of an earlier request that went out again, so the one that waits now is taken back.
    """
    wording = parts.wording(community.locale)
    async with parts.work() as work:
        chat = await chats.find_chat(work.connection, work.keys, int(press.argument))
        if chat is None or chat.member != press.person.id:
            return Answer(not_allowed_card(wording))
        live = await chats.live_chat_of(work.connection, work.keys, community.id, press.person.id)
        if live is None or not await chats.withdraw(work.connection, live.id, work.now):
            return Answer(too_late_card(wording))
        await close_request(work, community, live)
        await next_round(parts, work, community)
    return Answer(request_withdrawn_card(wording), replace=True)


def _already(parts: Parts, community: Community, live: Chat) -> Card:
    wording = parts.wording(community.locale)
    if live.state is State.ASKED:
        return waiting_already_card(wording, str(live.id))
    if live.place is not None:
        return your_chat_card(wording, f"<#{live.place}>")
    if live.state is State.OPEN:
        return your_relay_card(wording)
    return chat_opening_card(wording)
