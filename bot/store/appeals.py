"""Appeals: one for each decision, asked for in Discord or by a link that works once, and answered once."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.appealing import Outcome
from bot.store.keys import Keys
from bot.store.tables import appeals, decisions, replies
from bot.store.upserting import insert_once
from bot.store.words import DecisionState


@dataclass(frozen=True, slots=True)
class NewAppeal:
    """A second look that somebody asks for. `answer_to`: how they can be answered outside Discord."""

    community: int
    decision: int
    person: int
    open_until: datetime
    due_at: datetime
    words: str
    answer_to: str = ""


@dataclass(frozen=True, slots=True)
class Appeal:
    """One appeal, or a link to make one: then `made_at` is None."""

    id: int
    community: int
    decision: int
    person: int
    open_until: datetime
    made_at: datetime | None = None
    words: str = ""
    answer_to: str = ""
    reviewer: int | None = None
    due_at: datetime | None = None
    outcome: Outcome | None = None
    reason: str = ""
    answered_at: datetime | None = None
    answered_by: int | None = None

    @property
    def waits(self) -> bool:
        """Whether it was made and nobody has answered yet."""
        return self.made_at is not None and self.answered_at is None


def hash_of(secret: str) -> str:
    """What is stored of a link's secret: enough to know it again, not enough to make the link."""
    return hashlib.sha256(secret.encode()).hexdigest()


async def keep_link(
    connection: AsyncConnection, community: int, decision: int, person: int, secret: str, until: datetime
) -> bool:
    """Let a link with this secret lead to an appeal; an earlier link ends. False when the appeal was made already."""
    key = {"community": community, "decision_id": decision, "person": person}
    link = {"token": hash_of(secret), "open_until": until}
    if await insert_once(connection, appeals, {**key, **link}):
        return True
    unused = (appeals.c.decision_id == decision, appeals.c.made_at.is_(None))
    return (await connection.execute(update(appeals).where(*unused).values(link))).rowcount == 1


async def extend_link(connection: AsyncConnection, decision: int, until: datetime) -> None:
    """Let the link to appeal a decision lead there until then, if it is not used yet."""
    unused = (appeals.c.decision_id == decision, appeals.c.made_at.is_(None))
    await connection.execute(update(appeals).where(*unused).values(open_until=until))


async def find_link(connection: AsyncConnection, keys: Keys, secret: str, now: datetime) -> Appeal | None:
    """Read what a link leads to; None when it is not known, used, or too old."""
    wanted = select(appeals).where(
        appeals.c.token == hash_of(secret), appeals.c.made_at.is_(None), appeals.c.open_until > now
    )
    row = (await connection.execute(wanted)).one_or_none()
    return None if row is None else _as_appeal(row, keys)


async def make_appeal(
    connection: AsyncConnection, keys: Keys, appeal: NewAppeal, now: datetime
) -> Appeal | None:
    """Record an appeal, which ends its link; None when there is one already."""
    key = {"community": appeal.community, "decision_id": appeal.decision, "person": appeal.person}
    said = {
        "made_at": now,
        "due_at": appeal.due_at,
        "words": keys.seal(appeal.words),
        "answer_to": keys.seal(appeal.answer_to) if appeal.answer_to else None,
        "token": None,
    }
    if not await insert_once(connection, appeals, {**key, "open_until": appeal.open_until, **said}):
        unused = (appeals.c.decision_id == appeal.decision, appeals.c.made_at.is_(None))
        if (await connection.execute(update(appeals).where(*unused).values(said))).rowcount != 1:
            return None
    return await appeal_of(connection, keys, appeal.decision)


async def find_appeal(connection: AsyncConnection, keys: Keys, appeal: int) -> Appeal | None:
    """Read an appeal by its id."""
    row = (await connection.execute(select(appeals).where(appeals.c.id == appeal))).one_or_none()
    return None if row is None else _as_appeal(row, keys)


