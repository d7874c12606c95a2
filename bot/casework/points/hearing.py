"""Nobody gets points unheard: what somebody answered, or that their time to answer is over (P20 to P25)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.casework.points.problems import Problem

REPLY_WITHIN = timedelta(hours=72)
"""How long somebody has to answer, unless they ask for more time (G13)."""


class Answer(StrEnum):
    """What somebody said about what they are said to have done. Whatever is not a yes is a no."""

    ACCEPTED = "accepted"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Hearing:
    """Whether somebody was asked for their side, until when they may answer, and what they answered."""

    asked_at: datetime | None = None
    until: datetime | None = None
    answer: Answer | None = None


def not_heard(hearing: Hearing, now: datetime, *, evident: bool) -> Problem | None:
    """Why nothing may be decided against somebody yet, or at all; None: it may.

    Accepted: yes (P23). Denied: only if it is evident that it happened (P24), else nothing (P25). Silence is not
    guilt: after the deadline it is like a no. `evident` is what a reviewer says after looking.
    """
    if hearing.asked_at is None or hearing.asked_at > now:
        return Problem.NOT_ASKED
    if hearing.answer is Answer.ACCEPTED:
        return None
    if hearing.answer is None and (hearing.until is None or now < hearing.until):
        return Problem.STILL_TIME_TO_ANSWER
    return None if evident else Problem.NOT_EVIDENT
