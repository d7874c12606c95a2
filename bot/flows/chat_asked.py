"""A member asks for a listener: told first, then asked, then shown to the listeners without a name."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import guide
from bot.chats import State
from bot.flows.parts import Parts
from bot.flows.request_screened import screen_request
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide import Action
from bot.store import chats, people
from bot.store.acts import DeleteMessage, SendCard
from bot.store.chats import AlreadyAsking, Chat, Request
from bot.store.communities import Community
from bot.store.pauses import paused_until
from bot.store.tallies import count

YES, NO = "yes", "no"


async def before_asking(parts: Parts, press: Press, community: Community) -> Answer:
    """Say what will happen and who can read it; nothing is sent yet."""
    wording = parts.wording(community.locale)
    if community.requests_place is None or community.listener_role is None:
        return Answer(guide.not_ready_card(wording))
    async with parts.database.reading() as connection:
        live = await chats.live_chat_of(connection, parts.database.keys, community.id, press.person.id)
        paused = await is_paused(connection, parts, community, press.person.id)
    if live is not None:
        return Answer(_already(parts, community, live))
    return Answer(guide.paused_member_card(wording) if paused else guide.before_asking_card(wording))


async def is_paused(connection: AsyncConnection, parts: Parts, community: Community, person: int) -> bool:
    """Whether a person gets no new chats at the moment."""
    return await paused_until(connection, community.id, person, parts.clock()) is not None


async def ask_details(parts: Parts, press: Press, community: Community) -> Answer:
    """Open the short form; the answer about private messages travels with it."""
    consent = YES if press.action == Action.ASK_MESSAGES_OKAY else NO
    return Answer(form=guide.request_form(parts.wording(community.locale), consent))


async def send_request(parts: Parts, press: Press, community: Community) -> Answer:
    """Record the request and show it to the listeners."""
    minutes, screened = press.field("minutes"), screen_request(parts, press)
    request = Request(
        community.id,
        press.person.id,
        topic=screened.topic,
        language=screened.language,
        minutes=int(minutes) if minutes.isdecimal() else 0,
    )
    wording = parts.wording(community.locale)
    try:
        async with parts.work() as work:
            if await is_paused(work.connection, parts, community, press.person.id):
                return Answer(guide.paused_member_card(wording))
            await people.agree(
                work.connection, community.id, press.person.id, yes=press.argument == YES, now=work.now
            )
            if screened.crisis:
                await count(work.connection, community.id, "crisis", work.now)
            chat = await chats.add_request(work.connection, work.keys, request, work.now)
            await show_request(parts, work, community, chat)
    except AlreadyAsking:
        if screened.crisis:
            return Answer(guide.urgent_help_card(wording), replace=True)
        return await before_asking(parts, press, community)
    card = guide.request_sent_card(
        wording, str(chat.id), left_out=screened.left_out, help_first=screened.crisis
    )
    return Answer(card, replace=True)


async def show_request(parts: Parts, work: Work, community: Community, chat: Chat) -> None:
    """Owe the request's card to the place where listeners see requests."""
    if community.requests_place is None:
        return
    card = guide.request_card(
        parts.wording(community.locale), str(chat.id), chat.topic, chat.language, chat.minutes
    )
    await work.owe(community.id, SendCard(community.requests_place, card), about=f"request:{chat.id}")


async def withdraw_request(parts: Parts, press: Press, community: Community) -> Answer:
    """Take a request back, if it is the person's own and nobody accepted it yet."""
    wording = parts.wording(community.locale)
    async with parts.work() as work:
        chat = await chats.find_chat(work.connection, work.keys, int(press.argument))
        if chat is None or chat.member != press.person.id:
            return Answer(guide.not_allowed_card(wording))
        if not await chats.withdraw(work.connection, chat.id, work.now):
            return Answer(guide.too_late_card(wording))
        await take_down(work, community, chat)
    return Answer(guide.request_withdrawn_card(wording), replace=True)


async def take_down(work: Work, community: Community, chat: Chat) -> None:
    """Owe the removal of a request's card; a card still on its way is removed once it stands."""
    if chat.request_message is not None and community.requests_place is not None:
        await work.owe(community.id, DeleteMessage(community.requests_place, chat.request_message))


def _already(parts: Parts, community: Community, live: Chat) -> guide.Card:
    wording = parts.wording(community.locale)
    if live.state is State.ASKED:
        return guide.waiting_already_card(wording, str(live.id))
    if live.place is not None:
        return guide.your_chat_card(wording, f"<#{live.place}>")
    return guide.chat_opening_card(wording)
