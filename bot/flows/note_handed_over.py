"""A note for the next listener: screened, read by its member, and passed on only if they say yes."""

from datetime import timedelta

from bot.chats import Ending, shown_account
from bot.flows.chat_asked import is_paused
from bot.flows.chat_ended import ask_again, own_chat
from bot.flows.chat_stopped import hand_over
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.surface import Answer, Press
from bot.flows.work import NOTICE_USEFUL, Work
from bot.guide import Action
from bot.guide.cards_listening import NOTE_LENGTH
from bot.guide.cards_member import paused_member_card
from bot.guide.cards_refer import (
    may_go_along_card,
    note_answered_card,
    note_not_sent_card,
    refer_note_form,
    refer_waiting_card,
)
from bot.guide.cards_shared import not_allowed_card, too_late_card
from bot.screening import Memory, Message, Side
from bot.store import chats, handovers
from bot.store.chats import Chat
from bot.store.communities import Community
from bot.store.stops import note_stop

NOTE_WAITS = "note_waits"
ANSWER_WITHIN = timedelta(minutes=10)


async def write_note(parts: Parts, press: Press, community: Community) -> Answer:
    """Open the form for the note."""
    wording = parts.wording(community.locale)
    chat = await own_chat(parts, press)
    if chat is None or press.person.id != chat.listener:
        return Answer(not_allowed_card(wording) if chat else too_late_card(wording))
    return Answer(form=refer_note_form(wording, str(chat.id)))


async def send_note(parts: Parts, press: Press, community: Community) -> Answer:
    """Show the note to the member and ask; nothing goes along before they answer."""
    wording = parts.wording(community.locale)
    chat = await own_chat(parts, press)
    if chat is None or press.person.id != chat.listener:
        return Answer(not_allowed_card(wording) if chat else too_late_card(wording))
    note = press.field("note")[:NOTE_LENGTH]
    if not note or not _may_be_shown(parts, note):
        return Answer(note_not_sent_card(wording, str(chat.id)), replace=True)
    async with parts.work() as work:
        await handovers.keep_note(work.connection, work.keys, chat.id, note, work.now)
        await work.remind_at(community.id, NOTE_WAITS, str(chat.id), work.now + ANSWER_WITHIN)
        card = may_go_along_card(wording, str(chat.id), note, community.name)
        await tell_privately(
            parts, work, community, chat.member, card, place=chat.place, useful=NOTICE_USEFUL, asked=True
        )
    return Answer(refer_waiting_card(wording, str(chat.id)), replace=True)


async def answer_note(parts: Parts, press: Press, community: Community) -> Answer:
    """The member says yes or no to the note; either way they get a new chat with somebody else."""
    wording = parts.wording(community.locale)
    chat = await own_chat(parts, press)
    if chat is None or press.person.id != chat.member:
        return Answer(not_allowed_card(wording) if chat else too_late_card(wording), replace=True)
    async with parts.work() as work:
        if not await handovers.has_note(work.connection, chat.id):
            return Answer(too_late_card(wording), replace=True)
        await work.forget_timer(NOTE_WAITS, str(chat.id))
        if await is_paused(work.connection, parts, community, chat.member):
            await hand_over(parts, work, community, chat, chat.member)
            return Answer(paused_member_card(wording), replace=True)
        goes_along = press.action == Action.NOTE_YES
        again = await _ask_again(parts, work, community, chat, goes_along=goes_along)
    if again is None:
        return Answer(too_late_card(wording), replace=True)
    return Answer(note_answered_card(wording, str(again.id), goes_along=goes_along), replace=True)


async def note_waits(parts: Parts, work: Work, community: Community, chat_id: int) -> None:
    """Ten minutes have passed without an answer: the note goes nowhere, and the chat is referred without it."""
    chat = await chats.find_chat(work.connection, work.keys, chat_id)
    if chat is None or not await handovers.has_note(work.connection, chat_id):
        return
    await handovers.forget_note(work.connection, chat_id)
    if chat.is_open:
        await hand_over(parts, work, community, chat, None)


async def _ask_again(
    parts: Parts, work: Work, community: Community, chat: Chat, *, goes_along: bool
) -> Chat | None:
    again = await ask_again(parts, work, community, chat, chat.member, Ending.REFERRED)
    if again is None:
        return None
    if goes_along:
        await handovers.send_along(work.connection, chat.id, again.id)
    else:
        await handovers.forget_note(work.connection, chat.id)
    await note_stop(work.connection, chat, work.now)
    return again


def _may_be_shown(parts: Parts, note: str) -> bool:
    """Whether nothing in a note could lead away from here, or be an advance; crisis words may be in it."""
    findings = parts.screener.look(Message(note, Side.LISTENER), Memory())
    flagged = any(finding.category.flaggable for finding in findings)
    return not flagged and shown_account(note, Side.LISTENER) is None
