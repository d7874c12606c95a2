"""What answers after a chat are for: safety, not stars (T14, T23). Pure; what is shown needs several people."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

ENCOURAGED_BY = 5
PATTERN_OF = 3
SHARE_OF_CHATS = 10
SHARE_OF_PEOPLE = 5
LOOKED_BACK = timedelta(days=90)


class Helped(StrEnum):
    """How a chat was for the member."""

    YES = "yes"
    A_LITTLE = "a_little"
    NO = "no"


class MeetAgain(StrEnum):
    """Whether one of the two would like to meet the other again."""

    AGAIN = "again"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class ChatAnswer:
    """What the member of one chat answered afterwards; None: not answered."""

    member: int
    listener: int
    helped: Helped | None = None
    safe: bool | None = None

    @property
    def kind(self) -> bool:
        """Whether it says something that may encourage the listener."""
        return self.safe is not False and self.helped in (Helped.YES, Helped.A_LITTLE)


@dataclass(frozen=True, slots=True)
class FeltPattern:
    """How many different people did not feel safe with one listener, of those who answered that."""

    listener: int
    unsafe: int
    answered: int


@dataclass(frozen=True, slots=True)
class SafeShare:
    """In how many of the chats that were answered for the member felt safe."""

    safe: int
    answered: int

    @property
    def percent(self) -> int:
        """The share in whole percent, never rounded up: 199 of 200 are not all."""
        return 100 * self.safe // self.answered


def encourages(answers: Iterable[ChatAnswer]) -> bool:
    """Whether a listener may hear that their chats helped: after kind answers of five different people.

    Nothing else about the answers is ever said to them, so nobody can tell whose they were.
    """
    return len({answer.member for answer in answers if answer.kind}) >= ENCOURAGED_BY


def felt_patterns(answers: Iterable[ChatAnswer]) -> tuple[FeltPattern, ...]:
    """The listeners with whom three or more different people did not feel safe, the most first."""
    by_listener: defaultdict[int, list[ChatAnswer]] = defaultdict(list)
    for answer in answers:
        if answer.safe is not None:
            by_listener[answer.listener].append(answer)
    found = [_pattern(listener, given) for listener, given in by_listener.items()]
    worth_a_look = (pattern for pattern in found if pattern.unsafe >= PATTERN_OF)
    return tuple(sorted(worth_a_look, key=lambda pattern: (-pattern.unsafe, pattern.listener)))


def safe_share(answers: Iterable[ChatAnswer]) -> SafeShare | None:
    """The share that the community may see (T54); None while too few people have answered."""
    told = [answer for answer in answers if answer.safe is not None]
    if len(told) < SHARE_OF_CHATS or len({answer.member for answer in told}) < SHARE_OF_PEOPLE:
        return None
    return SafeShare(sum(answer.safe is True for answer in told), len(told))


def _pattern(listener: int, answers: list[ChatAnswer]) -> FeltPattern:
    unsafe = {answer.member for answer in answers if answer.safe is False}
    return FeltPattern(listener, len(unsafe), len({answer.member for answer in answers}))
