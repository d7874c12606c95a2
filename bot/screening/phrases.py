"""The phrase language: what a moderator writes in a pack becomes one bounded regular expression.

`word`, `word*` (any ending), `(a|b c)` one of these, `[maybe]` optional, `{class}` any word of a class, `<3>` up to
three words, `^` and `$` start and end of a sentence, `?` a question mark. Words are apart by spaces or light punctuation,
never by the end of a sentence, and an apostrophe may be missing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

GAP_LIMIT = 8
APART = r"(?:[\s,\"':;~()*/_\-]|\.\.+)+"
_APART_LOOSE = r"[\s,\"':;~()*/_\-.]+"
_RARE = 0.0005
_SHAPE_SHARE = 0.1
_WORD = r"[\w'@&+#]+"
_START = r"(?:^|[.!?\n,;:)\"'\-])\s*"
_START_BEHIND = r"(?:^|(?<=[.!?\n,;:)\"'\-]))\s*"
_TOKEN = re.compile(r"\s*(?:(?P<class>\{[a-z_]+\})|(?P<gap><\d+>)|(?P<mark>[()\[\]|^$?])|(?P<word>[^\s()\[\]{}<>|^$?]+))")

_END = r"[\s\"')]{0,3}(?:$|[.!?\n,;:])"

SHAPES: Mapping[str, str] = {
    "handle": r"(?:@[\w.]{2,30}|[a-z0-9]+(?:[._\-]+[a-z0-9]+)*[._]+[a-z0-9]*\d[\w.]*|[a-z0-9]+(?:_[a-z0-9]+)+|[a-z]{3,}\d{2,}|[a-z]+(?:\.[a-z]+){2,})",
    "email": r"[a-z0-9][\w.+\-]*@[a-z0-9\-]+(?:\.[a-z0-9\-]+)+",
    "digits": r"\d{2,}",
    "any": r"[\w'@&+#.]+",
}
"""Classes built in: things recognised by their shape, not by a list."""


class PhraseError(ValueError):
    """A phrase cannot be understood; the message says why."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a pack: its words, the exact expression, and the anchor that the scanner looks for.

    The anchor is the rarest stretch of the phrase between two gaps: a text without it cannot match.
    """

    text: str
    exact: re.Pattern[str]
    anchor: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a phrase without gaps, and roughly the share of messages that have it."""

    scan: str = ""
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Built:
    """A compiled part of a phrase: the exact expression, and its pieces between gaps."""

    exact: str = ""
    pieces: tuple[Piece, ...] = (Piece(),)

    @property
    def begun(self) -> bool:
        """Whether the last piece has something in it."""
        return bool(self.pieces[-1].scan)

    def then(self, exact: str, scan: str, *, share: float = 1.0, cut: bool = False) -> "Built":
        """This part followed by another; `cut` begins a new piece after it."""
        last = self.pieces[-1]
        pieces = (*self.pieces[:-1], Piece(last.scan + scan, last.share * share))
        return Built(self.exact + exact, (*pieces, Piece()) if cut else pieces)


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
    exact = rf"(?<![a-z0-9_]){built.exact.replace(_START, _START_BEHIND)}(?![a-z0-9_])"
    compiled = re.compile(exact, re.ASCII | re.IGNORECASE)
    if compiled.match(""):
        raise PhraseError(f"{text!r} can match nothing at all")
    anchors = [piece for piece in built.pieces if _counts(piece.scan)]
    if not anchors:
        raise PhraseError(f"{text!r} has no word that must be there")
    return Phrase(text, compiled, _for_scanner(min(anchors, key=lambda piece: piece.share).scan))


def compile_class(entries: Sequence[str], classes: Mapping[str, Built], words: Words) -> Built:
    """Compile the words of one class, each a phrase itself, to one part."""
    return _either([_Reader(entry, classes, words).whole() for entry in entries])


def _either(branches: Sequence[Built]) -> Built:
    exact = sorted({branch.exact for branch in branches}, key=lambda part: (-len(part), part))
    scan = sorted({branch.pieces[0].scan for branch in branches})
    piece = Piece(f"(?:{'|'.join(scan)})", min(1.0, sum(branch.pieces[0].share for branch in branches)))
    cut = any(len(branch.pieces) > 1 for branch in branches)
    return Built(f"(?:{'|'.join(exact)})", (piece, Piece()) if cut else (piece,))


def _counts(piece: str) -> bool:
    bare = piece.removeprefix(_START).removesuffix(_END)
    return bool(bare) and re.match(bare, "") is None


def _for_scanner(piece: str) -> str:
    """The same expression with its anchors only at the outer ends, where the scanner allows them.

    The scanner sees a line end after every text, so that no expression needs `$`.
    """
    start = _START if piece.startswith(_START) else r"(?:^|\W)"
    end = _END.replace("$|", "") if piece.endswith(_END) else r"\W"
    inner = piece.removeprefix(_START).removesuffix(_END)
    return start + inner.replace(_START, "").replace(_END, "").replace(APART, _APART_LOOSE) + end


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
            raise PhraseError(f"{self._text!r}: expected {until or 'the end'!r}, found {self._peek() or 'the end'!r}")
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

    def _add(self, token: str, built: Built, apart: bool) -> tuple[Built, bool]:  # noqa: FBT001 - a state, not a switch
        gap = APART if apart else ""
        match token[0]:
            case "[":
                return self._optional(built, apart)
            case "(" | "{":
                part = self._alternatives(until=")") if token == "(" else self._class(token[1:-1])  # noqa: S105
                piece = part.pieces[0]
                scan = (gap if built.begun else "") + piece.scan
                return built.then(gap + part.exact, scan, share=piece.share, cut=len(part.pieces) > 1), True
            case "<":
                exact = f"(?:{APART}{_WORD}){{0,{self._gap(token, apart)}}}"
                return built.then(exact, "", cut=built.begun), True
            case "^":
                return built.then(_START, _START, share=0.5), False
            case "$":
                return built.then(_END, _END, share=0.5), False
            case "?":
                mark = r"[\s\"')]{0,4}\?"
                return built.then(mark, mark, share=0.2), False
        word = _word(token)
        share = self._words.share(token.rstrip("*"))
        return built.then(gap + word, (gap if built.begun else "") + word, share=share), True

    def _optional(self, built: Built, apart: bool) -> tuple[Built, bool]:  # noqa: FBT001 - a state, not a switch
        inner = self._alternatives(until="]")
        cut, scan = len(inner.pieces) > 1, inner.pieces[0].scan
        if not apart:
            return built.then(f"(?:{inner.exact}{APART})?", f"(?:{scan}{APART})?", cut=cut), False
        if not built.begun:
            return built.then(f"(?:{APART}{inner.exact})?", ""), True
        return built.then(f"(?:{APART}{inner.exact})?", f"(?:{APART}{scan})?", cut=cut), True

    def _class(self, name: str) -> Built:
        if name in SHAPES:
            return Built(SHAPES[name], (Piece(SHAPES[name], _SHAPE_SHARE),))
        if name not in self._classes:
            raise PhraseError(f"{self._text!r} names the class {{{name}}}, which no word list defines")
        return self._classes[name]

    def _gap(self, token: str, apart: bool) -> int:  # noqa: FBT001 - a state, not a switch
        size = int(token[1:-1])
        if not apart or not 1 <= size <= GAP_LIMIT:
            raise PhraseError(f"{self._text!r}: a gap stands after a word and is 1 to {GAP_LIMIT} words, not {size}")
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
