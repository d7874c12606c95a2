"""Listeners: whether they are on shift, their limits, and what they tell about themselves."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Row, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.chats import Group
from bot.store.tables import chats, listeners
from bot.store.upserting import upsert


@dataclass(frozen=True, slots=True)
class Profile:
    """What a listener tells about themselves. `called` is a name of their own choice, shown when `listed`."""

    called: str = ""
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    most_chats: int = 1
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Listener:
    """One listener of a community."""

    id: int
    community: int
    person: int
    on_shift_since: datetime | None = None
    last_offer: datetime | None = None
    group: Group = Group.EVERYONE
    profile: Profile = field(default_factory=Profile)


async def begin_shift(
    connection: AsyncConnection, community: int, person: int, group: Group, now: datetime
) -> None:
    """Put a listener on shift; `group` is their age group by their roles now."""
    values = {"on_shift_since": now, "age_group": group.value}
    await upsert(connection, listeners, {"community": community, "person": person}, values)


async def end_shift(connection: AsyncConnection, community: int, person: int) -> None:
    """Take a listener off shift."""
    who = (listeners.c.community == community, listeners.c.person == person)
    await connection.execute(update(listeners).where(*who).values(on_shift_since=None))


async def tell_profile(connection: AsyncConnection, community: int, person: int, profile: Profile) -> None:
    """Save what a listener tells about themselves."""
    values = {
        "called": profile.called,
        "topics": ",".join(profile.topics),
        "languages": ",".join(profile.languages),
        "most_chats": profile.most_chats,
        "listed": profile.listed,
    }
    await upsert(connection, listeners, {"community": community, "person": person}, values)


async def find_listener(connection: AsyncConnection, community: int, person: int) -> Listener | None:
    """Read one listener; None when they never told anything."""
    wanted = select(listeners).where(listeners.c.community == community, listeners.c.person == person)
    row = (await connection.execute(wanted)).one_or_none()
    return None if row is None else _as_listener(row)


async def listener_by_id(connection: AsyncConnection, community: int, listener: int) -> Listener | None:
    """Read one listener by the number that buttons carry."""
    wanted = select(listeners).where(listeners.c.community == community, listeners.c.id == listener)
    row = (await connection.execute(wanted)).one_or_none()
    return None if row is None else _as_listener(row)


async def on_shift(connection: AsyncConnection, community: int) -> tuple[Listener, ...]:
    """Read the listeners who are on shift."""
    wanted = select(listeners).where(
        listeners.c.community == community, listeners.c.on_shift_since.is_not(None)
    )
    rows = (await connection.execute(wanted.order_by(listeners.c.id))).all()
    return tuple(_as_listener(row) for row in rows)


async def listed(connection: AsyncConnection, community: int) -> tuple[Listener, ...]:
    """Read the listeners who let members choose them, those on shift first."""
    wanted = select(listeners).where(
        listeners.c.community == community, listeners.c.listed, listeners.c.called != ""
    )
    order = (listeners.c.on_shift_since.is_(None), listeners.c.called, listeners.c.id)
    return tuple(_as_listener(row) for row in (await connection.execute(wanted.order_by(*order))).all())


async def forget_listener(connection: AsyncConnection, community: int, person: int) -> None:
    """Forget what a listener told, for instance because they left."""
    await connection.execute(
        delete(listeners).where(listeners.c.community == community, listeners.c.person == person)
    )


async def note_offer(connection: AsyncConnection, community: int, person: int, now: datetime) -> None:
    """Remember when a listener was offered a request last."""
    who = (listeners.c.community == community, listeners.c.person == person)
    await connection.execute(update(listeners).where(*who).values(last_offer=now))


async def chats_of_listeners(connection: AsyncConnection, community: int) -> dict[int, int]:
    """Count the live chats of each listener who has any."""
    wanted = select(chats.c.listener, func.count().label("number")).where(
        chats.c.community == community, chats.c.live_member.is_not(None), chats.c.listener.is_not(None)
    )
    rows = (await connection.execute(wanted.group_by(chats.c.listener))).all()
    return {row.listener: row.number for row in rows}


def _as_listener(row: Row[tuple[object, ...]]) -> Listener:
    profile = Profile(
        row.called,
        tuple(filter(None, row.topics.split(","))),
        tuple(filter(None, row.languages.split(","))),
        row.most_chats,
        row.listed,
    )
    return Listener(
        row.id,
        row.community,
        row.person,
        row.on_shift_since,
        row.last_offer,
        Group(row.age_group),
        profile,
    )
