"""Chats: requests, the threads they became, and their ends."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, and_, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.chats import Ending, Event, Group, State, Wish, after, relay_place, states_before
from bot.screening import Side
from bot.store.communities import Counter, next_number
from bot.store.keys import Keys
from bot.store.tables import chats


@dataclass(frozen=True, slots=True)
class Chat:
    """One request or chat."""

    id: int
    community: int
    number: int
    member: int
    state: State
    made_at: datetime
    listener: int | None = None
    language: str = ""
    minutes: int = 0
    topic: str = ""
    place: int | None = None
    request_message: int | None = None
    panel_message: int | None = None
    opened_at: datetime | None = None
    ended_at: datetime | None = None
    ending: Ending | None = None
    avoid: str = ""
    wish: Wish = Wish.NONE
    wanted: int | None = None
    group: Group = Group.EVERYONE
    for_all: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the two can talk, or will in a moment."""
        return self.state in (State.OPEN, State.OPENING)

    @property
    def talk_place(self) -> int:
        """The place that what is said in the chat is kept under: its thread, or what stands for a relayed chat."""
        return relay_place(self.id) if self.place is None else self.place

    def side_of(self, person: int) -> Side | None:
        """The side this person takes here; None for anybody else."""
        if person == self.member:
            return Side.MEMBER
        return Side.LISTENER if person == self.listener else None

    def other_than(self, person: int) -> int | None:
        """The person on the other side."""
        return self.listener if person == self.member else self.member


@dataclass(frozen=True, slots=True)
class Request:
    """What a member asks for. Topic, language and length are shown to listeners; the rest is not.

    `avoid` are free words for whoever accepts; `wanted` is the listener they ask for.
    """

    community: int
    member: int
    topic: str
    language: str
    minutes: int
    avoid: str = ""
    wish: Wish = Wish.NONE
    wanted: int | None = None
    group: Group = Group.EVERYONE


class AlreadyAsking(Exception):  # noqa: N818 - an answer, not a failure
    """The member has a live request or chat already."""


async def add_request(connection: AsyncConnection, keys: Keys, request: Request, now: datetime) -> Chat:
    """Record a request; raises `AlreadyAsking` when the member has a live one."""
    number = await next_number(connection, request.community, Counter.CHAT)
    values = {
        "community": request.community,
        "number": number,
        "member": request.member,
        "live_member": request.member,
        "state": State.ASKED,
        "topic": keys.seal(request.topic) if request.topic else None,
        "language": request.language,
        "minutes": request.minutes,
        "avoid": keys.seal(request.avoid) if request.avoid else None,
        "wish": request.wish,
        "wanted": request.wanted,
        "age_group": request.group,
        "made_at": now,
    }
    try:
        async with connection.begin_nested():
            row = await connection.execute(insert(chats).values(**values).returning(chats.c.id))
    except IntegrityError as error:
        raise AlreadyAsking from error
    chat = await find_chat(connection, keys, row.scalar_one())
    if chat is None:
        raise LookupError("a chat that was just added is gone")
    return chat


async def find_chat(connection: AsyncConnection, keys: Keys, chat: int) -> Chat | None:
    """Read a chat by its id."""
    row = (await connection.execute(select(chats).where(chats.c.id == chat))).one_or_none()
    return None if row is None else _as_chat(row, keys)


async def chat_at(connection: AsyncConnection, keys: Keys, place: int) -> Chat | None:
    """Read the chat that lives in a thread."""
    row = (await connection.execute(select(chats).where(chats.c.place == place))).one_or_none()
    return None if row is None else _as_chat(row, keys)


async def live_chat_of(connection: AsyncConnection, keys: Keys, community: int, member: int) -> Chat | None:
    """Read the member's live request or chat."""
    wanted = select(chats).where(chats.c.community == community, chats.c.live_member == member)
    row = (await connection.execute(wanted)).one_or_none()
    return None if row is None else _as_chat(row, keys)


async def open_chats(connection: AsyncConnection, keys: Keys, community: int) -> tuple[Chat, ...]:
    """Read every chat of a community that is open now."""
    wanted = select(chats).where(chats.c.community == community, chats.c.state == State.OPEN)
    return tuple(_as_chat(row, keys) for row in (await connection.execute(wanted)).all())


async def live_chats(connection: AsyncConnection, keys: Keys, community: int) -> tuple[Chat, ...]:
    """Read every request and chat of a community that is live now."""
    wanted = select(chats).where(chats.c.community == community, chats.c.live_member.is_not(None))
    return tuple(_as_chat(row, keys) for row in (await connection.execute(wanted)).all())


async def live_chats_with(
    connection: AsyncConnection, keys: Keys, community: int, person: int
) -> tuple[Chat, ...]:
    """Read every live request or chat in which this person takes part, on either side."""
    wanted = select(chats).where(
        chats.c.community == community,
        chats.c.live_member.is_not(None),
        or_(chats.c.member == person, chats.c.listener == person),
    )
    return tuple(_as_chat(row, keys) for row in (await connection.execute(wanted)).all())


