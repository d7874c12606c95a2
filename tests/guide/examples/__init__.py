"""Every card and form once, with example values: the shelves that the tests of texts and limits look over."""

from bot.guide import Wording
from tests.guide.examples import (
    after,
    appealing,
    choosing,
    crisis,
    deciding,
    desk,
    digest,
    everybody,
    gone,
    listener,
    member,
    moderator,
    news,
    patterns,
    questions,
    refer,
    relay,
    replying,
    report,
    reviewing,
    rules,
    setup,
    shift,
    suggestions,
    time,
)
from tests.guide.examples.shelf import EXCUSES, LATER, NOW, OTHER, PERSON, TEAM, Example, Recording, case

__all__ = ["EXCUSES", "LATER", "NOW", "OTHER", "PERSON", "TEAM", "Example", "Recording", "case", "examples"]

ROOMS = (
    everybody,
    time,
    gone,
    member,
    choosing,
    listener,
    shift,
    refer,
    after,
    crisis,
    relay,
    report,
    questions,
    replying,
    moderator,
    desk,
    deciding,
    appealing,
    patterns,
    reviewing,
    digest,
    setup,
    rules,
    news,
    suggestions,
)
"""A new group of cards is a module with `cards(wording)`, named here."""


def examples(wording: Wording) -> tuple[Example, ...]:
    """Give all examples in one wording."""
    return tuple(Example(name, shown) for room in ROOMS for name, shown in room.cards(wording))
