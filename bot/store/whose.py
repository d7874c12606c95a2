"""Which rows are a person's own, which of them the person was told about, and what holds them still."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, Table, and_, exists, or_, select

from bot.screening import Side
from bot.store import tables
from bot.store.words import DecisionState


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose rows are meant, and where."""

    person: int
    community: int


def at_home(table: Table, who: Whose) -> ColumnElement[bool]:
    """The rows of this community."""
    return table.c.community == who.community


def here(table: Table, who: Whose) -> ColumnElement[bool]:
    """The rows of a table with a `person` that are about this person, here."""
    return and_(table.c.person == who.person, at_home(table, who))


def of_chats(table: Table, who: Whose) -> ColumnElement[bool]:
    """The rows that belong to a chat of this community."""
    return table.c.chat_id.in_(select(tables.chats.c.id).where(at_home(tables.chats, who)))


def own_wish(who: Whose) -> ColumnElement[bool]:
    """The wishes that a person has themselves; what others wish about them is not told."""
    wishes = tables.wishes
    as_member = and_(wishes.c.member == who.person, wishes.c.side == Side.MEMBER)
    as_listener = and_(wishes.c.listener == who.person, wishes.c.side == Side.LISTENER)
    return or_(as_member, as_listener)


def was_told() -> ColumnElement[bool]:
    """Decisions that the person was told: not those that wait for a second person, or never came about."""
    unsaid = (DecisionState.WAITING, DecisionState.REFUSED)
    return tables.decisions.c.state.not_in(unsaid)


def told_cases(who: Whose) -> ColumnElement[bool]:
    """The cases about a person that they know of: they were asked, paused by people, or told a decision."""
    cases, replies, decisions, pauses = tables.cases, tables.replies, tables.decisions, tables.pauses
    asked = exists().where(replies.c.case_id == cases.c.id, replies.c.told_at.is_not(None))
    decided = exists().where(decisions.c.case_id == cases.c.id, was_told())
    paused = exists().where(pauses.c.case_id == cases.c.id, pauses.c.by.is_not(None))
    about = and_(cases.c.subject == who.person, cases.c.community == who.community)
    return and_(about, or_(asked, decided, paused))


def not_looked_at(table: Table) -> ColumnElement[bool]:
    """No open case holds it."""
    looked_at = select(tables.cases.c.id).where(tables.cases.c.closed_at.is_(None))
    return or_(table.c.case_id.is_(None), table.c.case_id.not_in(looked_at))


def closed_cases(who: Whose) -> Select[tuple[int]]:
    """The cases of this community that are closed."""
    return select(tables.cases.c.id).where(tables.cases.c.closed_at.is_not(None), at_home(tables.cases, who))


def pause_runs(now: datetime) -> ColumnElement[bool]:
    """The pauses that hold now."""
    return and_(tables.pauses.c.until > now, tables.pauses.c.lifted_at.is_(None))


def break_runs(now: datetime) -> ColumnElement[bool]:
    """The breaks that hold now."""
    breaks = tables.breaks
    return and_(breaks.c.ended_at.is_(None), or_(breaks.c.until.is_(None), breaks.c.until > now))
