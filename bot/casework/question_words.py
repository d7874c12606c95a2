"""Whether a question to the moderators names somebody (P34): then its writer is asked once, and may send it."""

import re
from enum import StrEnum

_MENTION = re.compile(r"<[@#][!&]?\d+>|(?<![\w.])@\w|\w\.\w*@|https?://|www\.|discord\.gg", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d\s().-]{2,}\d|#\d+|\b(?:chat|case|report)\s+\d+", re.IGNORECASE)
# A capital in the middle of a sentence; not after its end, and not "I".
_NAME = re.compile(r"(?<=[a-z,;] )(?!I\b)[A-Z][a-z]+(?!\w)")


class Names(StrEnum):
    """What in a question may show who it is about."""

    MENTION = "mention"
    NUMBER = "number"
    NAME = "name"


def names_somebody(words: str, known: frozenset[str] = frozenset()) -> Names | None:
    """What may name somebody; None when nothing does. `known`: capitalised words that name no person."""
    if _MENTION.search(words):
        return Names.MENTION
    if _NUMBER.search(words):
        return Names.NUMBER
    named = (found.group().casefold() for found in _NAME.finditer(words))
    return Names.NAME if any(word not in known for word in named) else None
