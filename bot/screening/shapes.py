"""Shapes are contacts recognised by their form: phone numbers, mail addresses and links, however they are written."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import phonenumbers

from bot.screening.edges import OTHERS
from bot.screening.fold import View
from bot.screening.packs import Pack

TRIGGERS = (
    r"(?:\d[\s\-.()/*_,+:]{0,3}){7}",
    r"[\w.+\-]@[\w\-]+\.\w",
    r"(?:^|\W)(?:at|@)[\s\])}]{1,3}.{1,30}(?:dot|\.|\[dot\]|\(dot\))\s?[\])]?\s?(?:com|org|net|co|io|uk|de|in|me|gmail)(?:\W|$)",
    r"(?:^|\W)(?:dot|\.)[\s\])}]{0,3}(?:g\s?g|m\s?e)[\s({\[]{0,3}(?:slash|/)|discord(?:app)?\.(?:gg|com/invite)|(?:t|wa|m|ig)\.me/|dsc\.gg|(?:chat\.whatsapp|snapchat|instagram|facebook|tiktok|linktr|allmylinks|carrd|telegram)\.\w",
    r"(?:zoom|meet|teams|skype|whereby|jitsi|calendly)\.[\w.\-]+/",
    r"(?:(?:\$|£|€)\s?\d[\d.]{0,5}[\s,;&]{1,3}){2}(?:\$|£|€)",
    r"(?:\d\d[:h]\d\d[\s,;&]{1,3}){2}\d",
)
"""Expressions for the scanner; number words come from the pack."""
SPELLED_SIGNS = frozenset(("dot", "slash"))
"""Words without one of which, or the sign itself inside a word, no shape has a part spelled out."""

_MAIL = re.compile(r"(?<![\w@])[a-z0-9][\w.+\-]{0,64}@[a-z0-9\-]+(?:\.[a-z0-9\-]+)+", re.ASCII)
_AT = r"\s*(?:[\[({]\s*(?:at|@)\s*[\])}]|\bat\b|@)\s*"
_DOT = r"(?:\s*(?:[\[({]\s*(?:dot|\.)\s*[\])}]|\bdot\b)\s*|\.)"
_ENDING = r"(?:com|org|net|co\.?\s?uk|io|de|in|me|ie|au|ph|ng|info)"
_PLACE = rf"{_AT}(?:[a-z0-9]\s?){{1,20}}{_DOT}{_ENDING}(?![a-z])"
_SPELLED_MAIL = re.compile(
    rf"(?<![\w@])[a-z0-9][\w\-]{{0,40}}(?:(?:{_DOT}|\s+(?:underscore|dash)\s+)[a-z0-9]{{1,40}}){{0,4}}{_PLACE}",
    re.ASCII,
)
_MAIL_PLACE = re.compile(rf"(?<!\s){_PLACE}", re.ASCII)
_MAIL_NAME = 100
"""Code points of a spelled mail address that may stand before its "at"."""
_LINK = re.compile(
    rf"(?<![a-z0-9])(?:https?://)?(?:www\.)?(?:(?:discord|dsc|t|wa|m|ig)(?:{_DOT}|\s\.\s)(?:g\s?g|m\s?e)"
    r"\s*[({\[]?(?:slash|/)[)}\]]?\s*[\w.\-/ ]{2,40}"
    r"|discord(?:app)?\.com/invite/\S+|(?:chat\.whatsapp|snapchat|instagram|facebook|tiktok|linktr|allmylinks|telegram|reddit|twitter|x)\.(?:com|ee|me|org)/\S{2,60}"
    r"|(?:zoom|meet|teams|whereby|calendly|jitsi)\.[\w.\-]+/\S+)",
    re.ASCII,
)
_INVITE = re.compile(r"gg|invite|zoom|meet|teams|whereby|jitsi|calendly", re.ASCII)
_SPACE = re.compile(
    r"[\s\-.()/*_,+:;=]|\b(?:and|then|an?|the|followed by|dash|hyphen|space|comma|plus|area|"
    r"code|is|its|before that|usual|uk|us)\b"
)
_LIGHT = frozenset(" \t\n-.()/*_,+:;=")
_NOT_A_PHONE = re.compile(
    r"\d{1,2}[/.\-]\d{1,2}[/.\-](?:19|20)?\d{2}(?!\d)|(?:19|20)\d\d[/.\-]\d{1,2}[/.\-]\d{1,2}|\d{1,2}:\d\d|[$£€]\s?\d|\d{1,3}(?:,\d{3})+(?!\d)",
    re.ASCII,
)
_UNIT_AFTER = re.compile(
    r"\s?(?:mg|ml|kg|kcal|cal|calories|pounds|lbs|rupees|naira|dollars|euro|quid|%|am\b|pm\b|km|steps|words|followers|people|members|days|hours)"
)
_COUNTED = re.compile(r"\s?[a-z]")
_PRICES = re.compile(r"(?:[$£€]\s?\d{1,4}(?:\.\d{1,4})?[\s,;&]{0,3}){3,8}", re.ASCII)
_TIMES = re.compile(r"(?:\d\d[:h]\d\d[\s,;&]{1,3}){2,6}(?:\d\d?[:h]?\d{0,2})?(?!\d)", re.ASCII)
_NO_PRICE = re.compile(r"[$£€]\s?0\d|\.\d(?:\D|$)|\.\d{3}", re.ASCII)
_NO_TIME = re.compile(r"(?:2[4-9]|[3-9]\d)[:h]|[:h](?:[6-9]\d)", re.ASCII)
_RANGE = re.compile(r"(\d{2,})\D{1,6}(\d{2,})", re.ASCII)
_LOCAL = re.compile(r"\(?\d{3}\)?[\s\-.]\d{4}", re.ASCII)
_CARRIED = 9
"""Digits from which prices or times may carry a number."""
_WORDS_ENOUGH = 4
_LONGEST_GAP = 34
"""Code points between two pieces of one number."""
_TEXTS = 8
_REPEAT = {"double": 2, "triple": 3, "treble": 3}


@dataclass(frozen=True, slots=True)
class Shape:
    """A contact found by its form; `disguised` when it was written so that a filter might not see it."""

    rule: str
    start: int
    end: int
    disguised: bool = False


def number_trigger(numbers: Mapping[str, str]) -> str:
    """The scanner's expression for a run of six digits, in figures or words."""
    words = "|".join(map(re.escape, number_words(numbers)))
    between = r"[\s\-.,()+/]{0,3}(?:(?:then|and|an?d? a|dash|space)[\s,]{1,2})?"
    return rf"(?:(?:\d|{words}){between}){{6}}"