async def accept(connection: AsyncConnection, chat: int, listener: int) -> bool:
    """Give a request to a listener; False when somebody else was first."""
    return await _move(connection, chat, Event.ACCEPT, listener=listener)


async def thread_made(connection: AsyncConnection, chat: int, place: int) -> bool:
    """Record the thread of a chat that is opening; False when it was no longer opening."""
    return await _move(connection, chat, Event.THREAD_MADE, place=place)


async def opened(connection: AsyncConnection, chat: int, place: int | None, now: datetime) -> bool:
    """The panel stands, so the two may talk; False when the chat was no longer opening. `place` None: it is relayed."""
    return await _move(connection, chat, Event.PANEL_STANDS, place=place, opened_at=now)


async def back_to_asked(connection: AsyncConnection, chat: int) -> bool:
    """The thread or its panel could not be made: the request is free again."""
    return await _move(connection, chat, Event.THREAD_REFUSED, listener=None, place=None)


async def end(
    connection: AsyncConnection,
    chat: int,
    by: int | None,
    now: datetime,
    ending: Ending = Ending.STOPPED,
) -> bool:
    """End an open or opening chat once, for a reason; False when it had ended already."""
    gone = {"live_member": None, "topic": None, "avoid": None, "wanted": None}
    return await _move(connection, chat, Event.END, ending=ending, ended_at=now, ended_by=by, **gone)


async def withdraw(connection: AsyncConnection, chat: int, now: datetime) -> bool:
    """Take a request back; False when it was no longer waiting."""
    gone = {"live_member": None, "topic": None, "avoid": None, "wanted": None}
    return await _move(connection, chat, Event.WITHDRAW, ended_at=now, **gone)


async def deleted(connection: AsyncConnection, chat: int) -> bool:
    """Record that the thread of an ended chat is deleted."""
    return await _move(connection, chat, Event.DELETE, place=None)


async def _move(
    connection: AsyncConnection, chat: int, event: Event, **values: int | str | datetime | None
) -> bool:
    """Move a chat on, if its life allows it now; the database settles who was first."""
    before = states_before(event)
    changed = await connection.execute(
        update(chats)
        .where(chats.c.id == chat, chats.c.state.in_(before))
        .values(state=after(before[0], event), **values)
    )
    return changed.rowcount == 1


async def note_message(connection: AsyncConnection, chat: int, column: str, message: int | None) -> None:
    """Remember the request's or panel's message (`request_message`, `panel_message`)."""
    await connection.execute(update(chats).where(chats.c.id == chat).values({column: message}))


async def listener_before(connection: AsyncConnection, chat: Chat) -> int | None:
    """The listener of the chat that ended at the very moment this request was made, to have another one."""
    wanted = select(chats.c.listener).where(
        chats.c.community == chat.community, chats.c.member == chat.member, chats.c.ended_at == chat.made_at
    )
    listener: int | None = (await connection.execute(wanted.limit(1))).scalar_one_or_none()
    return listener


async def show_all(connection: AsyncConnection, chat: int) -> None:
    """From now on all listeners see this request."""
    await connection.execute(update(chats).where(chats.c.id == chat).values(for_all=True))


async def last_chat_of(connection: AsyncConnection, keys: Keys, community: int, member: int) -> Chat | None:
    """Read the chat that this member had last and that has ended; None when none is kept."""
    wanted = select(chats).where(
        chats.c.community == community,
        chats.c.member == member,
        chats.c.listener.is_not(None),
        chats.c.ended_at.is_not(None),
    )
    row = (await connection.execute(wanted.order_by(chats.c.id.desc()).limit(1))).one_or_none()
    return None if row is None else _as_chat(row, keys)


async def shared_communities(connection: AsyncConnection, person: int, other: int) -> tuple[int, ...]:
    """The communities in which these two had a chat with each other."""
    wanted = select(chats.c.community).where(
        or_(
            and_(chats.c.member == person, chats.c.listener == other),
            and_(chats.c.member == other, chats.c.listener == person),
        )
    )
    return tuple((await connection.execute(wanted.distinct().order_by(chats.c.community))).scalars())


async def places_made(connection: AsyncConnection, community: int) -> tuple[int, ...]:
    """The threads that Sidelight opened and that are not deleted."""
    wanted = select(chats.c.place).where(chats.c.community == community, chats.c.place.is_not(None))
    return tuple((await connection.execute(wanted.order_by(chats.c.id))).scalars())


def _as_chat(row: Row[tuple[object, ...]], keys: Keys) -> Chat:
    return Chat(
        id=row.id,
        community=row.community,
        number=row.number,
        member=row.member,
        listener=row.listener,
        state=row.state,
        made_at=row.made_at,
        language=row.language,
        minutes=row.minutes,
        topic=keys.unseal_or(row.topic, ""),
        place=row.place,
        request_message=row.request_message,
        panel_message=row.panel_message,
        opened_at=row.opened_at,
        ended_at=row.ended_at,
        ending=row.ending,
        avoid=keys.unseal_or(row.avoid, ""),
        wish=row.wish,
        wanted=row.wanted,
        group=row.age_group,
        for_all=row.for_all,
    )
