"""The phrase language: what a moderator writes in a pack becomes one bounded regular expression.

`word`, `word*` (any ending), `(a|b c)` one of these, `[maybe]` optional, `{class}` any word of a class, `<3>` up to
three words, `^` and `$` start and end of a sentence, `?` a question mark. Words are apart by spaces or light
punctuation, never by the end of a sentence, and an apostrophe may be missing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

GAP_LIMIT = 8
APART = r"(?:[\s,\":;~()*/_|`=>\[\]\-]|\.\.++|(?<=\W)'|'(?=\W))++"
"""What may stand between two words; it gives nothing back, or else a row of quotes would be tried in endless ways."""
_RARE = 0.0005
_SHAPE_SHARE = 0.1
_COMMON = 0.05
_DRAWN = 4.0
_ROW_LIMIT = 20
APART_LOOSE = r"[\s,\"':;~()*/_|`=>\[\]\-.]+"
_NEGATION = r"not|never|no|(?:do|does|did|is|are|was|were|ca|wo|would|should|could|have|has|had|must)n'?t"
_WORD = rf"(?!(?:{_NEGATION})\b)[\w'@&+#]++"
"""A word in a gap, whole: any but a negation, which would turn the meaning round."""
_START = r"(?:^|(?<=[.!?\n,;:)\"'\-]))\s*"
_TOKEN = re.compile(
    r"\s*(?:(?P<class>\{[a-z_]+\})|(?P<gap><\d+>)|(?P<mark>[()\[\]|^$?])|(?P<word>[^\s()\[\]{}<>|^$?]+))"
)

_END = r"[\s\"')]{0,3}(?:$|[.!?\n,;:])"
_QUESTION = r"[\s\"')|*]{0,4}\?"

SHAPES: Mapping[str, str] = {
    "handle": (
        r"(?:@[\w.]{2,30}|[a-z0-9]+(?:[._\-]+[a-z0-9]+)*[._]+[a-z0-9]*\d[\w.]*"
        r"|[a-z0-9]+(?:_[a-z0-9]+)+|[a-z]{3,}\d{2,}|[a-z]+(?:\.[a-z]+){2,}|[a-z0-9_.]{2,}#\d{2,5}"
        r"|[a-z0-9]+(?:\s+(?:underscore|hyphen|full stop)\s+[a-z0-9]+)+)"
    ),
    "dotted": r"[a-z][a-z0-9]{2,20}\.[a-z][a-z0-9]{1,20}",
    "email": r"[a-z0-9][\w.+\-]*@[a-z0-9\-]+(?:\.[a-z0-9\-]+)+",
    "digits": r"\d{2,}",
    "count": r"\d{1,4}",
    "percent": r"\d{1,3}\s?(?:%|percent|per cent)",
    "any": r"[\w'@&+#.]+",
}
"""Classes built in: things recognised by their shape, not by a list."""


class PhraseError(ValueError):
    """A phrase cannot be understood; the message says why."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something a phrase cannot do without: one of these words (expressions).

    `share` is roughly the share of messages that have one of them, `top` that of the commonest alone.
    """

    words: frozenset[str]
    share: float
    top: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a pack: its words, the exact expression, and the parts a text must have, the rarest first."""

    text: str
    exact: re.Pattern[str]
    needs: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """A compiled stretch of a phrase: the exact expression, and the parts it needs.

    `row` says that it ends with its last part, so that a next word stands right beside it; `whole` that it is
    nothing but one part.
    """

    exact: str = ""
    needs: tuple[Part, ...] = ()
    row: bool = False
    whole: bool = False

    def follow(self, gap: str, other: "Built") -> "Built":
        """Another stretch added at the end; words in a row become one part, rarer than each alone."""
        exact = self.exact + gap + other.exact
        if not self.exact:
            return Built(exact, other.needs, other.whole, other.whole)
        joined = self._joined(other)
        if joined is None:
            return Built(exact, self.needs + other.needs, other.whole)
        return Built(exact, (*self.needs[:-1], joined), row=True, whole=self.whole)

    def _joined(self, other: "Built") -> Part | None:
        if not (self.row and other.whole):
            return None
        last, first = self.needs[-1], other.needs[0]
        if len(last.words) * len(first.words) > _ROW_LIMIT:
            return None
        words = frozenset(f"{one}{APART_LOOSE}{two}" for one in last.words for two in first.words)
        drawn, top = min(1.0, _DRAWN * first.share), min(1.0, _DRAWN * first.top)
        return Part(words, last.share * drawn, last.top * top)

    def then(self, exact: str) -> "Built":
        """Something added at the end that is not a word of its own."""
        return Built(self.exact + exact, self.needs)

    @property
    def rarest(self) -> Part | None:
        """The part that the fewest messages have."""
        return min(self.needs, key=lambda part: part.share, default=None)


