"""Disguised numbers: how people write a number, a mail address or a link so that a filter may not see it."""

import re
from collections.abc import Callable, Iterator
from random import Random

Write = Callable[[str, Random], str]

_NUMBER = re.compile(r"\+?\d(?:[\s\-.()/]{0,2}\d){9,14}")
_MAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_LINK = re.compile(r"\b([a-z]{1,12})\.(gg|me|com)/([\w\-]+)")
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SOUNDS = ("oh", "won", "too", "tree", "fore", "fife", "sicks", "sevn", "ate", "niner")
_CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨"
_DARK = "⓿❶❷❸❹❺❻❼❽❾"


def _on_number(change: Callable[[str, Random], str]) -> Write:
    def write(text: str, chance: Random) -> str:
        return _NUMBER.sub(lambda found: change(re.sub(r"\D", "", found.group()), chance), text)

    return write


def _in_words(digits: str, _: Random) -> str:
    return " ".join(_WORDS[int(digit)] for digit in digits)


def _as_it_sounds(digits: str, _: Random) -> str:
    return " ".join(_SOUNDS[int(digit)] for digit in digits)


def _doubled(digits: str, _: Random) -> str:
    def pieces() -> Iterator[str]:
        for run in re.finditer(r"(\d)\1*", digits):
            left, word = len(run.group()), _WORDS[int(run.group()[0])].replace("zero", "oh")
            while left >= 3:
                yield f"triple {word}"
                left -= 3
            yield from [f"double {word}"] if left == 2 else [word] * left

    return " ".join(pieces())


def _mixed(digits: str, chance: Random) -> str:
    def one(digit: str) -> str:
        place = int(digit)
        keycap = f"{digit}\ufe0f\u20e3"
        return chance.choice((_WORDS[place], _SOUNDS[place], digit, keycap, _CIRCLED[place], _DARK[place]))

    return " ".join(map(one, digits))


def _from_table(table: str) -> Write:
    def write(text: str, _: Random) -> str:
        return _NUMBER.sub(lambda found: found.group().translate(str.maketrans("0123456789", table)), text)

    return write


def _keycaps(digits: str, chance: Random) -> str:
    return chance.choice(("", " ")).join(
        f"{digit}{chance.choice((chr(0xFE0F), ''))}\u20e3" for digit in digits
    )


def _apart(digits: str, chance: Random) -> str:
    separator = chance.choice(
        (" ", ".", "-", "_", "*", "/", ", ", "~", "|", " 🙂 ", "...", "\u200b", "\n", " - ", "·", ":")
    )
    return separator.join(digits)


def _with_letters(digits: str, chance: Random) -> str:
    letters = {"0": "oO", "1": "lI", "5": "sS"}
    return "".join(chance.choice(letters[one]) if one in letters else one for one in digits)


def _with_ohs(digits: str, _: Random) -> str:
    return digits.replace("0", "o")


def _prices(digits: str, chance: Random) -> str:
    pieces = [digits[place : place + 3] for place in range(0, len(digits), 3)]
    return chance.choice((" ", ", ")).join(f"£{piece}" for piece in pieces)


def _times(digits: str, chance: Random) -> str:
    pieces = [digits[place : place + 4] for place in range(0, len(digits), 4)]
    return chance.choice((" ", ", ")).join(
        f"{piece[:2]}:{piece[2:]}" if len(piece) > 2 else piece for piece in pieces
    )


def _on_mail(at: tuple[str, ...], dot: tuple[str, ...]) -> Write:
    def change(found: re.Match[str], chance: Random) -> str:
        name, domain = found.group().split("@")
        domain = domain.replace("gmail", chance.choice(("gmail", "g mail")))
        return name + chance.choice(at) + domain.replace(".", chance.choice(dot))

    return lambda text, chance: _MAIL.sub(lambda found: change(found, chance), text)


def _link(text: str, chance: Random) -> str:
    dot = chance.choice((" dot ", "(dot)", " . ", "[.]", " [dot] ", "[dot]"))
    slash = chance.choice((" slash ", "/", " / ", " slash "))
    return _LINK.sub(rf"\1{dot}\2{slash}\3", re.sub(r"https?://", "", text))


NUMBER_DISGUISES: tuple[tuple[str, Write], ...] = (
    ("number in words", _on_number(_in_words)),
    ("number as it sounds", _on_number(_as_it_sounds)),
    ("number with double", _on_number(_doubled)),
    ("number, all mixed", _on_number(_mixed)),
    ("keycaps", _on_number(_keycaps)),
    ("fullwidth digits", _from_table("０１２３４５６７８９")),
    ("circled digits", _from_table(_CIRCLED)),
    ("dark circled digits", _from_table(_DARK)),
    ("mathematical digits", _from_table("𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")),
    ("superscript digits", _from_table("⁰¹²³⁴⁵⁶⁷⁸⁹")),
    ("subscript digits", _from_table("₀₁₂₃₄₅₆₇₈₉")),
    ("foreign digits", _from_table("٠١٢٣٤٥٦٧٨٩")),
    ("digits apart", _on_number(_apart)),
    ("digits as letters", _on_number(_with_letters)),
    ("zeros as ohs", _on_number(_with_ohs)),
    ("prices", _on_number(_prices)),
    ("times", _on_number(_times)),
)
CONTACT_DISGUISES: tuple[tuple[str, Write], ...] = (
    ("mail in words", _on_mail((" at ",), (" dot ",))),
    (
        "mail in brackets",
        _on_mail((" (at) ", "(at)", " [at] ", "[at]", "{at}"), (" (dot) ", "(dot)", "[dot]", " [.] ", ".")),
    ),
    ("link in words", _link),
)
