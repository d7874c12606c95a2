"""Searches remember where phrases stand first in the last few texts, for one message is asked about several times."""

import re

from bot.screening.phrases import Phrase

_TEXTS = 8
"""How many texts are remembered: the views of one message, and little more."""


class Searches:
    """Where phrases first stand in texts; each is looked for once in the same text."""

    def __init__(self) -> None:
        self._known: dict[str, dict[Phrase, re.Match[str] | None]] = {}

    def first(self, phrase: Phrase, text: str) -> re.Match[str] | None:
        """The first match of a phrase in a text, if there is one."""
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= _TEXTS:
                self._known.clear()
            known = self._known[text] = {}
        if phrase in known:
            return known[phrase]
        found = known[phrase] = phrase.exact.search(text)
        return found
