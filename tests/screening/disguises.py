"""Disguises: every way in which people write a plain line so that a filter may not see it, and a person still can."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from random import Random

from tests.screening.disguised_numbers import CONTACT_DISGUISES, NUMBER_DISGUISES, Write

_WORD = re.compile(r"(?<![\w@.])[A-Za-z]+(?![\w@])")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FALLBACK = 4
"""Letters of the word that is disguised when a line has no key word."""
_VOWELS = "aeiou"
_LEET_SHARE = 0.6
"""Of the letters that can be figures; with all of them few people can read a word."""

APPS = {
    "snapchat": ("ghost app", "ghost icon app", "👻", "👻\ufe0f"),
    "snap": ("ghost app", "👻", "👻\ufe0f"),
    "instagram": ("gram app", "camera app", "📷", "📸", "📷\ufe0f"),
    "insta": ("gram app", "camera app", "📷", "📸", "📸\ufe0f"),
    "twitter": ("bird app", "🐦", "🐦\ufe0f"),
    "telegram": ("plane app", "paper plane app", "✈", "✈\ufe0f"),
    "whatsapp": ("green app",),
    "tiktok": ("clock app",),
    "facebook": ("blue app",),
}
_HOMOGLYPHS: Mapping[str, Mapping[str, str]] = {
    "cyrillic": dict(zip("abcdehijklmnopqrstuvwxyz", "аЬсԁеһіјкӏмпорԛгѕтцѵшхуᴢ", strict=True)),
    "greek": dict(zip("abeiknoptuvwxyz", "αβεικηορτυνωχγζ", strict=True)),
    "other alphabets": dict(zip("acdeghijklmnopqrstuvwxyz", "ɑⲥԁꬲցհɩϳꓗӏꓟոօрզᴦꜱꓔսꓦաⅹყꓜ", strict=True)),
    "accents": dict(zip("abcdefghijklmnoprstuvwxyz", "áḃçďéḟǧĥíĵķļṁñöṗřšťüṽŵẋÿž", strict=True)),
    "strokes": dict(zip("abcdeghijklnoprtuyz", "ⱥƀȼđɇǥħɨɉꝁłꞥøᵽɍŧʉɏƶ", strict=True)),
}
_RUNS: Mapping[str, tuple[int, ...]] = {
    "fullwidth": (0xFF41,),
    "circled": (0x24D0, 0x24B6),
    "negative circled": (0x1F150,),
    "squared": (0x1F130,),
    "negative squared": (0x1F170,),
    "in brackets": (0x249C, 0x1F110),
    "mathematical": (0x1D41A, 0x1D4D0, 0x1D586, 0x1D552, 0x1D5BA, 0x1D5EE, 0x1D68A, 0x1D656),
}
_SMALL_CAPS = dict(zip(_LETTERS, "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡxʏᴢ", strict=True))
_SUPERSCRIPT = dict(zip(_LETTERS, "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖqʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
_EMOJI_LETTERS = {
    "a": "🅰\ufe0f",
    "b": "🅱\ufe0f",
    "o": "⭕",
    "p": "🅿\ufe0f",
    "i": "ℹ\ufe0f",
    "m": "Ⓜ\ufe0f",
    "x": "❌",
}
_HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u200e\u202c\u2061\u2063\u034f\u180e\U000e0041"
_LEET = {
    "a": "4@", "b": "8", "e": "3", "g": "9", "i": "1!", "l": "1|", "o": "0", "s": "5$", "t": "7+", "z": "2",
}  # fmt: skip
SEPARATORS = (
    " ", ".", "-", "_", "*", "/", "|", ",", "~", "+", "'", ":", ";", "·", "•", "=", "^", "\\", "\u2009", "\u00a0",
    "\u3000", "—", "–", "…", "\u2022", "★", "♥", "🙂", "·", "`", "#", "&", ">", "<", "!", "\u200b ",
    " . ", " - ", "--", "..", "( )", "()", "[]", "__", " / ", " * ", "  ", "\t",
)  # fmt: skip
_MASKS = "*#_.-?"


@dataclass(frozen=True, slots=True)
class Line:
    """A plain line, and where the words stand that matter in it."""

    text: str
    keys: tuple[tuple[int, int], ...]
    known: bool = True

    def each(self, change: Callable[[str], str]) -> str:
        """The line with every key word changed."""
        text = self.text
        for start, end in reversed(self.keys):
            text = text[:start] + change(text[start:end]) + text[end:]
        return text


@dataclass(frozen=True, slots=True)
class Disguise:
    """One way to disguise a line; gives the line back as it was where it does not apply."""

    name: str
    write: Callable[[Line, Random], str]


def find_keys(text: str, known: frozenset[str]) -> Line:
    """The line with its key words: the known ones, or else its longest word."""
    words = [word for word in _WORD.finditer(text) if word.group().lower() in known]
    known_here = bool(words)
    if not words:
        words = sorted(_WORD.finditer(text), key=lambda word: len(word.group()))[-1:]
        words = [word for word in words if len(word.group()) >= _FALLBACK]
    return Line(text, tuple(word.span() for word in words), known_here)


def known_words(names: Iterable[str]) -> frozenset[str]:
    """Single words worth hiding, out of a pack's anchors and names."""
    return frozenset(name for name in (*names, *APPS) if name.isalpha() and len(name) > 2)


