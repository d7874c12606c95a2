"""Was it written down before it was done? A rule holds only for what happened after that (P19, Q23, Q24)."""

from datetime import date, datetime
from enum import StrEnum

from bot.casework.points.proposing import Book
from bot.casework.points.values import Rule


class Published(StrEnum):
    """Where an act lies beside the life of a rule."""

    BEFORE_THE_ACT = "before_the_act"
    AFTER_THE_ACT = "after_the_act"
    WITHDRAWN = "withdrawn"
    NO_TABLE_YET = "no_table_yet"


def published(book: Book, rule: Rule, act_at: datetime) -> Published:
    """Whether a rule could be read when something was done; days begin at midnight in the community's zone.

    A table is published to a community when the community chooses it, whatever older dates its file names. Before
    that there was none, so such an act is a past one (P19).
    """
    day = act_at.astimezone(book.zone).date()
    if act_at < book.chosen_at if book.chosen_at is not None else day < book.policy.first_published():
        return Published.NO_TABLE_YET
    if rule.since is not None and day < rule.since:
        return Published.AFTER_THE_ACT
    return Published.WITHDRAWN if _over(rule, day) else Published.BEFORE_THE_ACT


def rules_in_force(book: Book, day: date) -> tuple[Rule, ...]:
    """The rows that hold for what is done on a day, for people to read or to choose from."""
    rows = book.policy.rules.values()
    return tuple(rule for rule in rows if (rule.since is None or rule.since <= day) and not _over(rule, day))


def _over(rule: Rule, day: date) -> bool:
    return rule.until is not None and rule.until <= day
