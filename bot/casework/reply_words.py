"""Whether the words of a question give somebody away: names, mentions, links and words that were said or told. Pure."""

import re
from collections.abc import Iterable
from enum import StrEnum

MOST_LETTERS = 200
# So many words in a row are a quotation, whether or not they stand between quotation marks.
QUOTED_WORDS = 4

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MENTION = re.compile(r"<[@#!&]|(?<!\w)@\w|\d{5,}")
_LINK = re.compile(r"https?://|www\.|\b[\w-]+\.(?:com|net|org|gg|me|io)\b", re.IGNORECASE)
_MARKS = re.compile(r"[\"“”„«»]")
_ENDS = re.compile(r"[.?!]\s+\S|\n")


class Trouble(StrEnum):
    """What has to be changed in a question before it can be sent."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    MORE_THAN_ONE = "more_than_one"
    MENTION = "mention"
    LINK = "link"
    NAME = "name"
    QUOTE = "quote"


def troubles_in(sentence: str, names: Iterable[str], said: Iterable[str]) -> tuple[Trouble, ...]:
    """Name what is wrong with a sentence. `names` are those of the people in the case, `said` what was said or told."""
    words = _words(sentence)
    found = {
        Trouble.EMPTY: not words,
        Trouble.TOO_LONG: len(sentence) > MOST_LETTERS,
        Trouble.MORE_THAN_ONE: _ENDS.search(sentence.strip()) is not None,
        Trouble.MENTION: _MENTION.search(sentence) is not None,
        Trouble.LINK: _LINK.search(sentence) is not None,
        Trouble.NAME: any(_holds(words, _words(name)) for name in names),
        Trouble.QUOTE: _MARKS.search(sentence) is not None or any(_repeats(words, each) for each in said),
    }
    return tuple(trouble for trouble, there in found.items() if there)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORD.findall(text))


def _holds(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    length = len(wanted)
    return length > 0 and any(words[at : at + length] == wanted for at in range(len(words) - length + 1))


def _repeats(words: tuple[str, ...], text: str) -> bool:
    told = _runs(_words(text))
    return bool(told & _runs(words))


def _runs(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(words[at : at + QUOTED_WORDS] for at in range(len(words) - QUOTED_WORDS + 1))
