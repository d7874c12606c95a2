"""What follows once an act was carried out or finally refused, in the same transaction that says so."""

from bot.flows import chat_opened, private_words
from bot.flows.parts import Parts
from bot.flows.work import Work
from bot.store import cases, chats, communities
from bot.store.acts import Delivery, SendCard
from bot.store.tallies import count


async def done(parts: Parts, work: Work, delivery: Delivery, made: int) -> None:
    """An act was carried out; `made` is the id of the message or thread it made."""
    what, _, key = delivery.about.partition(":")
    match what:
        case "lobby":
            await communities.change(work.connection, int(key), lobby_panel=made)
            parts.forget_settings(int(key))
        case "room":
            await communities.panel_stands(work.connection, int(key), made)
        case "request":
            await chats.note_message(work.connection, int(key), "request_message", made)
            await chat_opened.request_stands(parts, work, int(key), made)
        case "thread":
            await chat_opened.thread_made(parts, work, int(key), made)
        case "panel":
            await chat_opened.panel_stands(parts, work, int(key), made)
        case "case":
            place = delivery.act.place if isinstance(delivery.act, SendCard) else None
            await cases.card_stands(work.connection, int(key), place, made)


async def refused(parts: Parts, work: Work, about: str) -> None:
    """An act will never be carried out: take the fallback, and never lose what was owed."""
    what, _, key = about.partition(":")
    match what:
        case "private":
            letter, _, place = key.partition(":")
            await private_words.refused_private(parts, work, int(letter), int(place))
        case "thread":
            await chat_opened.thread_refused(parts, work, int(key))
        case "case":
            await count(work.connection, await _community_of(work, int(key)), "undelivered", work.now)


async def _community_of(work: Work, case: int) -> int:
    found = await cases.find_case(work.connection, case)
    return found.community if found is not None else 0
