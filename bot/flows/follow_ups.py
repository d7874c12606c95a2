"""What follows once an act was carried out or finally refused, in the same transaction that says so."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from bot.flows import (
    break_acts,
    case_shown,
    case_unreached,
    chat_opened,
    decision_reached,
    line_near,
    mending,
    moderator_enters,
    private_words,
    relay_opened,
    relay_passed,
    reply_sent,
    suggestions_made,
    undelivered,
)
from bot.flows.parts import Parts
from bot.flows.work import Work
from bot.store import communities, sent
from bot.store.acts import Delivery, Pin, SendCard, SendPrivately

_IN_RELAY: Mapping[str, Callable[[Parts, Work, int, int], Awaitable[None]]] = MappingProxyType(
    {
        "relay": relay_passed.passed_on,
        "relay_listener": relay_opened.listener_reached,
        "relay_member": relay_opened.member_reached,
    }
)


async def done(  # noqa: PLR0912 - a branch for each act
    parts: Parts, work: Work, delivery: Delivery, made: int
) -> None:
    """An act was carried out; `made` is the id of the message or thread it made."""
    what, _, key = delivery.about.partition(":")
    if what in _IN_RELAY:
        await _IN_RELAY[what](parts, work, int(key), made)
        return
    match what:
        case "lobby":
            await communities.change(work.connection, int(key), lobby_panel=made)
            work.changed.add(int(key))
        case "room":
            await communities.panel_stands(work.connection, int(key), made)
            await work.owe(await sent.community_of(work.connection, delivery.row), Pin(int(key), made))
        case "nearby":
            await line_near.line_stands(work, delivery)
        case "request":
            chat, _, offer = key.partition(":")
            await chat_opened.request_stands(parts, work, int(chat), int(offer), made)
        case "thread":
            await chat_opened.thread_made(parts, work, int(key), made)
        case "member":
            await chat_opened.member_added(parts, work, int(key))
        case "panel":
            await chat_opened.panel_stands(parts, work, int(key), made)
        case "desk":
            await communities.change(work.connection, int(key), listeners_panel=made)
            work.changed.add(int(key))
        case _ if what in break_acts.CHANGES:
            await break_acts.role_changed(parts, work, key, made)
        case moderator_enters.ENTERS:
            await moderator_enters.both_are_told(work, key)
        case reply_sent.ABOUT:
            await reply_sent.arrived(parts, work, int(key))
        case decision_reached.ABOUT:
            await decision_reached.reached(parts, work, int(key))
        case "case":
            if isinstance(delivery.act, SendCard | SendPrivately):
                await case_shown.card_stands(parts, work, int(key), delivery.act, made)


async def refused(parts: Parts, work: Work, about: str) -> None:  # noqa: PLR0912 - a branch for each act
    """An act will never be carried out: take the fallback, and never lose what was owed."""
    what, _, key = about.partition(":")
    match what:
        case "private":
            letter, _, place = key.partition(":")
            await private_words.refused_private(parts, work, int(letter), int(place))
        case "thread" | "panel":
            await chat_opened.thread_refused(parts, work, int(key))
        case "case":
            await case_unreached.card_refused(parts, work, int(key))
        case "urgent":
            await case_unreached.card_refused(parts, work, int(key))
        case "call":
            await undelivered.call_refused(parts, work, key)
        case "report":
            await undelivered.report_refused(parts, work, int(key))
        case "suggestion":
            await suggestions_made.card_refused(parts, work, int(key))
        case "digest":
            await undelivered.digest_refused(work, int(key))
        case "request":
            await chat_opened.request_refused(parts, work, int(key.partition(":")[0]))
        case "room":
            await communities.panel_refused(work.connection, int(key))
        case "case_instead":
            await case_unreached.instead_refused(parts, work, int(key))
        case "case_edit":
            case, _, message = key.partition(":")
            await case_unreached.edit_refused(parts, work, int(case), int(message))
        case "member":
            await chat_opened.member_refused(parts, work, int(key))
        case "relay":
            await relay_passed.not_passed_on(parts, work, int(key))
        case "close":
            await mending.thread_not_closed(parts, work, int(key))
        case "listener":
            await chat_opened.listener_refused(parts, work, int(key))
        case "relay_listener":
            await chat_opened.thread_refused(parts, work, int(key), by_place=False)
        case "relay_member":
            await relay_opened.member_not_reached(parts, work, int(key))
        case reply_sent.ABOUT:
            await reply_sent.not_arrived(parts, work, int(key))
        case decision_reached.ABOUT:
            await decision_reached.reached(parts, work, int(key))
        case _ if what in break_acts.BY_HAND:
            await break_acts.refused(parts, work, what, key)
