"""Explaining shows step by step how one message was judged, for people who ask why."""

from dataclasses import dataclass
from math import inf

from bot.screening.judge import Judged
from bot.screening.weighing import Clue


@dataclass(frozen=True, slots=True)
class Trial:
    """What one pattern made of a text."""

    pattern: str
    act: str
    phrase: str
    matched: str
    protected_by: str
    view: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One message on its way through the tiers.

    `views` are the ways it was read (folded, then with disguises undone), `trials` the phrases in them, `sentence` the
    one that says more by itself than all words together, `unquoted` the text without its quotations where those hardly
    counted, `clues` the words that weigh most, `fine` the fine clues where those were weighed too, `crisis` the same
    for a crisis where the words are near one, with `crisis_odds` in all, `judged` what came of it.
    """

    views: tuple[str, ...]
    trials: tuple[Trial, ...]
    sentence: str
    unquoted: str
    clues: tuple[Clue, ...]
    fine: tuple[Clue, ...]
    judged: Judged
    crisis: tuple[Clue, ...] = ()
    crisis_odds: float = -inf
