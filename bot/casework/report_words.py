"""Whether the words of a report say what happened; judged kindly, and once at most (domain: bad reports).

Only what certainly says nothing is met with a question: nothing at all, random letters, or words that do no
more than point at a chat. Everything else is taken as it is, in any language.
"""

import re
from collections.abc import Set as AbstractSet
from enum import StrEnum

from bot.casework.situations import Situation

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_LATIN = re.compile(r"[a-z]+")
_VOWELS = frozenset("aeiouy")
_KEYS_BESIDE = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop")
_RUN = 4
_REPEATED = 6
_NO_VOWEL = 5


class Lacking(StrEnum):
    """What the words of a report lack."""

    NOTHING_SAID = "nothing_said"
    RANDOM_LETTERS = "random_letters"
    ONLY_POINTS = "only_points"


def words_needed(situation: Situation, *, in_chat: bool, by_message: bool) -> bool:
    """Whether a report needs a few words: where neither the choice nor the place says what happened."""
    if situation is Situation.UNEASY:
        return False
    return situation is Situation.SOMETHING_ELSE or not (in_chat or by_message)


def lacking(words: str, pointing: AbstractSet[str]) -> Lacking | None:
    """What the words lack; None when they say something. `pointing`: words that alone only point at a chat."""
    said = _WORD.findall(words.casefold())
    if not said:
        return Lacking.NOTHING_SAID
    if all(word in pointing for word in said):
        return Lacking.ONLY_POINTS
    return Lacking.RANDOM_LETTERS if all(_is_random(word) for word in said) else None


def _is_random(word: str) -> bool:
    """Whether no language spells like this; only judged for plain Latin letters."""
    if not _LATIN.fullmatch(word):
        return False
    if (len(word) >= 3 and len(set(word)) == 1) or (len(word) >= _REPEATED and len(set(word)) == 2):
        return True
    if len(word) >= _NO_VOWEL and not _VOWELS & set(word):
        return True
    return len(word) >= _RUN and any(word in row or word[::-1] in row for row in _KEYS_BESIDE)
