"""After a start that did not resume: read what was written meanwhile. It may count; it is too late to speak."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.chats import direct_place, person_at
from bot.flows.message_seen import READ_AGAIN, look_at
from bot.flows.parts import Parts
from bot.flows.places import Missed
from bot.flows.relay_passed import take_direct
from bot.flows.surface import Refused, TryLater
from bot.store.chats import open_chats
from bot.store.communities import all_communities
from bot.store.relays import Relay, open_relays
from bot.store.watermarks import all_watermarks, newest_possible, watermark

AT_ONCE = 5
PAGE = 100
MOST_FAILURES = 2
THREADS_READ_WITHIN = timedelta(days=7)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Gap:
    """A place to be read from its own watermark on, or from `after` where it has none."""

    community: int
    place: int
    after: int | None = None


async def catch_up(parts: Parts, communities: frozenset[int]) -> None:
    """Read every open chat, watched room and their threads in these communities from where reading ended."""
    found = {gap.place: gap for gap in await _gaps(parts, communities)}
    for gap in await _threads(parts, communities):
        found.setdefault(gap.place, gap)
    # From here to the next line nothing may wait, or a message that comes meanwhile is passed over.
    gaps = _with_missed(parts, found)
    parts.places.fall_behind(gap.place for gap in gaps)
    await _read_all(parts, gaps)


async def try_again(parts: Parts) -> None:
    """Read the gaps that could not be read before and are due."""
    missed = parts.places.missed()
    due = parts.places.due_again(parts.clock())
    gaps = [Gap(0, place, _before(missed.get(place))) for place in due]
    await _read_all(parts, gaps)


def _with_missed(parts: Parts, found: dict[int, Gap]) -> tuple[Gap, ...]:
    """Add the places where something came while every place was behind."""
    for place, missed in parts.places.missed().items():
        found.setdefault(place, Gap(missed.community, place, _before(missed)))
    return tuple(found.values())


def _before(missed: Missed | None) -> int | None:
    return None if missed is None else missed.message - 1


async def _read_all(parts: Parts, gaps: Iterable[Gap]) -> None:
    turns = asyncio.Semaphore(AT_ONCE)

    async def read(gap: Gap) -> None:
        async with turns, parts.places.lock(gap.place):
            if await _is_read(parts, gap):
                parts.places.caught_up(gap.place)

    async with asyncio.TaskGroup() as group:
        for gap in gaps:
            group.create_task(read(gap))


async def _is_read(parts: Parts, gap: Gap) -> bool:
    """Read a gap; False when that is to be tried again. Live messages of the place wait until then."""
    try:
        await _read_gap(parts, gap)
    except Refused:
        log.warning("could not catch up", place=gap.place)
    except TryLater as later:
        _try_later(parts, gap, timedelta(seconds=later.seconds))
        return False
    except Exception:
        # The gap of one place must not keep the others from being read.
        log.exception("could not catch up", place=gap.place)
        # What fails every time must not keep what is written from now on from being read.
        return _try_later(parts, gap, READ_AGAIN) >= MOST_FAILURES
    return True


def _try_later(parts: Parts, gap: Gap, wait: timedelta) -> int:
    if gap.after is not None:
        parts.places.miss(gap.community, gap.place, gap.after + 1)
    tries = parts.places.try_again(gap.place, parts.clock() + max(wait, READ_AGAIN))
    parts.wake_sleeper(None)
    return tries


async def _gaps(parts: Parts, communities: frozenset[int]) -> tuple[Gap, ...]:
    found: list[Gap] = []
    since = parts.clock() - THREADS_READ_WITHIN
    async with parts.database.reading() as connection:
        for community in await all_communities(connection):
            if community.id not in communities:
                continue
            places = set(community.rooms)
            chats = await open_chats(connection, parts.database.keys, community.id)
            places |= {chat.place for chat in chats if chat.place is not None}
            # Threads that were read lately may be closed by now; those long silent are left alone.
            marks = await all_watermarks(connection, community.id)
            places |= {mark.place for mark in marks if mark.message >= newest_possible(since)}
            found += [Gap(community.id, place) for place in sorted(places)]
            for relay in await open_relays(connection, parts.database.keys, community.id):
                found += _direct_gaps(relay)
    return tuple(found)


def _direct_gaps(relay: Relay) -> list[Gap]:
    """The direct messages of both sides of a relayed chat, from its panel on where nothing was read yet."""
    sides = ((relay.chat.member, relay.member_panel), (relay.chat.listener, relay.listener_panel))
    return [
        Gap(relay.chat.community, direct_place(person), panel)
        for person, panel in sides
        if person is not None and panel is not None
    ]


async def _threads(parts: Parts, communities: frozenset[int]) -> tuple[Gap, ...]:
    """Threads and posts below rooms, each from where its room was read, unless it was read itself."""
    async with parts.database.reading() as connection:
        homes = [home for home in await all_communities(connection) if home.id in communities and home.rooms]
        marks = {
            mark.place: mark.message for home in homes for mark in await all_watermarks(connection, home.id)
        }
    found: list[Gap] = []
    for home in homes:
        try:
            below = await parts.surface.threads_below(home.id, home.rooms)
        except (Refused, TryLater):
            log.warning("could not list threads", community=home.id)
            continue
        newest = [thread for thread in below if thread.last_message > marks.get(thread.place, 0)]
        found += [Gap(home.id, thread.place, marks.get(thread.parent)) for thread in newest]
    return tuple(found)


async def _read_gap(parts: Parts, gap: Gap) -> None:
    async with parts.database.reading() as connection:
        mark = await watermark(connection, gap.place)
    after = gap.after if mark is None else mark
    while after is not None:
        missed = await parts.surface.history(gap.place, after=after, limit=PAGE)
        look = look_at if person_at(gap.place) is None else take_direct
        for seen in missed:
            await look(parts, seen)
        if len(missed) < PAGE:
            return
        after = missed[-1].id
