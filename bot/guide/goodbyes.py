"""Goodbyes: which words say that a chat is about to end, kept as data beside the wording of a locale."""

import re
import tomllib
from dataclasses import dataclass

_WORDS = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"['’`´]")


@dataclass(frozen=True, slots=True)
class Goodbyes:
    """The phrases of one locale, each as it looks without apostrophes, signs and capitals."""

    phrases: tuple[str, ...] = ()

    def said_in(self, text: str) -> bool:
        """Whether a message says goodbye; doubtful phrases count, for it only ever spares somebody a note."""
        plain = f" {_plain(text)} "
        return any(f" {phrase} " in plain for phrase in self.phrases)


def read_goodbyes(content: str, name: str) -> Goodbyes:
    """Read a file of goodbyes. Raises ValueError naming the file when it is broken or empty."""
    try:
        given = tomllib.loads(content).get("phrases")
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{name}: {error}") from None
    if not isinstance(given, list) or not given or not all(isinstance(one, str) for one in given):
        raise ValueError(f"{name}: phrases must be a list of texts, at least one")
    phrases = tuple(_plain(one) for one in given)
    if "" in phrases:
        raise ValueError(f"{name}: phrases: {given[phrases.index('')]!r} has no word in it")
    return Goodbyes(phrases)


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(_APOSTROPHES.sub("", text.casefold())))
