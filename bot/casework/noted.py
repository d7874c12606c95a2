"""What was noted of one message is one thing seen, however many reasons there were to note it."""

from collections.abc import Iterable

from bot.casework.values import Flag
from bot.screening import Category


def by_message(flags: Iterable[Flag]) -> tuple[tuple[Flag, ...], ...]:
    """Group flags by their message, in the order given; in each group the weightiest stands first.

    What is not about a message, such as a sudden end or what somebody told, stands for itself.
    """
    groups: dict[tuple[int, int], list[Flag]] = {}
    for flag in flags:
        key = (flag.message, 0) if flag.message > 0 else (0, flag.number)
        groups.setdefault(key, []).append(flag)
    return tuple(tuple(sorted(group, key=_weight, reverse=True)) for group in groups.values())


def _weight(flag: Flag) -> tuple[int, bool]:
    """The ask weighs more than the excuse that came with it."""
    return flag.severity, flag.category is not Category.PRETEXT
