"""Relayed chats: their pseudonyms, and which message arrived as which."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.chats import State
from bot.screening import Side
from bot.store.chats import Chat, find_chat
from bot.store.keys import Keys
from bot.store.tables import chats, outbox, relayed, relays
from bot.store.words import ActState

_OPEN = (State.OPENING, State.OPEN)


@dataclass(frozen=True, slots=True)
class Relay:
    """A relayed chat: who is called what, from which message on each side takes part, whether it is paused."""

    chat: Chat
    member_name: str
    listener_name: str
    member_panel: int | None = None
    listener_panel: int | None = None
    paused_at: datetime | None = None
    stops: int = 0

    def name_of(self, person: int) -> str:
        """The pseudonym of one of the two."""
        return self.member_name if person == self.chat.member else self.listener_name

    def takes(self, person: int, message: int) -> bool:
        """Whether a message by one of the two was written after this chat began for them."""
        panel = self.member_panel if person == self.chat.member else self.listener_panel
        return panel is not None and message > panel


@dataclass(frozen=True, slots=True)
class Passed:
    """One piece of a message, and the copy of it that the other side has; None while it is on its way."""

    id: int
    chat: int
    author: int
    message: int
    piece: int
    receiver: int
    copy: int | None
    stopped: bool
    newer: str | None
    taken_back: bool


async def begin(connection: AsyncConnection, chat: int, member_name: str, listener_name: str) -> None:
    """Make a chat a relayed one, or give it new names when it is offered again."""
    await connection.execute(delete(relays).where(relays.c.chat_id == chat))
    values = {"chat_id": chat, "member_name": member_name, "listener_name": listener_name}
    await connection.execute(insert(relays).values(**values))


async def undo(connection: AsyncConnection, chat: int) -> bool:
    """Make a chat no relayed one any more, because it could not open; False when it was none."""
    return (await connection.execute(delete(relays).where(relays.c.chat_id == chat))).rowcount == 1


async def find_relay(connection: AsyncConnection, keys: Keys, chat_id: int) -> Relay | None:
    """Read a relayed chat; None when the chat is not relayed."""
    row = (await connection.execute(select(relays).where(relays.c.chat_id == chat_id))).one_or_none()
    chat = await find_chat(connection, keys, chat_id) if row is not None else None
    return None if row is None or chat is None else _as_relay(row, chat)


async def names_met(connection: AsyncConnection, *people: int) -> frozenset[str]:
    """Read the pseudonyms in all relayed chats, also ended ones, in which one of these people took part."""
    wanted = select(relays.c.member_name, relays.c.listener_name).join(chats, chats.c.id == relays.c.chat_id)
    rows = await connection.execute(
        wanted.where(or_(chats.c.member.in_(people), chats.c.listener.in_(people)))
    )
    return frozenset(name for row in rows.all() for name in row)


async def open_relays_with(connection: AsyncConnection, keys: Keys, person: int) -> tuple[Relay, ...]:
    """Read the relayed chats, open or opening, in which a person takes part."""
    return await _open(connection, keys, or_(chats.c.member == person, chats.c.listener == person))


async def open_relays(connection: AsyncConnection, keys: Keys, community: int) -> tuple[Relay, ...]:
    """Read the relayed chats of a community that are open or opening."""
    return await _open(connection, keys, chats.c.community == community)


async def panel_arrived(connection: AsyncConnection, chat: int, side: Side, message: int) -> None:
    """Remember the first message to one side."""
    await connection.execute(
        update(relays).where(relays.c.chat_id == chat).values({f"{side.value}_panel": message})
    )


async def stopped_again(connection: AsyncConnection, chat: int) -> int:
    """Count one more stopped message; returns how many there were in this chat."""
    counted = update(relays).where(relays.c.chat_id == chat).values(stops=relays.c.stops + 1)
    return int((await connection.execute(counted.returning(relays.c.stops))).scalar_one())


async def pause(connection: AsyncConnection, chat: int, now: datetime) -> bool:
    """Let nothing through until a moderator has looked; False when it was paused already."""
    waiting = update(relays).where(relays.c.chat_id == chat, relays.c.paused_at.is_(None))
    return (await connection.execute(waiting.values(paused_at=now))).rowcount == 1


async def go_on(connection: AsyncConnection, chat: int) -> bool:
    """End a pause, and count stopped messages anew; False when there was none."""
    paused = update(relays).where(relays.c.chat_id == chat, relays.c.paused_at.is_not(None))
    return (await connection.execute(paused.values(paused_at=None, stops=0))).rowcount == 1


async def add_passed(
    connection: AsyncConnection,
    chat: Chat,
    author: int,
    message: int,
    *,
    piece: int = 0,
    stopped: bool = False,
) -> int:
    """Record a piece of a message as passed on, or as stopped; returns its id.

    Raises sqlalchemy's IntegrityError when it was recorded before.
    """
    values = {
        "chat_id": chat.id,
        "author": author,
        "message": message,
        "piece": piece,
        "receiver": chat.other_than(author),
        "stopped": stopped,
    }
    return int(
        (await connection.execute(insert(relayed).values(**values).returning(relayed.c.id))).scalar_one()
    )


async def pieces_of(connection: AsyncConnection, keys: Keys, message: int) -> tuple[Passed, ...]:
    """Read the pieces of a message, in order; none when it was never passed on or stopped."""
    wanted = select(relayed).where(relayed.c.message == message).order_by(relayed.c.piece)
    return tuple(_as_passed(row, keys) for row in (await connection.execute(wanted)).all())


async def find_passed(connection: AsyncConnection, keys: Keys, passed: int) -> Passed | None:
    """Read one piece by its id."""
    row = (await connection.execute(select(relayed).where(relayed.c.id == passed))).one_or_none()
    return None if row is None else _as_passed(row, keys)


async def passed_as(connection: AsyncConnection, keys: Keys, receiver: int, copy: int) -> Passed | None:
    """Read which message a person has as this one."""
    wanted = select(relayed).where(relayed.c.copy == copy, relayed.c.receiver == receiver)
    row = (await connection.execute(wanted)).one_or_none()
    return None if row is None else _as_passed(row, keys)


async def arrived(connection: AsyncConnection, passed: int, copy: int) -> None:
    """Remember which message a piece became; what waited for that is for the caller, and is forgotten here."""
    await connection.execute(update(relayed).where(relayed.c.id == passed).values(copy=copy, newer=None))


async def change_later(connection: AsyncConnection, keys: Keys, passed: int, text: str) -> None:
    """Remember new words for a piece that is on its way."""
    values = {"newer": keys.seal(text), "taken_back": False}
    await connection.execute(update(relayed).where(relayed.c.id == passed).values(values))


async def take_back_later(connection: AsyncConnection, passed: int) -> None:
    """Remember that a piece that may be on its way is to be deleted there."""
    values = {"taken_back": True, "newer": None}
    await connection.execute(update(relayed).where(relayed.c.id == passed).values(values))


async def forget(connection: AsyncConnection, chat: int) -> None:
    """Forget which message of a chat arrived as which."""
    await connection.execute(delete(relayed).where(relayed.c.chat_id == chat))


async def forget_piece(connection: AsyncConnection, passed: int) -> None:
    """Forget a piece that the message does not need any more."""
    await connection.execute(delete(relayed).where(relayed.c.id == passed))


async def take_out(connection: AsyncConnection, about: str, now: datetime) -> bool:
    """Take an act that nobody has tried yet out of the outbox, words and all; False when there is none."""
    values = {"state": ActState.TOO_LATE, "body": None, "done_at": now}
    owed = update(outbox).where(
        outbox.c.about == about,
        outbox.c.state == ActState.OWED,
        outbox.c.tries == 0,
    )
    return (await connection.execute(owed.values(values))).rowcount > 0


async def _open(connection: AsyncConnection, keys: Keys, whose: ColumnElement[bool]) -> tuple[Relay, ...]:
    wanted = select(relays).join(chats, chats.c.id == relays.c.chat_id)
    rows = await connection.execute(wanted.where(whose, chats.c.state.in_(_OPEN)).order_by(chats.c.id))
    found = [(row, await find_chat(connection, keys, row.chat_id)) for row in rows.all()]
    return tuple(_as_relay(row, chat) for row, chat in found if chat is not None)


def _as_relay(row: Row[tuple[object, ...]], chat: Chat) -> Relay:
    return Relay(
        chat=chat,
        member_name=row.member_name,
        listener_name=row.listener_name,
        member_panel=row.member_panel,
        listener_panel=row.listener_panel,
        paused_at=row.paused_at,
        stops=row.stops,
    )


def _as_passed(row: Row[tuple[object, ...]], keys: Keys) -> Passed:
    return Passed(
        id=row.id,
        chat=row.chat_id,
        author=row.author,
        message=row.message,
        piece=row.piece,
        receiver=row.receiver,
        copy=row.copy,
        stopped=row.stopped,
        newer=keys.unseal_or(row.newer, "") if row.newer is not None else None,
        taken_back=row.taken_back,
    )
