"""Questions to the moderators and their answers; the words of both are sealed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.communities import Counter, next_number
from bot.store.keys import Keys
from bot.store.tables import questions


@dataclass(frozen=True, slots=True)
class Question:
    """One question on record."""

    id: int
    number: int
    community: int
    asker: int
    asked_at: datetime
    words: str = ""
    answered_by: int | None = None
    answered_at: datetime | None = None
    letter: int | None = None


async def add_question(
    connection: AsyncConnection, keys: Keys, community: int, asker: int, words: str, now: datetime
) -> Question:
    """Record a question with the next number of the community."""
    number = await next_number(connection, community, Counter.QUESTION)
    values = {
        "community": community,
        "number": number,
        "asker": asker,
        "words": keys.seal(words),
        "asked_at": now,
    }
    row = await connection.execute(insert(questions).values(**values).returning(questions.c.id))
    return Question(int(row.scalar_one()), number, community, asker, now, words)


async def find_question(connection: AsyncConnection, keys: Keys, question: int) -> Question | None:
    """Read a question by its id."""
    row = (await connection.execute(select(questions).where(questions.c.id == question))).one_or_none()
    if row is None:
        return None
    return Question(
        row.id,
        row.number,
        row.community,
        row.asker,
        row.asked_at,
        keys.unseal_or(row.words, ""),
        row.answered_by,
        row.answered_at,
        row.letter,
    )


async def count_waiting(connection: AsyncConnection, community: int, asker: int) -> int:
    """How many questions of a person nobody has answered yet."""
    wanted = (
        select(func.count())
        .select_from(questions)
        .where(questions.c.community == community, questions.c.asker == asker)
        .where(questions.c.answered_at.is_(None))
    )
    return int((await connection.execute(wanted)).scalar_one())


async def remember_letter(connection: AsyncConnection, question: int, letter: int) -> None:
    """Remember the private word that tells the asker how their question stands."""
    await connection.execute(update(questions).where(questions.c.id == question).values(letter=letter))


async def answer(
    connection: AsyncConnection, keys: Keys, question: int, by: int, words: str, now: datetime
) -> bool:
    """Record the answer, once: False when somebody else was faster."""
    changed = await connection.execute(
        update(questions)
        .where(questions.c.id == question, questions.c.answered_at.is_(None))
        .values(answer=keys.seal(words), answered_at=now, answered_by=by)
    )
    return changed.rowcount == 1
