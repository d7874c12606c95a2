"""Clues are what can be weighed in a text: its words, and pairs of words that stand close together."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, islice, repeat

REACH = 4
"""How many places a pair's second word may stand after its first."""
MOST_WORDS = 400
"""More words of one piece of text are not weighed."""
START, END = "<", ">"
_PLAIN = bytes(
    letter if 48 <= letter <= 57 or 97 <= letter <= 122 or letter in b"!?" else 32 for letter in range(256)
)
"""Byte by byte: small letters, figures, `!` and `?`; all else is a space."""
_MARKS = re.compile(rb"([?!])[?!]*")
_LINKS = ("http", "www.")
_ANY = re.compile(r"[\w.+-]{1,64}@[\w-]+\.[\w.]+|@\w[\w.]*|(?:https?:|www\.)\S+|[a-z0-9_]+|[?!]+")
_PLACED = re.compile(
    r"(?<!\S)(?=[^\s@]*?[a-z]\w+\.\w\w)(?!http|www\.)|[\w.+-]{1,64}@[\w-]+\.[\w.]+|@\w[\w.]*|(?:https?:|www\.)\S+|[a-z0-9_]+(?:'[a-z0-9_]+)*|[?!]+"
)
_HANDLE = re.compile(r"[a-z]+_[a-z0-9_]+|[a-z]{3,}\d{2,}")
_DOTTED = re.compile(r"[a-z]\w+\.\w\w")
DOTTED = "{dotted}"
"""Stands before words with a dot between: the name of an account, or a space left out."""
_INSIDE = re.compile(r"\w+@\w+")
_LONG_NUMBER = 5

Same = Mapping[str, str]
"""Written forms and the word they count as: `ur` is `your`, `telegram` is `{app}`."""


def words(text: str, words_of: Callable[[str], Sequence[str]]) -> list[str]:
    """The words of a plain text in lower case, with its start and end; `words_of` gives those of a chunk."""
    return [START, *islice(chain.from_iterable(map(words_of, text.split())), MOST_WORDS), END]


def words_in(chunk: str, same: Same) -> tuple[str, ...]:
    """The words of one chunk of text, which holds no space, in one form each."""
    if not chunk.isascii() or "@" in chunk or "_" in chunk or chunk.startswith(_LINKS):
        found = [_known(written) for written in _ANY.findall(_with_letters(chunk.replace("'", ""), same))]
    else:
        found = _split(chunk.encode("ascii"))
    if "." in chunk and "@" not in chunk and not chunk.startswith(_LINKS) and _DOTTED.search(chunk):
        found.insert(0, DOTTED)
    return tuple([same.get(written, written) for written in found])


def _with_letters(chunk: str, same: Same) -> str:
    """A chunk in which `@` stands for a letter where that makes a word that counts as another: `inst@gram`."""
    return _INSIDE.sub(lambda found: _read(found[0], same), chunk)


def _read(written: str, same: Same) -> str:
    read = written.replace("@", "a")
    return read if read in same else written


def _split(text: bytes) -> list[str]:
    """The words of a text without addresses, links and handles: the quick way for nearly all."""
    line = text.translate(_PLAIN, b"'")
    if b"?" in line or b"!" in line:
        line = _MARKS.sub(rb" \1 ", line)
    found = line.decode("ascii").split()
    return [written if written.isalpha() else _known(written) for written in found]


def places(text: str) -> list[tuple[int, int]]:
    """Where each of the words of a text stands; its start and end stand nowhere."""
    found = [written.span() for written in islice(_PLACED.finditer(text), MOST_WORDS)]
    return [(0, 0), *found, (len(text), len(text))]


def pairs(them: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    """Every clue of some words: first word, how far the second stands after it (0: itself), second word."""
    for reach in range(REACH + 1):
        yield from zip(them, repeat(reach), them[reach:])


def _known(word: str) -> str:
    if word[0] in "?!":
        return word[0]
    if "@" in word:
        return "{handle}" if word[0] == "@" else "{email}"
    if word.startswith(_LINKS):
        return "{link}"
    if word.isdigit():
        return "{number}" if len(word) >= _LONG_NUMBER else f"{{{len(word)}-digits}}"
    return "{handle}" if _HANDLE.fullmatch(word) else word
