"""Pseudonyms: two names made of plain words, new for every relayed chat."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet

# A person who has met nearly every name gets one of them again rather than none.
DRAWS = 20


def draw_names(
    firsts: Sequence[str],
    seconds: Sequence[str],
    pick: Callable[[int], int],
    met: AbstractSet[str] = frozenset(),
) -> tuple[str, str]:
    """Draw a name for the member and one for the listener that share no word, so that nobody mixes them up.

    `pick` gives a random number from 0 up to, and not including, its argument. `met` are the names of chats that
    either of them had before: who meets one again would take a new person for the one from then. Raises ValueError
    when there are fewer than two words of a kind.
    """
    if len(firsts) < 2 or len(seconds) < 2:
        message = "names need at least two words of each kind"
        raise ValueError(message)
    for _ in range(DRAWS):
        first, other_first = _two(firsts, pick)
        second, other_second = _two(seconds, pick)
        drawn = f"{first} {second}", f"{other_first} {other_second}"
        if not met & {*drawn}:
            break
    return drawn


def _two(words: Sequence[str], pick: Callable[[int], int]) -> tuple[str, str]:
    one = pick(len(words))
    # The second is drawn from what is left.
    other = pick(len(words) - 1)
    return words[one], words[other + (other >= one)]
