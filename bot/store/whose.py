"""Which rows are a person's own, which of them the person was told about, and what holds them still."""

from dataclasses import dataclass

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


def here(table: Table, who: Whose, column: str = "person") -> ColumnElement[bool]:
    """The rows of a table that name this person in a column, here."""
    return and_(table.c[column] == who.person, at_home(table, who))


def of_chats(table: Table, who: Whose) -> ColumnElement[bool]:
    """The rows that belong to a chat of this community."""
    return table.c.chat_id.in_(select(tables.chats.c.id).where(at_home(tables.chats, who)))


def own_wish(who: Whose) -> ColumnElement[bool]:
    """The wishes that a person has themselves; what others wish about them is not told."""
    wishes = tables.wishes
    as_member = and_(wishes.c.member == who.person, wishes.c.side == Side.MEMBER)
    as_listener = and_(wishes.c.listener == who.person, wishes.c.side == Side.LISTENER)
    return or_(as_member, as_listener)


def was_issued() -> ColumnElement[bool]:
    """Decisions that came about, so that their person was told: none that waits for a second person or was refused."""
    return tables.decisions.c.state.in_([state for state in DecisionState if state.issued])


def told_cases(who: Whose) -> ColumnElement[bool]:
    """The cases about a person that they know of: they were asked, paused by people, or told a decision."""
    cases, replies, decisions, pauses = tables.cases, tables.replies, tables.decisions, tables.pauses
    asked = exists().where(replies.c.case_id == cases.c.id, replies.c.told_at.is_not(None))
    decided = exists().where(decisions.c.case_id == cases.c.id, was_issued())
    paused = exists().where(pauses.c.case_id == cases.c.id, pauses.c.by.is_not(None))
    return and_(here(cases, who, "subject"), or_(asked, decided, paused))


def not_looked_at(table: Table) -> ColumnElement[bool]:
    """No open case holds it."""
    looked_at = select(tables.cases.c.id).where(tables.cases.c.closed_at.is_(None))
    return or_(table.c.case_id.is_(None), table.c.case_id.not_in(looked_at))


def closed_cases(who: Whose) -> Select[tuple[int]]:
    """The cases of this community that are closed."""
    return select(tables.cases.c.id).where(tables.cases.c.closed_at.is_not(None), at_home(tables.cases, who))
