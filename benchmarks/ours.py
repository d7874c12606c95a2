"""Ours by tier, the floor below it, and the loop of regular expressions that most bots use."""

import re
from collections.abc import Callable
from typing import NamedTuple

from benchmarks.rounds import Contender, Look
from benchmarks.texts import Turn
from bot.screening import Memory, Screener
from bot.screening.fold import build_table, fold
from bot.screening.shapes import TRIGGERS, number_trigger

WHOLE = "Sidelight, with a memory per chat"
"""The contender that all ratios are taken to: what runs in the bot."""


class Memories(dict[int, Memory]):
    """A memory per talk, begun with its first message."""

    def __missing__(self, talk: int) -> Memory:
        memory = self[talk] = Memory()
        return memory


class _Tier(NamedTuple):
    name: str
    look: Look
    does: str
    does_not: str


def own(screener: Screener) -> list[Contender]:
    """The floor and our tiers, each with all before it."""
    table = build_table(screener.pack.emoji)
    tiers = (
        _Tier("floor: an empty function", lambda _: None, "nothing", "anything: it is the price of the loop"),
        _Tier(
            "Sidelight, tier 1 (fold)",
            lambda turn: fold(turn.message.text, table),
            "makes other alphabets and hidden letters plain",
            "look for anything",
        ),
        _Tier(
            "Sidelight, tiers 1 and 2 (glance, weigh, scan)",
            lambda turn: screener.needs_closer_look(turn.message),
            "says which messages need a closer look",
            "say what is in them",
        ),
        _Tier(
            "Sidelight, one message",
            lambda turn: screener.look(turn.message),
            "all packs: findings with places, reason, severity and score; protections such as a refusal",
            "remember: numbers in pieces, a yes to an ask and small signs are missed",
        ),
    )
    return [
        *(Contender(tier.name, _same(tier.look), tier.does, tier.does_not) for tier in tiers),
        whole(screener),
    ]


def whole(screener: Screener) -> Contender:
    """All that the bot does with a text, each chat with a memory of its own."""

    def start() -> Look:
        memories = Memories()
        return lambda turn: screener.look(turn.message, memories[turn.talk])

    return Contender(
        WHOLE,
        start,
        "as above, and judges each message with what came before it in its chat",
        "understand what no pattern describes; no other language than English",
    )


def loop(screener: Screener) -> Contender:
    """A loop of compiled expressions over the same phrases and shapes, as most bots have it."""
    searches = searches_of(screener)

    def look(turn: Turn) -> list[int]:
        text = turn.message.text
        return [number for number, search in enumerate(searches) if search(text)]

    return Contender(
        f"a loop of {len(searches):,} compiled `re.search`",
        lambda: look,
        "finds the same phrases and shapes when they are written plainly",
        "see disguises, protections or what came before; say why; stay linear on hostile text",
    )


def searches_of(screener: Screener) -> list[Callable[[str], object]]:
    """What a simple bot would search for: every phrase, and the forms of numbers, addresses and links."""
    shapes = (*TRIGGERS, number_trigger(screener.pack.numbers))
    phrases = [phrase.exact for pattern in screener.patterns for phrase in pattern.phrases]
    return [one.search for one in (*phrases, *(re.compile(shape, re.IGNORECASE) for shape in shapes))]


def _same(look: Look) -> Callable[[], Look]:
    return lambda: look