class Words:
    """How common words are, from a list in order of frequency."""

    def __init__(self, common: Sequence[str]) -> None:
        self._ranks = {word: rank for rank, word in enumerate(common, 1)}

    def share(self, word: str) -> float:
        """Roughly the share of messages that have this word."""
        rank = self._ranks.get(word.replace("'", ""))
        return _RARE if rank is None else min(0.5, 2.0 / rank)


def compile_phrase(text: str, classes: Mapping[str, Built], words: Words) -> Phrase:
    """Compile one phrase; `classes` maps a class name to its compiled form.

    Raises PhraseError when the phrase is empty, unbalanced, names an unknown class or can match nothing.
    """
    built = _Reader(text, classes, words).whole()
    exact = rf"(?<![a-z0-9_]){built.exact}(?![a-z0-9_])"
    compiled = re.compile(exact, re.ASCII | re.IGNORECASE)
    if compiled.match(""):
        raise PhraseError(f"{text!r} can match nothing at all")
    if not built.needs:
        raise PhraseError(f"{text!r} has no word that must be there")
    needs = sorted(dict.fromkeys(built.needs), key=lambda part: (part.share, sorted(part.words)))
    return Phrase(
        text, compiled, tuple(part for place, part in enumerate(needs) if place == 0 or part.top < _COMMON)
    )


def compile_class(entries: Sequence[str], classes: Mapping[str, Built], words: Words) -> Built:
    """Compile the words of one class, each a phrase itself, to one stretch."""
    return _either([_Reader(entry, classes, words).whole() for entry in entries])


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
    rarest = [branch.rarest for branch in branches]
    parts = [part for part in rarest if part is not None]
    if len(parts) < len(branches):
        return Built(f"(?:{'|'.join(exact)})")
    shares = {part.words: part.share for part in parts}
    together = Part(
        frozenset().union(*shares), min(1.0, sum(shares.values())), max(part.top for part in parts)
    )
    whole = all(branch.whole for branch in branches)
    return Built(f"(?:{'|'.join(exact)})", (together,), whole, whole)


class _Reader:
    """Reads one phrase from left to right."""

    def __init__(self, text: str, classes: Mapping[str, Built], words: Words) -> None:
        self._text, self._classes, self._words = text, classes, words
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
                return built.then(f"(?:{APART}{_WORD}){{0,{self._gap(token, apart)}}}"), True
            case "^":
                return built.then(_START), False
            case "$":
                return built.then(_END), False
            case "?":
                return built.then(_QUESTION), False
        share = self._words.share(token.rstrip("*"))
        word = _word(token)
        return built.follow(
            gap, Built(word, (Part(frozenset([word]), share, share),), row=True, whole=True)
        ), True

    def _optional(self, built: Built, apart: bool) -> tuple[Built, bool]:
        inner = self._alternatives(until="]").exact
        if apart:
            return built.then(f"(?:{APART}{inner})?"), True
        return built.then(f"(?:{inner}{APART})?"), False

    def _class(self, name: str) -> Built:
        if name in SHAPES:
            return Built(
                SHAPES[name],
                () if name == "any" else (Part(frozenset([SHAPES[name]]), _SHAPE_SHARE, _SHAPE_SHARE),),
            )
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


def _word(word: str) -> str:
    stem, star = (word[:-1], r"\w*") if word.endswith("*") and len(word) > 1 else (word, "")
    return re.escape(stem).replace("'", "'?") + star
