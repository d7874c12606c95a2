"""Sentences of a text: a long kind message must not hide the one in which somebody asks."""

import re

_ENDS = re.compile(r"(?<=[.!?;])[\"')]*\s+|\n\s*")
_ROUGH_ENDS = ("?", "!", ";", ".)", '."')
_LEAST_WORDS = 2
_MOST = 30
"""Sentences that are looked at."""
_LONG_FROM = 160
"""Code points from which on a text is long enough to hide a sentence."""


def roughly_split(text: str) -> list[str]:
    """About the sentences of a long text, without their ends and quickly; none of a short one, or of one sentence."""
    if len(text) < _LONG_FROM:
        return []
    for end in _ROUGH_ENDS:
        text = text.replace(end, ".")
    found = text.replace("\n", ". ").split(". ")
    return found if len(found) > 1 else []


def sentences(text: str) -> list[str]:
    """The sentences of a text that has several, but for very short ones; none of a text that is one."""
    found = _ENDS.split(text)
    if len(found) < 2:
        return []
    return [sentence for sentence in found if len(sentence.split(None, _LEAST_WORDS)) >= _LEAST_WORDS][:_MOST]
