"""The member says whether a chat ended suddenly (T42); one alone blames nobody, five are shown to people (T50)."""

from bot.casework.reporting import recorded_for
from bot.casework.situations import Situation
from bot.casework.thresholds import is_advance, threshold_reached
from bot.casework.values import Source
from bot.chats import Asked
from bot.flows.account_fresh import is_fresh_account
from bot.flows.case_raised import is_about_moderator, raise_case
from bot.flows.parts import Parts
from bot.flows.surface import Answer, Press
from bot.guide.cards_member import sudden_fine_card, sudden_heard_card, sudden_thanks
from bot.guide.cards_shared import not_allowed_card
from bot.screening import Side
from bot.store.chat_times import find_clock
from bot.store.chats import Chat, find_chat
from bot.store.communities import Community
from bot.store.flags import FlagPlace, flags_about, record


async def ended_suddenly(parts: Parts, press: Press, community: Community) -> Answer:
    """Keep a note about the listener of that chat; only its member can say so, once."""
    wording = parts.wording(community.locale)
    async with parts.database.reading() as connection:
        chat = await find_chat(connection, parts.database.keys, int(press.argument))
    if chat is None or chat.member != press.person.id or chat.listener is None:
        return Answer(not_allowed_card(wording))
    asked, counts = await _may_count(parts, chat)
    if asked is Asked.NOT:
        return Answer(not_allowed_card(wording))
    if not counts:
        return Answer(sudden_heard_card(wording, str(chat.id)))
    await _keep_note(parts, community, chat, chat.listener)
    return Answer(sudden_thanks(wording, str(chat.id)))


async def counts_as_sudden(parts: Parts, chat: Chat) -> bool:
    """Whether the end of this chat counts when the member says that it came suddenly."""
    return (await _may_count(parts, chat))[1]


async def _may_count(parts: Parts, chat: Chat) -> tuple[Asked, bool]:
    """What the member was asked, and whether a yes counts: never after an advance of theirs."""
    async with parts.database.reading() as connection:
        clock = await find_clock(connection, chat.id)
        record = await flags_about(connection, parts.database.keys, chat.community, chat.member)
    asked = clock.asked if clock is not None else Asked.NOT
    advanced = any(flag.chat == chat.id and is_advance(flag) for flag in record)
    return asked, asked is Asked.COUNTS and not advanced


async def ended_fine(parts: Parts, press: Press, community: Community) -> Answer:
    """Nothing is kept."""
    return Answer(sudden_fine_card(parts.wording(community.locale), press.argument))


async def _keep_note(parts: Parts, community: Community, chat: Chat, listener: int) -> None:
    to_oversight = await is_about_moderator(parts, community, listener)
    fresh = await is_fresh_account(parts, community, chat.member)
    where = FlagPlace(
        community.id,
        listener,
        Side.LISTENER,
        chat.place or 0,
        -chat.id,
        chat=chat.id,
        other=chat.member,
        source=Source.ENDING,
    )
    async with parts.work() as work:
        draft = recorded_for(Situation.ENDED_SUDDENLY, fresh=fresh)
        if not await record(work.connection, work.keys, draft, where, work.now):
            return
        flags = await flags_about(work.connection, work.keys, community.id, listener)
        reason = threshold_reached(flags, work.now, parts.policy)
        if reason is not None:
            await raise_case(parts, work, community, listener, reason, to_oversight=to_oversight)
