"""Hostile texts are made to be slow to read; a text may cost in proportion to its length, and no more."""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice
from statistics import median

from benchmarks.latency import Spread, spread_of
from bot.screening import Memory, Message, Screener

LENGTHS = (200, 1000, 4000)
"""Code points: a short message, one piece of reading, and the longest message that Discord takes."""
_SECONDS = 20.0
"""How long each length is tried."""
_SEED = 11
_OPENERS = ("what's your insta?", "no, i would rather not say")
"""What comes before in the chat, so that the memory is not quiet."""

_UNITS = {
    "one letter": "a",
    "letters apart": "a ",
    "letters apart by dots": "s.n.a.p.",
    "stretched letters": "snaaaaap ",
    "digits": "0",
    "digits apart": "0 7 9 ",
    "digits in brackets": "(07)-",
    "number words": "oh seven double nine ",
    "number words and digits": "zero7 nine 1 ",
    "years and prices": "1999 $20 ",
    "an app's name": "snap ",
    "every ask at once": "what's your number add me on snap text me ",
    "excuses": "my battery is dying and the app is so slow ",
    "the start of an ask": "what is your what is your ",
    "half an ask, with a gap": "can i have can we have may i get your ",
    "refusals": "no i won't give you my number ",
    "negations": "not never no don't can't ",
    "reported speech": "he said that she asked me for my number ",
    "small signs": "i was hoping you would come on, which town is that, ",
    "mail signs": "a@b.",
    "mail words": "name at mail dot com ",
    "dots in a mail name": "a.b.c.d.",
    "dots and a mail sign": "a-a.a_a@",
    "links": "discord.gg/ab t.me/xy ",
    "spelled links": "discord dot gg slash ",
    "percent signs": "%41%",
    "percent-coded letters": "%73%6e%61%70",
    "spoilers": "||s||n||",
    "stars and underscores": "*_~`",
    "brackets": "([{<",
    "quotes": "\"'\u201c",
    "question marks": "?!",
    "line breaks": "a\n",
    "leet": "5n4p 1n5t4 ",
    "letters and signs in one word": "a$4@!",
    "reversed": "pans ruoy statw ",
    "misspelled names": "snpachat instagarm watsapp telgram ",
    "almost words": "snapp instaa numbr phonee ",
    "marks": "a\u0301\u0302\u0303",
    "marks alone": "\u0301",
    "hidden letters": "s\u200bn\u200b",
    "letters of other alphabets": "\u0455\u043d\u0430\u0440 ",
    "fullwidth letters": "\uff53\uff4e\uff41\uff50",
    "mathematical letters": "\U0001d4fc\U0001d4f7\U0001d4ea\U0001d4f9 ",
    "keycaps": "7\ufe0f\u20e3",
    "flags": "\U0001f1f8\U0001f1f3",
    "emoji joined": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "ghosts": "\U0001f47b ",
    "letters that fold to many": "\ufdfa",
    "lone surrogates": "\ud800a\udfff",
    "right to left": "\u202eabc\u202c",
    "dotted capitals": "\u0130",
}

_ROWS = {
    "dashes and a mail address": ("a-", " x@y.zz"),
    "dots and a mail address": ("a.", " x@y.zz"),
    "dots and a spelled mail address": ("a-", " at y dot com"),
    "letters by dots that end in a word": ("a.", "ab"),
    "letters by lines that end in a word": ("_a", "ab"),
    "masks between letters": ("s#n#", "p"),
    "masked words": ("sn*p in*ta a*b*c- ", ""),
    "signs that may be letters": ("!|+(", " a4b"),
    "money signs": ("$", " a4b"),
    "bars": ("||", " 0 1 2 3 4 5 6"),
    "versions": ("1.", " 0 1 2 3 4 5 6"),
    "digits and signs": ("0!", " 0 1 2 3 4 5 6"),
    "empty lines": ("\n\n", " x@y.zz"),
    "quotations that stay open": ("'a", ""),
    "numbers that are none": ("00 44 9999 999 9 x ", ""),
    "an app and whose": ("snap my snap ", " x@y.zz"),
}
"""Units over and over after an ask, each with what makes screening look closer."""
_ASK = "add me on snap "


@dataclass(frozen=True, slots=True)
class Attack:
    """One way to be slow to read."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Worst:
    """The attack that costs most at one length: its middle time, in microseconds per 1,000 code points."""

    length: int
    name: str
    middle: float
    spread: Spread
    """Of all attacks of this length together, per 1,000 code points."""


def attacks(length: int, seed: int = _SEED) -> Iterator[Attack]:
    """All attacks, each of exactly so many code points; another seed gives other random ones."""
    for name, unit in _UNITS.items():
        yield Attack(name, (unit * length)[:length])
    for name, (unit, end) in _ROWS.items():
        yield Attack(name, _ASK + (unit * length)[: length - len(_ASK) - len(end)] + end)
    chance = random.Random(seed)
    yield Attack("random ASCII", "".join(map(chr, chance.choices(range(32, 127), k=length))))
    yield Attack("random Unicode", "".join(map(chr, chance.choices(range(0x110000), k=length))))
    units = list(_UNITS.values())
    mixed = (letter for _ in range(length) for letter in chance.choice(units))
    yield Attack("a bit of everything", "".join(islice(mixed, length)))


def measure_hostile(
    screener: Screener, lengths: Sequence[int] = LENGTHS, seconds: float = _SECONDS
) -> list[Worst]:
    """The costs at each length, in interleaved rounds, with a memory in which an ask is open.

    Random texts are others in every round, so that nothing of them is remembered.
    """
    compile_all(screener)
    return [_worst(screener, length, seconds) for length in lengths]


def _worst(screener: Screener, length: int, seconds: float) -> Worst:
    times: dict[str, list[float]] = {}
    rounds, until = count(_SEED), time.perf_counter() + seconds
    while not times or time.perf_counter() < until:
        for attack in attacks(length, next(rounds)):
            times.setdefault(attack.name, []).append(_cost(screener, attack.text) * 1000 / length)
    middles = {name: median(some) for name, some in times.items()}
    name = max(middles, key=lambda one: middles[one])
    return Worst(length, name, middles[name], spread_of([cost for some in times.values() for cost in some]))


def compile_all(screener: Screener) -> None:
    """Compile the phrases as in a bot that has run for a while: each takes a thousandth of a second, once."""
    pack = screener.pack
    phrases = [one.phrases for one in pack.patterns] + [one.unless for one in pack.patterns]
    phrases += [one.phrases for one in pack.contexts] + [one.phrases for one in pack.replies]
    for phrase in chain.from_iterable(phrases):
        phrase.exact.search("")


def _cost(screener: Screener, text: str) -> float:
    memory = Memory()
    for number, opener in enumerate(_OPENERS):
        screener.look(Message(opener, key=str(number)), memory)
    message = Message(text, key="attack")
    started = time.perf_counter()
    screener.look(message, memory)
    return (time.perf_counter() - started) * 1e6
