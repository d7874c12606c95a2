"""Fold makes disguised letters plain, one code point at a time, and can tell where each came from."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_RANGES = (
    (0x80, 0x3100),
    (0xA4D0, 0xAC00),
    (0xD800, 0xE000),
    (0xF900, 0x10000),
    (0x10280, 0x10500),
    (0x10780, 0x107C0),
    (0x1D400, 0x1D800),
    (0x1DF00, 0x1E000),
    (0x1E000, 0x1F000),
    (0x1F000, 0x1FC00),
    (0xE0000, 0xE0200),
)
_MARK_RANGES = (0x300, 0x370)
_HIDDEN = frozenset("\u00ad\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800")
_PLAIN = {
    "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "\u00b4": "'", "\u2032": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": " - ", "\u2015": "-", "\u2212": "-",
    "\u2026": "...", "\u00bf": "?", "\u00a1": "!", "\u00d7": "x", "\u00b7": ".", "\u2022": ".", "\u2219": ".",
    "\u00a0": " ", "\u2192": ":", "\u3002": ".", "\uff0e": ".",
    "\u2753": "?", "\u2754": "?", "\u2049": "?", "\u2047": "?",
    "\u21e8": ":", "\u27a1": ":", "\u2794": ":", "\u25b6": ":",
}  # fmt: skip
_LOOKALIKES = {
    "a": "аАαΑɑɐᴀᎪꓮ∂ӔæɑΛ△ᗩᗅⲀⲁ卂",
    "b": "вВбßβΒʙЬьᏴꓐᗷᏏ乃",
    "c": "сСϲᴄᏟꓚ¢ƈᑕⲤⲥ匚©",
    "d": "ԁԀďđðᴅᎠꓓɖᗞᗪ",
    "e": "еЕєЄεΕэəɛᴇᎬꓰΣ㉫乇Ⲉⲉ℮",
    "f": "ƒꜰꓝſᖴ千ϝ",
    "g": "ɡɢԌꓖցᏀᎶ",
    "h": "һҺнНΗħʜᎻꓧհᕼⲎ卄",
    "i": "ɩіІїιΙıɩɪꓲɨᎥⲒⲓᛁ丨",
    "j": "јЈϳᴊᎫꓙᒍﾌ",
    "k": "кКκΚᴋᏦꓗƙⲔⲕҜҚқ",
    "l": "ӏӀłʟᏞꓡⅼᒪㄥⅬ",
    "m": "мМΜᴍᎷꓟɱᗰⲘⲙ爪",
    "n": "пηΝɴոꓠռᑎⲚⲛ几ИиЙйղ",
    "o": "оОοΟσøØɔᴏօꓳ०〇ᎾⲞⲟㄖ⭕◯⚪",
    "p": "рРρΡᴘᏢꓑþᑭⲢⲣ卩",
    "q": "ԛԚգզᑫᑵǫ",
    "r": "ᴦгʀᎡꓣɹ®яᖇⲄⲅ尺",
    "s": "ѕЅꜱᏚꓢ§ʂᔕ丂",
    "t": "тТτΤŧᴛᎢꓔ†Ⲧⲧㄒ✝✞",
    "u": "υʋᴜսꓴцʉμµᑌㄩ",
    "v": "νѵᴠᏙꓦ∨ᐯᕓ",
    "w": "ωшщԝᴡᎳꓪաⲰⲱᗯ山Ѡѡ",
    "x": "хХχΧꓫ×᙭乂Ⲭⲭ❌✖",
    "y": "ყуУүγΥʏꓬ¥ⲨⲩㄚҮұҰ",
    "z": "ᴢΖᏃꓜʐᘔ乙Ⲍⲍ",
}

_WORD_SIGNS = {
    "\U0001f18e": "ab", "\U0001f191": "cl", "\U0001f192": " cool ", "\U0001f193": " free ", "\U0001f194": " id ",
    "\U0001f195": " new ", "\U0001f197": " ok ", "\U0001f198": " sos ", "\U0001f199": " up ", "\U0001f4b2": "$",
    "\u00a3": "\u00a3", "\u20ac": "\u20ac", "\U0001f4b7": "\u00a3", "\U0001f4b6": "\u20ac",
}  # fmt: skip
_LETTER_RUNS = (0x1F170, 0x1F1E6, 0x1F150, 0x1F130)
"""Where rows of 26 letters begin that have no plain form of their own: squared, regional, dark circles."""
_LETTERS_IN_RUN = 26
_MOST_REMEMBERED = 50_000
"""Plain forms that are kept; all letters of a language and all signs are fewer."""
_ROOM, _MOST_WORDS = 64, 64
"""Letters that a short text may grow by; and how many signs that stand for words are read in one that grows more."""
_APART = " ' "
_CUT_OFF = re.compile(r"(?<=\w) ' (?=(?:s|t|m|d|re|ve|ll)\b)", re.IGNORECASE)
"""An ending that some programs cut off: `wouldn ' t`."""
_LATIN = re.compile(
    r"LATIN (?:SMALL |CAPITAL )?LETTER (?:SMALL CAPITAL |OPEN |REVERSED |TURNED |SCRIPT |BLACKLETTER |INSULAR "
    r"|DOTLESS |SIDEWAYS |BARRED |CLOSED )*([A-Z])(?: WITH .*)?$"
    r"|MODIFIER LETTER (?:SMALL |CAPITAL )(?:TURNED |OPEN |REVERSED )*([A-Z])(?: WITH .*)?$"
)


@dataclass(frozen=True, slots=True)
class View:
    """One way to read a message: its plain text, and for each character where it came from.

    `origins` is None when every character stands where it stood; it has one entry more than the text: the end.
    """

    text: str
    origins: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the original text behind a stretch of this view."""
        if self.origins is None or start >= end:
            return start, end
        stretch = self.origins[start:end]
        return min(stretch), max(
            max(stretch) + 1, self.origins[end] if self.origins[end] > max(stretch) else 0
        )


