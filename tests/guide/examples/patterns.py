"""What people found about patterns."""

from bot.guide import Wording
from bot.guide.cards_patterns import pattern_agree_card, pattern_card, pattern_needs_other_card, patterns_card
from bot.guide.views_patterns import PatternLine
from tests.guide.examples.shelf import LATER, OTHER, PERSON, Named

LINE = PatternLine(
    "ask_number", "contact_request", "This asks for a phone number.", right=9, wrong=1, percent=90
)


def cards(wording: Wording) -> Named:
    """Lists and single patterns, working and switched off."""
    few = PatternLine(
        "battery", "pretext", "This is an excuse about the battery.", right=1, wrong=2, claimed=1
    )
    off = PatternLine(
        "video_call",
        "offsite_invite",
        "This asks for a call.",
        claimed=3,
        off=True,
        off_until=LATER,
        off_by=PERSON,
    )
    both = PatternLine("snap", "pretext", "This is an excuse.", off=True, off_by=PERSON, second=OTHER)
    yield "moderator-patterns-none", patterns_card(wording, ())
    yield "moderator-patterns-list", patterns_card(wording, (few, LINE, off, both))
    yield "moderator-patterns-many", patterns_card(wording, (LINE,) * 60)
    yield "moderator-pattern-works", pattern_card(wording, few)
    yield "moderator-pattern-judged", pattern_card(wording, LINE)
    yield "moderator-pattern-off-alone", pattern_card(wording, off)
    yield "moderator-pattern-off-both", pattern_card(wording, both)
    yield "moderator-pattern-asks", pattern_agree_card(wording, off)
    yield "moderator-pattern-needs-other", pattern_needs_other_card(wording)