def number_words(numbers: Mapping[str, str]) -> list[str]:
    """The number words of a pack, and those that repeat a figure: the longer ones first."""
    return sorted({*numbers, *_REPEAT}, key=lambda word: (-len(word), word))


class ShapeReader:
    """Finds contact shapes in a view of a message; remembers the runs of digits in the last few."""

    def __init__(
        self,
        numbers: Mapping[str, str],
        helplines: frozenset[str],
        regions: Sequence[str],
        token: re.Pattern[str],
    ) -> None:
        self.numbers, self.helplines, self.regions, self.token = numbers, helplines, regions, token
        self.runs = lru_cache(_TEXTS)(self._runs)

    def shapes(self, view: View) -> Iterator[Shape]:
        """All shapes in the view, in no particular order."""
        yield from _links_and_mails(view.text)
        yield from self.phones(view.text)

    def phones(self, text: str) -> Iterator[Shape]:
        """Stretches that read as a phone number, digits or number words."""
        for run in self.runs(text):
            if self._is_phone(text, run):
                yield Shape("phone_number", run.start, run.end, run.disguised)
        yield from self._carried(text)

    def _carried(self, text: str) -> Iterator[Shape]:
        """Numbers in the dress of prices or times that no price or time can be."""
        for carriers, impossible in ((_PRICES, _NO_PRICE), (_TIMES, _NO_TIME)):
            for hit in carriers.finditer(text):
                run = DigitRun(hit.start(), hit.end(), re.sub(r"\D", "", hit.group()), 1, 0)
                if (
                    impossible.search(hit.group())
                    and len(run.digits) >= _CARRIED
                    and self._known(text, run, phonenumbers.is_possible_number)
                ):
                    yield Shape(
                        "phone_number", run.start, len(hit.group().rstrip(" ,;&")) + run.start, disguised=True
                    )

    def _runs(self, text: str) -> Sequence["DigitRun"]:
        """Stretches of digits and number words with only light separators between."""
        runs: list[DigitRun] = []
        start, end, digits, tokens, words = -1, -1, "", 0, 0
        for token in self.token.finditer(text):
            first, last = token.span()
            if start >= 0 and end < first and not _only_space(text[end:first]):
                runs.append(DigitRun(start, end, digits, tokens, words))
                start, digits, tokens, words = -1, "", 0, 0
            if start < 0:
                start = first
            repeat, what = token.group("repeat", "what")
            value = what if what.isdigit() else self.numbers.get(what, "")
            digits += value * _REPEAT[repeat] if repeat else value
            words += value is not what or repeat is not None
            end, tokens = last, tokens + 1
        if start >= 0:
            runs.append(DigitRun(start, end, digits, tokens, words))
        return runs

    def _is_phone(self, text: str, run: "DigitRun") -> bool:
        if not 7 <= len(run.digits) <= 15 or self.is_helpline(run.digits):
            return False
        if _is_amount_or_date(text, run) or text[max(0, run.start - 1)] == "#":
            return False
        if run.pieces == 3 and run.words == 1 and _RANGE.fullmatch(text, run.start, run.end):
            return False
        if run.words >= _WORDS_ENOUGH:
            return True
        if len(run.digits) < 9:
            return bool(_LOCAL.fullmatch(text, run.start, run.end)) or (run.disguised and run.words > 1)
        if (
            run.pieces == len(run.digits)
            and run.digits[0] != "0"
            and sum(digit > "4" for digit in run.digits) * 3
            < (9 if len(run.digits) < 11 else len(run.digits) + 1)
        ):
            return False
        return self._known(
            text,
            run,
            phonenumbers.is_valid_number
            if run.disguised and not run.words
            else phonenumbers.is_possible_number,
        )

    def _known(self, text: str, run: "DigitRun", check: Callable[[phonenumbers.PhoneNumber], bool]) -> bool:
        plus = text[max(0, run.start - 2) : run.start].strip().endswith("+")
        for region in (None,) if plus else self.regions:
            try:
                number = phonenumbers.parse(("+" if plus else "") + run.digits, region)
            except phonenumbers.NumberParseException:
                continue
            if check(number):
                return True
        return False

    def is_told(self, text: str, run: "DigitRun") -> bool:
        """Whether a run of a few digits tells how much, how many or when, or is a helpline: no piece of a number.

        What is counted follows at once ("900 steps"); a number that begins with a nought counts nothing.
        """
        if self.is_helpline(run.digits):
            return True
        counts = run.digits[0] != "0" and _COUNTED.match(text, run.end) is not None
        return counts or _is_amount_or_date(text, run)

    def is_helpline(self, digits: str) -> bool:
        """Whether these digits are a helpline or another number that nobody owns privately."""
        bare = digits.lstrip("1") if len(digits) == 11 and digits.startswith("18") else digits
        return (
            digits in self.helplines
            or bare in self.helplines
            or digits.startswith(
                (
                    "0800",
                    "0808",
                    "0300",
                    "1800",
                    "1850",
                    "1300",
                    "1888",
                    "1877",
                    "1866",
                    "1855",
                    "1844",
                    "1833",
                )
            )
            or (len(digits) == 10 and digits.startswith(("800", "888", "877", "866", "855", "844", "833")))
        )


