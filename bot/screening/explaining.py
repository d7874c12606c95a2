"""Explaining shows step by step how one message was judged, for people who ask why."""

from dataclasses import dataclass

from bot.screening.judge import Judged
from bot.screening.topics import Topic
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
class TopicWeighed:
    """What all words of a text say of a topic: those that weigh most, all together in log-odds, and the limit."""

    topic: Topic
    clues: tuple[Clue, ...]
    odds: float
    least: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """One message on its way through the tiers.

    `views` are the ways it was read (folded, then with disguises undone), `trials` the phrases in them, `sentence` the
    one that says more by itself than all words together, `unquoted` the text without its quotations where those hardly
    counted, `clues` the words that weigh most, `fine` the fine clues where those were weighed too, `topics` the same
    for a crisis and for poor listening where the words are near it, `judged` what came of it. `hides`: figures, signs
    or strange letters stand for those of known words, so that less must be said.
    """

    views: tuple[str, ...]
    trials: tuple[Trial, ...]
    sentence: str
    unquoted: str
    clues: tuple[Clue, ...]
    fine: tuple[Clue, ...]
    judged: Judged
    topics: tuple[TopicWeighed, ...] = ()
    hides: bool = False
