"""After a start that did not resume: read what was written meanwhile. It may count; it is too late to speak."""

import asyncio
from datetime import timedelta

import structlog

from bot.flows.message_seen import look_at
from bot.flows.parts import Parts
from bot.flows.surface import Refused, TryLater
from bot.store.chats import open_chats
from bot.store.communities import all_communities
from bot.store.watermarks import all_watermarks, newest_possible, watermark

AT_ONCE = 5
PAGE = 100
THREADS_READ_WITHIN = timedelta(days=7)

log = structlog.get_logger(__name__)


async def catch_up(parts: Parts, communities: frozenset[int]) -> None:
    """Read every open chat, watched room and lately read thread of these communities from its watermark on."""
    places = [place for home, place in await _places(parts) if home in communities]
    parts.places.fall_behind(places)
    turns = asyncio.Semaphore(AT_ONCE)

    async def read(place: int) -> None:
        async with turns, parts.places.lock(place):
            try:
                await _read_gap(parts, place)
            except Exception:
                # The gap of one place must not keep the others from being read.
                log.exception("could not catch up", place=place)
            finally:
                # Whatever went wrong with the gap, what is written from now on must be read.
                parts.places.caught_up(place)

    async with asyncio.TaskGroup() as group:
        for place in places:
            group.create_task(read(place))


async def _places(parts: Parts) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    since = parts.clock() - THREADS_READ_WITHIN
    async with parts.database.reading() as connection:
        for community in await all_communities(connection):
            places = set(community.rooms)
            chats = await open_chats(connection, parts.database.keys, community.id)
            places |= {chat.place for chat in chats if chat.place is not None}
            # Threads of rooms are known only by having been read; those long silent are left alone.
            marks = await all_watermarks(connection, community.id)
            places |= {mark.place for mark in marks if mark.message >= newest_possible(since)}
            found += [(community.id, place) for place in sorted(places)]
    return tuple(found)


async def _read_gap(parts: Parts, place: int) -> None:
    async with parts.database.reading() as connection:
        mark = await watermark(connection, place)
    while mark is not None:
        try:
            missed = await parts.surface.history(place, after=mark, limit=PAGE)
        except (Refused, TryLater):
            log.warning("could not catch up", place=place)
            return
        for seen in missed:
            await look_at(parts, seen)
        if len(missed) < PAGE:
            return
        mark = missed[-1].id
