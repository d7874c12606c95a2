"""What the tests about points share: the two tables, a fixed start, and short ways to say what happened."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from bot.casework.points import (
    Answer,
    Book,
    Choice,
    Decided,
    Hearing,
    Incident,
    Leaves,
    Matter,
    Named,
    Proposal,
    Team,
    find_policy,
    months_after,
    propose,
)

TABLE = find_policy("table-2020")
STARTER = find_policy("starter")
START = datetime(2026, 1, 10, 9, tzinfo=UTC)
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
BOOK = Book(TABLE, chosen_at=LONG_AGO)
COACHING = Book(STARTER, chosen_at=LONG_AGO)
ACT = Incident(at=START - DAY)
HEARD = Hearing(START - 5 * DAY, START - 2 * DAY, Answer.ACCEPTED)
ANNA, BEN, CLEO = 1, 2, 3
TEAM = Team(frozenset({ANNA, BEN}), oversight=CLEO)
REASON = "It was written in anger."


def later(months: int) -> datetime:
    """So many calendar months after the start."""
    return months_after(START, months)


def named(rules: str) -> tuple[Named, ...]:
    """Rows by id, with points as in `F1=2`; without them as the table says."""
    return tuple(
        Named(rule, Decimal(given) if given else None)
        for rule, _, given in (word.partition("=") for word in rules.split())
    )


def proposed(
    rules: str,
    *history: Decided,
    incident: Incident = ACT,
    at: datetime = START,
    book: Book = BOOK,
) -> Proposal:
    """What a table proposes for rows."""
    return propose(book, history, named(rules), incident, at)


def matter(
    *history: Decided,
    hearing: Hearing = HEARD,
    team: Team = TEAM,
    now: datetime = START,
    book: Book = BOOK,
) -> Matter:
    """A case that can be decided, unless something about it is said to be otherwise."""
    return Matter(book, history, hearing, team, now)


def choice(rules: str, incident: Incident = ACT, *, leaves: Leaves = Leaves.NOT) -> Choice:
    """What Anna chooses."""
    return Choice(named(rules), incident, first=ANNA, leaves=leaves)