def _letters(name: str, table: Mapping[str, str]) -> Disguise:
    both = {letter.upper(): strange for letter, strange in table.items()} | dict(table)
    return Disguise(name, lambda line, _: "".join(both.get(letter, letter) for letter in line.text))


def _run(name: str, starts: tuple[int, ...]) -> Disguise:
    def write(line: Line, chance: Random) -> str:
        start = chance.choice(starts)
        return "".join(
            chr(start + _LETTERS.index(letter.lower())) if letter.lower() in _LETTERS else letter
            for letter in line.text
        ).replace("\U0001d455", "ℎ")

    return Disguise(name, write)


def _flags(line: Line, _: Random) -> str:
    return line.each(lambda word: "\u200b".join(chr(0x1F1E6 + _LETTERS.index(one)) for one in word.lower()))


def _emoji_letters(line: Line, _: Random) -> str:
    return line.each(lambda word: "".join(_EMOJI_LETTERS.get(one, one) for one in word.lower()))


def _between(hidden: str) -> Callable[[Line, Random], str]:
    return lambda line, chance: "".join(letter + chance.choice(hidden) for letter in line.text)


def _zalgo(line: Line, chance: Random) -> str:
    marks = [chr(code) for code in (*range(0x300, 0x36F), 0x489, 0x20DD)]
    return "".join(one + "".join(chance.choices(marks, k=chance.randint(1, 5))) for one in line.text)


def _leet(line: Line, chance: Random) -> str:
    def change(word: str) -> str:
        return "".join(
            chance.choice(_LEET[one]) if one in _LEET and chance.random() < _LEET_SHARE else one
            for one in word.lower()
        )

    return line.each(change)


def _leet_one(line: Line, chance: Random) -> str:
    def change(word: str) -> str:
        places = [place for place, one in enumerate(word.lower()) if one in _LEET and place]
        if not places:
            return word
        place = chance.choice(places)
        return word[:place] + chance.choice(_LEET[word[place].lower()]) + word[place + 1 :]

    return line.each(change)


def _spaced(line: Line, chance: Random) -> str:
    separator = chance.choice(SEPARATORS)
    return line.each(separator.join)


def _spaced_mixed(line: Line, chance: Random) -> str:
    simple = ".-_*/|~ "
    return line.each(lambda word: "".join(one + chance.choice(simple) for one in word[:-1]) + word[-1])


def _spaced_line(line: Line, chance: Random) -> str:
    wide = chance.choice(("  ", "   ", " / ", " | "))
    return wide.join(" ".join(word) for word in line.text.split())


def _cut(line: Line, chance: Random) -> str:
    return line.each(lambda word: _cut_with(word, chance.choice(".-_*|/~+"), chance))


def _cut_apart(line: Line, chance: Random) -> str:
    if not line.known:
        return line.text
    return line.each(
        lambda word: _cut_with(word, chance.choice((" ", "\n", "...", " - ", ". ", ", ")), chance)
    )


def _cut_with(word: str, mark: str, chance: Random) -> str:
    place = chance.randrange(1, len(word))
    return word[:place] + mark + word[place:]


def _stretched(line: Line, chance: Random) -> str:
    def change(word: str) -> str:
        place = chance.randrange(len(word))
        return word[:place] + word[place] * chance.randint(3, 8) + word[place + 1 :]

    return line.each(change)


def _stretched_all(line: Line, chance: Random) -> str:
    return line.each(lambda word: "".join(one * chance.randint(2, 4) for one in word))


def _masked(line: Line, chance: Random) -> str:
    def change(word: str) -> str:
        places = [
            place for place, one in enumerate(word.lower()) if one in _VOWELS and 0 < place < len(word) - 1
        ]
        if not places:
            return word
        place = chance.choice(places)
        return word[:place] + chance.choice(_MASKS) + word[place + 1 :]

    return line.each(change)


def _backwards_word(line: Line, _: Random) -> str:
    return line.each(lambda word: word[::-1].lower())


def _backwards_words(line: Line, _: Random) -> str:
    return " ".join(word[::-1] for word in line.text.split())


def _backwards(line: Line, _: Random) -> str:
    return line.text[::-1]


def _markup(line: Line, chance: Random) -> str:
    mark = chance.choice(("||", "**", "~~", "`", "***", "__", "*", "_", "```", "``"))
    return line.each(lambda word: f"{mark}{word}{mark}")


def _markup_inside(line: Line, chance: Random) -> str:
    mark = chance.choice(("||", "**", "~~", "`", "***", "__", "*"))

    def change(word: str) -> str:
        place = chance.randrange(1, len(word))
        return f"{word[:place]}{mark}{word[place]}{mark}{word[place + 1 :]}"

    return line.each(change)


