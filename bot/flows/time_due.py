"""Time passes: every timer that is due is carried out, and none is lost."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from types import MappingProxyType

import structlog

from bot.flows import (
    appeal_made,
    appeal_passed_on,
    break_kept,
    break_over,
    breaks_looked,
    case_due,
    case_moved,
    chat_ended,
    chat_timed,
    crisis_met,
    digest_due,
    help_given,
    note_handed_over,
    offering,
    patterns_seen,
    reply_sent,
    safety_news,
    shift_kept,
    views_told,
)
from bot.flows.case_shown import paused_by_bot, show_case
from bot.flows.parts import Parts
from bot.flows.private_words import tell_privately
from bot.flows.work import Work
from bot.guide.cards_listener import pause_over_card
from bot.store import cases, relays, timers
from bot.store.communities import Community
from bot.store.pauses import paused_until
from bot.store.retention import purge
from bot.store.timers import Timer

EVERY_DAY = timedelta(days=1)
TRY_AGAIN = timedelta(hours=1)

Story = Callable[[Parts, Work, Community, Timer], Awaitable[None]]

log = structlog.get_logger(__name__)


async def time_due(parts: Parts) -> None:
    """Carry out every timer that is due; those that ask Discord come last and hold up no other."""
    async with parts.database.reading() as connection:
        due = await timers.due_timers(connection, parts.clock())
    for timer in sorted(due, key=_asks):
        carry_out = _ask if _asks(timer) else _tell
        try:
            await carry_out(parts, timer)
        except Exception:
            # One timer that cannot be carried out must not hold up the others.
            log.exception("timer failed", kind=timer.kind)
            await _set_again(parts, timer, TRY_AGAIN)


async def schedule_purge(work: Work) -> None:
    """Set the daily timer of the retention job."""
    await work.remind_at(0, "purge", "all", work.now + EVERY_DAY)


def _asks(timer: Timer) -> bool:
    return timer.kind in _ASKING


async def _ask(parts: Parts, timer: Timer) -> None:
    """Tell a story that asks Discord, so no transaction is open meanwhile."""
    await _set_again(parts, timer, await _ASKING[timer.kind](parts, timer.community))


async def _set_again(parts: Parts, timer: Timer, after: timedelta | None) -> None:
    """Let a timer come again, or never (None); one that was moved or taken back meanwhile stays as it is."""
    async with parts.work() as work:
        if await timers.remove_timer(work.connection, timer) and after is not None:
            await work.remind_at(timer.community, timer.kind, timer.key, work.now + after)


async def _tell(parts: Parts, timer: Timer) -> None:
    """Tell the story of a timer in the transaction that takes it away."""
    async with parts.work() as work:
        if not await timers.remove_timer(work.connection, timer):
            return
        if timer.kind in _FOR_ALL:
            await _FOR_ALL[timer.kind](parts, work)
        elif timer.kind in _STORIES:
            community = await parts.community(timer.community)
            if community is not None:
                await _STORIES[timer.kind](parts, work, community, timer)
        elif timer.kind not in KINDS:
            # A newer version set it and knows what to do: it waits for that version to come back.
            log.error("nobody knows this kind of timer", kind=timer.kind, community=timer.community)
            await work.remind_at(timer.community, timer.kind, timer.key, work.now + EVERY_DAY)


def _by_id(story: Callable[[Parts, Work, Community, int], Awaitable[object]]) -> Story:
    """Tell a story about the row whose id is the timer's key."""

    async def told(parts: Parts, work: Work, community: Community, timer: Timer) -> None:
        await story(parts, work, community, int(timer.key))

    return told


async def _digest(parts: Parts, work: Work, community: Community, timer: Timer) -> None:
    await digest_due.send_digest(parts, work, community)


async def _delete_thread(parts: Parts, work: Work, community: Community, timer: Timer) -> None:
    again = await chat_ended.delete_thread(parts, work, int(timer.key))
    if again is not None:
        await work.remind_at(community.id, "delete_thread", timer.key, again)


async def _nobody_answered(parts: Parts, work: Work, community: Community, timer: Timer) -> None:
    await help_given.nobody_answered(parts, work, community, timer.key, timer.due)


async def _rest_over(parts: Parts, work: Work, community: Community, timer: Timer) -> None:
    await shift_kept.rest_over(parts, work, community, timer.key, timer.due)


async def _forget_relay(parts: Parts, work: Work, community: Community, timer: Timer) -> None:
    await relays.forget(work.connection, int(timer.key))


async def _views_told(parts: Parts, work: Work, community: Community, timer: Timer) -> None:
    await views_told.tell_views(parts, work, community, timer.due)


async def _purge(parts: Parts, work: Work) -> None:
    for purged in await purge(work.connection, work.now):
        if purged.number:
            log.info("purged", what=purged.what, number=purged.number)
    await schedule_purge(work)


async def _pause_over(parts: Parts, work: Work, community: Community, case_id: int) -> None:
    case = await cases.find_case(work.connection, case_id)
    if case is None:
        return
    over = await paused_until(work.connection, community.id, case.subject, work.now) is None
    # A pause of the bot's that nobody looked at was never told, so its end is not told either.
    looked_at = case.taken_by is not None or case.closed_at is not None
    if over and (looked_at or not await paused_by_bot(work, case)):
        card = pause_over_card(parts.wording(community.locale), community.name)
        await tell_privately(parts, work, community, case.subject, card, place=None)
    if case.message is not None:
        await show_case(parts, work, community, case)


# About no single community.
_FOR_ALL: Mapping[str, Callable[[Parts, Work], Awaitable[None]]] = MappingProxyType(
    {"purge": _purge, safety_news.TIMER: safety_news.tell_everybody}
)

# These ask Discord about a community, and say how long after that they ask again; None: not again.
_ASKING: Mapping[str, Callable[[Parts, int], Awaitable[timedelta | None]]] = MappingProxyType(
    {break_kept.BREAKS_LOOKED: breaks_looked.look}
)

# These tell nothing: while such a timer stands, moderators get no second link about a person.
_ONLY_STAND = frozenset({crisis_met.ALERTED})

_STORIES: Mapping[str, Story] = MappingProxyType(
    {
        "digest": _digest,
        "delete_thread": _delete_thread,
        chat_timed.TIMER: _by_id(chat_timed.time_due),
        "nobody_answered": _nobody_answered,
        shift_kept.REST_OVER: _rest_over,
        note_handed_over.NOTE_WAITS: _by_id(note_handed_over.note_waits),
        "forget_relay": _forget_relay,
        "pause_over": _by_id(_pause_over),
        offering.NEXT_TURN: _by_id(offering.next_turn),
        offering.REQUEST_OLD: _by_id(offering.request_old),
        patterns_seen.SWITCH_OVER: _by_id(patterns_seen.switch_over),
        views_told.TIMER: _views_told,
        case_moved.CASE_DUE: _by_id(case_due.case_due),
        reply_sent.TIMER: _by_id(reply_sent.time_to_ask),
        appeal_made.APPEAL_DUE: _by_id(appeal_passed_on.appeal_due),
        break_over.BREAK_OVER: _by_id(break_over.time_over),
        break_over.MUTE_AGAIN: _by_id(break_over.mute_again),
    }
)

# Whatever is set has its place above; what has none was set by another version.
KINDS = frozenset({*_FOR_ALL, *_ASKING, *_ONLY_STAND, *_STORIES})
