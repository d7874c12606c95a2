"""Suggestions: kept sealed, answered by one of the team at a time, and what was changed because of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.suggesting import Progress
from bot.store.communities import Counter, next_number
from bot.store.keys import Keys
from bot.store.tables import suggestions


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggestion. `person` is None and words are empty once they are forgotten."""

    id: int
    community: int
    number: int
    person: int | None
    words: str
    may_name: bool
    progress: Progress
    answer: str
    answers: int
    made_at: datetime
    answered_at: datetime | None


async def add_suggestion(
    connection: AsyncConnection,
    keys: Keys,
    community: int,
    person: int,
    words: str,
    now: datetime,
    *,
    may_name: bool,
) -> Suggestion:
    """Keep a suggestion under the next number."""
    values = {
        "community": community,
        "number": await next_number(connection, community, Counter.SUGGESTION),
        "person": person,
        "words": keys.seal(words),
        "may_name": may_name,
        "progress": Progress.NEW,
        "made_at": now,
    }
    done = await connection.execute(insert(suggestions).values(**values).returning(suggestions))
    return _read(done.one(), keys)


async def find_suggestion(connection: AsyncConnection, keys: Keys, suggestion: int) -> Suggestion | None:
    """Read one by its id."""
    row = (await connection.execute(select(suggestions).where(suggestions.c.id == suggestion))).one_or_none()
    return None if row is None else _read(row, keys)


async def suggested_since(connection: AsyncConnection, community: int, person: int, since: datetime) -> int:
    """Count what somebody suggested here since then."""
    wanted = select(func.count()).where(
        suggestions.c.community == community,
        suggestions.c.person == person,
        suggestions.c.made_at > since,
    )
    return int((await connection.execute(wanted)).scalar_one())


async def count_unanswered(connection: AsyncConnection, community: int) -> int:
    """Count the suggestions that nobody has answered and whose words are still there."""
    wanted = select(func.count()).where(
        suggestions.c.community == community,
        suggestions.c.progress == Progress.NEW.value,
        suggestions.c.words.is_not(None),
    )
    return int((await connection.execute(wanted)).scalar_one())


async def answer_suggestion(
    connection: AsyncConnection,
    keys: Keys,
    suggestion: Suggestion,
    progress: Progress,
    answer: str,
    now: datetime,
) -> bool:
    """Write down an answer; False when somebody else answered since this suggestion was read."""
    done = await connection.execute(
        update(suggestions)
        .where(suggestions.c.id == suggestion.id, suggestions.c.answers == suggestion.answers)
        .values(
            progress=progress,
            answer=keys.seal(answer) if answer else None,
            answers=suggestion.answers + 1,
            answered_at=now,
        )
    )
    return done.rowcount == 1


async def changed_lately(
    connection: AsyncConnection, keys: Keys, community: int, most: int
) -> tuple[Suggestion, ...]:
    """Read the last suggestions that changed something, newest first."""
    wanted = (
        select(suggestions)
        .where(suggestions.c.community == community, suggestions.c.progress == Progress.DONE)
        .order_by(suggestions.c.answered_at.desc(), suggestions.c.id.desc())
        .limit(most)
    )
    return tuple(_read(row, keys) for row in (await connection.execute(wanted)).all())


def _read(row: Row[tuple[object, ...]], keys: Keys) -> Suggestion:
    return Suggestion(
        id=row.id,
        community=row.community,
        number=row.number,
        person=row.person,
        words=keys.unseal_or(row.words, ""),
        may_name=row.may_name,
        progress=row.progress,
        answer=keys.unseal_or(row.answer, ""),
        answers=row.answers,
        made_at=row.made_at,
        answered_at=row.answered_at,
    )
