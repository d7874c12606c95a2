"""What people found about patterns."""

from bot import guide
from bot.guide import Wording
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
    yield "moderator-patterns-none", guide.patterns_card(wording, ())
    yield "moderator-patterns-list", guide.patterns_card(wording, (few, LINE, off, both))
    yield "moderator-patterns-many", guide.patterns_card(wording, (LINE,) * 60)
    yield "moderator-pattern-works", guide.pattern_card(wording, few)
    yield "moderator-pattern-judged", guide.pattern_card(wording, LINE)
    yield "moderator-pattern-off-alone", guide.pattern_card(wording, off)
    yield "moderator-pattern-off-both", guide.pattern_card(wording, both)
    yield "moderator-pattern-asks", guide.pattern_agree_card(wording, off)
    yield "moderator-pattern-needs-other", guide.pattern_needs_other_card(wording)
