"""What becomes of a break when its person leaves and comes back, and when people change by hand what it did. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.casework.points.breaks import RENEWED_BEFORE, TIMEOUT_MOST

RESTORED_WITHIN = timedelta(minutes=10)
"""Programs that give roles back to whoever joins do so at once. What is given later, people gave."""


class Found(StrEnum):
    """What looking at somebody says about their break."""

    AS_IT_IS = "as_it_is"
    LOST = "lost"
    BY_PEOPLE = "by_people"


def mute_found(
    *,
    holds: bool,
    by_timeout: bool,
    since: datetime,
    kept_at: datetime | None,
    joined_at: datetime | None,
    seen_at: datetime,
) -> Found:
    """Whether somebody who should be muted is: if not, they lost it by leaving (put it back), or people lifted it.

    `since`: the start of the mute. `kept_at`: when it was last put on; None: it never was, which the team was told.
    `seen_at`: when Discord was asked; what was put on since then says nothing. A timeout that ran out because
    nobody renewed it was not lifted either.
    """
    put_on_since = kept_at is not None and kept_at >= seen_at
    if holds or joined_at is None or put_on_since:
        return Found.AS_IT_IS
    if joined_at > (kept_at or since):
        return Found.LOST
    if kept_at is None:
        return Found.AS_IT_IS
    ran_out = by_timeout and seen_at >= kept_at + TIMEOUT_MOST - RENEWED_BEFORE
    return Found.LOST if ran_out else Found.BY_PEOPLE


def role_found(*, since: datetime, known_at: datetime, joined_at: datetime | None) -> Found:
    """Why somebody holds a role that a break took: it came with joining again (take it), or people gave it.

    `since`: the start of the break. `known_at`: the last moment at which they were known not to hold it.
    """
    came_back = joined_at is not None and joined_at > since
    with_joining = came_back and joined_at is not None and known_at - joined_at <= RESTORED_WITHIN
    return Found.LOST if with_joining else Found.BY_PEOPLE
