"""A chat has a length (T40): both hear of its end in time (T41), can have more together, and silence is kindly met."""

from dataclasses import replace
from datetime import datetime

from bot.chats import (
    Deadline,
    Due,
    Ending,
    Pace,
    Told,
    begin,
    is_too_late,
    longer,
    next_due,
    told,
    with_length,
)
from bot.flows.chat_ended import end, own_chat, watched_since
from bot.flows.parts import Parts
from bot.flows.said_to_both import change_what_was_said, say_to_both
from bot.flows.surface import Answer, Press
from bot.flows.work import Work
from bot.guide.cards_member import LENGTHS
from bot.guide.cards_shared import too_late_card
from bot.guide.cards_time import (
    five_minutes_card,
    length_card,
    length_not_now_card,
    length_saved_card,
    listener_chooses_card,
    more_time_card,
    more_wanted_card,
    quiet_card,
    time_left_card,
    time_up_card,
)
from bot.guide.values import Card
from bot.screening import Side
from bot.store import chats
from bot.store.chat_times import Clock, find_clock, save_clock
from bot.store.chats import Chat
from bot.store.communities import Community

TIMER = "chat_time"


async def start_clock(parts: Parts, work: Work, community: Community, chat: Chat) -> None:
    """The two can talk: say how long the chat is for, and wait for what is due first."""
    times = begin(work.now, chat.minutes, parts.pace)
    clock = Clock(chat.id, times)
    await save_clock(work.connection, clock)
    minutes = chat.minutes or parts.pace.usual
    card = length_card(
        parts.wording(community.locale), str(chat.id), minutes, times.ends_at, named=chat.minutes > 0
    )
    await say_to_both(work, chat, card, about=_about_length(chat), silent=True)
    await _wait(parts, work, chat, clock)


async def time_due(parts: Parts, work: Work, community: Community, chat_id: int) -> None:
    """Something about the time of a chat may be due: do it, and wait for the next."""
    chat = await chats.find_chat(work.connection, work.keys, chat_id)
    clock = await find_clock(work.connection, chat_id)
    if chat is None or clock is None or not chat.is_open:
        return
    while True:
        due = next_due(clock.times, await watched_since(parts, work, chat), parts.pace)
        if due.at > work.now:
            break
        if due.what is Deadline.CLOSE:
            await _close(parts, work, community, chat, clock)
            return
        clock = await _tell(parts, work, community, chat, clock, due)
    await save_clock(work.connection, clock)
    await _wait(parts, work, chat, clock)


async def choose_length(parts: Parts, press: Press, community: Community) -> Answer:
    """The listener says how long they have; the line in the chat says it to both."""
    wording = parts.wording(community.locale)
    chat = await own_chat(parts, press)
    minutes = int(press.values[0]) if press.values and press.values[0].isdecimal() else 0
    if chat is None or minutes not in LENGTHS:
        return Answer(too_late_card(wording))
    if press.person.id != chat.listener:
        return Answer(listener_chooses_card(wording))
    async with parts.work() as work:
        clock = await find_clock(work.connection, chat.id)
        if clock is None or not _may_choose(clock, work.now, parts.pace):
            return Answer(length_not_now_card(wording))
        clock = replace(clock, times=with_length(clock.times, minutes))
        await save_clock(work.connection, clock)
        await _wait(parts, work, chat, clock)
        card = length_card(wording, str(chat.id), minutes, clock.times.ends_at, named=True)
        await change_what_was_said(work, community.id, _about_length(chat), card)
    return Answer(length_saved_card(wording, clock.times.ends_at))


async def more_time(parts: Parts, press: Press, community: Community) -> Answer:
    """One of the two wants more time; there is more once the other wants it too."""
    wording = parts.wording(community.locale)
    chat = await own_chat(parts, press)
    side = chat.side_of(press.person.id) if chat is not None else None
    if chat is None or side is None:
        return Answer(too_late_card(wording))
    async with parts.work() as work:
        clock = await find_clock(work.connection, chat.id)
        if clock is None:
            return Answer(too_late_card(wording))
        if clock.times.told is Told.NOTHING:
            return Answer(time_left_card(wording, clock.times.ends_at))
        if clock.more_wanted_by in (None, side):
            await save_clock(work.connection, replace(clock, more_wanted_by=side))
            return Answer(more_wanted_card(wording, parts.pace.more))
        clock = await _give_more(parts, work, community, chat, clock)
    return Answer(more_time_card(wording, clock.times.ends_at))


def _may_choose(clock: Clock, now: datetime, pace: Pace) -> bool:
    return clock.times.told is Told.NOTHING and now - clock.times.opened_at <= pace.choose_within


async def _give_more(parts: Parts, work: Work, community: Community, chat: Chat, clock: Clock) -> Clock:
    clock = replace(clock, times=longer(clock.times, work.now, parts.pace), more_wanted_by=None)
    await save_clock(work.connection, clock)
    card = more_time_card(parts.wording(community.locale), clock.times.ends_at)
    await say_to_both(work, chat, card, about=f"more_time:{chat.id}", useful=parts.pace.time_useful)
    await _wait(parts, work, chat, clock)
    return clock


async def _tell(parts: Parts, work: Work, community: Community, chat: Chat, clock: Clock, due: Due) -> Clock:
    """Say what is due, unless it is too late to be of use, and remember that it was dealt with."""
    if not is_too_late(due, work.now, parts.pace):
        card = _card(parts, community, clock, due)
        useful = parts.pace.quiet_useful if due.what is Deadline.QUIET else parts.pace.time_useful
        await say_to_both(work, chat, card, about=f"{due.what}:{chat.id}", useful=useful)
    return replace(clock, times=told(clock.times, due.what, work.now))


def _card(parts: Parts, community: Community, clock: Clock, due: Due) -> Card:
    wording, chat = parts.wording(community.locale), str(clock.chat)
    match due.what:
        case Deadline.FIVE_MINUTES:
            return five_minutes_card(wording, chat, clock.times.ends_at)
        case Deadline.TIME_UP:
            return time_up_card(wording, chat, parts.pace.after_end)
        case _:
            waits = clock.times.turns.last_side is Side.MEMBER
            return quiet_card(wording, chat, parts.pace.close, waits=waits)


async def _close(parts: Parts, work: Work, community: Community, chat: Chat, clock: Clock) -> None:
    """Nobody writes any more: the chat ends by itself."""
    await save_clock(work.connection, clock)
    ending = Ending.WENT_QUIET
    if clock.times.told is Told.TIME_UP:
        ending = Ending.TIME_OVER
    elif clock.times.turns.said_goodbye:
        ending = Ending.SAID_GOODBYE
    await end(parts, work, community, chat, None, ending)


async def _wait(parts: Parts, work: Work, chat: Chat, clock: Clock) -> None:
    due = next_due(clock.times, await watched_since(parts, work, chat), parts.pace)
    await work.remind_at(chat.community, TIMER, str(chat.id), due.at)


def _about_length(chat: Chat) -> str:
    return f"length:{chat.id}"
