"""A listener stops a chat: End now, without a reason, or Refer, which always means a new chat."""

from enum import StrEnum

from bot.chats import Ending
from bot.flows.chat_asked import is_paused
from bot.flows.chat_ended import ask_again, end, end_for, own_chat
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.rest_offered import ended_answer
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide.cards_member import paused_member_card, referred_card
from bot.guide.cards_refer import refer_ask_card
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.store import handovers
from bot.store.chats import Chat
from bot.store.communities import Community
from bot.store.stops import note_stop


class Outcome(StrEnum):
    """What became of a referral."""

    REFERRED = "referred"
    ENDED = "ended"
    TOO_LATE = "too_late"


async def end_now(parts: Parts, press: Press, community: Community) -> Answer:
    """End the listener's chat at once. It is never called a sudden ending (T55)."""
    wording = parts.wording(community.locale)
    chat = await own_chat(parts, press)
    if chat is None or press.person.id != chat.listener:
        return Answer(not_allowed_card(wording) if chat else too_late_card(wording))
    async with parts.work() as work:
        if not await end_for(parts, work, community, chat, press.person.id, Ending.END_NOW):
            return Answer(too_late_card(wording), replace=True)
        await note_stop(work.connection, chat, work.now)
        card = await ended_answer(parts, work, community, chat, press.person.id)
    return Answer(card, replace=True)


async def ask_refer(parts: Parts, press: Press, community: Community) -> Answer:
    """Ask whether to refer at once, or with a note."""
    wording = parts.wording(community.locale)
    chat = await own_chat(parts, press)
    if chat is None or press.person.id != chat.listener:
        return Answer(not_allowed_card(wording) if chat else too_late_card(wording))
    return Answer(refer_ask_card(wording, str(chat.id)))


async def refer_now(parts: Parts, press: Press, community: Community) -> Answer:
    """Refer without a note; one that was not answered yet is forgotten."""
    wording = parts.wording(community.locale)
    chat = await own_chat(parts, press)
    if chat is None or press.person.id != chat.listener:
        return Answer(not_allowed_card(wording) if chat else too_late_card(wording))
    async with parts.work() as work:
        outcome = await hand_over(parts, work, community, chat, press.person.id)
        if outcome is Outcome.TOO_LATE:
            return Answer(too_late_card(wording), replace=True)
        referred = outcome is Outcome.REFERRED
        card = await ended_answer(parts, work, community, chat, press.person.id, referred=referred)
    return Answer(card, replace=True)


async def hand_over(parts: Parts, work: Work, community: Community, chat: Chat, by: int | None) -> Outcome:
    """End a chat and ask for another listener in its member's name (T58), who is told so. `by` None: by itself.

    A member with a pause gets no new request, which is not for the listener to know.
    """
    if chat.listener is None:
        return Outcome.TOO_LATE
    await handovers.forget_note(work.connection, chat.id)
    if await is_paused(work.connection, parts, community, chat.member):
        return await _end_only(parts, work, community, chat, by)
    again = await ask_again(parts, work, community, chat, by, Ending.REFERRED)
    if again is None:
        return Outcome.TOO_LATE
    card = referred_card(parts.wording(community.locale), str(again.id), community.name)
    await tell_privately(parts, work, community, chat.member, card, place=chat.place)
    await note_stop(work.connection, chat, work.now)
    return Outcome.REFERRED


async def _end_only(parts: Parts, work: Work, community: Community, chat: Chat, by: int | None) -> Outcome:
    if not await end(parts, work, community, chat, by, Ending.REFERRED):
        return Outcome.TOO_LATE
    card = paused_member_card(parts.wording(community.locale), community.name)
    await tell_privately(parts, work, community, chat.member, card, place=None)
    await note_stop(work.connection, chat, work.now)
    return Outcome.ENDED
