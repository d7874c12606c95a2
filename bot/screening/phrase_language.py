"""The phrase language: what a moderator writes in a pack becomes one bounded regular expression.

`word`, `word*` (any ending), `(a|b c)` one of these, `[maybe]` optional, `{class}` any word of a class, `<3>` up to
three words, `^` and `$` start and end of a sentence, `?` a question mark. Words are apart by spaces or light
punctuation, never by the end of a sentence, and an apostrophe may be missing.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from bot.screening.phrases import SHAPES, Phrase, PhraseError, plain

GAP_LIMIT = 8
APART = r"(?:[\s,\":;~()*/_|`=>\[\]\-]|\.\.++|(?<=\W)'|'(?=\W))++"
"""What may stand between two words; it gives nothing back, or else a row of quotes would be tried in endless ways."""
_NEGATION = r"not|never|no|(?:do|does|did|is|are|was|were|ca|wo|would|should|could|have|has|had|must)n'?t"
_WORD = rf"(?!(?:{_NEGATION})\b)[\w'@&+#]++"
"""A word in a gap, whole: any but a negation, which would turn the meaning round."""
_START = r"(?:^|(?<=[.!?\n,;:)\"'\-]))\s{0,20}+"
_TOKEN = re.compile(
    r"\s*(?:(?P<class>\{[a-z_]+\})|(?P<gap><\d+>)|(?P<mark>[()\[\]|^$?])|(?P<word>[^\s()\[\]{}<>|^$?]+))"
)

_END = r"[\s\"')]{0,3}(?:$|[.!?\n,;:])"
_SOME_WORDS = "(?:[a-z0-9@ ]* )?"
_ANY_WORDS = "[a-z0-9@ ]+ "
_ENDING = "[a-z0-9 ]* "
_ASKED, _MAYBE_ASKED = r"\? ", r"(?:\? )?"
_QUESTION = r"[\s\"')|*]{0,4}\?"


class Built(NamedTuple):
    """A compiled stretch of a phrase, exact and loose: the loose one begins with one of `heads`, then `rest`.

    `firm` says that some word of it must be there, `shapes` which classes built in must be.
    """

    exact: str = ""
    heads: tuple[str, ...] = ()
    rest: str = ""
    firm: bool = False
    shapes: frozenset[str] = frozenset()

    @property
    def loose(self) -> str:
        """The loose expression where something stands before it."""
        return _grouped(self.heads) + self.rest

    @property
    def leading(self) -> str:
        """The loose expression where nothing stands before it: a head that ends with another one adds nothing.

        Dropping it is no mere economy: Vectorscan 5.4.12 misses texts of `(need to|to) hear`, not of `to hear`.
        """
        spare = tuple(f" {head}" for head in self.heads if head)
        return rf"\W{_grouped([head for head in self.heads if not head.endswith(spare)])}{self.rest}"

    def follow(self, gap: str, other: "Built") -> "Built":
        """Another stretch added at the end."""
        heads, rest = (self.heads, self.rest + other.loose) if self.heads else (other.heads, other.rest)
        return Built(
            self.exact + gap + other.exact,
            heads,
            rest,
            self.firm or other.firm,
            self.shapes | other.shapes,
        )

    def then(self, exact: str, loose: str = "") -> "Built":
        """Something added at the end that need not be there, or is not a word."""
        return self.follow("", Built(exact, (loose,) if loose else ()))


def compile_phrase(text: str, classes: Mapping[str, Built]) -> Phrase:
    """Compile one phrase; `classes` maps a class name to its compiled form.

    Raises PhraseError when the phrase is empty, unbalanced, names an unknown class or has no word that must be
    there.
    """
    built = _Reader(text, classes).whole()
    if not built.firm:
        raise PhraseError(f"{text!r} could match nothing: it has no word that must be there")
    return Phrase(text, built.exact, built.leading, built.shapes)


def compile_class(entries: Sequence[str], classes: Mapping[str, Built]) -> Built:
    """Compile the words of one class, each a phrase itself, to one stretch."""
    return _either([_Reader(entry, classes).whole() for entry in entries])


def pieces(text: str) -> list[str]:
    """The stretches of a phrase that must be there: words, choices and classes, as they are written.

    What may be left out, gaps and marks are none. Raises PhraseError when it cannot be read.
    """
    tokens, found, place = _tokens(text), [], 0
    while place < len(tokens):
        end = _closing(tokens, place)
        stretch = tokens[place : end + 1]
        if stretch[0] == "|":
            return [text]
        if stretch[0][0] not in "[<^$?":
            found.append(_written(stretch))
        place = end + 1
    return found


def _closing(tokens: Sequence[str], start: int) -> int:
    """The place of the token that ends the stretch which begins here."""
    depth = 0
    for place in range(start, len(tokens)):
        depth += (tokens[place] in ("(", "[")) - (tokens[place] in (")", "]"))
        if depth <= 0:
            return place
    return len(tokens) - 1


def _written(tokens: Sequence[str]) -> str:
    return re.sub(r" (?=[|)\]])|(?<=[|(\[]) ", "", " ".join(tokens))


def _either(branches: Sequence[Built]) -> Built:
    exact = sorted({branch.exact for branch in branches}, key=lambda part: (-len(part), part))
    return Built(
        f"(?:{'|'.join(exact)})",
        tuple(sorted({branch.loose for branch in branches})),
        firm=all(branch.firm for branch in branches),
        shapes=frozenset.intersection(*(branch.shapes for branch in branches)),
    )


def _grouped(loose: Sequence[str]) -> str:
    branches = sorted(set(loose))
    return f"(?:{'|'.join(branches)})" if len(branches) > 1 else "".join(branches)


class _Reader:
    """Reads one phrase from left to right."""

    def __init__(self, text: str, classes: Mapping[str, Built]) -> None:
        self._text, self._classes = text, classes
        self._tokens = _tokens(text)
        self._place = 0

    def whole(self) -> Built:
        built = self._alternatives(until="")
        if not built.exact:
            raise PhraseError(f"{self._text!r} is empty")
        return built

    def _alternatives(self, until: str) -> Built:
        branches = [self._sequence()]
        while self._peek() == "|":
            self._place += 1
            branches.append(self._sequence())
        if self._peek() != until:
            raise PhraseError(
                f"{self._text!r}: expected {until or 'the end'!r}, found {self._peek() or 'the end'!r}"
            )
        self._place += 1
        if len(branches) == 1:
            return branches[0]
        if not all(branch.exact for branch in branches):
            raise PhraseError(f"{self._text!r} has an empty alternative")
        return _either(branches)

    def _sequence(self) -> Built:
        built, apart = Built(), False
        while (token := self._peek()) not in ("", "|", ")", "]"):
            self._place += 1
            built, apart = self._add(token, built, apart)
        return built

    def _add(self, token: str, built: Built, apart: bool) -> tuple[Built, bool]:
        gap = APART if apart else ""
        match token[0]:
            case "[":
                return self._optional(built, apart)
            case "(" | "{":
                part = self._alternatives(until=")") if token == "(" else self._class(token[1:-1])  # noqa: S105
                return built.follow(gap, part), True
            case "<":
                return built.then(f"(?:{APART}{_WORD}){{0,{self._gap(token, apart)}}}", _SOME_WORDS), True
            case "^":
                return built.then(_START), False
            case "$":
                return built.then(_END, _MAYBE_ASKED), False
            case "?":
                return built.then(_QUESTION, _ASKED), False
        return built.follow(gap, _one_word(token)), True

    def _optional(self, built: Built, apart: bool) -> tuple[Built, bool]:
        inner = self._alternatives(until="]")
        loose = f"(?:{inner.loose})?"
        if apart:
            return built.then(f"(?:{APART}{inner.exact})?", loose), True
        return built.then(f"(?:{inner.exact}{APART})?", loose), False

    def _class(self, name: str) -> Built:
        if name in SHAPES:
            if name == "any":
                return Built(SHAPES[name], (_SOME_WORDS,))
            return Built(SHAPES[name], (_ANY_WORDS,), firm=True, shapes=frozenset([name]))
        if name not in self._classes:
            raise PhraseError(f"{self._text!r} names the class {{{name}}}, which no word list defines")
        return self._classes[name]

    def _gap(self, token: str, apart: bool) -> int:
        size = int(token[1:-1])
        if not apart or not 1 <= size <= GAP_LIMIT:
            raise PhraseError(
                f"{self._text!r}: a gap stands after a word and is 1 to {GAP_LIMIT} words, not {size}"
            )
        return size

    def _peek(self) -> str:
        return self._tokens[self._place] if self._place < len(self._tokens) else ""


def _tokens(text: str) -> list[str]:
    found, place = [], 0
    text = text.strip().lower()
    while place < len(text):
        token = _TOKEN.match(text, place)
        if token is None or token.end() == place:
            raise PhraseError(f"{text!r} cannot be read at {text[place:]!r}")
        found.append(token.group().strip())
        place = token.end()
    return found


@cache
def _one_word(word: str) -> Built:
    """One word; phrases and classes share most of theirs, so each is built once."""
    return Built(_word(word), (_loose_word(word),), firm=True)


def _word(word: str) -> str:
    stem, star = (word[:-1], r"\w*") if word.endswith("*") and len(word) > 1 else (word, "")
    return re.escape(stem).replace("'", "'?") + star


def _loose_word(word: str) -> str:
    """A word as it stands in plain text: an apostrophe parts it, or is not there at all."""
    star = word.endswith("*") and len(word) > 1
    stem = word[:-1] if star else word
    forms = [plain("".join(parts).encode()).decode().strip() for parts in _with_and_without(stem.split("'"))]
    end = _ENDING if star else " "
    return _grouped([form.replace("?", r"\?") + end if form or star else "" for form in forms])


def _with_and_without(parts: Sequence[str]) -> Sequence[tuple[str, ...]]:
    ways = list(product((" ", ""), repeat=len(parts) - 1))
    return [
        (parts[0], *(piece for pair in zip(way, parts[1:], strict=True) for piece in pair)) for way in ways
    ]
