"""Fold makes disguised letters plain, one code point at a time, and can tell where each came from."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FoldTable = Mapping[int, str]

_RANGES = (
    (0x80, 0x3100),
    (0xA640, 0xAC00),
    (0xD800, 0xE000),
    (0xF900, 0x10000),
    (0x1D400, 0x1D800),
    (0x1E000, 0x1F000),
    (0x1F000, 0x1FB00),
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
    "a": "аАαΑɑɐᴀᎪꓮ∂Ӕæɑ",
    "b": "вВбßβΒʙЬьᏴꓐ",
    "c": "сСϲᴄᏟꓚ¢ƈ",
    "d": "ԁԀďđðᴅᎠꓓɖ",
    "e": "еЕєЄεΕэəɛᴇᎬꓰ€",
    "f": "ƒꜰꓝſ",
    "g": "ɡɢԌꓖց",
    "h": "һҺнНΗħʜᎻꓧհ",
    "i": "іІїιΙıɩɪꓲɨᎥ",
    "j": "јЈϳᴊᎫꓙ",
    "k": "кКκΚᴋᏦꓗƙ",
    "l": "ӏӀłʟᏞꓡ£ⅼ",
    "m": "мМΜᴍᎷꓟɱ",
    "n": "пηΝɴոꓠռ",
    "o": "оОοΟσøØɔᴏօꓳ०〇",
    "p": "рРρΡᴘᏢꓑþ",
    "q": "ԛԚգ",
    "r": "гʀᎡꓣɹ®я",
    "s": "ѕЅꜱᏚꓢ§ʂ",
    "t": "тТτΤŧᴛᎢꓔ†",
    "u": "υʋᴜսꓴцʉμµ",
    "v": "νѵᴠᏙꓦ∨",
    "w": "ωшщԝᴡᎳꓪա",
    "x": "хХχΧꓫ×",
    "y": "уУүγΥʏꓬ¥",
    "z": "ᴢΖᏃꓜʐ",
}


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


def build_table(names: Mapping[str, str]) -> dict[int, str]:
    """The fold table; `names` maps emoji to the word they stand for (a pack's data)."""
    table = {code: _fold_one(chr(code)) for low, high in _RANGES for code in range(low, high)}
    table |= {ord(strange): plain for strange, plain in _PLAIN.items()}
    table |= _lookalikes()
    table |= {ord(emoji): f" {word} " for emoji, word in names.items() if len(emoji) == 1}
    table |= dict.fromkeys(range(*_MARK_RANGES), "")
    return table


def fold(text: str, table: FoldTable) -> str:
    """The plain text: same as given when ASCII, else folded through the table."""
    return text if text.isascii() else text.translate(table)


def fold_view(text: str, table: FoldTable) -> View:
    """The plain text in lower case with the origin of every character."""
    if text.isascii():
        return View(text.lower())
    pieces = [table.get(ord(letter), letter) for letter in text]
    origins = [place for place, piece in enumerate(pieces) for _ in piece]
    origins.append(len(text))
    return View(_lower("".join(pieces)), origins)


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
    if 0x1F170 <= code <= 0x1F189:
        return chr(ord("a") + code - 0x1F170)
    if 0x1F1E6 <= code <= 0x1F1FF:
        return chr(ord("a") + code - 0x1F1E6)
    if 0x1F150 <= code <= 0x1F169:
        return chr(ord("a") + code - 0x1F150)
    if 0x1F130 <= code <= 0x1F149:
        return chr(ord("a") + code - 0x1F130)
    return _decompose(letter)


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
