"""What the outbox remembers of acts by what they are about: whether they are owed, and where they ended up."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import outbox
from bot.store.words import ActState


@dataclass(frozen=True, slots=True)
class Sent:
    """A message of ours that an act made."""

    place: int
    message: int


@dataclass(frozen=True, slots=True)
class SentPrivately:
    """A direct message of ours that an act made."""

    person: int
    message: int


async def community_of(connection: AsyncConnection, row: int) -> int:
    """The community on whose behalf an act is owed."""
    found = await connection.execute(select(outbox.c.community).where(outbox.c.id == row))
    return int(found.scalar_one())


async def made_at(connection: AsyncConnection, row: int) -> datetime:
    """When an act was owed first."""
    moment: datetime = (
        await connection.execute(select(outbox.c.made_at).where(outbox.c.id == row))
    ).scalar_one()
    return moment


async def last_made(connection: AsyncConnection, lane: str) -> int:
    """The newest message that acts of a lane are known to have made; 0 when none is."""
    wanted = select(func.max(outbox.c.result)).where(outbox.c.lane == lane)
    return (await connection.execute(wanted)).scalar_one() or 0


async def last_owed(connection: AsyncConnection, about: str) -> datetime | None:
    """When an act about this was owed last that was not refused; None when none is remembered."""
    lost = (ActState.GIVEN_UP, ActState.TOO_LATE)
    wanted = select(outbox.c.made_at).where(outbox.c.about == about, outbox.c.state.not_in(lost))
    found = await connection.execute(wanted.order_by(outbox.c.id.desc()).limit(1))
    moment: datetime | None = found.scalar_one_or_none()
    return moment


async def is_owed(connection: AsyncConnection, about: str) -> bool:
    """Whether an act about this is still on its way."""
    open_states = (ActState.OWED, ActState.TRYING)
    wanted = select(outbox.c.id).where(outbox.c.about == about, outbox.c.state.in_(open_states))
    return (await connection.execute(wanted)).first() is not None


async def sent_about(connection: AsyncConnection, about: str) -> tuple[Sent, ...]:
    """The messages in channels and threads that acts about this made, the newest last."""
    return tuple(Sent(place, message) for place, message in await _made(connection, about, "place"))


async def sent_privately_about(connection: AsyncConnection, about: str) -> tuple[SentPrivately, ...]:
    """The direct messages that acts about this made, the newest last."""
    return tuple(
        SentPrivately(person, message) for person, message in await _made(connection, about, "person")
    )


async def _made(connection: AsyncConnection, about: str, kind: str) -> list[tuple[int, int]]:
    """Whose lane of this kind each act about this was in, and the message that it made."""
    wanted = select(outbox.c.lane, outbox.c.result).where(
        outbox.c.about == about, outbox.c.state == ActState.DONE, outbox.c.result.is_not(None)
    )
    rows = (await connection.execute(wanted.order_by(outbox.c.id))).all()
    parted = [(row.lane.partition(":"), row.result) for row in rows]
    return [(int(whose), message) for (lane, _, whose), message in parted if lane == kind]


async def is_done(connection: AsyncConnection, about: str) -> bool:
    """Whether the latest act about this was carried out."""
    wanted = select(outbox.c.state).where(outbox.c.about == about).order_by(outbox.c.id.desc()).limit(1)
    return (await connection.execute(wanted)).scalar_one_or_none() == ActState.DONE


async def community_of_message(connection: AsyncConnection, person: int, message: int) -> int | None:
    """The community on whose behalf a direct message of ours was sent to this person."""
    wanted = select(outbox.c.community).where(
        outbox.c.lane == f"person:{person}", outbox.c.result == message, outbox.c.state == ActState.DONE
    )
    found: int | None = (await connection.execute(wanted.limit(1))).scalar_one_or_none()
    return found