class DigitRun(NamedTuple):
    """A stretch of digits: where it stands, what it reads as, in how many pieces."""

    start: int
    end: int
    digits: str
    pieces: int
    words: int

    @property
    def disguised(self) -> bool:
        """Whether it is spelled in words or cut into single digits."""
        return len(self.digits) >= 7 and (self.words > 0 or self.pieces >= len(self.digits) - 1)


def shape_reader(pack: Pack) -> ShapeReader:
    """The reader for the number words, regions and helplines of a pack."""
    words = "|".join(sorted((re.escape(word) for word in pack.numbers), key=len, reverse=True)) or "(?!)"
    token = re.compile(
        rf"(?:\b(?P<repeat>double|triple|treble)[\s\-]*)?(?P<what>\d+|(?<![a-z{OTHERS}])(?:{words})(?![a-z{OTHERS}]))",
        re.ASCII,
    )
    return ShapeReader(pack.numbers, pack.helplines, pack.regions, token)


def _is_amount_or_date(text: str, run: DigitRun) -> bool:
    """Whether a run of digits is written as a price, a time or a date, or has a unit."""
    written = text[max(0, run.start - 2) : run.end + 1]
    return bool(_NOT_A_PHONE.search(written) or _UNIT_AFTER.match(text, run.end))


def _links_and_mails(text: str) -> Iterator[Shape]:
    for mail in _MAIL.finditer(text):
        yield Shape("email_address", mail.start(), mail.end())
    for mail in _spelled_mails(text):
        if not _MAIL.fullmatch(mail.group()):
            yield Shape("email_address", mail.start(), mail.end(), disguised=True)
    for link in _LINK.finditer(text):
        rule = "invite_link" if _INVITE.search(link.group()) else "profile_link"
        yield Shape(rule, link.start(), link.end())


def _only_space(text: str) -> bool:
    return text in _LIGHT or (len(text) <= _LONGEST_GAP and not _SPACE.sub("", text))


def _spelled_mails(text: str) -> Iterator[re.Match[str]]:
    """Mail addresses with words for signs; only what stands before a place like "at gmail dot com" is looked at."""
    last = 0
    for place in _MAIL_PLACE.finditer(text):
        mail = _SPELLED_MAIL.search(text, max(last, place.start() - _MAIL_NAME), place.end())
        if mail:
            last = mail.end()
            yield mail
