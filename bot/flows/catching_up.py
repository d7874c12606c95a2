"""After a start that did not resume: read what was written meanwhile. It may count; it is too late to speak."""

import asyncio

import structlog

from bot.flows.message_seen import look_at
from bot.flows.parts import Parts
from bot.flows.surface import Refused, TryLater
from bot.store.chats import open_chats
from bot.store.communities import all_communities
from bot.store.watermarks import watermark

AT_ONCE = 5
PAGE = 100

log = structlog.get_logger(__name__)


async def catch_up(parts: Parts, communities: frozenset[int]) -> None:
    """Read every open chat and watched room of these communities from its watermark on."""
    places = [place for home, place in await _places(parts) if home in communities]
    parts.places.fall_behind(places)
    turns = asyncio.Semaphore(AT_ONCE)

    async def read(place: int) -> None:
        async with turns, parts.places.lock(place):
            try:
                await _read_gap(parts, place)
            finally:
                # Whatever went wrong with the gap, what is written from now on must be read.
                parts.places.caught_up(place)

    async with asyncio.TaskGroup() as group:
        for place in places:
            group.create_task(read(place))


async def _places(parts: Parts) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    async with parts.database.reading() as connection:
        for community in await all_communities(connection):
            found += [(community.id, room) for room in sorted(community.rooms)]
            chats = await open_chats(connection, parts.database.keys, community.id)
            found += [(community.id, chat.place) for chat in chats if chat.place is not None]
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
