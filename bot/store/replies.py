"""The right of reply: what somebody was asked, whether they were reached, and what they answered. Words are sealed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.case_life import CaseState
from bot.casework.replying import Answer, Asked
from bot.store.keys import Keys
from bot.store.tables import cases, replies

PERSON, BOT = "person", "bot"


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question about to be written down. `rule` is one of `points_table`, or Sidelight's own when that is empty."""

    case: int
    person: int
    matter: str
    points_table: str
    rule: str
    sentence: str
    months: str
    noticed_by_person: bool
    asked_by: int
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """One question and what came of it. `sent_at` is None while it is a draft, `told_at` until they were reached."""

    id: int
    case: int
    person: int
    matter: str
    points_table: str
    rule: str
    sentence: str
    months: str
    noticed_by_person: bool
    danger: bool
    asked_by: int
    asked_at: datetime
    sent_at: datetime | None
    letter: int | None
    waits_at: datetime | None
    told_at: datetime | None
    due_at: datetime | None
    longer: bool
    answer: Answer | None
    words: str
    answered_at: datetime | None
    taken_back_at: datetime | None

    @property
    def asked(self) -> Asked:
        """How far it is, as the rules see it."""
        return Asked(self.due_at, self.longer, self.answered_at is not None, self.taken_back_at is not None)


async def draft(connection: AsyncConnection, keys: Keys, question: NewQuestion, now: datetime) -> int:
    """Write down a question that is not sent yet, in place of an earlier draft by the same person."""
    old = (replies.c.case_id == question.case, replies.c.asked_by == question.asked_by)
    await connection.execute(delete(replies).where(*old, replies.c.sent_at.is_(None)))
    values = {
        "case_id": question.case,
        "person": question.person,
        "matter": question.matter,
        "points_table": question.points_table,
        "rule": question.rule,
        "allegation": keys.seal(question.sentence),
        "months": question.months,
        "noticed": PERSON if question.noticed_by_person else BOT,
        "danger": question.danger,
        "asked_by": question.asked_by,
        "asked_at": now,
    }
    made = await connection.execute(insert(replies).values(**values).returning(replies.c.id))
    return int(made.scalar_one())


async def find_reply(connection: AsyncConnection, keys: Keys, reply: int) -> Reply | None:
    """Read one question by its id."""
    row = (await connection.execute(select(replies).where(replies.c.id == reply))).one_or_none()
    return None if row is None else _as_reply(row, keys)


async def replies_of_case(connection: AsyncConnection, keys: Keys, case: int) -> tuple[Reply, ...]:
    """Read the questions of a case that were sent, with their answers, oldest first; drafts are no questions yet."""
    wanted = select(replies).where(replies.c.case_id == case, replies.c.sent_at.is_not(None))
    rows = (await connection.execute(wanted.order_by(replies.c.id))).all()
    return tuple(_as_reply(row, keys) for row in rows)


async def open_question(connection: AsyncConnection, keys: Keys, case: int) -> Reply | None:
    """Read the latest question of a case that was sent and not taken back."""
    asked = [one for one in await replies_of_case(connection, keys, case) if one.taken_back_at is None]
    return asked[-1] if asked else None


async def send(connection: AsyncConnection, reply: int, now: datetime) -> bool:
    """Let a draft be a question; False when it was sent already."""
    return await _change(connection, reply, replies.c.sent_at.is_(None), sent_at=now)


async def put_into_letter(connection: AsyncConnection, reply: int, letter: int) -> None:
    """Remember which private word holds a question."""
    await _change(connection, reply, letter=letter)


async def wait_to_be_read(connection: AsyncConnection, reply: int, now: datetime) -> bool:
    """Nothing reaches them: it waits under their messages; False when it waits there, or was read, already."""
    return await _change(
        connection, reply, replies.c.waits_at.is_(None), replies.c.told_at.is_(None), waits_at=now
    )


async def reached(connection: AsyncConnection, reply: int, now: datetime, due: datetime) -> bool:
    """Record that they know, and until when they can answer; False when that was known already."""
    return await _change(connection, reply, replies.c.told_at.is_(None), told_at=now, due_at=due)


async def give_longer(connection: AsyncConnection, reply: int, due: datetime) -> bool:
    """Give more time, once; False when it was given before."""
    return await _change(connection, reply, replies.c.longer.is_(False), longer=True, due_at=due)


async def answer(
    connection: AsyncConnection, keys: Keys, reply: int, said: Answer, words: str, now: datetime
) -> bool:
    """Record an answer, or change it; False when the question was taken back meanwhile."""
    sealed = keys.seal(words) if words else None
    open_still = replies.c.taken_back_at.is_(None)
    return await _change(connection, reply, open_still, answer=said, words=sealed, answered_at=now)


async def take_back(connection: AsyncConnection, reply: int, now: datetime) -> bool:
    """Take a question back; False when it was taken back already."""
    return await _change(connection, reply, replies.c.taken_back_at.is_(None), taken_back_at=now)


async def put_back(connection: AsyncConnection, reply: int, taken_back_at: datetime) -> bool:
    """Let a question stand again that was taken back at that moment; False when it was not."""
    return await _change(connection, reply, replies.c.taken_back_at == taken_back_at, taken_back_at=None)


async def wait_for_reply(connection: AsyncConnection, case: int, due: datetime) -> None:
    """Let a case that waits for a reply wait until then."""
    waiting = (cases.c.id == case, cases.c.state == CaseState.WAITING)
    await connection.execute(update(cases).where(*waiting).values(due_at=due))


async def wait_for_look(connection: AsyncConnection, case: int, due: datetime) -> None:
    """Promise a look at a case by then where people owe the next step, unless an earlier one is promised."""
    owed = (CaseState.NEW, CaseState.LOOKING, CaseState.TO_DECIDE)
    await connection.execute(
        update(cases)
        .where(cases.c.id == case, cases.c.state.in_(owed), cases.c.due_at > due)
        .values(due_at=due)
    )


async def _change(
    connection: AsyncConnection, reply: int, *only: ColumnElement[bool], **values: object
) -> bool:
    done = await connection.execute(update(replies).where(replies.c.id == reply, *only).values(values))
    return done.rowcount == 1


def _as_reply(row: Row[tuple[object, ...]], keys: Keys) -> Reply:
    return Reply(
        id=row.id,
        case=row.case_id,
        person=row.person,
        matter=row.matter,
        points_table=row.points_table,
        rule=row.rule,
        sentence=keys.unseal_or(row.allegation, ""),
        months=row.months,
        noticed_by_person=row.noticed == PERSON,
        danger=row.danger,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        sent_at=row.sent_at,
        letter=row.letter,
        waits_at=row.waits_at,
        told_at=row.told_at,
        due_at=row.due_at,
        longer=row.longer,
        answer=row.answer,
        words=keys.unseal_or(row.words, ""),
        answered_at=row.answered_at,
        taken_back_at=row.taken_back_at,
    )
