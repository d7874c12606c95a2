"""The member says whether a chat ended suddenly (T42); one alone blames nobody, five are shown to people (T50)."""

from bot import guide
from bot.casework.reporting import recorded_for
from bot.casework.situations import Situation
from bot.casework.thresholds import threshold_reached
from bot.casework.values import Source
from bot.flows.case_raised import is_about_moderator, raise_case
from bot.flows.parts import Parts
from bot.flows.surface import Answer, Press
from bot.screening import Side
from bot.store.chats import Chat, find_chat
from bot.store.communities import Community
from bot.store.flags import FlagPlace, flags_about, record


async def ended_suddenly(parts: Parts, press: Press, community: Community) -> Answer:
    """Keep a note about the listener of that chat; only its member can say so, once."""
    wording = parts.wording(community.locale)
    async with parts.database.reading() as connection:
        chat = await find_chat(connection, parts.database.keys, int(press.argument))
    if chat is None or chat.member != press.person.id or chat.listener is None:
        return Answer(guide.not_allowed_card(wording))
    await _keep_note(parts, community, chat, chat.listener)
    return Answer(guide.sudden_thanks(wording))


async def ended_fine(parts: Parts, press: Press, community: Community) -> Answer:
    """Nothing is kept."""
    return Answer(guide.sudden_fine_card(parts.wording(community.locale)))


async def _keep_note(parts: Parts, community: Community, chat: Chat, listener: int) -> None:
    to_oversight = await is_about_moderator(parts, community, listener)
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
        draft = recorded_for(Situation.ENDED_SUDDENLY)
        if not await record(work.connection, work.keys, draft, where, work.now):
            return
        flags = await flags_about(work.connection, work.keys, community.id, listener)
        reason = threshold_reached(flags, work.now, parts.policy)
        if reason is not None:
            await raise_case(parts, work, community, listener, reason, to_oversight=to_oversight)