class FoldTable(dict[int, str]):
    """The plain form of code points: what a pack or a list says; that of others is worked out when one is met."""

    def __missing__(self, code: int) -> str:
        plain = _fold_one(chr(code)) if any(low <= code < high for low, high in _RANGES) else chr(code)
        if len(self) < _MOST_REMEMBERED:
            self[code] = plain
        return plain


def build_table(names: Mapping[str, str]) -> FoldTable:
    """The fold table; `names` maps emoji to the word they stand for (a pack's data)."""
    table = FoldTable()
    table |= {ord(strange): plain for strange, plain in (_PLAIN | _WORD_SIGNS).items()}
    table |= _lookalikes()
    table |= {ord(emoji): f" {word} " for emoji, word in names.items() if len(emoji) == 1}
    table |= dict.fromkeys(range(*_MARK_RANGES), "")
    return table


def fold(text: str, table: FoldTable) -> str:
    """The plain text: folded through the table where it is not ASCII, and endings that were cut off put back."""
    if not text.isascii():
        plain = text.translate(table)
        text = plain if len(plain) <= _longest(text) else "".join(_thinned(text, table))
    return _CUT_OFF.sub("'", text) if _APART in text else text


def fold_view(text: str, table: FoldTable) -> View:
    """The plain text in lower case with the origin of every character."""
    view = View(text.lower()) if text.isascii() else _folded_view(text, table)
    return _put_back(view) if _APART in view.text else view


def _put_back(view: View) -> View:
    """The view with endings that were cut off put back: without the spaces around their apostrophe."""
    gaps = {place for cut in _CUT_OFF.finditer(view.text) for place in (cut.start(), cut.end() - 1)}
    origins = range(len(view.text) + 1) if view.origins is None else view.origins
    kept = [place for place in range(len(view.text) + 1) if place not in gaps]
    return View("".join(view.text[place] for place in kept[:-1]), [origins[place] for place in kept])


def _folded_view(text: str, table: FoldTable) -> View:
    pieces = [table[ord(letter)] for letter in text]
    if sum(map(len, pieces)) > _longest(text):
        pieces = _thinned(text, table)
    origins = [place for place, piece in enumerate(pieces) for _ in piece]
    origins.append(len(text))
    return View(_lower("".join(pieces)), origins)


def _longest(text: str) -> int:
    """Letters that a text may have when it is folded; what people write grows by less."""
    return 2 * len(text) + _ROOM


def _thinned(text: str, table: FoldTable) -> list[str]:
    """The plain form of each letter; where most stand for words, the same word over again counts once."""
    pieces: list[str] = []
    last, left = "", _MOST_WORDS
    for letter in text:
        piece = table[ord(letter)]
        if len(piece) > 1:
            again = piece == last or not left
            last, left = piece, left if again else left - 1
            piece = " " if again else piece
        elif piece.strip():
            last = ""
        pieces.append(piece)
    return pieces


def _lower(text: str) -> str:
    lowered = text.lower()
    return (
        lowered
        if len(lowered) == len(text)
        else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )


def _lookalikes() -> dict[int, str]:
    return {
        ord(strange): plain
        for plain, all_strange in _LOOKALIKES.items()
        for strange in all_strange
        if ord(strange) > 127
    }


def _fold_one(letter: str) -> str:
    if letter in _HIDDEN or unicodedata.category(letter) in ("Cf", "Mn", "Me", "Cs"):
        return ""
    code = ord(letter)
    for first in _LETTER_RUNS:
        if first <= code < first + _LETTERS_IN_RUN:
            return chr(ord("a") + code - first)
    folded = _decompose(letter)
    return folded if folded.isascii() and folded.strip() else _by_meaning(letter) or folded


def _by_meaning(letter: str) -> str:
    """What a sign is by its name or its value: a Latin letter with a stroke, a figure of another script."""
    digit = unicodedata.digit(letter, None)
    if digit is None:
        value = unicodedata.numeric(letter, None) if unicodedata.category(letter) == "No" else None
        digit = int(value) if value is not None and value.is_integer() else None
    if digit is not None:
        return str(digit)
    named = _LATIN.match(unicodedata.name(letter, ""))
    return (named[1] or named[2]).lower() if named else ""


def _decompose(letter: str) -> str:
    plain = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    plain = plain.casefold()
    if plain.startswith("(") and plain.endswith(")") and len(plain) > 2:
        plain = plain[1:-1]
    if plain.isascii() and plain.strip():
        return plain
    if unicodedata.category(letter)[0] in "SZPC" and not plain.isascii():
        return " "
    return plain if plain.strip() else " "
