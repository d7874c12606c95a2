"""What a request says is read before others see it: help comes at once, and no number goes out to strangers."""

from dataclasses import dataclass

from bot.flows.parts import Parts
from bot.flows.surface import Press
from bot.screening import Category, Memory, Message

LEADS_AWAY = frozenset({Category.CONTACT_SHARE, Category.OFFSITE_INVITE})


@dataclass(frozen=True, slots=True)
class Screened:
    """A request's words as listeners may see them, and what the one who asks must hear."""

    topic: str
    language: str
    left_out: bool
    crisis: bool


def screen_request(parts: Parts, press: Press) -> Screened:
    """Read topic and language; leave out what says how to reach somebody elsewhere. Nothing is held against them."""
    topic, language = press.field("topic"), press.field("language")
    about_topic, about_language = _categories(parts, topic), _categories(parts, language)
    shown_topic = "" if about_topic & LEADS_AWAY else topic
    shown_language = "" if about_language & LEADS_AWAY else language
    return Screened(
        shown_topic,
        shown_language,
        left_out=(shown_topic, shown_language) != (topic, language),
        crisis=Category.CRISIS in about_topic | about_language,
    )


def _categories(parts: Parts, text: str) -> frozenset[Category]:
    return frozenset(finding.category for finding in parts.screener.look(Message(text), Memory()))
