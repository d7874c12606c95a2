"""Flags: what is recorded about one person, with an encrypted excerpt that ends early."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.casework.values import Flag, FlagDraft, Source
from bot.screening import Severity, Side
from bot.store.hashed import hashed_person
from bot.store.keys import Keys
from bot.store.learning import learn_from_case, unlearn_from_case
from bot.store.tables import cases, flags
from bot.store.upserting import insert_once
from bot.store.words import Verdict


@dataclass(frozen=True, slots=True)
class FlagPlace:
    """Whom a flag is about and where it was seen."""

    community: int
    subject: int
    side: Side
    place: int
    message: int
    chat: int | None = None
    other: int | None = None
    source: Source = Source.SCREENING


async def record(
    connection: AsyncConnection, keys: Keys, draft: FlagDraft, where: FlagPlace, now: datetime
) -> bool:
    """Record a flag once; False when this message was recorded for this category before, and weighed as much.

    A message that an edit made worse has its flag changed, and that counts as new.
    """
    seen = {
        "severity": int(draft.severity),
        "rule": draft.rule[:80],
        "detail": draft.detail[:40],
        "after_refusal": draft.after_refusal,
        "shadow": draft.shadow,
        "excerpt": keys.seal(draft.excerpt) if draft.excerpt else None,
    }
    key = {
        "message": where.message,
        "category": draft.category,
        "subject": where.subject,
        "source": where.source,
    }
    rest = {
        "community": where.community,
        "place": where.place,
        "side": where.side,
        "chat_id": where.chat,
        "other": where.other,
        "made_at": now,
    }
    if await insert_once(connection, flags, {**key, **rest, **seen}):
        return True
    same = [flags.c[name] == value for name, value in key.items()]
    worse = [*same, flags.c.severity < int(draft.severity), flags.c.verdict.is_(None)]
    done = await connection.execute(update(flags).where(*worse).values(**seen, disputed_at=None))
    return done.rowcount == 1


async def flags_about(
    connection: AsyncConnection, keys: Keys, community: int, subject: int, since: datetime | None = None
) -> tuple[Flag, ...]:
    """Read every flag about a person since then, oldest first.

    Those from before they had their data deleted count as well: they are known by a hash (DESIGN, Retention).
    """
    same = (subject, hashed_person(keys, subject))
    wanted = _with_case().where(flags.c.community == community, flags.c.subject.in_(same))
    if since is not None:
        wanted = wanted.where(flags.c.made_at >= since)
    return await _read(connection, wanted, keys)


async def flags_of_case(connection: AsyncConnection, keys: Keys, case: int) -> tuple[Flag, ...]:
    """Read the flags that belong to a case, oldest first."""
    return await _read(connection, _with_case().where(flags.c.case_id == case), keys)


async def flags_since(
    connection: AsyncConnection, keys: Keys, community: int, since: datetime
) -> tuple[tuple[int, Flag], ...]:
    """Read every flag of a community since then, with its subject, for the digest."""
    wanted = _with_case().where(flags.c.community == community, flags.c.made_at >= since)
    rows = (await connection.execute(wanted.order_by(flags.c.id))).all()
    return tuple((row.subject, _as_flag(row, keys)) for row in rows)


async def community_of_message(connection: AsyncConnection, message: int, subject: int) -> int | None:
    """The community in which a message of this person was flagged."""
    wanted = select(flags.c.community).where(flags.c.message == message, flags.c.subject == subject)
    found: int | None = (await connection.execute(wanted.limit(1))).scalar_one_or_none()
    return found


async def put_into_case(connection: AsyncConnection, case: int, numbers: Iterable[int]) -> None:
    """Lay flags into a case."""
    await connection.execute(update(flags).where(flags.c.id.in_(tuple(numbers))).values(case_id=case))


async def dispute(connection: AsyncConnection, message: int, subject: int, now: datetime) -> int:
    """The subject says it is a mistake: the flags of that message do not count until a person has looked.

    What others told, which is about no message that the bot read, is not theirs to dispute with a press.
    """
    changed = await connection.execute(
        update(flags)
        .where(flags.c.message == message, flags.c.subject == subject, flags.c.disputed_at.is_(None))
        .where(flags.c.verdict.is_(None), flags.c.source == Source.SCREENING)
        .values(disputed_at=now)
    )
    return changed.rowcount


async def judge_case(connection: AsyncConnection, case: int, verdict: Verdict) -> None:
    """Close the flags of a case with a verdict; cleared ones lose their words at once."""
    await learn_from_case(connection, case, verdict)
    values: dict[str, object] = {"verdict": verdict}
    if verdict is Verdict.CLEARED:
        values["excerpt"] = None
    await connection.execute(update(flags).where(flags.c.case_id == case).values(values))


async def unjudge_case(
    connection: AsyncConnection, case: int, verdict: Verdict, *, instead: Verdict | None = None
) -> None:
    """Take back a verdict that was given to a case; it counts for no pattern any more.

    `instead`: what stands there now (`Verdict.TAKEN_BACK`); None where people look again.
    """
    await unlearn_from_case(connection, case, verdict)
    await connection.execute(
        update(flags).where(flags.c.case_id == case, flags.c.verdict == verdict).values(verdict=instead)
    )


def _with_case() -> Select[tuple[object, ...]]:
    return select(flags, cases.c.closed_at.label("case_closed_at")).outerjoin(
        cases, flags.c.case_id == cases.c.id
    )


async def _read(
    connection: AsyncConnection, wanted: Select[tuple[object, ...]], keys: Keys
) -> tuple[Flag, ...]:
    rows = (await connection.execute(wanted.order_by(flags.c.id))).all()
    return tuple(_as_flag(row, keys) for row in rows)


def _as_flag(row: Row[tuple[object, ...]], keys: Keys) -> Flag:
    return Flag(
        number=row.id,
        category=row.category,
        severity=Severity(row.severity),
        made_at=row.made_at,
        side=row.side,
        source=row.source,
        chat=row.chat_id,
        other=row.other,
        place=row.place,
        message=row.message,
        detail=row.detail,
        after_refusal=row.after_refusal,
        shadow=row.shadow,
        disputed=row.disputed_at is not None and row.verdict is None,
        cleared=row.verdict is Verdict.CLEARED,
        # A case that was decided stays open for an appeal; what was judged in it is judged.
        judged=row.verdict is not None or row.case_closed_at is not None,
        excerpt=keys.unseal_or(row.excerpt, ""),
    )
