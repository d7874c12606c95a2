"""What a member may say when asking for a listener: chosen from lists, so that listeners read no free words."""

from enum import StrEnum


class Topic(StrEnum):
    """What a talk may be about; the value is stored."""

    JUST_LISTEN = "just_listen"
    LOW = "low"
    WORRY = "worry"
    LONELY = "lonely"
    FAMILY = "family"
    LOVE = "love"
    WORK = "work"
    LOSS = "loss"
    HEALTH = "health"
    SELF_HARM = "self_harm"
    HURT = "hurt"
    FOOD = "food"
    DRINK_DRUGS = "drink_drugs"
    SEXUALITY = "sexuality"
    MYSELF = "myself"
    OTHER = "other"


class Wish(StrEnum):
    """Whom a member would like, if that can be: decides the first offer only."""

    NONE = ""
    KNOWN = "known"
    NEW = "new"


OTHER_LANGUAGE = "other"

LANGUAGES = (
    *("ar", "bn", "cs", "de", "el", "en", "es", "fa", "fr", "he", "hi", "id"),
    *("it", "ja", "ko", "nl", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "zh"),
)
"""The languages that can be chosen, by code; a drop-down holds at most 25 lines, the last is for all others."""


def read_topic(text: str) -> str:
    """The topic that was chosen; empty when none or an unknown one was."""
    return text if text in set(Topic) else ""


def read_language(text: str) -> str:
    """The language that was chosen; empty when none or an unknown one was."""
    return text if text in (*LANGUAGES, OTHER_LANGUAGE) else ""


def read_wish(text: str) -> Wish:
    """The wish that was chosen; none when it is unknown."""
    return Wish(text) if text in set(Wish) else Wish.NONE