def _markup_line(line: Line, chance: Random) -> str:
    shapes = (
        "||{}||",
        "**{}**",
        "`{}`",
        "```{}```",
        "```\n{}\n```",
        "# {}",
        "-# {}",
        "- {}",
        "~~{}~~",
        "__{}__",
    )
    return chance.choice((*shapes, "~~**{}**~~", "1. {}")).format(line.text)


def _markdown_link(line: Line, _: Random) -> str:
    return line.each(lambda word: f"[{word}](https://chat.example/a)")


def _percent(line: Line, chance: Random) -> str:
    def change(word: str) -> str:
        return "".join(f"%{ord(one):02X}" if chance.random() < 0.5 else one for one in word)

    return line.each(change)


def _percent_line(line: Line, _: Random) -> str:
    return "".join(f"%{byte:02x}" if not chr(byte).isalnum() else chr(byte) for byte in line.text.encode())


def _dropped(line: Line, _: Random) -> str:
    def change(word: str) -> str:
        bare = word[0] + re.sub("[aeiou]", "", word[1:], flags=re.IGNORECASE)
        return bare if word.lower() in APPS and len(bare) > 3 else word

    return line.each(change)


def _nickname(line: Line, chance: Random) -> str:
    return line.each(lambda word: chance.choice(APPS[word.lower()]) if word.lower() in APPS else word)


def _typo(line: Line, chance: Random) -> str:
    """One slip in a longer word that is no key word."""
    keys = set(line.keys) if line.known else set()
    words = [
        word
        for word in _WORD.finditer(line.text)
        if word.span() not in keys and len(word.group()) > _FALLBACK
    ]
    if not words:
        return line.text
    word = chance.choice(words)
    place = chance.randrange(1, len(word.group()) - 2) + word.start()
    slips = (
        line.text[place + 1] + line.text[place],
        line.text[place],
        line.text[place : place + 2] + line.text[place + 1],
    )
    return line.text[:place] + chance.choice(slips) + line.text[place + 2 :]


def _other_ends(line: Line, chance: Random) -> str:
    more = chance.choice(("", "{0}{0}", "{0}{0}{0}", " {0}", "{0} "))
    return re.sub(r"([.?!])(?=\s|$)", lambda end: more.format(end.group()), line.text)


def _curly(line: Line, _: Random) -> str:
    text = re.sub(r"(?<=\w)'(?=\w)", "\u2019", line.text)
    text = re.sub(r"\"([^\"]*)\"", "\u201c\\1\u201d", text)
    return re.sub(r"(?<!\w)'([^']*)'(?!\w)", "\u2018\\1\u2019", text)


LETTER_DISGUISES: tuple[Disguise, ...] = (
    Disguise("upper case", lambda line, _: line.text.upper()),
    *(_letters(name, table) for name, table in _HOMOGLYPHS.items()),
    *(_run(name, starts) for name, starts in _RUNS.items()),
    _letters("small caps", _SMALL_CAPS),
    _letters("superscript", _SUPERSCRIPT),
    Disguise("emoji letters", _emoji_letters),
    Disguise("flag letters", _flags),
    Disguise("zero width", _between(_HIDDEN)),
    Disguise("soft hyphens", _between("\u00ad")),
    Disguise("marks", _zalgo),
)
WORD_DISGUISES: tuple[Disguise, ...] = (
    Disguise("leet", _leet),
    Disguise("leet, one letter", _leet_one),
    Disguise("spaced words", _spaced),
    Disguise("spaced, mixed", _spaced_mixed),
    Disguise("spaced line", _spaced_line),
    Disguise("cut once", _cut),
    Disguise("cut by a gap", _cut_apart),
    Disguise("stretched", _stretched),
    Disguise("stretched all over", _stretched_all),
    Disguise("masked letter", _masked),
    Disguise("word backwards", _backwards_word),
    Disguise("words backwards", _backwards_words),
    Disguise("line backwards", _backwards),
    Disguise("marked up", _markup),
    Disguise("marked up inside", _markup_inside),
    Disguise("line marked up", _markup_line),
    Disguise("markdown link", _markdown_link),
    Disguise("percent", _percent),
    Disguise("percent line", _percent_line),
    Disguise("dropped vowels", _dropped),
    Disguise("app nickname", _nickname),
)


def _on_text(name: str, write: Write) -> Disguise:
    return Disguise(name, lambda line, chance: write(line.text, chance))


DISGUISES: tuple[Disguise, ...] = (
    *LETTER_DISGUISES,
    *WORD_DISGUISES,
    *(_on_text(name, write) for name, write in (*NUMBER_DISGUISES, *CONTACT_DISGUISES)),
)
SLIPS: tuple[Disguise, ...] = (
    Disguise("upper case", lambda line, _: line.text.upper()),
    Disguise("a typo", _typo),
    Disguise("other end marks", _other_ends),
    Disguise("no apostrophes", lambda line, _: re.sub(r"(?<=\w)['\u2019](?=\w)", "", line.text)),
    Disguise("curly quotes", _curly),
)
"""How harmless lines are typed, too: nothing here may make them suspicious."""
