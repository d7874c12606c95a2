"""Listeners: who is on shift, with which limits, and what they tell members about themselves."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Row, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.chats import Group, Shift, State
from bot.store.tables import chats, listeners
from bot.store.upserting import insert_once, upsert

_OPEN = (State.OPENING, State.OPEN)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a listener tells members: a name of their own, topics and languages, and whether to show it."""

    called: str = ""
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Listener:
    """One listener of a community."""

    id: int
    community: int
    person: int
    last_offer: datetime | None = None
    group: Group = Group.EVERYONE
    shift: Shift = field(default_factory=Shift)
    profile: Profile = field(default_factory=Profile)


async def begin_shift(
    connection: AsyncConnection, community: int, person: int, group: Group, now: datetime
) -> None:
    """Put a listener on shift, which ends a rest; `group` is their age group by their roles now."""
    await _choose(connection, community, person, now, on_shift_since=now, resting_until=None, age_group=group)


async def end_shift(connection: AsyncConnection, community: int, person: int) -> None:
    """Take a listener off shift."""
    await connection.execute(update(listeners).where(*_who(community, person)).values(on_shift_since=None))


async def rest(
    connection: AsyncConnection, community: int, person: int, now: datetime, until: datetime | None
) -> None:
    """Remember how long a listener wants to rest; None: not any more."""
    await _choose(connection, community, person, now, resting_until=until)


async def end_rest(connection: AsyncConnection, community: int, person: int, now: datetime) -> bool:
    """End a rest whose time is over; False when there is none that is over."""
    over = update(listeners).where(*_who(community, person), listeners.c.resting_until <= now)
    return (await connection.execute(over.values(resting_until=None))).rowcount == 1


async def choose_most(
    connection: AsyncConnection, community: int, person: int, now: datetime, most: int | None
) -> None:
    """Save how many chats at once a listener wants at most; None: no limit."""
    await _choose(connection, community, person, now, most_chats=most)


async def choose_topics(
    connection: AsyncConnection, community: int, person: int, now: datetime, not_taken: frozenset[str]
) -> None:
    """Save which topics a listener does not take."""
    await _choose(connection, community, person, now, not_taken=_joined(sorted(not_taken)))


async def know_card(
    connection: AsyncConnection, community: int, person: int, now: datetime, *, knows: bool
) -> None:
    """Save whether a listener is confident enough to do without the card in every chat (T36)."""
    await _choose(connection, community, person, now, knows_card=knows)


async def tell_profile(
    connection: AsyncConnection, community: int, person: int, now: datetime, profile: Profile
) -> None:
    """Save what a listener tells about themselves."""
    topics, languages = _joined(profile.topics), _joined(profile.languages)
    key = {"community": community, "person": person}
    told = {"called": profile.called, "listed": profile.listed, "topics": topics, "languages": languages}
    await upsert(connection, listeners, key, {**told, "seen_at": now})


async def count_chat(connection: AsyncConnection, community: int, person: int, now: datetime) -> None:
    """Count a chat that began."""
    key = {"community": community, "person": person}
    if await insert_once(connection, listeners, {**key, "chats_begun": 1, "seen_at": now}):
        return
    begun = listeners.c.chats_begun + 1
    await connection.execute(
        update(listeners).where(*_who(community, person)).values(chats_begun=begun, seen_at=now)
    )


async def note_offer(connection: AsyncConnection, community: int, person: int, now: datetime) -> None:
    """Remember when a listener was offered a request last."""
    await connection.execute(update(listeners).where(*_who(community, person)).values(last_offer=now))


async def find_listener(connection: AsyncConnection, community: int, person: int) -> Listener | None:
    """Read one listener; None when they never told anything."""
    row = (await connection.execute(select(listeners).where(*_who(community, person)))).one_or_none()
    return None if row is None else _as_listener(row)


async def find_shift(connection: AsyncConnection, community: int, person: int) -> Shift:
    """Read a listener's shift; who chose nothing yet is off shift and has no limits."""
    found = await find_listener(connection, community, person)
    return Shift() if found is None else found.shift


async def listener_by_id(connection: AsyncConnection, community: int, listener: int) -> Listener | None:
    """Read one listener by the number that buttons carry."""
    wanted = select(listeners).where(listeners.c.community == community, listeners.c.id == listener)
    row = (await connection.execute(wanted)).one_or_none()
    return None if row is None else _as_listener(row)


async def on_shift(connection: AsyncConnection, community: int) -> tuple[Listener, ...]:
    """Read the listeners who are on shift."""
    here = (listeners.c.community == community, listeners.c.on_shift_since.is_not(None))
    rows = (await connection.execute(select(listeners).where(*here).order_by(listeners.c.id))).all()
    return tuple(_as_listener(row) for row in rows)


async def listed(connection: AsyncConnection, community: int) -> tuple[Listener, ...]:
    """Read the listeners who let members choose them, those on shift first."""
    shown = (listeners.c.community == community, listeners.c.listed, listeners.c.called != "")
    order = (listeners.c.on_shift_since.is_(None), listeners.c.called, listeners.c.id)
    rows = (await connection.execute(select(listeners).where(*shown).order_by(*order))).all()
    return tuple(_as_listener(row) for row in rows)


async def forget_listener(connection: AsyncConnection, community: int, person: int) -> None:
    """Forget what a listener told, for instance because they left."""
    await connection.execute(delete(listeners).where(*_who(community, person)))


async def open_chats_of(connection: AsyncConnection, community: int, person: int) -> int:
    """How many chats a listener has open now, those that are opening among them."""
    return (await chats_of_listeners(connection, community)).get(person, 0)


async def chats_of_listeners(connection: AsyncConnection, community: int) -> dict[int, int]:
    """Count the open chats of each listener who has any."""
    wanted = select(chats.c.listener, func.count().label("number")).where(
        chats.c.community == community, chats.c.state.in_(_OPEN), chats.c.listener.is_not(None)
    )
    rows = (await connection.execute(wanted.group_by(chats.c.listener))).all()
    return {row.listener: row.number for row in rows}


def _who(community: int, person: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (listeners.c.community == community, listeners.c.person == person)


async def _choose(
    connection: AsyncConnection,
    community: int,
    person: int,
    now: datetime,
    **chosen: bool | int | str | datetime | None,
) -> None:
    key = {"community": community, "person": person}
    await upsert(connection, listeners, key, {**chosen, "seen_at": now})


def _joined(codes: Iterable[str]) -> str:
    return ",".join(codes)


def _parted(codes: str) -> tuple[str, ...]:
    return tuple(filter(None, codes.split(",")))


def _as_listener(row: Row[tuple[object, ...]]) -> Listener:
    return Listener(
        row.id,
        row.community,
        row.person,
        row.last_offer,
        row.age_group,
        Shift(
            since=row.on_shift_since,
            resting_until=row.resting_until,
            most_chats=row.most_chats,
            not_taken=frozenset(_parted(row.not_taken)),
            knows_card=row.knows_card,
            chats_begun=row.chats_begun,
        ),
        Profile(row.called, _parted(row.topics), _parted(row.languages), row.listed),
    )
