"""Asking for another look: once, in time, and by somebody who did not decide it (G12)."""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.casework.points.hands import Team

APPEAL_WITHIN = timedelta(days=30)


class NoAppeal(StrEnum):
    """Why a decision is not looked at again."""

    TOO_LATE = "too_late"
    ALREADY_ASKED = "already_asked"


def no_appeal(told_at: datetime, now: datetime, *, already: bool) -> NoAppeal | None:
    """Why somebody cannot appeal; None: they can. The time begins when they were told, not when it was decided."""
    if already:
        return NoAppeal.ALREADY_ASKED
    return NoAppeal.TOO_LATE if now >= told_at + APPEAL_WITHIN else None


def who_may_look_again(team: Team, deciders: frozenset[int]) -> frozenset[int]:
    """Who may hear an appeal: anybody eligible who did not decide it; empty: nobody is left, and it says so."""
    return team.everyone - deciders