async def appeal_of(connection: AsyncConnection, keys: Keys, decision: int) -> Appeal | None:
    """Read the appeal of a decision."""
    wanted = select(appeals).where(appeals.c.decision_id == decision)
    row = (await connection.execute(wanted)).one_or_none()
    return None if row is None else _as_appeal(row, keys)


async def appeals_about(
    connection: AsyncConnection, keys: Keys, community: int, person: int
) -> tuple[Appeal, ...]:
    """Read every appeal that a person made, oldest first."""
    wanted = select(appeals).where(
        appeals.c.community == community, appeals.c.person == person, appeals.c.made_at.is_not(None)
    )
    rows = (await connection.execute(wanted.order_by(appeals.c.id))).all()
    return tuple(_as_appeal(row, keys) for row in rows)


async def waiting_in_case(connection: AsyncConnection, case: int) -> int:
    """How many appeals of a case's decisions wait for an answer."""
    wanted = select(appeals.c.id).join(decisions, appeals.c.decision_id == decisions.c.id)
    waits = (appeals.c.made_at.is_not(None), appeals.c.answered_at.is_(None))
    return len((await connection.execute(wanted.where(decisions.c.case_id == case, *waits))).all())


async def side_told(connection: AsyncConnection, keys: Keys, case: int, person: int) -> str:
    """What a person answered when they were asked for their side of a case; empty when they did not."""
    wanted = select(replies.c.words).where(
        replies.c.case_id == case, replies.c.person == person, replies.c.taken_back_at.is_(None)
    )
    told = (await connection.execute(wanted.order_by(replies.c.id))).scalars()
    return "\n\n".join(keys.unseal_or(words, "") for words in told if words is not None)


async def read_by(connection: AsyncConnection, appeal: int, reviewer: int) -> None:
    """Remember who read an appeal last in order to answer it."""
    await connection.execute(update(appeals).where(appeals.c.id == appeal).values(reviewer=reviewer))


async def promise_later(connection: AsyncConnection, appeal: int, due: datetime) -> None:
    """Promise the answer by a later time."""
    await connection.execute(update(appeals).where(appeals.c.id == appeal).values(due_at=due))


async def answer_appeal(
    connection: AsyncConnection,
    keys: Keys,
    appeal: int,
    outcome: Outcome,
    reason: str,
    *,
    by: int,
    now: datetime,
) -> bool:
    """Record the answer with its reasons, once: False when somebody else was faster."""
    values = {
        "outcome": outcome,
        "reason": keys.seal(reason),
        "answered_at": now,
        "answered_by": by,
        "due_at": None,
    }
    waits = (appeals.c.id == appeal, appeals.c.made_at.is_not(None), appeals.c.answered_at.is_(None))
    return (await connection.execute(update(appeals).where(*waits).values(values))).rowcount == 1


async def lower_points(
    connection: AsyncConnection, decision: int, before: Decimal, points: Decimal, *, by: int, now: datetime
) -> bool:
    """Let a decision that stands count fewer points from the day it was issued; False when it has changed meanwhile."""
    same = (
        decisions.c.id == decision,
        decisions.c.state == DecisionState.STANDS,
        decisions.c.points == before,
    )
    values = {"points": points, "corrected_by": by, "corrected_at": now}
    return (await connection.execute(update(decisions).where(*same).values(values))).rowcount == 1


def _as_appeal(row: Row[tuple[object, ...]], keys: Keys) -> Appeal:
    return Appeal(
        id=row.id,
        community=row.community,
        decision=row.decision_id,
        person=row.person,
        open_until=row.open_until,
        made_at=row.made_at,
        words=keys.unseal_or(row.words, ""),
        answer_to=keys.unseal_or(row.answer_to, ""),
        reviewer=row.reviewer,
        due_at=row.due_at,
        outcome=row.outcome,
        reason=keys.unseal_or(row.reason, ""),
        answered_at=row.answered_at,
        answered_by=row.answered_by,
    )
