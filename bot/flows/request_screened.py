"""What a request says is read before a listener sees it: help comes at once, and no number goes out to strangers."""

from dataclasses import dataclass

from bot.chats import shown_account
from bot.flows.parts import Parts
from bot.flows.surface import Press
from bot.guide.cards_crisis import with_help_first
from bot.guide.values import Card
from bot.guide.wording import Wording
from bot.screening import Category, Memory, Message, Side

LEADS_AWAY = frozenset({Category.CONTACT_SHARE, Category.OFFSITE_INVITE})
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Screened:
    """A request's free words as a listener may see them, and what the one who asks must hear."""

    avoid: str
    left_out: bool
    crisis: bool


def screen_request(parts: Parts, press: Press) -> Screened:
    """Read the free words; leave out what says how to reach somebody elsewhere. Nothing is held against them."""
    avoid = press.field("avoid")[:LONGEST]
    about = _categories(parts, avoid)
    shown = "" if about & LEADS_AWAY else avoid
    return Screened(shown, left_out=shown != avoid, crisis=Category.CRISIS in about)


def leads_away(parts: Parts, text: str) -> bool:
    """Whether a text says how to reach somebody elsewhere."""
    return bool(_categories(parts, text) & LEADS_AWAY)


def sounds_like_crisis(parts: Parts, text: str) -> bool:
    """Whether help must come first; nothing of it is kept."""
    return Category.CRISIS in _categories(parts, text)


def with_help(parts: Parts, wording: Wording, words: str, card: Card) -> Card:
    """Answer with help first, if what somebody typed sounds like a crisis, whatever they typed it into (T38)."""
    return with_help_first(wording, card) if sounds_like_crisis(parts, words) else card


def _categories(parts: Parts, text: str) -> frozenset[Category]:
    findings = parts.screener.look(Message(text), Memory())
    account = shown_account(text, Side.MEMBER)
    return frozenset(finding.category for finding in (*findings, *((account,) if account else ())))
