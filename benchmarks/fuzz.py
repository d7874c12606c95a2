"""Look at hostile text for a while: `python -m benchmarks.fuzz --minutes N` says what broke, and how slow it got."""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from benchmarks.hostile import compile_all
from bot.screening import Memory, Message, Screener, Side, find_packs, load_screener
from tests.screening.disguises import DISGUISES, find_keys

_PIECES = (
    "snap", "number", "ur", "insta", "0770", "double", "oh", "%6e", "%", "](", "||", "**", "```", "_", "@", "dot",
    "at", "gmail", ".com", "discord", "gg", "slash", "£1", "07:", " ", "\n", "\ud800", "\u0301", "\u200b", "👻",
    "\ufe0f", "1\ufe0f\u20e3", "🅰", "ｓ", "с", "a.b", "s n a p", "aaa", "5n4p", "sn*p", "'", '"', "he said", "no",
)  # fmt: skip
_SLOW = 40.0
"""Microseconds a code point that count as too slow, in texts of 200 code points and more."""
_LONG = 200
_LENGTHS = (1, 3, 10, 40, 200, 1000, 4000)


@dataclass(slots=True)
class Totals:
    """What a run did and found."""

    texts: int = 0
    points: int = 0
    slowest: float = 0.0
    slowest_text: str = ""
    failures: list[str] = field(default_factory=list)


def any_text(chance: Random) -> str:
    """Text of all of Unicode, lone surrogates included."""
    return "".join(chr(chance.randrange(0x110000)) for _ in range(chance.choice(_LENGTHS)))


def low_text(chance: Random) -> str:
    """Text of the first few planes' letters, marks and control characters."""
    low, high = chance.choice(((0, 0x80), (0, 0x250), (0x300, 0x370), (0x2000, 0x2100), (0x1F100, 0x1FB00)))
    return "".join(chr(chance.randrange(low, high)) for _ in range(chance.choice(_LENGTHS)))


def one_piece(chance: Random) -> str:
    """One piece or two, over and over."""
    some = chance.choice(_PIECES) + chance.choice(("", " ", ".", "-", chance.choice(_PIECES)))
    return (some * chance.choice(_LENGTHS))[:4000]


def many_pieces(chance: Random) -> str:
    """Pieces that mean something to screening, in any order."""
    return "".join(chance.choices(_PIECES, k=chance.choice(_LENGTHS)))[:4000]


def disguised(lines: Sequence[str]) -> Callable[[Random], str]:
    """Examples of the packs in two disguises, one over the other."""

    def write(chance: Random) -> str:
        text = " ".join(chance.choices(lines, k=chance.randint(1, 12)))
        for disguise in chance.sample(DISGUISES, 2):
            text = disguise.write(find_keys(text, frozenset()), chance)
        return text[:4000]

    return write


def look(screener: Screener, memory: Memory, text: str, totals: Totals) -> None:
    """Look at one text, twice: once alone, once with a memory; note what is wrong."""
    started = time.perf_counter()
    findings = screener.look(Message(text, Side.LISTENER))
    each = (time.perf_counter() - started) * 1e6 / max(1, len(text))
    findings += screener.look(Message(text, Side.MEMBER, key=str(totals.texts)), memory)
    screener.can_read(text)
    totals.texts += 1
    totals.points += len(text)
    for one in findings:
        if not 0 <= one.start <= one.end <= len(text) or one.matched != text[one.start : one.end]:
            totals.failures.append(f"places of {one.rule}: {text!a}")
    if len(text) >= _LONG and each > totals.slowest:
        totals.slowest, totals.slowest_text = each, text


def run(screener: Screener, minutes: float, seed: int) -> Totals:
    """Look at text after text until the time is over."""
    chance, totals, memory = Random(seed), Totals(), Memory()
    compile_all(screener)
    lines = [line for pattern in screener.patterns for line in (*pattern.match, *pattern.leave)]
    makers = (any_text, low_text, one_piece, many_pieces, disguised(lines))
    until = time.monotonic() + minutes * 60
    while time.monotonic() < until:
        text = chance.choice(makers)(chance)
        try:
            look(screener, memory, text, totals)
        except Exception as error:
            totals.failures.append(f"{type(error).__name__}: {error}: {text!a}")
    return totals


def main() -> int:
    """Print totals; failures as lines for the tests."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    totals = run(load_screener(find_packs()), given.minutes, given.seed)
    print(
        f"{totals.texts} texts, {totals.points} code points, {len(totals.failures)} failures (seed {given.seed})"
    )
    print(f"slowest: {totals.slowest:.2f} us a code point: {totals.slowest_text[:120]!a}")
    for failure in dict.fromkeys(totals.failures):
        print(failure)
    return 1 if totals.failures or totals.slowest > _SLOW else 0


if __name__ == "__main__":
    sys.exit(main())
